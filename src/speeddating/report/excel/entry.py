"""What helps whoever types into a sheet: lists to choose from, and explanations."""

from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from speeddating.report.excel import look
from speeddating.report.sheets.model import Sheet, Tone

SPARE_ROWS = 500
"""Drop-down lists reach this far below the last row."""
LONGEST_LIST = 255
"""Characters that Excel allows in a list of choices."""
AUTHOR = "speeddating"
COMMENT_WIDTH, COMMENT_LINE, COMMENT_CHARACTERS = 280, 18, 38
"""Pixels, and characters that fit on a line of an explanation."""


def ready_to_type(target: Worksheet, sheet: Sheet, header_row: int) -> None:
    """Rows still empty: « 1-4 » must stay text, and lists must be there to choose from."""
    first, last = header_row + 1, header_row + len(sheet.rows) + SPARE_ROWS
    for index, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(index)
        if column.kind in look.FORMATS:
            target.column_dimensions[letter].number_format = look.FORMATS[column.kind]
        if column.choices:
            offer(target, column.choices, f"{letter}{first}:{letter}{last}")
        if column.choices_from:
            _offer_list(target, column.choices_from, f"{letter}{first}:{letter}{last}")
        if column.is_required:
            _colour_while_empty(target, sheet, (letter, first, last))
        _clear_once_filled(target, sheet, index, first)


def offer(target: Worksheet, choices: tuple[str, ...], cells: str) -> None:
    """A drop-down list; anything else may be typed, the reader says what it does not know."""
    listed = ",".join(choices)
    if len(listed) > LONGEST_LIST:
        return
    validation = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    validation.showErrorMessage = False
    validation.add(cells)
    target.add_data_validation(validation)


def named_list(target: Worksheet, sheet: Sheet, header_row: int) -> DefinedName:
    """
    What stands in the first column of ``sheet``, examples left out, under one name.

    It ends with the last entry: a list that goes on with blanks opens on the blanks.
    """
    first = header_row + 1 + sheet.examples
    title = target.title.replace("'", "''")
    cells = f"'{title}'!$A${first}:$A${first + SPARE_ROWS}"
    reach = f"'{title}'!$A${first}:INDEX({cells},MAX(1,COUNTA({cells})))"
    return DefinedName(sheet.offered_as, attr_text=reach)


def _offer_list(target: Worksheet, name: str, cells: str) -> None:
    """What :func:`named_list` names; anything else may be typed."""
    validation = DataValidation(type="list", formula1=name, allow_blank=True)
    validation.showErrorMessage = False
    validation.add(cells)
    target.add_data_validation(validation)


def _colour_while_empty(target: Worksheet, sheet: Sheet, where: tuple[str, int, int]) -> None:
    """A cell that must not stay empty is coloured as soon as its row says something."""
    letter, first, last = where
    end = get_column_letter(len(sheet.columns))
    begun = f"AND(COUNTA($A{first}:${end}{first})>0,LEN(TRIM(${letter}{first}))=0)"
    rule = FormulaRule(formula=[begun], fill=look.paper_if(look.STRAW))  # type: ignore[no-untyped-call]
    target.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def _clear_once_filled(target: Worksheet, sheet: Sheet, index: int, first: int) -> None:
    """Cells that are yellow because they are still to be filled in are white once they are."""
    letter = get_column_letter(index)
    cells = [
        f"{letter}{first + at}"
        for at, row in enumerate(sheet.rows)
        if row[index - 1].tone is Tone.TO_FILL
    ]
    if cells:
        filled = [f"LEN(TRIM({cells[0]}))>0"]
        rule = FormulaRule(formula=filled, fill=look.paper_if(look.WHITE))  # type: ignore[no-untyped-call]
        target.conditional_formatting.add(" ".join(cells), rule)


def comment(text: str) -> Comment:
    """An explanation that shows when a cell is pointed at, large enough for its text."""
    lines = len(text) // COMMENT_CHARACTERS + 2
    return Comment(text, AUTHOR, height=lines * COMMENT_LINE, width=COMMENT_WIDTH)

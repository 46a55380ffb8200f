"""What helps whoever types into a sheet: lists to choose from, and explanations."""

from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from speeddating.report.excel import look
from speeddating.report.sheets.model import Sheet

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
            _offer_names(target, column.choices_from, f"{letter}{first}:{letter}{last}")
        if column.is_required:
            _colour_while_empty(target, sheet, (letter, first, last))


def offer(target: Worksheet, choices: tuple[str, ...], cells: str) -> None:
    """A drop-down list; anything else may be typed, the reader says what it does not know."""
    listed = ",".join(choices)
    if len(listed) > LONGEST_LIST:
        return
    validation = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    validation.showErrorMessage = False
    validation.add(cells)
    target.add_data_validation(validation)


def _offer_names(target: Worksheet, title: str, cells: str) -> None:
    """What stands in the first column of another sheet; anything else may be typed."""
    quoted = title.replace("'", "''")
    names = f"'{quoted}'!$A$2:$A${SPARE_ROWS + 1}"
    validation = DataValidation(type="list", formula1=names, allow_blank=True)
    validation.showErrorMessage = False
    validation.add(cells)
    target.add_data_validation(validation)


def _colour_while_empty(target: Worksheet, sheet: Sheet, where: tuple[str, int, int]) -> None:
    """A cell that must not stay empty is coloured as soon as its row says something."""
    letter, first, last = where
    end = get_column_letter(len(sheet.columns))
    begun = f"AND(COUNTA($A{first}:${end}{first})>0,LEN(TRIM(${letter}{first}))=0)"
    paper = PatternFill("solid", bgColor=look.STRAW, fgColor=look.STRAW)
    rule = FormulaRule(formula=[begun], fill=paper)  # type: ignore[no-untyped-call]
    target.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def comment(text: str) -> Comment:
    """An explanation that shows when a cell is pointed at, large enough for its text."""
    lines = len(text) // COMMENT_CHARACTERS + 2
    return Comment(text, AUTHOR, height=lines * COMMENT_LINE, width=COMMENT_WIDTH)

"""Widths that show every word, and pages that fit on A4."""

import re
from collections.abc import Iterator
from itertools import chain
from math import ceil

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from speeddating.report.excel import look
from speeddating.report.excel.cells import writable
from speeddating.report.excel.measure import EDGES, PADDING, line_count, longest_word, text_width
from speeddating.report.sheets.model import Cell, Sheet, Tone

ARROW = 2.5
"""What the button of a filter takes from its header."""
NARROWEST, WIDEST = 5.0, 90.0
MARK_WIDTH, UPRIGHT_LINE, UPRIGHT_WIDEST = 4.0, 2.6, 28.0
"""Width of a column of marks, of each line of a header written upwards, and how far those reach."""
POINTS_PER_DIGIT = 5.6
"""The standard font at its standard size."""
LINE_POINTS = 1.2
"""Height of a line, in sizes of its letters."""
AIR_POINTS = 4.0
TALLEST = 409.0
"""Points that Excel allows a row."""
MARGIN_INCHES = 0.4
FOOTER_LIMIT = 70
A4, A3 = 9, 8
POSTER_WIDTH, POSTER_POINTS = 194.0, 730.0
"""A3 on its side within the margins, in digits and in points, less what printers differ by."""
LEADING = 8.0
"""Digits that the names of the tables take of it, at the standard size."""
LARGEST_LETTERS, READABLE = 28, 15
"""Of a poster, and from where on they are read from some steps away."""
TABLE_STYLE = "TableStyleLight15"
"""Lines only: new rows get a grid, colours stay ours."""
PEN_POINTS, LEAST_PEN_POINTS = 30.0, 24.0
"""Height of a row that is signed, and at least, to save a last page for two names."""
SIGNED_POINTS = 660.0
"""Of a page, for rows that are signed."""


def letter_size(sheet: Sheet) -> int:
    """
    The size of its letters: for the wall larger, on a poster as large as the paper allows.

    A poster is one page as long as it can be read from afar then; otherwise several.
    """
    if not sheet.large:
        return look.SIZE
    if not sheet.poster:
        return look.WALL_SIZE
    on_one = range(LARGEST_LETTERS, READABLE, -1)
    on_several = range(READABLE, look.WALL_SIZE, -1)
    found = (size for size in on_one if is_whole(sheet, size))
    others = (size for size in on_several if sum(widths(sheet, size)) <= POSTER_WIDTH)
    return next(chain(found, others), look.WALL_SIZE)


def is_whole(sheet: Sheet, size: int) -> bool:
    """Whether a sheet is printed on one page: a poster where its letters let it."""
    if not sheet.poster:
        return sheet.one_page
    columns = widths(sheet, size)
    across = sum(columns)
    heights = [header_height(sheet, columns, size)]
    heights += [row_height(sheet, row, columns, size) or 0.0 for row in sheet.rows]
    said = [row[-1] for row in sheet.lead]
    heights += [lead_height(str(one.value), one.tone, across, size) for one in said]
    return across <= POSTER_WIDTH and sum(heights) <= POSTER_POINTS


def widths(sheet: Sheet, size: int = look.SIZE) -> list[float]:
    """The width of each column, in digits: its texts on one line if short, never a word cut."""
    return [_width(sheet, index, size / look.SIZE) for index in range(len(sheet.columns))]


def _width(sheet: Sheet, index: int, scale: float) -> float:
    column = sheet.columns[index]
    arrow = ARROW if sheet.filterable else 0.0
    least = longest_word(column.label, bold=True, scale=scale) + arrow
    if column.upright:
        lines = line_count(column.label, _upright_length(column.label) - EDGES, bold=True)
        return max(MARK_WIDTH, lines * UPRIGHT_LINE)
    wanted = _lines(column.label, bold=True, scale=scale) + arrow
    for text, is_bold in _texts(sheet, index):
        least = max(least, longest_word(text, bold=is_bold, scale=scale))
        wanted = max(wanted, _lines(text, bold=is_bold, scale=scale))
    share = (POSTER_WIDTH - LEADING * scale) / max(1, len(sheet.columns) - 1) - PADDING
    widest = share if sheet.poster else column.widest * scale
    fitting = max(NARROWEST, column.narrowest, least, min(wanted, widest))
    return min(fitting + PADDING, WIDEST)


def _lines(text: str, *, bold: bool, scale: float) -> float:
    return max(text_width(line, bold=bold, scale=scale) for line in text.split("\n"))


def _texts(sheet: Sheet, index: int) -> Iterator[tuple[str, bool]]:
    """What stands in a column, legends included, block headings left out."""
    for row in (*sheet.rows, *(row for row in sheet.lead if 1 < len(row) <= len(sheet.columns))):
        if index >= len(row) or row[index].tone is Tone.HEADING:
            continue
        value, tone = row[index].value, row[index].tone
        if isinstance(value, (str, int)):
            yield str(value), tone in look.BOLD
        elif value is not None:
            yield "00/00/0000" if hasattr(value, "year") else "00:00", tone in look.BOLD


def row_height(
    sheet: Sheet, row: tuple[Cell, ...], columns: list[float], size: int = look.SIZE
) -> float | None:
    """The height in points that shows every line of a row; None where one line is enough."""
    scale = size / look.SIZE
    most = max(
        (
            _line_count(cell, columns[index] - EDGES, scale)
            for index, cell in enumerate(row)
            if isinstance(cell.value, str) and cell.tone is not Tone.HEADING
        ),
        default=1,
    )
    if sheet.large and row[0].tone is Tone.HEADING:
        size += look.HEADING_MORE
    if most == 1 and not sheet.large and not sheet.by_hand:
        return None
    least = _pen_points(len(sheet.rows)) if sheet.by_hand else 0.0
    return min(max(least, most * size * LINE_POINTS + AIR_POINTS), TALLEST)


def _pen_points(rows: int) -> float:
    """The height of a row that is signed, so that the last page is not left nearly empty."""
    pages = ceil(rows * LEAST_PEN_POINTS / SIGNED_POINTS)
    return min(PEN_POINTS, SIGNED_POINTS * pages / max(1, rows))


def _line_count(cell: Cell, width: float, scale: float) -> int:
    """How many lines a text takes, its bold first line included."""
    text, is_bold = str(cell.value), cell.tone in look.BOLD
    if not cell.bold_lines or "\n" not in text:
        return line_count(text, width, bold=is_bold, scale=scale)
    first, rest = text.split("\n", 1)
    larger = scale * look.BOLD_LINE_SIZE / look.SIZE
    return line_count(first, width, bold=True, scale=larger) + line_count(rest, width, scale=scale)


def lead_height(text: str, tone: Tone, width: float, size: int = look.SIZE) -> float:
    """The height in points of a line over the whole width, which Excel does not find itself."""
    points = look.letters(tone, size)
    lines = line_count(text, width, bold=tone in look.BOLD, scale=points / look.SIZE)
    return min(lines * points * LINE_POINTS + AIR_POINTS, TALLEST)


def header_height(sheet: Sheet, columns: list[float], size: int = look.SIZE) -> float:
    """The height in points of the header, those written upwards included."""
    heights = [size * LINE_POINTS + AIR_POINTS]
    for column, width in zip(sheet.columns, columns, strict=True):
        if column.upright:
            heights.append(_upright_length(column.label) * POINTS_PER_DIGIT + AIR_POINTS)
        else:
            scale = size / look.SIZE
            lines = line_count(column.label, width - EDGES, bold=True, scale=scale)
            heights.append(lines * size * LINE_POINTS + AIR_POINTS)
    return min(max(heights), TALLEST)


def _upright_length(label: str) -> float:
    """How far a label reaches upwards: it is wrapped beyond some length."""
    return (
        max(longest_word(label, bold=True), min(text_width(label, bold=True), UPRIGHT_WIDEST))
        + EDGES
    )


def lay_out(
    target: Worksheet, sheet: Sheet, header_row: int, occasion: str, size: int = look.SIZE
) -> None:
    """Frozen panes, filter, print area, titles and footer."""
    last = f"{get_column_letter(len(sheet.columns))}{header_row + len(sheet.rows)}"
    corner = f"{get_column_letter(sheet.leading + 1)}{header_row + 1}"
    target.freeze_panes = corner
    if sheet.is_input:
        _make_table(target, sheet, header_row)
    elif sheet.filterable:
        target.auto_filter.ref = f"A{header_row}:{last}"
    for end in sheet.breaks:
        target.row_breaks.append(Break(id=header_row + end))
    if not sheet.examples:  # what will be typed below them is printed too
        target.print_area = f"A1:{last}"
    target.print_title_rows = f"{header_row}:{header_row}"
    if sheet.leading:
        target.print_title_cols = f"A:{get_column_letter(sheet.leading)}"
    target.page_setup.paperSize = A3 if sheet.poster else A4
    target.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    target.page_setup.fitToWidth = 1
    target.page_setup.fitToHeight = 1 if is_whole(sheet, size) else 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = target.page_margins
    margins.left = margins.right = MARGIN_INCHES
    margins.top, margins.bottom = MARGIN_INCHES, MARGIN_INCHES + 0.3
    margins.footer = margins.header = 0.3
    target.print_options.horizontalCentered = True
    footer = HeaderFooterItem()
    footer.left.text = _footer(occasion)
    footer.right.text = f"{_footer(sheet.title)} · &P / &N"
    target.oddFooter = footer


def _make_table(target: Worksheet, sheet: Sheet, header_row: int) -> None:
    """
    Header and rows as a table of Excel: it has filters, and grows with what is typed below it.

    Excel wants a row below the header, and as names of columns what stands in it.
    """
    last = header_row + max(1, len(sheet.rows))
    cells = f"A{header_row}:{get_column_letter(len(sheet.columns))}{last}"
    made = Table(displayName=table_name(sheet.title), ref=cells)
    made.tableColumns = [
        TableColumn(id=number, name=writable(label))
        for number, label in enumerate(sheet.header, start=1)
    ]
    if sheet.filterable:
        made.autoFilter = AutoFilter(ref=cells)
    made.tableStyleInfo = TableStyleInfo(name=TABLE_STYLE, showRowStripes=False)
    target.add_table(made)


def table_name(title: str) -> str:
    """``title`` as a name of Excel may be."""
    return re.sub(r"\W", "_", title)


def _footer(text: str) -> str:
    """``text`` as a footer says it: "&" would begin a command, and 255 characters are the limit."""
    short = text if len(text) <= FOOTER_LIMIT else f"{text[: FOOTER_LIMIT - 1]}…"
    return writable(short).replace("&", "&&")

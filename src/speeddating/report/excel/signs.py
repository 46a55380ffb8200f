"""Signs that stand on a table: a page folded along its middle, to be read from both sides."""

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from speeddating.report.excel import look
from speeddating.report.excel.cells import put
from speeddating.report.excel.measure import DIGIT, text_width
from speeddating.report.excel.paper import PAGE_POINTS, PAGE_WIDTH, in_pages
from speeddating.report.sheets.signs import Signs

ROWS = 2
"""Excel allows no row as tall as a page."""
LARGEST, SMALLEST = 150.0, 24.0
"""Sizes of the letters, in points."""
SHARE = 0.9
"""How much of a face its text may take."""
DOWNWARDS, UPWARDS = 180, 90
"""How openpyxl says a quarter turn to the right, and to the left."""
FOLD = Border(right=Side(style="dashed", color=look.GREY))


def print_signs(target: Worksheet, sheet: Signs) -> None:
    """One sign to a page: both faces have their feet outside and their heads at the fold."""
    for letter in "AB":
        target.column_dimensions[letter].width = PAGE_WIDTH / 2
    for number, text in enumerate(sheet.signs):
        first = number * ROWS + 1
        for row in range(first, first + ROWS):
            target.row_dimensions[row].height = PAGE_POINTS / ROWS
            target.cell(row, 1).border = FOLD
        for column, turn in ((1, DOWNWARDS), (2, UPWARDS)):
            face = target.cell(first, column)
            put(face, text)
            face.font = Font(name=look.FONT, size=_size(text), bold=True, color=look.INK)
            face.alignment = Alignment(
                horizontal="center", vertical="center", text_rotation=turn, wrap_text=True
            )
            target.merge_cells(
                start_row=first, end_row=first + ROWS - 1, start_column=column, end_column=column
            )
    in_pages(target, "B", [number * ROWS for number in range(1, len(sheet.signs) + 1)])


def _size(text: str) -> float:
    """Letters as large as the face allows on one line."""
    in_sizes = text_width(text, bold=True) * DIGIT / 1000
    return max(SMALLEST, min(LARGEST, PAGE_POINTS * SHARE / in_sizes))

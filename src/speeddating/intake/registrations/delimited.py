"""Delimited text into cells, placed as a spreadsheet would place them."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from openpyxl.utils.cell import get_column_letter

from speeddating.domain.workbook import from_text
from speeddating.intake.findings import Place, RefusedError
from speeddating.intake.guard import MEGABYTE
from speeddating.intake.scan import LAST_COLUMN, LONGEST_CELL, MOST_CELLS, SheetScan
from speeddating.intake.sheets import Cell, Grid

DELIMITERS = (";", "\t", ",", "|")
LARGEST_TEXT = 5 * MEGABYTE
MOST_LINES = 2_000
_END = "\x1eend"


def grid_of(
    text: str, title: str, worth: Callable[[Grid], int], most_lines: int = MOST_LINES
) -> Grid:
    """
    The cells of ``text``, split where that makes most sense.

    Parameters
    ----------
    worth
        How many known headers a grid has; between equals, the delimiter that gives more columns
        in the fullest line wins.

    Raises
    ------
    RefusedError
        If a quotation mark is never closed, or there are too many lines, columns or characters.
    """
    grids: list[Grid] = []
    refused: list[RefusedError] = []
    for delimiter in DELIMITERS:
        try:
            grids.append(_split(text, title, delimiter, most_lines))
        except RefusedError as refusal:
            refused.append(refusal)
    best = max(
        grids, default=None,
        key=lambda grid: (worth(grid), max(map(len, grid.rows.values()), default=0)),
    )  # fmt: skip
    if best is None or (refused and not worth(best)):
        raise refused[0]
    return best


def _split(text: str, title: str, delimiter: str, most_lines: int) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    count = 0
    for number, values in enumerate(_records(text, delimiter, most_lines), start=1):
        cells = {
            column: Cell(Place(title, f"{get_column_letter(column)}{number}"), from_text(value))
            for column, value in enumerate(values[:LAST_COLUMN], start=1)
            if value.strip()
        }
        if any(value.strip() for value in values[LAST_COLUMN:]):
            raise RefusedError("too_many_columns", most=LAST_COLUMN)
        if cells:
            rows[number] = cells
        count += len(cells)
        if len(rows) > most_lines:
            raise RefusedError("too_many_lines", most=most_lines)
        if count > MOST_CELLS:
            raise RefusedError("too_many_cells", most=MOST_CELLS)
    last = max((column for row in rows.values() for column in row), default=0)
    shape = SheetScan(
        max(rows, default=0), last, count, (), frozenset(), frozenset(),
        frozenset(),
    )  # fmt: skip
    return Grid(title, rows, shape)


def _records(text: str, delimiter: str, most_lines: int) -> Iterator[list[str]]:
    """
    Records as Excel reads them: a quoted value may hold delimiters and line ends.

    A quotation mark that is never closed swallows the rest of the file, and a last line of our
    own with it: that is how it is noticed.
    """
    source = StringIO(f"{text}\n{_END}", newline="")
    number = 0
    try:
        for number, record in enumerate(csv.reader(source, delimiter=delimiter), start=1):
            if record == [_END]:
                return
            if number > 10 * most_lines:  # empty ones included
                raise RefusedError("too_many_lines", most=most_lines)
            if max(map(len, record), default=0) > LONGEST_CELL:
                raise RefusedError("huge_text")
            yield record
    except csv.Error as error:
        raise RefusedError("huge_text") from error
    raise RefusedError("unclosed_quote", line=number)

"""Delimited text into cells, placed as a spreadsheet would place them."""

import csv
from collections.abc import Callable
from io import StringIO
from itertools import islice

from openpyxl.utils.cell import get_column_letter

from speeddating.intake.findings import Place, RefusedError
from speeddating.intake.scan import LAST_COLUMN, LONGEST_CELL, SheetScan
from speeddating.intake.sheets import Cell, Grid

DELIMITERS = (";", "\t", ",")
MOST_LINES = 2_000
_END = "\x1eend"


def grid_of(text: str, title: str, worth: Callable[[Grid], int]) -> Grid:
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
            grids.append(_split(text, title, delimiter))
        except RefusedError as refusal:
            refused.append(refusal)
    best = max(
        grids, default=None,
        key=lambda grid: (worth(grid), max(map(len, grid.rows.values()), default=0)),
    )  # fmt: skip
    if best is None or (refused and not worth(best)):
        raise refused[0]
    return best


def _split(text: str, title: str, delimiter: str) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    for number, values in enumerate(_records(text, delimiter), start=1):
        cells = {
            column: Cell(Place(title, f"{get_column_letter(column)}{number}"), value)
            for column, value in enumerate(values[:LAST_COLUMN], start=1)
            if value.strip()
        }
        if any(value.strip() for value in values[LAST_COLUMN:]):
            raise RefusedError("too_many_columns", most=LAST_COLUMN)
        if cells:
            rows[number] = cells
        if len(rows) > MOST_LINES:
            raise RefusedError("too_many_lines", most=MOST_LINES)
    last = max((column for row in rows.values() for column in row), default=0)
    shape = SheetScan(
        max(rows, default=0), last, sum(map(len, rows.values())), (), frozenset(), frozenset(),
        frozenset(),
    )  # fmt: skip
    return Grid(title, rows, shape)


def _records(text: str, delimiter: str) -> list[list[str]]:
    """
    Records as Excel reads them: a quoted value may hold delimiters and line ends.

    A quotation mark that is never closed swallows the rest of the file, and a last line of our
    own with it: that is how it is noticed.
    """
    before = csv.field_size_limit(LONGEST_CELL)
    source = StringIO(f"{text}\n{_END}", newline="")
    try:
        records = list(islice(csv.reader(source, delimiter=delimiter), 10 * MOST_LINES))
    except csv.Error as error:
        raise RefusedError("huge_text") from error
    finally:
        csv.field_size_limit(before)
    if records[-1] != [_END]:
        cut = len(records) == 10 * MOST_LINES
        raise RefusedError("too_many_lines" if cut else "unclosed_quote", line=len(records),
                           most=MOST_LINES)  # fmt: skip
    return records[:-1]

"""A csv as a sheet: decoded and cut as whoever made it meant it."""

import csv
from io import StringIO

from speeddating.intake.findings import RefusedError
from speeddating.intake.scan import LAST_COLUMN, LAST_ROW, MOST_CELLS, SheetScan
from speeddating.intake.sheets import Cell, Grid, place

ENCODINGS = ("utf-8-sig", "cp1252")
"""Tried in this order; UTF-16 is known by its first bytes."""
DELIMITERS = ";\t,"


def grid_of_text(content: bytes, title: str) -> Grid:
    """
    The cells of a csv.

    The delimiter is the one that cuts the first line into most pieces; a semicolon wins a draw.

    Raises
    ------
    RefusedError
        If it is no text, or too large.
    """
    lines = StringIO(_decoded(content), newline="")
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=lambda one: len(next(csv.reader([first], delimiter=one), ())))
    lines.seek(0)
    rows: dict[int, dict[int, Cell]] = {}
    widest = cells = 0
    try:
        for number, line in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
            found = {
                column: Cell(place(title, number, column), said)
                for column, said in enumerate(line, start=1)
                if said.strip()
            }
            widest, cells = max(widest, len(line)), cells + len(found)
            if number > LAST_ROW or widest > LAST_COLUMN or cells > MOST_CELLS:
                raise RefusedError("too_many_cells", most=MOST_CELLS)
            if found:
                rows[number] = found
    except csv.Error:
        raise RefusedError("damaged") from None
    none = frozenset[int]()
    shape = SheetScan(max(rows, default=0), widest, cells, (), none, none, frozenset())
    return Grid(title, rows, shape)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedError("damaged")

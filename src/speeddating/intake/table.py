"""A sheet as a table: its header found, its columns known by key, its rows read cell by cell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from openpyxl.utils.cell import get_column_letter

from speeddating.domain.examples import FILLED, is_example, is_untouched
from speeddating.domain.workbook import INPUT_SHEETS
from speeddating.intake.cells import Parser, Raw, text, tidy
from speeddating.intake.findings import Findings, Place, RefusedError
from speeddating.intake.labels import both, column_by_header, header_key
from speeddating.intake.sheets import Cell, Grid

Kind = TypeVar("Kind")
HEADER_WITHIN = 20
_FIGURE = re.compile(r"[\d\s.,%€]+")
MOST_ROWS = 5_000
LONG = frozenset({"history", "planning", "feedback", "alike", "participants"})
"""Sheets that grow with every meeting; and the people, who are counted where they are read."""
ALIKE = 0.8
"""Of 1, from which a header that nobody knows looks like one that is known."""


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    sheet: str
    """Its key."""
    title: str
    number: int
    columns: Mapping[str, int]
    cells: Mapping[str, Cell]
    findings: Findings
    called: Mapping[str, str] = field(default_factory=dict)
    """What stands in a column, where its header does not say it."""

    def place(self, column: str) -> Place:
        """Where the column stands in this row, or the row where there is no such column."""
        if column not in self.columns:
            return Place(self.title, str(self.number))
        return Place(self.title, f"{get_column_letter(self.columns[column])}{self.number}")

    def read(self, column: str, parse: Parser[Kind]) -> Kind | None:
        """What stands in ``column``; None if it is empty or was refused, which is then told."""
        cell = self.cells.get(column)
        if cell is None:
            return None
        try:
            value = parse(trusted(cell))
        except RefusedError as refused:
            code = refused.code.removeprefix("intake.")
            said = {"column": self._label(column), **refused.data}
            shown = None if code == "contact" else cell.value
            self.findings.refuse(code, cell.place, shown, **said)
            return None
        if isinstance(cell.value, str) and tidy(cell.value) != cell.value.strip():
            self.findings.note("hidden_characters", cell.place, cell.value)
        return value

    def need(self, column: str, parse: Parser[Kind]) -> Kind | None:
        """As :meth:`read`, but an empty cell is told too."""
        if column not in self.cells:
            self.refuse("missing_value", column)
        return self.read(column, parse)

    def refuse(self, code: str, column: str, **data: object) -> None:
        """Say what is wrong with what stands in ``column``."""
        cell = self.cells.get(column)
        said = {"column": self._label(column), **data}
        value = None if cell is None else cell.value
        self.findings.refuse(code, self.place(column), value, **said)

    def _label(self, column: str) -> str:
        return self.called.get(column) or both(self.sheet, column)


def table(key: str, grid: Grid, required: tuple[str, ...], findings: Findings) -> list[Row]:
    """
    The rows of the sheet ``key`` that hold something.

    A sheet without its ``required`` columns has none, and that is told.
    """
    if not grid.rows:
        return []
    header, columns = _header(key, grid, findings)
    missing = [column for column in required if column not in columns]
    for column in missing:
        said = {"column": both(key, column), "count": HEADER_WITHIN}
        findings.refuse("no_column", Place(grid.title), **said)
    if missing:
        return []
    _tell_what_is_hidden(grid, findings)
    rows = list(_body(key, grid, header, columns, findings))
    if key not in LONG and len(rows) > MOST_ROWS:
        place = rows[MOST_ROWS].place(required[0])
        findings.refuse("too_many_rows", place, most=MOST_ROWS)
        return rows[:MOST_ROWS]
    return rows


def _header(key: str, grid: Grid, findings: Findings) -> tuple[int, dict[str, int]]:
    """The row with the most known headers, and the columns it names."""
    known = column_by_header(key)
    candidates = [number for number in grid.rows if number <= HEADER_WITHIN] or [0]
    header = max(candidates, key=lambda number: _known_headers(grid, number, known))
    if not _known_headers(grid, header, known):
        return header, {}
    columns: dict[str, int] = {}
    for position, cell in grid.rows[header].items():
        column = known.get(header_key(str(cell.value)))
        if column is None:
            near = get_close_matches(header_key(str(cell.value)), known, 1, ALIKE)
            if near:
                said = both(key, known[near[0]])
                findings.note("column_perhaps", cell.place, cell.value, near=said)
            else:
                findings.note("column_left_out", cell.place, cell.value)
        elif column in columns:
            other = f"{get_column_letter(columns[column])}{header}"
            findings.refuse("header_twice", cell.place, cell.value, other=other)
        else:
            columns[column] = position
    return header, columns


def _known_headers(grid: Grid, number: int, known: Mapping[str, str]) -> int:
    cells = grid.rows.get(number, {}).values()
    return len({header_key(str(cell.value)) for cell in cells} & set(known))


def _body(
    key: str, grid: Grid, header: int, columns: dict[str, int], findings: Findings
) -> Iterator[Row]:
    rows = {number: row for number, row in grid.rows.items() if number > header}
    for number, found in filled_down(rows, grid).items():
        cells = {
            column: found[position]
            for column, position in columns.items()
            if position in found and not is_blank(found[position])
        }
        if not cells:
            continue
        if key in FILLED and is_example(str(_first(key, cells).value)):
            _tell_if_changed(key, cells, findings)
            continue
        if is_total(cells):
            findings.note("total_left_out", next(iter(cells.values())).place)
            return
        yield Row(key, grid.title, number, columns, cells, findings)


def _first(key: str, cells: Mapping[str, Cell]) -> Cell:
    """The first cell of a line that holds something: that is where an example says it is one."""
    return cells[min(cells, key=INPUT_SHEETS[key].index)]


def _tell_if_changed(key: str, cells: Mapping[str, Cell], findings: Findings) -> None:
    """An example of the template is passed over; one that somebody wrote into may be meant."""
    found = (cells.get(column) for column in INPUT_SHEETS[key])
    texts = tuple(None if cell is None else str(cell.value) for cell in found)
    if not is_untouched(key, texts):
        first = _first(key, cells)
        findings.note("example_left_out", first.place, first.value)


def filled_down(rows: Mapping[int, Mapping[int, Cell]], grid: Grid) -> dict[int, dict[int, Cell]]:
    """A merge down a column says its value once for all its rows."""
    filled = {number: dict(row) for number, row in rows.items()}
    for left, top, right, bottom in grid.shape.merges:
        first = filled.get(top, {}).get(left)
        if first is None or left != right:
            continue
        for number in range(top + 1, min(bottom, grid.shape.last_row) + 1):
            if number in filled:  # a merge that reaches below the last line makes no line
                filled[number].setdefault(left, first)
    return filled


def trusted(cell: Cell) -> Raw:
    """The value of a cell that can be read; what keeps it from being read is raised."""
    if cell.trouble is not None:
        raise RefusedError(cell.trouble)
    return cell.value


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but spaces."""
    return cell.trouble is None and isinstance(cell.value, str) and not tidy(cell.value)


def is_total(cells: Mapping[str, Cell]) -> bool:
    """A line "Total" that says nothing else in words; a structure may bear that name."""
    first, *others = cells.values()
    words = any(isinstance(one.value, str) and not _FIGURE.fullmatch(one.value) for one in others)
    return header_key(_plain(first.value)) in {"total", "totaux"} and not words and bool(others)


def _plain(raw: Raw) -> str:
    try:
        return text(raw)
    except RefusedError:
        return ""


def _tell_what_is_hidden(grid: Grid, findings: Findings) -> None:
    hidden = sum(1 for number in grid.rows if number in grid.shape.hidden_rows)
    if hidden:
        findings.note("hidden_rows", Place(grid.title), count=hidden)
    seen = {column for row in grid.rows.values() for column in row}
    if columns := seen & grid.shape.hidden_columns:
        findings.note("hidden_columns", Place(grid.title), count=len(columns))

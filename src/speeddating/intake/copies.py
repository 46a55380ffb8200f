"""One file that remembers past meetings: a workbook of ours, a sheet made by hand, a csv."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from speeddating.domain.history import History
from speeddating.domain.issue import Issue
from speeddating.domain.rencontre import Identity, Rencontre
from speeddating.errors import InvalidInputError
from speeddating.intake import guard
from speeddating.intake.findings import Findings, Place, RefusedError, quoted
from speeddating.intake.history import read_encounters
from speeddating.intake.labels import both, column_by_header, header_key, sheet_by_title
from speeddating.intake.parties import known_parties
from speeddating.intake.registrations.delimited import LARGEST_TEXT, grid_of
from speeddating.intake.registrations.encoding import decode, is_garbled
from speeddating.intake.registrations.told import refusal
from speeddating.intake.scan import LAST_ROW
from speeddating.intake.sheets import Book, Grid
from speeddating.intake.table import HEADER_WITHIN, table
from speeddating.intake.workbook import read_with_notes

NEEDED = ("entreprise", "association")


class Copy(NamedTuple):
    """What one file remembers."""

    file: Path
    rencontre: Rencontre | None
    """That of the workbook; None for a list made by hand."""
    history: History
    notes: tuple[Issue, ...]
    published: bool = False
    """Whether the workbook holds the plan of its rencontre."""


def read_copy(path: str | os.PathLike[str]) -> Copy:
    """
    Everything that a workbook, or a csv of pairs, says of the past.

    Raises
    ------
    InvalidInputError
        With every problem of this file.
    """
    file = Path(path)
    content = guard.plain_text(path, LARGEST_TEXT)
    if content is not None:
        return _by_hand(file, _listed(content, file), Findings())
    book = Book(path)
    known = {sheet_by_title().get(header_key(face.title)) for face in book.faces}
    if "participants" in known:
        reading = read_with_notes(path)
        return Copy(file, *reading)
    findings = Findings()
    return _by_hand(file, _list_of_pairs(book, findings), findings)


def _listed(content: bytes, file: Path) -> Grid:
    """
    The lines of a csv.

    A character that could not be read would make another organisation of the one that it names.
    """
    text = decode(content).text
    if is_garbled(text):
        raise refusal(file, RefusedError("unreadable_characters"))
    try:
        grid = grid_of(text, quoted(file.name), _worth, LAST_ROW)
    except RefusedError as refused:
        raise refusal(file, refused) from None
    if not grid.rows:
        raise refusal(file, RefusedError("nothing_there"))
    return grid


def _by_hand(file: Path, grid: Grid, findings: Findings) -> Copy:
    rows = table("history", grid, NEEDED, findings)
    nobody = known_parties((), ())
    history = read_encounters(rows, nobody, Identity("", None))
    if findings.issues:
        raise InvalidInputError(findings.issues, quoted(file.name))
    return Copy(file, None, history, tuple(findings.notes))


def _list_of_pairs(book: Book, findings: Findings) -> Grid:
    """The sheet of the history, or the only one that lists pairs; the others are told."""
    grids = book.grids(book.faces)
    titled = [g for g in grids if sheet_by_title().get(header_key(g.title)) == "history"]
    found = titled[:1] or [grid for grid in grids if _lists_pairs(grid)]
    if len(found) != 1:
        columns = ", ".join(both("history", column) for column in NEEDED)
        titles = ", ".join(quoted(grid.title) for grid in grids[:HEADER_WITHIN])
        guard.refuse(
            book.file, "no_history_sheet", sheet=both("history"), columns=columns, titles=titles
        )
    _tell(found[0], grids, findings)
    return found[0]


def _lists_pairs(grid: Grid) -> bool:
    return any(found >= set(NEEDED) for found in _headers(grid))


def _worth(grid: Grid) -> int:
    """How many columns the best line names."""
    return max(map(len, _headers(grid)), default=0)


def _headers(grid: Grid) -> Iterator[set[str]]:
    """The columns that each of the first lines names."""
    known = column_by_header("history")
    for number, row in grid.rows.items():
        if number <= HEADER_WITHIN:
            said = {header_key(str(cell.value)) for cell in row.values()}
            yield {column for header, column in known.items() if header in said}


def _tell(chosen: Grid, grids: Sequence[Grid], findings: Findings) -> None:
    for grid in grids:
        if grid is not chosen and grid.rows:
            findings.note("sheet_left_out", Place(grid.title))

"""One file that remembers past meetings: a workbook of ours, a sheet made by hand, a csv."""

import os
from collections.abc import Sequence
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
from speeddating.intake.listing import grid_of_text
from speeddating.intake.parties import known_parties
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
    content = guard.text_file(path)
    if content is not None:
        try:
            return _by_hand(file, grid_of_text(content, quoted(file.name)), Findings())
        except RefusedError as refused:
            guard.refuse(file, refused.code.removeprefix("intake."), sheet="", **refused.data)
    book = Book(path)
    known = {sheet_by_title().get(header_key(face.title)) for face in book.faces}
    if "participants" in known:
        reading = read_with_notes(path)
        return Copy(file, *reading)
    findings = Findings()
    return _by_hand(file, _list_of_pairs(book, findings), findings)


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
    known = column_by_header("history")
    return any(
        {known.get(header_key(str(cell.value))) for cell in row.values()} >= set(NEEDED)
        for number, row in grid.rows.items()
        if number <= HEADER_WITHIN
    )


def _tell(chosen: Grid, grids: Sequence[Grid], findings: Findings) -> None:
    for grid in grids:
        if grid is not chosen and grid.rows:
            findings.note("sheet_left_out", Place(grid.title))

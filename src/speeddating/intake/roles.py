"""Which sheet is what, by title in either language."""

from speeddating.intake.findings import Findings, Place, quoted
from speeddating.intake.guard import refuse
from speeddating.intake.labels import (
    both,
    column_by_header,
    header_key,
    output_titles,
    sheet_by_title,
)
from speeddating.intake.sheets import Book, Face, Grid
from speeddating.intake.table import HEADER_WITHIN

_ENOUGH = {"name", "organisation", "side"}


def chosen_sheets(book: Book, findings: Findings) -> dict[str, Face]:
    """
    The sheets that are read, by key; the others are told, except those of an earlier output.

    A workbook without a sheet of participants may have one under another title, such as
    "Feuil1": the only one with the columns that are needed.
    """
    known = sheet_by_title()
    chosen: dict[str, Face] = {}
    others: list[Face] = []
    for face in book.faces:
        key = known.get(header_key(face.title))
        if key is None:
            others.append(face)
        elif key in chosen:
            findings.refuse("sheet_twice", Place(face.title), other=chosen[key].title)
        else:
            chosen[key] = face
    if "participants" not in chosen:
        chosen["participants"] = _look_alike(book, others)
        others.remove(chosen["participants"])
        findings.note("taken_for_participants", Place(chosen["participants"].title))
    _tell(chosen, others, findings)
    return chosen


def _look_alike(book: Book, faces: list[Face]) -> Face:
    unread = [face for face in faces if header_key(face.title) not in output_titles()]
    grids = book.grids(unread)
    found = [face for face, grid in zip(unread, grids, strict=True) if _lists_people(grid)]
    if len(found) != 1:
        columns = ", ".join(both("participants", column) for column in sorted(_ENOUGH))
        titles = ", ".join(quoted(face.title) for face in book.faces[:HEADER_WITHIN])
        refuse(
            book.file, "no_participants_sheet", sheet=both("participants"), columns=columns,
            titles=titles,
        )  # fmt: skip
    return found[0]


def _lists_people(grid: Grid) -> bool:
    known = column_by_header("participants")
    return any(
        {known.get(header_key(str(cell.value))) for cell in row.values()} >= _ENOUGH
        for number, row in grid.rows.items()
        if number <= HEADER_WITHIN
    )


def _tell(chosen: dict[str, Face], others: list[Face], findings: Findings) -> None:
    for face in chosen.values():
        if face.hidden:
            findings.note("hidden_sheet", Place(face.title))
    for face in others:
        if header_key(face.title) not in output_titles():
            findings.note("sheet_left_out", Place(face.title))

"""A list of registrations as organisers get it, read into what is to be looked over."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speeddating.domain.names import matching_key
from speeddating.domain.registrations import Registrations
from speeddating.errors import InvalidInputError
from speeddating.intake import guard
from speeddating.intake.findings import Place, RefusedError, quoted
from speeddating.intake.registrations.alike import MOST_TOLD, by_key, can_compare, nearly_same
from speeddating.intake.registrations.columns import (
    Columns,
    field_label,
    find_columns,
    known_headers,
)
from speeddating.intake.registrations.delimited import LARGEST_TEXT, MOST_LINES, grid_of
from speeddating.intake.registrations.encoding import decode
from speeddating.intake.registrations.lines import Line
from speeddating.intake.registrations.mapping import mapping_of
from speeddating.intake.registrations.people import People
from speeddating.intake.registrations.told import Told, issue, refusal
from speeddating.intake.sheets import Book, Cell, place
from speeddating.intake.table import filled_down, is_blank, is_total

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence

    from speeddating.intake.registrations.columns import Mapped
    from speeddating.intake.registrations.mapping import GivenMapping
    from speeddating.intake.sheets import Grid

PREVIEW = 3


def read_registrations(
    path: str | os.PathLike[str], *, mapping: GivenMapping = None
) -> Registrations:
    """
    People by organisation, from what HelloAsso, Eventbrite, a form or somebody's Excel gives.

    Parameters
    ----------
    path
        csv in UTF-8, UTF-16, cp1252 or Mac Roman, separated by semicolons, commas or tabs; xlsx.
        At most 5 MB of text and 2,000 lines. The header may stand below titles.
    mapping
        Where headers are not known: the header (or the letter) of the column by field, such as
        ``{"organisation": "Vous venez pour"}``, or a file of two columns that says so.

    Returns
    -------
    Registrations
        Nobody is merged or left out without a line that says so; sides that no column tells are
        None. E-mails and telephones are never taken over.

    Raises
    ------
    InvalidInputError
        If the file cannot be read as a list of registrations at all.

    Examples
    --------
    >>> import csv
    >>> from speeddating import read_registrations
    >>> lines = [("Nom", "Structure", "Type"), ("Ana Brun", "EDF", "entreprise"),
    ...          ("Zoé Roux", "Emmetrop", "")]
    >>> with open("inscrits.csv", "w", encoding="utf-8", newline="") as file:
    ...     csv.writer(file, delimiter=";").writerows(lines)
    >>> read = read_registrations("inscrits.csv")
    >>> [(person.name, person.organisation) for person in read.people]
    [('Ana Brun', 'EDF'), ('Zoé Roux', 'Emmetrop')]
    >>> [one.name for one in read.without_side]
    ['Emmetrop']
    """
    file, told = Path(path), Told()
    mapped = mapping_of(mapping, lambda other: _grids(other, Told(), {}))
    grid = max(_grids(file, told, mapped), key=lambda one: known_headers(one, mapped))
    try:
        columns = find_columns(grid, mapped)
        _look_for_mapped(mapped, columns)
    except RefusedError as refused:
        raise refusal(file, refused) from None
    _tell_columns(columns, grid, told)
    people = People()
    for line in _lines(grid, columns, told):
        people.take(line)
    organisations = people.organisations()
    if not people.entries:
        raise refusal(file, RefusedError("nobody", skipped=len(told.skipped)))
    _tell_what_is_alike(people, told)
    return Registrations(
        source=quoted(file.name), organisations=organisations,
        people=tuple(person for person, _ in people.entries), skipped=tuple(told.skipped),
        doubtful=tuple(told.doubtful), notes=tuple(told.notes),
    )  # fmt: skip


def _grids(file: Path, told: Told, mapped: Mapped) -> list[Grid]:
    """The sheets of a workbook, or the one that a text is."""
    content = guard.plain_text(file, LARGEST_TEXT)
    if content is None:
        return _sheets(Book(file), told, mapped)
    decoded = decode(content)
    try:
        grid = grid_of(decoded.text, quoted(file.name), lambda one: known_headers(one, mapped))
    except RefusedError as refused:
        raise refusal(file, refused) from None
    if not decoded.certain:
        told.doubtful.append(_preview(grid, decoded.encoding))
    return [grid]


def _preview(grid: Grid, encoding: str) -> Any:  # noqa: ANN401 - an Issue
    """A few words with accents, so that somebody sees whether they are right."""
    words = (
        word
        for row in grid.rows.values()
        for cell in row.values()
        for word in str(cell.value).split()
        if not word.isascii() and "@" not in word
    )
    shown = ", ".join(dict.fromkeys(word for word, _ in zip(words, range(20), strict=False)))
    return issue(
        "registrations.encoding", Place(grid.title), encoding=encoding, words=quoted(shown)
    )


def _sheets(book: Book, told: Told, mapped: Mapped) -> list[Grid]:
    grids = book.grids(book.faces)
    best = max(range(len(grids)), key=lambda at: known_headers(grids[at], mapped))
    for at, face in enumerate(book.faces):
        if at != best and grids[at].rows:
            told.note("registrations.sheet_left_out", Place(face.title))
        elif at == best and face.hidden:
            told.note("intake.note_hidden_sheet", Place(face.title))
    hidden = sum(1 for number in grids[best].rows if number in grids[best].shape.hidden_rows)
    if hidden:
        told.note("intake.note_hidden_rows", Place(grids[best].title), count=hidden)
    return [grids[best]]


def _look_for_mapped(mapped: Mapped, columns: Columns) -> None:
    found = set(columns.of) | ({"entreprise", "association"} & set(mapped))
    missing = [f"{field_label(field)} ({said})" for field, said in mapped.items()
               if field not in found]  # fmt: skip
    if missing:
        raise RefusedError("mapped_missing", columns=", ".join(missing),
                           found=", ".join(map(quoted, columns.label.values())))  # fmt: skip


def _tell_columns(columns: Columns, grid: Grid, told: Told) -> None:
    """Which columns were taken for what, and which were not read."""
    where = Place(grid.title, str(columns.header))
    read = "; ".join(f"{field_label(field)} = {quoted(columns.label[at])}"
                     for field, found in columns.of.items() for at in found)  # fmt: skip
    told.note("registrations.columns", where, columns=read)
    for code, found in (("registrations.contacts", columns.contacts),
                        ("registrations.columns_left_out", columns.left_out)):  # fmt: skip
        if found:
            told.note(code, where, columns="; ".join(quoted(columns.label[at]) for at in found))
    for field, at in columns.guessed:
        told.doubt(
            "registrations.column_guessed", place(grid.title, columns.header, at), columns.header,
            field=field_label(field), column=quoted(columns.label[at]),
        )  # fmt: skip
    for field, one, other in columns.equal:
        told.doubt(
            "registrations.columns_equal", place(grid.title, columns.header, other), columns.header,
            field=field_label(field), one=quoted(columns.label[one]),
            other=quoted(columns.label[other]),
        )  # fmt: skip


def _lines(grid: Grid, columns: Columns, told: Told) -> Iterator[Line]:
    below = {number: row for number, row in grid.rows.items() if number > columns.header}
    read = {at for found in columns.of.values() for at in found}
    read |= {at for found in columns.choices.values() for at, _ in found}
    count = 0
    for number, row in filled_down(below, grid).items():
        cells = {at: cell for at, cell in row.items() if at in read and not is_blank(cell)}
        if not cells:
            continue
        if is_total(_named(cells)):
            told.note("intake.note_total_left_out", next(iter(cells.values())).place)
            return
        count += 1
        if count > MOST_LINES:
            raise InvalidInputError(
                [issue("registrations.too_many_lines", Place(grid.title), most=MOST_LINES)]
            )
        yield Line(grid.title, number, cells, columns, told)


def _named(cells: Mapping[int, Cell]) -> dict[str, Cell]:
    return {str(at): cell for at, cell in sorted(cells.items())}


def _tell_what_is_alike(people: People, told: Told) -> None:
    """Namesakes of different organisations, and names that differ by little."""
    first: dict[str, tuple[str | None, int]] = {}
    for person, line in people.entries:
        if person.name is None:
            continue
        home, number = first.setdefault(
            matching_key(person.name), (person.organisation, person.line)
        )
        if home != person.organisation:
            told.doubt("registrations.namesake", line.place("last_name"), person.line, person.name,
                       other=number)  # fmt: skip
    if not can_compare():
        told.note("registrations.not_compared", Place())
        return
    lines = {draft.name: draft.lines[0] for draft in people.drafts.values()}
    for one, other in _first_alike(list(lines), told):
        told.doubt("registrations.organisations_alike", lines[other].place("organisation"),
                   lines[other].number, other, near=one, other=lines[one].number)  # fmt: skip
    _tell_people_alike(people, told)


def _tell_people_alike(people: People, told: Told) -> None:
    entries = {matching_key(p.name): (p, line) for p, line in reversed(people.entries) if p.name}
    names = list(by_key([p.name for p, _ in people.entries if p.name]).values())
    for one, other in _first_alike(names, told):
        (kept, _), (person, line) = entries[matching_key(one)], entries[matching_key(other)]
        told.doubt("registrations.people_alike", line.place("last_name"), person.line, other,
                   near=one, other=kept.line)  # fmt: skip


def _first_alike(names: Sequence[str], told: Told) -> list[tuple[str, str]]:
    """Numbered names are all alike: nobody looks through a million pairs."""
    found = list(islice(nearly_same(names), MOST_TOLD + 1))
    if len(found) > MOST_TOLD:
        told.note("registrations.more_alike", Place(), most=MOST_TOLD)
    return found[:MOST_TOLD]

"""The sheet ``Planning`` of an output workbook, read back into a schedule."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from speeddating.domain.base import FacilitatorId, ParticipantId, TableId
from speeddating.domain.names import matching_key
from speeddating.domain.people import Side
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule, Seating
from speeddating.errors import InvalidInputError
from speeddating.intake.cells import Raw, text
from speeddating.intake.findings import Findings, RefusedError, quoted
from speeddating.intake.guard import refuse
from speeddating.intake.labels import both
from speeddating.intake.parties import Parties, known_parties
from speeddating.intake.roles import chosen_sheets
from speeddating.intake.room import one_round, table_named
from speeddating.intake.sheets import Book
from speeddating.intake.table import Row, table
from speeddating.intake.workbook import read_with_notes

Seat = tuple[int, TableId, ParticipantId | FacilitatorId]


def read_schedule(path: str | os.PathLike[str]) -> Schedule:
    """
    The schedule that the workbook's sheet ``Planning`` shows, one row per seat.

    Raises
    ------
    InvalidInputError
        If the workbook, or a seat in it, cannot be read; or if it has no such sheet.
    """
    rencontre = read_with_notes(path).rencontre
    book, findings = Book(path), Findings()
    face = chosen_sheets(book, Findings()).get("planning")
    if face is None:
        refuse(book.file, "no_planning", sheet=both("planning"))
    (grid,) = book.grids([face])
    rows = table("planning", grid, ("round", "table", "name"), findings)
    seats = list(_seats(rows, rencontre))
    if findings.issues:
        raise InvalidInputError(findings.issues, quoted(Path(path).name))
    return Schedule(rencontre=rencontre.name, seatings=tuple(_seatings(seats, rencontre)))


def _seats(rows: Iterable[Row], rencontre: Rencontre) -> Iterator[Seat]:
    parties = known_parties(rencontre.organisations, rencontre.participants)
    facilitators = {matching_key(one.id): one.id for one in rencontre.facilitators}

    def somebody(raw: Raw) -> ParticipantId | FacilitatorId:
        return _somebody(raw, parties, facilitators)

    at_table = table_named(rencontre.tables)
    for row in rows:
        number = row.need("round", one_round(len(rencontre.rounds)))
        if "table" not in row.cells:
            continue  # a pause is shown, but is no seat
        place = row.read("table", at_table)
        who = row.read("id", somebody) if "id" in row.cells else row.need("name", somebody)
        _refuse_another(row, who, parties)
        if number is not None and place is not None and who is not None:
            yield number, place, who


def _refuse_another(row: Row, who: ParticipantId | FacilitatorId | None, parties: Parties) -> None:
    """Whoever moves people by their names must not be overruled by an identifier left behind."""
    if who is None or "id" not in row.cells or "name" not in row.cells:
        return
    with suppress(RefusedError):  # a name that is nobody's says nothing against the identifier
        named = parties.person(row.cells["name"].value)
        if named != who:
            row.refuse("seat_of_two", "name", other=who)


def _somebody(
    raw: Raw, parties: Parties, facilitators: dict[str, FacilitatorId]
) -> ParticipantId | FacilitatorId:
    try:
        return parties.person(raw)
    except RefusedError:
        if (known := facilitators.get(matching_key(text(raw)))) is None:
            raise
        return known


def _seatings(seats: Iterable[Seat], rencontre: Rencontre) -> Iterator[Seating]:
    """By round, then in the order of the tables."""
    together: dict[tuple[int, TableId], list[ParticipantId | FacilitatorId]] = {}
    for number, place, who in seats:
        together.setdefault((number, place), []).append(who)
    order = {table.id: position for position, table in enumerate(rencontre.tables)}
    sides = rencontre.side_by_participant
    for number, place in sorted(together, key=lambda key: (key[0], order[key[1]])):
        people = [ParticipantId(who) for who in together[number, place]]
        yield Seating(
            round=number,
            table=place,
            entreprises=tuple(who for who in people if sides.get(who) is Side.ENTREPRISE),
            associations=tuple(who for who in people if sides.get(who) is Side.ASSOCIATION),
            facilitators=tuple(FacilitatorId(who) for who in people if who not in sides),
        )

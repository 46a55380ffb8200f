"""A workbook as a whole: each sheet read in turn, the rencontre put together."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from speeddating.domain.base import LONGEST_TEXT
from speeddating.domain.demands import ProjectGroup
from speeddating.domain.history import History
from speeddating.domain.issue import Issue
from speeddating.domain.names import holds_contact
from speeddating.domain.needed import enough_tables, size_of
from speeddating.domain.people import Participant, Side
from speeddating.domain.phase import PRESETS
from speeddating.domain.rencontre import Identity, Rencontre
from speeddating.domain.room import Table
from speeddating.errors import InvalidInputError
from speeddating.intake.alike import read_verdicts, tell_look_alikes
from speeddating.intake.cells import tidy
from speeddating.intake.demands import read_incompatibilities, read_locks, read_wishes
from speeddating.intake.event import Event, read_event
from speeddating.intake.findings import Findings, Place, quoted
from speeddating.intake.forgetting import as_held, tell_what_is_forgotten, tell_what_waits
from speeddating.intake.groups import read_groups
from speeddating.intake.hints import tell_of_few_tables, tell_what_is_carried_over
from speeddating.intake.history import read_encounters
from speeddating.intake.labels import both
from speeddating.intake.parties import Parties, known_parties
from speeddating.intake.people import People, at_their_tables, read_people
from speeddating.intake.refusals import as_issues
from speeddating.intake.roles import chosen_sheets
from speeddating.intake.room import read_tables
from speeddating.intake.sheets import Book, Grid
from speeddating.intake.table import Row, table


class Reading(NamedTuple):
    """A workbook as read."""

    rencontre: Rencontre
    history: History
    """Everything on the sheet of the history, the published plan of this rencontre included."""
    notes: tuple[Issue, ...]
    """What was left out or set right: unknown sheets and columns, hidden characters, …"""
    published: bool
    """Whether the workbook holds a plan of this very rencontre (same name, same date)."""


def read_workbook(path: str | os.PathLike[str]) -> tuple[Rencontre, History]:
    """
    The rencontre that a workbook describes, and who has met before.

    Parameters
    ----------
    path
        An xlsx file; one sheet of participants with name, organisation and side is enough.

    Returns
    -------
    tuple of Rencontre and History
        Rows of the history that carry the rencontre's own name and date are its published plan;
        :meth:`~speeddating.History.before` leaves them out.

    Raises
    ------
    InvalidInputError
        With every problem at once: sheet, cell, value and what to do.

    Examples
    --------
    >>> from speeddating import History, read_workbook, sample, write_workbook
    >>> path = write_workbook("rencontre.xlsx", sample(2, 2, rounds=2), History())
    >>> rencontre, history = read_workbook(path)
    >>> rencontre == sample(2, 2, rounds=2), len(history.met)
    (True, 0)
    """
    reading = read_with_notes(path)
    return reading.rencontre, reading.history


def read_with_notes(path: str | os.PathLike[str]) -> Reading:
    """As :func:`read_workbook`, with what was left out or set right on the way."""
    book, findings = Book(path), Findings()
    faces = chosen_sheets(book, findings)
    read = [key for key in faces if key != "planning"]
    grids = dict(zip(read, book.grids([faces[key] for key in read]), strict=True))
    sheets = _Sheets(grids, findings)
    event = read_event(grids.get("event"), _name_of(Path(path)), findings)
    people = _people(sheets, event)
    parties = known_parties(people.organisations, [one.participant for one in people.entries])
    identity = Identity(event.name, event.date)
    history = read_encounters(
        sheets.rows("history", "entreprise", "association"), parties, identity
    )
    planned = "planning" in faces
    mine = any(encounter.identity == identity for encounter in history.encounters)
    if planned and not mine:
        event = replace(event, tables=())  # they were those of another evening
    fields = _fields(sheets, event, people, parties)
    fields["forgotten"] = as_held(event.forgotten, history)
    source = quoted(Path(path).name)
    if findings.issues:
        raise InvalidInputError(findings.issues, source)
    try:
        rencontre = Rencontre(**fields)
    except ValidationError as error:
        titles = {key: face.title for key, face in faces.items()}
        raise InvalidInputError(as_issues(error, titles), source) from error
    tell_look_alikes(rencontre, history, findings)
    tell_what_waits(sheets.rows("feedback"), sheets.place("feedback"), findings)
    tell_what_is_forgotten(rencontre, history, sheets.place("event"), findings)
    tell_of_few_tables(rencontre, sheets.place("tables"), findings)
    if planned and not mine:
        tell_what_is_carried_over(rencontre, sheets.place("event"), findings)
    return Reading(rencontre, history, tuple(findings.notes), mine and planned)


@dataclass(frozen=True)
class _Sheets:
    """The sheets that are there, as tables."""

    grids: Mapping[str, Grid]
    findings: Findings

    def rows(self, key: str, *required: str) -> list[Row]:
        """The lines of a sheet; none where there is no such sheet."""
        grid = self.grids.get(key)
        return [] if grid is None else table(key, grid, required, self.findings)

    def place(self, key: str) -> Place:
        """The sheet, by its title."""
        return Place(self.grids[key].title if key in self.grids else both(key))


def _name_of(path: Path) -> str:
    name = tidy(path.stem)[:LONGEST_TEXT].strip()
    return both("event") if not name or holds_contact(name) else name


def _people(sheets: _Sheets, event: Event) -> People:
    people = read_people(
        sheets.rows("organisations", "organisation"),
        sheets.rows("participants", "name", "organisation"),
        len(event.rounds),
        read_verdicts(sheets.rows("alike", "name", "organisation")),
    )
    _refuse_an_empty_side(sheets, people)
    return people


def _fields(sheets: _Sheets, event: Event, people: People, parties: Parties) -> dict[str, Any]:
    """What a :class:`Rencontre` is made of."""
    count = len(event.rounds)
    groups, facilitators = read_groups(
        sheets.rows("groups", "group", "organisation"),
        parties,
        count,
        PRESETS[event.phase].group_rounds,
    )
    given = read_tables(sheets.rows("tables", "table"), count)
    tables = given or _tables_as_needed(sheets, people, event, groups)
    participants = at_their_tables(people.entries, tables)
    return {
        **event.__dict__,
        "organisations": people.organisations,
        "participants": participants,
        "tables": tables,
        "tables_as_needed": not given,
        "groups": groups,
        "facilitators": facilitators,
        **_demands(sheets, parties, participants, tables, event),
    }


def _demands(
    sheets: _Sheets,
    parties: Parties,
    participants: tuple[Participant, ...],
    tables: tuple[Table, ...],
    event: Event,
) -> dict[str, Any]:
    count = len(event.rounds)
    forbidden = read_incompatibilities(sheets.rows("incompatibilities", "a", "b"), parties)
    wishes = read_wishes(sheets.rows("wishes", "source", "target"), parties, count, forbidden)
    locks = sheets.rows("locks", "round", "table", "name")
    return {
        "wishes": wishes,
        "incompatibilities": tuple(pair for pair, _ in forbidden),
        "locks": read_locks(locks, participants, parties, tables, event.rounds),
    }


def _tables_as_needed(
    sheets: _Sheets, people: People, event: Event, groups: tuple[ProjectGroup, ...]
) -> tuple[Table, ...]:
    """Where the sheet lists none: those of the plan in this workbook, and what it takes besides."""
    made = enough_tables(
        event.tables,
        people.organisations,
        [entry.participant for entry in people.entries],
        event.rounds,
        phase=event.phase,
        groups=groups,
        resume_at=event.resume_at,
    )
    seats, place = PRESETS[event.phase].seats, sheets.place("tables")
    usual = sum(size_of(table) == (seats, seats) for table in made)
    if seats > 1:
        sheets.findings.note("usual_tables", place, count=usual, seats=seats)
    if added := len(made) - usual:
        sheets.findings.note("tables_of_groups", place, count=added)
    return made


def _present(people: People, side: Side) -> int:
    there = {o.id for o in people.organisations if o.side is side}
    return sum(1 for person, _ in people.entries if person.present and person.organisation in there)


def _refuse_an_empty_side(sheets: _Sheets, people: People) -> None:
    """Said only where nothing else is wrong with the people: otherwise it may not be true."""
    if sheets.findings.issues:
        return
    place = sheets.place("participants")
    if not people.entries:
        sheets.findings.refuse("no_participants", place)
        return
    for side in Side:
        if not _present(people, side):
            sheets.findings.refuse(f"no_{side}", place)

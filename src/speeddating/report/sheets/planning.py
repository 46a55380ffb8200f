"""The plan as data: one row per seat."""

from collections.abc import Iterator

from speeddating.domain.base import ParticipantId
from speeddating.domain.schedule import Seating
from speeddating.domain.workbook import MULTIPLE_SEPARATOR, SEATS
from speeddating.report.evening import Evening
from speeddating.report.sheets.model import Cell, Column, Kind, Sheet, Tone, plain
from speeddating.report.sheets.people import SIDE_TONE, company, facilitators, named
from speeddating.report.sheets.write import table_name
from speeddating.words import say

KINDS = {"round": Kind.NUMBER, "start": Kind.TIME, "table": Kind.NUMBER, "new": Kind.NUMBER}
WIDEST = {"id": 30, "name": 26, "organisation": 30, "with": 44}


def planning(evening: Evening) -> Sheet:
    """Who sits where, when and with whom; to be filtered, never merged."""
    language = evening.rencontre.language
    return Sheet(
        title=say("workbook.planning", language),
        columns=tuple(
            Column(
                say(f"workbook.planning.{key}", language),
                KINDS.get(key, Kind.TEXT),
                WIDEST.get(key, 36),
                note=say("report.note.planning.new", language) if key == "new" else "",
            )
            for key in SEATS
        ),
        rows=tuple(row for s in evening.schedule.seatings for row in _seats(evening, s)),
        landscape=True,
        filterable=True,
        leading=3,
    )


def _seats(evening: Evening, seating: Seating) -> Iterator[tuple[Cell, ...]]:
    rencontre = evening.rencontre
    start = rencontre.rounds[seating.round - 1].start
    place = plain(seating.round, start, table_name(seating.table))
    for who in seating.people():
        yield (*place, *_person(evening, seating, who))
    for facilitator in facilitators(evening, seating):
        others = [named(evening, who) for who in seating.people()]
        yield (
            *place,
            *plain(facilitator.id, facilitator.name, None),
            Cell(say("report.facilitator", rencontre.language), Tone.GROUP),
            *plain(f"{MULTIPLE_SEPARATOR} ".join(others), 0, _group(evening, seating)),
        )


def _person(evening: Evening, seating: Seating, who: ParticipantId) -> tuple[Cell, ...]:
    rencontre = evening.rencontre
    person = rencontre.participant_by_id[who]
    side = rencontre.side_by_participant[who]
    return (
        *plain(person.id, person.name, evening.home(person)),
        Cell(say(f"workbook.choice.{side}", rencontre.language), SIDE_TONE[side]),
        Cell(f"{MULTIPLE_SEPARATOR} ".join(company(evening, seating, who))),
        *plain(evening.new_partners(who, seating), _group(evening, seating)),
    )


def _group(evening: Evening, seating: Seating) -> str | None:
    """The project group whose table this is; a column, so that it can be filtered."""
    group = evening.group_at(seating)
    return None if group is None else group.name

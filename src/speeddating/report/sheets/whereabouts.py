"""« Où suis-je ? » on paper: a list by name, one by organisation, and the grid for the wall."""

from speeddating.domain.base import TableId
from speeddating.domain.people import Participant, Side
from speeddating.domain.room import Round
from speeddating.report.evening import Evening
from speeddating.report.sheets.model import Cell, Column, Kind, Sheet, Tone
from speeddating.report.sheets.people import SIDE_TONE, accompaniment
from speeddating.report.sheets.rounds import heading, round_columns, round_title
from speeddating.report.sheets.write import alphabetical, table_name
from speeddating.words import say

WIDE_FROM = 7
"""So many rounds are printed across."""
WALL_WIDTH = 26
LISTED_WIDTH = 26


def by_name(evening: Evening) -> Sheet:
    """Everyone once, by name: at which table in which round."""
    return _listed(evening, "by_name", ("name", "organisation"))


def by_home(evening: Evening) -> Sheet:
    """Everyone once, by organisation: at which table in which round."""
    return _listed(evening, "by_home", ("organisation", "name"))


def _listed(evening: Evening, key: str, columns: tuple[str, str]) -> Sheet:
    rencontre, language = evening.rencontre, evening.rencontre.language

    def told(person: Participant) -> tuple[str, ...]:
        both = {"name": person.name, "organisation": evening.home(person)}
        return tuple(both[column] for column in columns)

    everyone = sorted(
        ((side, person) for side in Side for person in rencontre.on(side)),
        key=lambda one: [alphabetical(text) for text in told(one[1])],
    )
    title = say(f"paper.sheet.{key}", language)
    return Sheet(
        title=title,
        columns=(
            *(Column(say(f"report.column.{c}", language), widest=LISTED_WIDTH) for c in columns),
            *(
                Column(round_title(rencontre, one).replace(" · ", "\n"), Kind.NUMBER)
                for one in rencontre.rounds
            ),
        ),
        rows=tuple(
            (
                Cell(told(person)[0], Tone.STRONG),
                Cell(told(person)[1], SIDE_TONE[side]),
                *(_place(evening, person, one) for one in rencontre.rounds),
            )
            for side, person in everyone
        ),
        lead=heading(rencontre, title),
        landscape=len(rencontre.rounds) >= WIDE_FROM,
        leading=1,
    )


def _place(evening: Evening, person: Participant, one: Round) -> Cell:
    seating = evening.schedule.place_of.get((person.id, one.number))
    if seating is not None:
        return Cell(table_name(seating.table))
    if one.is_break or one.number not in person.absent:
        return Cell(say("report.pause", evening.rencontre.language), Tone.PAUSE)
    return Cell(say("report.absent", evening.rencontre.language), Tone.PAUSE)


def wall(evening: Evening) -> Sheet:
    """Every table and every round on A3, and who pauses."""
    rencontre, language = evening.rencontre, evening.rencontre.language
    title = say("paper.sheet.wall", language)
    at = {(s.table, s.round): s for s in evening.schedule.seatings}

    def seated(table: TableId, one: Round) -> Cell:
        seating = at.get((table, one.number))
        if seating is None:
            return Cell(say("report.break", language) if one.is_break else "—", Tone.PAUSE)
        people = (rencontre.participant_by_id[who] for who in seating.people())
        lines = [_called(evening, person) for person in people]
        return Cell("\n".join([*lines, *accompaniment(evening, seating)]))

    used = {table for table, _ in at}
    idle = tuple(_idle(evening, one) for one in rencontre.rounds)
    pause = (Cell(say("report.pause", language), Tone.PAUSE), *idle)
    return Sheet(
        title=title,
        columns=(
            Column(say("report.column.table", language), Kind.NUMBER),
            *(column._replace(widest=WALL_WIDTH) for column in round_columns(rencontre)),
        ),
        rows=(
            *(
                (
                    Cell(table_name(table.id), Tone.STRONG),
                    *(seated(table.id, one) for one in rencontre.rounds),
                )
                for table in rencontre.tables
                if table.id in used
            ),
            *((pause,) if any(cell.value for cell in idle) else ()),
        ),
        lead=heading(rencontre, say("paper.wall", language)),
        landscape=True,
        large=True,
        poster=True,
        leading=1,
    )


def _idle(evening: Evening, one: Round) -> Cell:
    """Those who are there and have no seat; in a break nobody has one."""
    people = [
        person
        for side in Side
        for person in evening.rencontre.on(side)
        if not one.is_break
        and one.number not in person.absent
        and (person.id, one.number) not in evening.schedule.place_of
    ]
    lines = [_called(evening, person) for person in people]
    return Cell("\n".join(lines) or None, Tone.PAUSE)


def _called(evening: Evening, person: Participant) -> str:
    """The organisation; the name too where it sends several people."""
    home = evening.home(person)
    alone = len(evening.rencontre.people_of(person.organisation)) == 1
    return home if alone else f"{home} ({person.name})"

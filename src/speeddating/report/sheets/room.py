"""Who sits where, for the wall: round by round, and table by table."""

from collections.abc import Iterable

from speeddating.domain.base import ParticipantId
from speeddating.domain.people import Side
from speeddating.domain.room import Round
from speeddating.domain.schedule import Seating
from speeddating.report.evening import Evening
from speeddating.report.sheets.model import Cell, Column, Kind, Sheet, Tone
from speeddating.report.sheets.people import (
    MET,
    NEW,
    SIDE_TONE,
    accompaniment,
    legend,
    meeting_tone,
    named,
    new_meetings,
)
from speeddating.report.sheets.rounds import heading, round_columns, round_title
from speeddating.report.sheets.write import alphabetical, table_name
from speeddating.words import say

WALL_WIDTH = 38
Row = tuple[Cell, ...]


def by_round(evening: Evening) -> Sheet:
    """One page per round: each table and who sits there, then who pauses."""
    rencontre, language = evening.rencontre, evening.rencontre.language
    rows: list[Row] = []
    ends: list[int] = []
    for one in rencontre.rounds:
        rows += _round(evening, one)
        if not one.is_break:
            ends.append(len(rows))
    title = say("report.sheet.by_round", language)
    return Sheet(
        title=title,
        columns=(
            Column(say("report.column.table", language), Kind.NUMBER),
            *(
                Column(say(f"report.column.{side}s", language), widest=WALL_WIDTH, tone=tone)
                for side, tone in SIDE_TONE.items()
            ),
            Column(say("report.column.meeting", language), widest=22),
        ),
        rows=tuple(rows),
        lead=(*heading(rencontre, title), (Cell(), *legend(evening))),
        large=True,
        breaks=tuple(end for end in ends if end < len(rows)),
        leading=1,
    )


def _round(evening: Evening, one: Round) -> list[Row]:
    language = evening.rencontre.language
    title = round_title(evening.rencontre, one)
    if one.is_break:
        title = f"{title} · {say('report.break', language)}"
    rows: list[Row] = [(Cell(title, Tone.HEADING), *(Cell(None, Tone.HEADING),) * 3)]
    held = [s for s in evening.schedule.seatings if s.round == one.number]
    rows += [
        (
            Cell(table_name(seating.table), Tone.STRONG),
            Cell(_seated(evening, seating.entreprises), Tone.ENTREPRISE),
            Cell(_seated(evening, seating.associations), Tone.ASSOCIATION),
            Cell(_meeting(evening, seating), meeting_tone(evening, seating)),
        )
        for seating in held
    ]
    if not one.is_break:
        idle = [_names(evening, _pausing(evening, one, side)) for side in Side]
        if any(idle):
            pause = say("report.pause", language)
            rows.append(
                (
                    Cell(pause, Tone.PAUSE),
                    *(Cell(text or None, Tone.PAUSE) for text in idle),
                    Cell(None, Tone.PAUSE),
                )
            )
    return rows


def _seated(evening: Evening, people: Iterable[ParticipantId]) -> str:
    """Each with the organisation on the line below."""
    known = [evening.rencontre.participant_by_id[who] for who in people]
    return "\n".join(f"{person.name}\n{evening.home(person)}" for person in known)


def _names(evening: Evening, people: Iterable[ParticipantId]) -> str:
    return "\n".join(named(evening, who) for who in people)


def _pausing(evening: Evening, one: Round, side: Side) -> list[ParticipantId]:
    """Those of one side who are there and have no seat, in alphabetical order."""
    idle = [
        person
        for person in evening.rencontre.on(side)
        if one.number not in person.absent
        and (person.id, one.number) not in evening.schedule.place_of
    ]
    return [person.id for person in sorted(idle, key=lambda person: alphabetical(person.name))]


def _meeting(evening: Evening, seating: Seating) -> str:
    """« ● nouvelle », « ○ déjà vue », or how many of each at a larger table."""
    language = evening.rencontre.language
    are_new = new_meetings(evening, seating)
    if len(are_new) == 1:
        what = [say(f"report.meeting.{'new' if are_new[0] else 'met'}", language)]
        marks = [f"{NEW if are_new[0] else MET} {what[0]}"]
    else:
        counts = ((NEW, sum(are_new)), (MET, len(are_new) - sum(are_new)))
        marks = [f"{count} {mark}" for mark, count in counts if count]
    return "\n".join([*marks, *accompaniment(evening, seating)])


def by_table(evening: Evening) -> Sheet:
    """Who sits at each table from round to round: the table signs, and a grid for the wall."""
    rencontre, language = evening.rencontre, evening.rencontre.language
    at = {(s.table, s.round): s for s in evening.schedule.seatings}
    title = say("report.sheet.by_table", language)
    return Sheet(
        title=title,
        columns=(
            Column(say("report.column.table", language), Kind.NUMBER),
            *round_columns(rencontre),
        ),
        rows=tuple(
            (
                Cell(table_name(table.id), Tone.STRONG),
                *(_sign(evening, at.get((table.id, one.number)), one) for one in rencontre.rounds),
            )
            for table in rencontre.tables
        ),
        lead=(*heading(rencontre, title), (Cell(), *legend(evening))),
        landscape=True,
        leading=1,
    )


def _sign(evening: Evening, seating: Seating | None, one: Round) -> Cell:
    language = evening.rencontre.language
    if seating is None:
        return Cell(say("report.break", language) if one.is_break else "—", Tone.PAUSE)
    are_new = new_meetings(evening, seating)
    mark = NEW if any(are_new) else MET
    lines = [_seated(evening, seating.people()), *accompaniment(evening, seating)]
    return Cell(
        f"{mark} " + "\n".join(lines),
        meeting_tone(evening, seating),
        bold_lines=int(evening.rencontre.one_to_one),
    )

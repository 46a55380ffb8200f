"""Road maps: where each person goes in each round, and whom they meet there."""

from speeddating.domain.base import FacilitatorId
from speeddating.domain.people import Participant, Side
from speeddating.domain.room import Round
from speeddating.domain.schedule import Seating
from speeddating.report.evening import Evening
from speeddating.report.sheets.model import Cell, Column, Kind, Sheet, Tone
from speeddating.report.sheets.people import (
    MET,
    NEW,
    SIDE_TONE,
    accompaniment,
    in_order,
    legend,
    meeting_tone,
)
from speeddating.report.sheets.rounds import heading, round_columns
from speeddating.report.sheets.write import alphabetical, table_title
from speeddating.words import say

NAME_WIDTH = 22


def by_entreprise(evening: Evening) -> Sheet:
    """The road map of everyone on the side of the entreprises."""
    return _by_side(evening, Side.ENTREPRISE)


def by_association(evening: Evening) -> Sheet:
    """The road map of everyone on the side of the associations."""
    return _by_side(evening, Side.ASSOCIATION)


def _by_side(evening: Evening, side: Side) -> Sheet:
    rencontre, language = evening.rencontre, evening.rencontre.language
    title = say(f"report.sheet.by_{side}", language)
    people = in_order(evening, side)
    tone = SIDE_TONE[side]
    return Sheet(
        title=title,
        columns=(
            Column(say("report.column.organisation", language), widest=NAME_WIDTH, tone=tone),
            Column(say("report.column.name", language), widest=NAME_WIDTH, tone=tone),
            *round_columns(rencontre, tone),
            Column(say("report.column.new", language), Kind.NUMBER, tone=tone),
        ),
        rows=tuple(_road(evening, person, tone) for person in people),
        lead=(*heading(rencontre, title), legend(evening)),
        landscape=True,
        leading=2,
    )


def _road(evening: Evening, person: Participant, tone: Tone) -> tuple[Cell, ...]:
    places = evening.schedule.place_of
    new = sum(
        evening.new_partners(person.id, places[person.id, number])
        for number in evening.rencontre.working_rounds
        if (person.id, number) in places
    )
    return (
        Cell(evening.home(person), tone),
        Cell(person.name, Tone.STRONG),
        *(_stop(evening, person, one) for one in evening.rencontre.rounds),
        Cell(new),
    )


def _stop(evening: Evening, person: Participant, one: Round) -> Cell:
    language = evening.rencontre.language
    seating = evening.schedule.place_of.get((person.id, one.number))
    if seating is None:
        why = "absent" if one.number in person.absent else "pause"
        return Cell(say(f"report.{'break' if one.is_break else why}", language), Tone.PAUSE)
    lines = [table_title(seating.table, language), *accompaniment(evening, seating)]
    for partner in evening.partners(person.id, seating):
        is_new = evening.is_new(evening.pairing(person, partner), one.number)
        lines += [f"{NEW if is_new else MET} {evening.home(partner)}", partner.name]
    tone = meeting_tone(evening, seating)
    if tone is Tone.NEW and not evening.new_partners(person.id, seating):
        tone = Tone.MET  # new to others at the table
    return Cell("\n".join(lines), tone, bold_lines=1)


def by_facilitator(evening: Evening) -> Sheet:
    """The road map of those who accompany project groups."""
    rencontre, language = evening.rencontre, evening.rencontre.language
    title = say("report.sheet.by_facilitator", language)
    seats = {(who, s.round): s for s in evening.schedule.seatings for who in s.facilitators}
    names = {f.id: f.name for f in rencontre.facilitators}
    seated = sorted({who for who, _ in seats}, key=lambda who: alphabetical(names[who]))
    return Sheet(
        title=title,
        columns=(
            Column(say("report.column.facilitator", language), widest=NAME_WIDTH),
            *round_columns(rencontre),
        ),
        rows=tuple(_watch(evening, who, names[who], seats) for who in seated),
        lead=heading(rencontre, title),
        landscape=True,
        leading=1,
        is_optional=True,
    )


def _watch(
    evening: Evening, who: FacilitatorId, name: str, seats: dict[tuple[FacilitatorId, int], Seating]
) -> tuple[Cell, ...]:
    cells = [Cell(name, Tone.STRONG)]
    for one in evening.rencontre.rounds:
        seating = seats.get((who, one.number))
        if seating is None:
            cells.append(Cell("—", Tone.PAUSE))
            continue
        people = [evening.rencontre.participant_by_id[person] for person in seating.people()]
        homes = list(dict.fromkeys(evening.home(person) for person in people))
        group = [line for line in accompaniment(evening, seating)[:1] if homes]
        table = table_title(seating.table, evening.rencontre.language)
        cells.append(Cell("\n".join([table, *group, *homes]), Tone.GROUP, bold_lines=1))
    return tuple(cells)

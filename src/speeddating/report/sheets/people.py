"""How people at a table are named, and marked as new or met before."""

from speeddating.domain.base import ParticipantId
from speeddating.domain.people import Facilitator, Participant, Side
from speeddating.domain.schedule import Seating
from speeddating.report.evening import Evening, unseated
from speeddating.report.sheets.model import Cell, Tone
from speeddating.report.sheets.write import alphabetical
from speeddating.words import Language, listed, say

NEW, MET, GROUP = "●", "○", "◆"
"""Told apart in black and white and by whoever sees no colours."""

SIDE_TONE = {Side.ENTREPRISE: Tone.ENTREPRISE, Side.ASSOCIATION: Tone.ASSOCIATION}


def in_order(evening: Evening, side: Side) -> list[Participant]:
    """The expected people of a side as they are looked up: by organisation, then by name."""
    return sorted(
        evening.rencontre.on(side),
        key=lambda one: (alphabetical(evening.home(one)), alphabetical(one.name)),
    )


def named(evening: Evening, who: ParticipantId) -> str:
    """« Claire Aubry (Emmetrop) »."""
    person = evening.rencontre.participant_by_id[who]
    return f"{person.name} ({evening.home(person)})"


def without_a_seat(evening: Evening) -> str | None:
    """Everybody who is there and sits in no round to come; nothing where there is nobody."""
    waiting = unseated(evening.rencontre, evening.schedule)
    return listed([named(evening, one.id) for one in waiting], evening.rencontre.language) or None


def facilitators(evening: Evening, seating: Seating) -> tuple[Facilitator, ...]:
    """Those on the extra chairs of this table."""
    known = {f.id: f for f in evening.rencontre.facilitators}
    return tuple(known[who] for who in seating.facilitators)


def company(evening: Evening, seating: Seating, who: ParticipantId) -> list[str]:
    """Whom a person meets at the table, and who accompanies them."""
    people = [named(evening, partner.id) for partner in evening.partners(who, seating)]
    return people + accompanied(evening, seating)


def accompanied(evening: Evening, seating: Seating) -> list[str]:
    """Who accompanies this table; nothing where nobody does."""
    return [
        say("report.accompanied", evening.rencontre.language, name=facilitator.name)
        for facilitator in facilitators(evening, seating)
    ]


def accompaniment(evening: Evening, seating: Seating) -> list[str]:
    """The project group that sits here and its facilitator, marked; nothing at other tables."""
    group = evening.group_at(seating)
    lines = [] if group is None else [f"{GROUP} {group.name}"]
    return lines + accompanied(evening, seating)


def meeting_tone(evening: Evening, seating: Seating) -> Tone:
    """What a table is for: a project group, first meetings, or only re-meetings."""
    if seating.facilitators or evening.group_at(seating) is not None:
        return Tone.GROUP
    return Tone.NEW if any(new_meetings(evening, seating)) else Tone.MET


def new_meetings(evening: Evening, seating: Seating) -> list[bool]:
    """For each meeting at the table, whether it is the first ever of its organisations."""
    return [evening.is_new(pairing, seating.round) for pairing in evening.pairings(seating)]


def legend(evening: Evening) -> tuple[Cell, ...]:
    """What the marks and colours mean; project groups only where there are some."""
    language: Language = evening.rencontre.language
    shown = [("new", NEW, Tone.NEW), ("met", MET, Tone.MET)]
    if evening.rencontre.groups:
        shown.append(("group", GROUP, Tone.GROUP))
    return tuple(
        Cell(say(f"report.legend.{key}", language, mark=mark), tone) for key, mark, tone in shown
    )

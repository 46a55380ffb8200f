"""The card each person carries: where to be in each round, whom to meet, room for notes."""

from collections.abc import Collection
from typing import NamedTuple

from speeddating.domain.base import ParticipantId
from speeddating.domain.people import Participant, Side
from speeddating.domain.room import Round
from speeddating.report.evening import Evening
from speeddating.report.sheets.model import Tone
from speeddating.report.sheets.people import SIDE_TONE, accompaniment, in_order
from speeddating.report.sheets.rounds import occasion
from speeddating.report.sheets.write import clock
from speeddating.words import say

SPARE = 4
"""Blank cards: one page."""


class Entry(NamedTuple):
    """Somebody to meet, or what a round is for when there is nobody."""

    text: str
    """Organisation, and the person on the line below."""
    ask: bool = False
    """Whether to get in touch again is asked."""
    tone: Tone = Tone.PLAIN


class Stop(NamedTuple):
    """One round of a card."""

    round: str
    time: str
    table: str
    entries: tuple[Entry, ...]


class Card(NamedTuple):
    """One card; whoever gets a blank one writes name and organisation on it."""

    name: str
    organisation: str
    occasion: str
    tone: Tone
    stops: tuple[Stop, ...]


class Cards(NamedTuple):
    """A sheet of cards, four to a page where they fit."""

    title: str
    header: tuple[str, ...]
    choice: str
    """What is ticked beside each person met."""
    notes: str
    """Stands above the lines to write on."""
    none: str
    """Said where there is no card at all."""
    cards: tuple[Card, ...]


def cards(evening: Evening, only: Collection[ParticipantId] | None = None) -> Cards:
    """
    A card for everyone who is expected, by side and organisation.

    Parameters
    ----------
    only
        Print these people's cards and no others; whoever does not come needs none.
    """
    wanted = [
        (side, person)
        for side in Side
        for person in in_order(evening, side)
        if only is None or person.id in only
    ]
    return _sheet(evening, "cards", [_card(evening, person, side) for side, person in wanted])


def blank_cards(evening: Evening) -> Cards:
    """Cards for whoever comes unannounced: the rounds are there, the rest is written by hand."""
    stops = tuple(
        _stop(evening, one, "", (_break(evening),) if one.is_break else (Entry("", ask=True),))
        for one in evening.rencontre.rounds
    )
    language = evening.rencontre.language
    blank = Card(
        name=say("paper.name", language),
        organisation=say("paper.organisation", language),
        occasion=occasion(evening.rencontre),
        tone=Tone.BLANK,
        stops=stops,
    )
    return _sheet(evening, "blank_cards", [blank] * SPARE)


def _sheet(evening: Evening, key: str, made: list[Card]) -> Cards:
    language = evening.rencontre.language
    columns = ("round", "time", "table", "with", "again")
    return Cards(
        title=say(f"paper.sheet.{key}", language),
        header=tuple(say(f"paper.column.{column}", language) for column in columns),
        choice=say("paper.choice", language),
        notes=say("paper.notes", language),
        none=say("paper.none", language),
        cards=tuple(made),
    )


def _card(evening: Evening, person: Participant, side: Side) -> Card:
    kind = say(f"paper.side.{side}", evening.rencontre.language)
    return Card(
        name=person.name,
        organisation=evening.home(person),
        occasion=f"{kind} · {occasion(evening.rencontre)}",
        tone=SIDE_TONE[side],
        stops=tuple(_seat(evening, person, one) for one in evening.rencontre.rounds),
    )


def _seat(evening: Evening, person: Participant, one: Round) -> Stop:
    if one.is_break:
        return _stop(evening, one, "", (_break(evening),))
    seating = evening.schedule.place_of.get((person.id, one.number))
    if seating is None:
        why = "absent" if one.number in person.absent else "pause"
        said = say(f"report.{why}", evening.rencontre.language)
        return _stop(evening, one, "", (Entry(said, tone=Tone.PAUSE),))
    met = (
        Entry(f"{evening.home(partner)}\n{partner.name}", ask=True)
        for partner in evening.partners(person.id, seating)
    )
    around = accompaniment(evening, seating)
    group = [Entry("\n".join(around), tone=Tone.GROUP)] if around else []
    return _stop(evening, one, seating.table, (*met, *group))


def _stop(evening: Evening, one: Round, table: str, entries: tuple[Entry, ...]) -> Stop:
    start = "" if one.start is None else clock(one.start, evening.rencontre.language)
    return Stop(str(one.number), start, table, entries)


def _break(evening: Evening) -> Entry:
    return Entry(say("report.break", evening.rencontre.language), tone=Tone.PAUSE)

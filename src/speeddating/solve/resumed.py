"""An evening under way: what was handed out, which rounds have been held, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speeddating.domain.history import Encounter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.domain.base import ParticipantId
    from speeddating.domain.demands import ProjectGroup, Wish
    from speeddating.domain.history import History
    from speeddating.domain.people import Participant
    from speeddating.domain.rencontre import Rencontre
    from speeddating.domain.schedule import Schedule, Seating


@dataclass(frozen=True)
class Resumed:
    """
    A published plan that is changed from ``from_round`` on.

    Attributes
    ----------
    held
        Seats of the rounds before: facts, whatever rule they break.
    least_new
        New pairings that must be reached, those of the held rounds included.
    staying
        Seats of later rounds that a search may not change either.
    """

    published: Schedule
    held: tuple[Seating, ...]
    from_round: int
    least_new: int = 0
    staying: tuple[Seating, ...] = ()


def rest_of(
    rencontre: Rencontre, history: History, resumed: Resumed
) -> tuple[Rencontre, History, int]:
    """
    What is left of the evening as a rencontre of its own: whatever it allows is a relaxation.

    Held rounds are breaks, whoever met tonight has met, and demands are less what was given.

    Returns
    -------
    tuple
        The rencontre, its history, and the new pairings of the held rounds.
    """
    sat: dict[ParticipantId, int] = {}
    organisation = {p.id: p.organisation for p in rencontre.participants}
    tonight = {}
    for seating in resumed.held:
        for who in seating.people():
            sat[who] = sat.get(who, 0) + 1
        for e, a in seating.meetings():
            one = Encounter(entreprise=organisation[e], association=organisation[a])
            tonight[one.pairing] = one
    past = history.past_of(rencontre)
    fresh = len(tonight.keys() - past.met)
    rounds = tuple(
        one.model_copy(update={"is_break": True}) if one.number < resumed.from_round else one
        for one in rencontre.rounds
    )
    update: dict[str, object] = {
        "rounds": rounds,
        "participants": tuple(_left(p, sat.get(p.id, 0)) for p in rencontre.participants),
        "wishes": _still_asked(rencontre, resumed.held, resumed.from_round),
        "groups": tuple(_still_sitting(rencontre, group, resumed) for group in rencontre.groups),
        "locks": tuple(lock for lock in rencontre.locks if lock.round >= resumed.from_round),
        "resume_at": None,
        "memory": None,
        "forgotten": frozenset(),
    }
    return rencontre.model_copy(update=update), past.and_also(tuple(tonight.values())), fresh


def _left(person: Participant, sat: int) -> Participant:
    return person.model_copy(
        update={
            "least": None if person.least is None else max(0, person.least - sat),
            "most": None if person.most is None else max(0, person.most - sat),
        }
    )


def _still_sitting(rencontre: Rencontre, group: ProjectGroup, resumed: Resumed) -> ProjectGroup:
    """A group with the rounds in which it has still to sit."""
    rounds = frozenset(number for number in group.rounds if number >= resumed.from_round)
    sat = sat_together(rencontre, group, resumed.held) - group.rounds
    free = max(0, group.free_rounds - len(sat))
    return group.model_copy(update={"rounds": rounds, "free_rounds": free})


def sat_together(
    rencontre: Rencontre, group: ProjectGroup, seatings: Sequence[Seating]
) -> frozenset[int]:
    """Rounds in which everybody of a group who was there, and its facilitator, sat together."""
    organisation = {p.id: p.organisation for p in rencontre.participants}
    found = set()
    for seating in seatings:
        there = {
            person.organisation
            for person in rencontre.participants
            if seating.round in rencontre.rounds_of(person)
        }.intersection(group.organisations)
        here = {organisation[who] for who in seating.people()}
        led = group.facilitator is None or group.facilitator in seating.facilitators
        if there and there <= here and led:
            found.add(seating.round)
    return frozenset(found)


def _still_asked(
    rencontre: Rencontre, held: Sequence[Seating], from_round: int
) -> tuple[Wish, ...]:
    """Without musts that were granted, and without what names a round already held."""
    names = {p.id: {p.id, p.organisation} for p in rencontre.participants}
    met = {
        frozenset((one, other))
        for seating in held
        for e, a in seating.meetings()
        for one in names[e]
        for other in names[a]
    }
    return tuple(
        wish
        for wish in rencontre.wishes
        if (wish.round is None or wish.round >= from_round)
        and (not wish.is_must or wish.round or frozenset((wish.source, wish.target)) not in met)
    )

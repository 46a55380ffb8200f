"""Reasons that need no solver: more is promised than there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.issue import Reason
from speeddating.domain.people import Side
from speeddating.solve.reasons.cuts import promises_against_partners, promises_against_places
from speeddating.solve.rounds.caps import most_meetings
from speeddating.solve.rounds.space import space

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speeddating.domain.demands import Wish
    from speeddating.domain.people import Participant
    from speeddating.solve.limits import Limits
    from speeddating.solve.rounds.space import RoundSpace


def counted(limits: Limits) -> tuple[Reason, ...]:
    """Everything that is impossible at sight, at tables of one and one; empty proves nothing."""
    here = space(limits)
    alone = tuple(promises_against_rounds(limits, here))
    found = (
        *alone,
        *musts_that_cannot_be(limits, here),
        *musts_against_rounds(limits),
        *(() if alone else promises_against_partners(limits, here)),
        *promises_against_seats(limits, here),
    )
    return found or tuple(promises_against_places(limits, here))


def promises_against_rounds(limits: Limits, here: RoundSpace) -> Iterator[Reason]:
    """Somebody is promised more meetings than rounds in which there is somebody to meet."""
    for side, person, pairs in here.of_people():
        who = limits.sides[side].people[person]
        if not who.least:
            continue
        rounds = int(here.open[pairs].any(axis=0).sum()) if pairs else 0
        partners = np.unique(here.pairing[pairs]).size * limits.rencontre.meetings_per_pairing
        most = min(rounds, partners, limits.most(who))
        if who.least > most:
            data = {"name": who.id, "least": who.least, "most": most}
            yield Reason(code="reasons.promise", data=data, people=(who.id,))


def musts_that_cannot_be(limits: Limits, here: RoundSpace) -> Iterator[Reason]:
    """Two parties that must meet and cannot."""
    for wish in limits.rencontre.wishes:
        if not wish.is_must:
            continue
        pairs = here.between(wish.source, wish.target)
        rounds = here.open[pairs].any(axis=0) if pairs else np.zeros(len(limits.rounds), np.bool_)
        if wish.round is not None:
            rounds &= np.array(limits.rounds) == wish.round
        if not rounds.any():
            data = {"a": wish.source, "b": wish.target, "round": wish.round or ""}
            code = "reasons.must.in_round" if wish.round else "reasons.must"
            yield Reason(code=code, data=data, people=(wish.source, wish.target))


def musts_against_rounds(limits: Limits) -> Iterator[Reason]:
    """Somebody must meet more organisations than there are rounds for them."""
    owed: dict[tuple[Side, int], set[object]] = {}
    for wish in limits.rencontre.wishes:
        if wish.is_must:
            for side, person, other in _only_people(limits, wish):
                owed.setdefault((side, person), set()).add(other)
    for (side, person), others in owed.items():
        who = limits.sides[side].people[person]
        most = limits.most(who)
        if len(others) > most:
            data = {"name": who.id, "count": len(others), "most": most}
            yield Reason(code="reasons.musts", data=data, people=(who.id,))


def _only_people(limits: Limits, wish: Wish) -> Iterator[tuple[Side, int, int]]:
    """Those who alone can honour the wish, and the position of the organisation they must meet."""
    for side, one in limits.sides.items():
        for party, other in ((wish.source, wish.target), (wish.target, wish.source)):
            people = one.stands_for(party)
            partners = limits.sides[side.other].stands_for(other)
            if len(people) == 1 and partners:
                yield side, people[0], int(limits.sides[side.other].organisation_of[partners[0]])


def promises_against_seats(limits: Limits, here: RoundSpace) -> Iterator[Reason]:
    """One side is promised more meetings than all rounds together have places."""
    places = most_meetings(here)
    for side in Side:
        promised = [person for person in limits.sides[side].people if person.least]
        total = sum(person.least or 0 for person in promised)
        if total > places:
            yield _too_few_places(limits, side, promised, places)


def _too_few_places(limits: Limits, side: Side, promised: list[Participant], places: int) -> Reason:
    """
    The sum on either side of the comparison, as equations only where they hold.

    ``each``: everyone is promised as many. ``room``: every table stands in every round, and people
    enough are there to take it.
    """
    tables, rounds = len(limits.rencontre.tables), len(limits.rounds)
    promises = {person.least for person in promised}
    data = {
        "count": len(promised),
        "least": min(person.least or 0 for person in promised),
        "total": sum(person.least or 0 for person in promised),
        "tables": tables,
        "rounds": rounds,
        "places": places,
    }
    promise = "each" if len(promises) == 1 else "all"
    room = "room" if places == tables * rounds else "people"
    people = tuple(person.id for person in promised)
    return Reason(code=f"reasons.places_{side}.{promise}.{room}", data=data, people=people)

"""
Several people together are promised more than there is for them: reasons by minimum cuts.

Promises flow from people to what keeps them; what a minimum cut holds back is promised to too many
(Hall 1935).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.issue import Reason
from speeddating.domain.people import Side
from speeddating.solve.flow.cut import SINK, SOURCE, Network

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from speeddating.solve.limits import Limits
    from speeddating.solve.rounds.space import RoundSpace
    from speeddating.solve.sides import OneSide


def promises_against_partners(limits: Limits, here: RoundSpace) -> Iterator[Reason]:
    """The organisations they may meet cannot give as much: so often a pairing, so long a person."""
    again = limits.rencontre.meetings_per_pairing
    ends = np.divmod(np.unique(here.pairing), limits.shape[1])
    for end, side in enumerate(Side):
        takers, givers = limits.sides[side], limits.sides[side.other]
        network = Network()
        for organisation, people in enumerate(takers.delegates):
            owed = sum(limits.least(takers.people[p]) for p in people)
            network.add(SOURCE, ("takes", organisation), owed)
        for organisation, people in enumerate(givers.delegates):
            spare = sum(limits.most(givers.people[p]) for p in people)
            network.add(("gives", organisation), SINK, spare)
        for taker, giver in zip(ends[end].tolist(), ends[1 - end].tolist(), strict=True):
            network.add(("takes", taker), ("gives", giver), again)
        held, places = network.cut()
        promised = [
            p
            for organisation, people in enumerate(takers.delegates)
            if ("takes", organisation) in held
            for p in people
            if limits.least(takers.people[p])
        ]
        yield from _told("reasons.partners", limits, takers, promised, places)


def promises_against_places(limits: Limits, here: RoundSpace) -> Iterator[Reason]:
    """The rounds in which they are there, and the tables open to them, hold fewer meetings."""
    for end, side in enumerate(Side):
        one = limits.sides[side]
        promised = [p for p, person in enumerate(one.people) if limits.least(person)]
        there = limits.there(side.other).sum(axis=0).tolist()
        network = Network()
        for p in promised:
            network.add(SOURCE, ("person", p), limits.least(one.people[p]))
        for number, standing in enumerate(here.standing):
            network.add(("round", number), SINK, min(there[number], len(standing)))
            for table in sorted(standing):
                network.add(("table", number, table), ("round", number), 1)
            _into_round(network, here, end, number, promised)
        held, places = network.cut()
        short = [p for p in promised if ("person", p) in held]
        yield from _told("reasons.own_places", limits, one, short, places)


def _into_round(
    network: Network, here: RoundSpace, end: int, number: int, promised: Sequence[int]
) -> None:
    """From people to the tables they may take; those with the same choice by one node."""
    there = set(here.people[end][here.open[:, number]].tolist())
    choices = {}
    for p in promised:
        if p in there:
            tables, standing = here.choices[end][p][number], here.standing[number]
            choice = standing if tables is None else tables & standing
            choices[choice] = sorted(choice)
            network.add(("person", p), ("choice", number, choice), 1)
    for choice, tables_ in choices.items():
        for table in tables_:
            network.add(("choice", number, choice), ("table", number, table), 1)


def _told(
    code: str, limits: Limits, one: OneSide, people: Sequence[int], places: int
) -> Iterator[Reason]:
    """One reason about several people; of one alone there is a plainer one to give."""
    if len(people) > 1:
        names = tuple(one.people[p].id for p in people)
        total = sum(limits.least(one.people[p]) for p in people)
        data = {"names": ", ".join(names), "total": total, "places": places}
        yield Reason(code=code, data=data, people=names)

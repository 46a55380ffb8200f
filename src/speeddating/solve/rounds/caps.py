"""
What no timetable exceeds, by forgetting when people meet: a flow over pairings.

Everybody has as many meetings at most as rounds in which they are there, pairs without a common
round never meet, and all together there are no more meetings than the rounds hold. A cap on a
level holds while the caps of all earlier levels are reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.people import Side
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.pairs.choose import NoPairings, by_flow
from speeddating.solve.pairs.levels import LEVELS
from speeddating.solve.pairs.network import build
from speeddating.solve.resumed import rest_of
from speeddating.solve.rounds.space import space as space_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.domain.score import Value
    from speeddating.solve.resumed import Resumed
    from speeddating.solve.rounds.space import RoundSpace

REPEATABLE = ("new_pairings", "worst_off")
"""Levels on which the flow says something when a pairing may meet more than once."""


def caps(space: RoundSpace, levels: Sequence[str], clock: Clock) -> dict[str, Value]:
    """
    A cap for each of the leading levels that count pairings, in their order.

    Nobody is told of them as progress: a cap is no schedule.

    Raises
    ------
    NoPairings
        If promised meetings and musts do not even fit without rounds: certified by a flow.
    """
    limits = space.limits
    if limits.resumed is not None:
        return _of_the_rest(limits, limits.resumed, levels, clock)
    among = np.zeros(limits.shape, dtype=np.bool_)
    among[space.organisations] = True
    network = build(limits, among=among, total=most_meetings(space))
    repeats = limits.rencontre.meetings_per_pairing > 1
    if repeats:  # a promise may be kept by meeting one organisation twice, which no arc says
        network.circulation.lower[:] = 0
    found: dict[str, Value] = {}
    quiet = Clock(clock.budget, cancelled=clock.cancelled, started=clock.started)
    if network.circulation.minimise(np.zeros_like(network.circulation.lower)) is None:
        raise NoPairings
    network.circulation.amount = np.zeros(0, dtype=np.int64)
    for level in levels:
        if level not in (REPEATABLE if repeats else LEVELS):
            break
        found[level] = by_flow(network, level, quiet).value
    return found


def _of_the_rest(
    limits: Limits, resumed: Resumed, levels: Sequence[str], clock: Clock
) -> dict[str, Value]:
    """
    Of an evening under way: new pairings of the rounds held, and what is left allows at most.

    It holds whatever the levels before it.
    """
    if "new_pairings" not in levels:
        return {}
    rencontre, history, fresh = rest_of(limits.rencontre, limits.history, resumed)
    rest = rencontre.model_copy(
        update={
            "wishes": (),
            "participants": tuple(
                person.model_copy(update={"least": None}) for person in rencontre.participants
            ),
        }
    )
    found = caps(space_of(Limits(rest, history)), ["new_pairings"], clock)["new_pairings"]
    return {"new_pairings": fresh + found} if isinstance(found, int) else {}


def loosest(space: RoundSpace, level: str) -> Value:
    """What counting alone says of a level on pairings, whatever the levels before it."""
    limits, meetings = space.limits, most_meetings(space)
    fresh = np.zeros(limits.shape, dtype=np.bool_)
    fresh[tuple(end[space.new] for end in space.organisations)] = True
    if level == "new_pairings":
        return min(meetings, int(fresh.sum()))
    if level == "kept":
        return 2 * len(space.kept)
    if level == "worst_off":
        return tuple(sorted([*fresh.sum(axis=1).tolist(), *fresh.sum(axis=0).tolist()]))
    if level == "wishes":
        asked = [wish.rank for wish in limits.rencontre.wishes if not wish.is_must]
        again = int(np.unique(space.pairing[~space.new]).size)
        return (*(asked.count(rank) for rank in range(1, max(asked, default=0) + 1)), again)
    if level == "affinity":
        return meetings * int(limits.affinity.max(initial=0))
    return 2 * meetings if level == "seated" else 0


def most_meetings(space: RoundSpace) -> int:
    """Σ over rounds of min(tables, entreprises there, associations there)."""
    there = [space.limits.there(side).sum(axis=0) for side in Side]
    return int(np.minimum(space.capacity, np.minimum(*there)).sum())

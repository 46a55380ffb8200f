"""Levels that count pairings: each yields the costs to minimise one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.people import Side
from speeddating.solve.flow.network import weights_that_fit
from speeddating.solve.pairs.network import asked_again, on_pairs, wish_arcs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from speeddating.domain.score import Value
    from speeddating.solve.pairs.network import PairNetwork

    Ints = NDArray[np.int64]


def new_pairings(network: PairNetwork) -> Iterator[Ints]:
    """Most arcs of kind ``new``."""
    yield -on_pairs(network, np.ones(network.limits.shape, dtype=np.int64), kinds=("new",))


def worst_off(network: PairNetwork) -> Iterator[Ints]:
    """
    Leximin: most organisations with one new pairing, then with two, and so on.

    As many thresholds as 64 bits hold go into one cost, each outweighing all later ones.
    """
    arcs = [network.firsts[side] for side in Side]
    highest = max((int(units.other.max()) for units in arcs if units.other.size), default=1)
    terms = sum(network.limits.shape)
    threshold = 1
    while threshold <= highest:
        weights = weights_that_fit(terms, highest - threshold + 1, network.circulation.nodes)
        cost = np.zeros_like(network.circulation.lower)
        for units in arcs:
            place = units.other - threshold
            inside = (place >= 0) & (place < len(weights))
            cost[units.at[inside]] = -np.array(weights, dtype=np.int64)[place[inside]]
        yield cost
        threshold += len(weights)


def wishes(network: PairNetwork) -> Iterator[Ints]:
    """Most wishes of rank 1, then of rank 2, …; then re-meetings asked for."""
    ranks = {wish.rank for wish in network.limits.rencontre.wishes if not wish.is_must}
    for rank in sorted(ranks):
        yield -wish_arcs(network, rank)
    yield -asked_again(network)


def affinity(network: PairNetwork) -> Iterator[Ints]:
    """Most themes shared and needs met."""
    yield -on_pairs(network, network.limits.affinity)


def seated(network: PairNetwork) -> Iterator[Ints]:
    """Most meetings of either kind: each seats two."""
    cost = np.zeros_like(network.circulation.lower)
    cost[network.gate] = -2
    yield cost


def pauses(network: PairNetwork) -> Iterator[Ints]:
    """Least sum of squared pauses: the gain of each further meeting falls."""
    cost = np.zeros_like(network.circulation.lower)
    for side in Side:
        cost[network.seats[side].at] = -network.pause_gain[side]
    yield cost


def value_of(network: PairNetwork, level: str) -> Value:
    """What ``level`` is worth at the circulation's amounts."""
    amount = network.circulation.amount
    if level == "worst_off":
        found: list[int] = []
        for side, size in zip(Side, network.limits.shape, strict=True):
            units = network.firsts[side]
            found += np.bincount(units.organisation, amount[units.at], size).astype(int).tolist()
        return tuple(sorted(found))
    totals = [-int(cost @ amount) for cost in LEVELS[level](network)]
    if level == "wishes":
        return _by_rank(network, totals)
    if level == "pauses":
        return _most_pauses(network) - totals[0]
    return totals[0]


def _by_rank(network: PairNetwork, totals: list[int]) -> tuple[int, ...]:
    ranks = sorted({w.rank for w in network.limits.rencontre.wishes if not w.is_must})
    granted = dict(zip(ranks, totals, strict=False))
    highest = max(ranks, default=0)
    return (*(granted.get(rank, 0) for rank in range(1, highest + 1)), totals[-1])


def _most_pauses(network: PairNetwork) -> int:
    rencontre = network.limits.rencontre
    return sum(len(rencontre.rounds_of(person)) ** 2 for person in rencontre.participants)


LEVELS: dict[str, Callable[[PairNetwork], Iterator[Ints]]] = {
    level.__name__: level for level in (new_pairings, worst_off, wishes, affinity, seated, pauses)
}
"""Levels of this space, by the names of :data:`speeddating.domain.score.LEVELS`."""

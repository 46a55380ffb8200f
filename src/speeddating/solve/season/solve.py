"""The front door of this room: the best choice known, and what bounds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from speeddating.domain.plan import Bound
from speeddating.solve.season.bound import by_flow, by_prices
from speeddating.solve.season.programme import pursue
from speeddating.solve.season.search import search

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from speeddating.domain.history import Pairing
    from speeddating.solve.clock import Clock
    from speeddating.solve.season.joint import Joint

QUICK, LONG = 300, 3_000
"""Visits of a rencontre before the linear programme is asked, and after."""
LARGEST_PROGRAMME = 200_000
"""Variables up to which prices are asked for."""


class Choice(NamedTuple):
    """Which rencontre brings which pairing about, and what no season exceeds."""

    pairings: list[frozenset[Pairing]]
    bound: Bound


def choose(season: Joint, start: NDArray[np.bool_], clock: Clock) -> Choice:
    """
    Most distinct pairings over all rencontres, from ``start``.

    A flow bounds the season; where the search stays below it, a linear programme does, and what
    is then still open is CP-SAT's.
    """
    began, seed = clock.seconds, clock.budget.seed

    def walk(chosen: NDArray[np.bool_], goal: int, visits: int) -> NDArray[np.bool_]:
        return search(season, chosen, goal, visits, seed=seed, stop=lambda: clock.over)

    bound, engine = by_flow(season), "flow"
    best = walk(start, bound, QUICK)
    if _distinct(best) < bound and season.pairs.sum() <= LARGEST_PROGRAMME and not clock.over:
        priced = by_prices(season, clock.share(2))
        if priced is not None and priced < bound:
            bound, engine = priced, "linear"
        best = walk(best, bound, LONG)
    if _distinct(best) < bound and season.pairs.sum() <= LARGEST_PROGRAMME and not clock.over:
        once = season.chosen(season.pairings(best))
        best, proved = pursue(season, once, bound, clock)
        if proved < bound:
            bound, engine = proved, "cpsat"
    seconds = clock.seconds - began
    told = Bound(level="new_pairings", value=bound, engine=engine, seconds=seconds)
    return Choice(season.pairings(best), told)


def _distinct(chosen: NDArray[np.bool_]) -> int:
    return int(chosen.any(axis=0).sum())

"""A schedule by assignments and swaps: new pairings first, then level by level."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.plan import Bound, Progress
from speeddating.solve.cpsat.lexicographic import NoSolution
from speeddating.solve.mixed.bounds.ceilings import Ceilings
from speeddating.solve.mixed.bounds.flow import flow_bound
from speeddating.solve.mixed.effort import Effort
from speeddating.solve.mixed.facts.sizes import sizes, standing
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.mixed.found import Found, counted, most_new, with_few_moves, without_locks
from speeddating.solve.mixed.model.groups import sittings
from speeddating.solve.mixed.model.variables import affordable
from speeddating.solve.mixed.refine.counted import Counted
from speeddating.solve.mixed.refine.measures import turned
from speeddating.solve.mixed.refine.swaps import Refinement
from speeddating.solve.mixed.search.new_pairings import solve
from speeddating.solve.mixed.search.stays import applies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.solve.clock import Clock
    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.facts.problem import MixedProblem

ITERATIONS = 4_000
"""Swaps tried in a reproducible run, for the levels after new pairings."""
_VISITS, _CELLS = 20_000, 150_000_000
"""Visits of a round in a reproducible run, for new pairings; fewer where people are many, as the
time of a visit grows with the pairs of people."""
_SEARCH, _REFINE = 0.6, 0.7
"""Shares of what is left of the time; the last is for the proof."""
_WITH_STAYS = 0.85
"""The first of them where the search may well prove itself by reaching the bound."""
_SMALL, _STAYS_FROM = 0.35, 12
"""Of those where CP-SAT goes on: it is better at it, but for stays of so many people and more."""


def searched(limits: Limits, levels: Sequence[str], clock: Clock) -> Found | None:
    """
    Seats that keep the rules an assignment can keep, and others where that came of itself.

    None where groups do not fit with the people this room would send to them, and a model is small
    enough to try others.

    Raises
    ------
    NoSolution, NothingFound
        If the groups do not fit.
    """
    try:
        groups = sittings(limits, clock)
    except NoSolution:
        if affordable(limits):
            return None
        raise
    here = problem(limits, groups.bound_to)
    stays = applies(here) and min(people.count for people in here.sides) >= _STAYS_FROM
    share = _SMALL if affordable(limits) and not stays else 1.0
    search = _WITH_STAYS if stays else share * _SEARCH
    began = clock.seconds
    made = solve(
        here,
        seconds=None if clock.budget.reproducible else search * clock.left,
        iterations=_visits(here, share) if clock.budget.reproducible else None,
        seed=clock.budget.seed,
        workers=clock.workers,
        stop=lambda: clock.over,
    )
    if not (made.proven or clock.budget.reproducible or clock.cancelled.is_set()):
        clock.cut = True
    most = flow_bound(without_locks(limits))
    if _holds_for_all(here):
        most = min(most, made.bound)
    clock.tell(
        Progress(level="new_pairings", value=made.new_pairings, bound=most, seconds=clock.seconds)
    )
    proof = Bound(level="new_pairings", value=most, engine="flow", seconds=clock.seconds - began)
    found = Found((made.entreprises, made.associations), groups, {"new_pairings": proof})
    return refined(limits, levels, clock, found, share=share * _REFINE)


def _visits(here: MixedProblem, share: float) -> int:
    """As many as a reproducible run makes."""
    pairs = prod(people.count for people in here.sides)
    return round(share * min(_VISITS, _CELLS / max(1, pairs)))


def _holds_for_all(here: MixedProblem) -> bool:
    """Whether the search left nobody out by choice: nothing bound, every seat to be taken."""
    full = all(
        (people.there.sum(axis=0) >= people.seats.sum(axis=0)).all() for people in here.sides
    ) and all((places == standing(here, s)).all() for s, places in enumerate(sizes(here)))
    return full and all((people.locked == -1).all() for people in here.sides)


def refined(
    limits: Limits, levels: Sequence[str], clock: Clock, found: Found, share: float
) -> Found:
    """The same with levels made better, none at the cost of an earlier one."""
    c = counted(limits, found)
    ceilings = Ceilings(c.asked, most_new(found))
    best = {level: turned(level, ceilings.of(level, {})) for level in levels}
    if "moves" in levels:
        c = Counted(c.asked, with_few_moves(limits, found).at)
    visits = Effort(
        seconds=None if clock.budget.reproducible else share * clock.left,
        iterations=round(share * ITERATIONS) if clock.budget.reproducible else None,
        stop=lambda: clock.over,
    )
    refinement = Refinement(c, levels, np.random.default_rng(clock.budget.seed))
    refinement.run(visits, best)
    found = found._replace(at=refinement.c.at)
    return with_few_moves(limits, found) if "moves" in levels else found

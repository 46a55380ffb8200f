"""The front door of this room: problem and budget in, schedule and bound out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.mixed.bounds.flow import flow_bound
from speeddating.solve.mixed.bounds.packing import packing_bound
from speeddating.solve.mixed.effort import Effort
from speeddating.solve.mixed.search.alternate import Alternation
from speeddating.solve.mixed.search.beside import beside
from speeddating.solve.mixed.search.schedule import MixedSchedule, meetings, without_breaches
from speeddating.solve.mixed.search.start import turn
from speeddating.solve.mixed.search.state import State
from speeddating.solve.mixed.search.stays import applies

if TYPE_CHECKING:
    from collections.abc import Callable

    from speeddating.solve.mixed.facts.problem import MixedProblem


_WALK, _QUICK, _BOUND, _STAYS = 0.05, 0.1, 0.1, 0.5
"""
Shares of what is left: easiest cases, easy cases, a tighter bound, stays if nobody else works on
them; the long search follows.
"""


def solve(
    problem: MixedProblem,
    *,
    seconds: float | None = 10.0,
    iterations: int | None = None,
    seed: int = 0,
    workers: int = 1,
    stop: Callable[[], bool] | None = None,
) -> MixedSchedule:
    """
    The schedule of most new pairings found within a budget; there always is one.

    Parameters
    ----------
    seconds, iterations
        Wall time and visits of a round; the search ends with the first that is spent, or as soon
        as nothing is left to gain. Runs limited by iterations only are reproducible.
    seed
        Of the random numbers.
    workers
        With two or more, and seconds, the two kinds of search go side by side.
    stop
        Polled after every visit; True ends the search with what there is.
    """
    effort = Effort(seconds, iterations, stop)
    bound = flow_bound(problem)
    state, rng = State(problem), np.random.default_rng(seed)
    turn(state)
    search = Alternation(state, rng)
    with effort.part(_WALK) as part:
        search.walk(part, bound)
    small = seconds is not None and applies(problem)
    if not small:
        with effort.part(_QUICK) as part:
            search.run(part, bound)
    if search.best < (0, 0, bound) and seconds is not None:
        with effort.part(_BOUND) as part:
            tighter = packing_bound(problem, part, bound)
        if tighter == bound and small:
            with effort.part(1.0 if workers > 1 else _STAYS) as part:
                beside(search, problem, part, bound=bound, seed=seed, alone=workers == 1)
        bound = tighter
    with effort.part(1.0) as part:
        search.run(part, bound)
    return _finished(problem, state, bound, effort)


def _finished(problem: MixedProblem, state: State, bound: int, effort: Effort) -> MixedSchedule:
    """Plain arrays, counted again from the seats."""
    tables = state.tables(0), state.tables(1)
    if problem.refuses:
        tables = without_breaches(problem, tables)
    met = meetings(problem, tables) > 0
    return MixedSchedule(
        entreprises=tables[0],
        associations=tables[1],
        new_pairings=int((met & problem.wanted).sum()),
        bound=bound,
        seconds=effort.seconds,
        visits=effort.visits,
    )

"""Two kinds of search at once: assignments in this thread, stays in another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import TYPE_CHECKING

from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.mixed.search.stays import at_bound

if TYPE_CHECKING:
    from speeddating.solve.mixed.effort import Effort
    from speeddating.solve.mixed.facts.problem import MixedProblem
    from speeddating.solve.mixed.search.alternate import Alternation

_POLL_SECONDS = 0.02


def beside(
    search: Alternation,
    problem: MixedProblem,
    effort: Effort,
    bound: int,
    seed: int,
    *,
    alone: bool,
) -> None:
    """
    Look for a schedule at the bound in stays until ``effort`` is done, and take it up.

    CP-SAT leaves Python to others while it searches, so ``search`` goes on meanwhile, unless there
    is one processor only (``alone``).
    """
    clock = Clock(Budget(seconds=max(effort.left, _POLL_SECONDS), workers=1, seed=seed))
    with ThreadPoolExecutor(1, "stays") as pool:
        found = pool.submit(at_bound, problem, bound, clock)
        try:
            with effort.part(1.0, until=found.done) as part:
                if not alone:
                    search.run(part, bound)
                while alone and not part.done:
                    sleep(_POLL_SECONDS)
                    part.poll()
        finally:
            clock.cancelled.set()
    if (tables := found.result()) is not None:
        search.take_up(tables)

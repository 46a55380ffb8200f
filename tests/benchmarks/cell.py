"""One rival on one case, in a process of its own that may take only so much."""

from __future__ import annotations

import multiprocessing
import resource
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from speeddating import Budget, plan
from tests.benchmarks.case import worth
from tests.benchmarks.rivals.annealing import annealed
from tests.benchmarks.rivals.greedy import one_pass, repeated
from tests.benchmarks.rivals.models import Solved, pair_round, textbook
from tests.benchmarks.rivals.rotation import rotated

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from tests.benchmarks.case import Case, Evening

SECONDS = 30.0
GIGABYTES = 4
LEVELS = ("new_pairings", "worst_off")


class Result(NamedTuple):
    """What a rival reached; the bound is None where it knows none."""

    new_pairings: int
    worst_off: int
    bound: int | None
    seconds: float
    megabytes: int

    @property
    def proved(self) -> bool:
        """Whether nobody can do better, by its own bound."""
        return self.bound == self.new_pairings


def measured(name: str, case: Case) -> Result | None:
    """What ``name`` reaches on ``case``; None where it does not fit into time or memory."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(theirs, name, case))
    child.start()
    theirs.close()
    try:
        found: Result | None = ours.recv() if ours.poll(2 * SECONDS) else None
    except EOFError:
        found = None
    child.kill()
    child.join()
    return found


def _work(channel: Connection, name: str, case: Case) -> None:
    limit = GIGABYTES * 2**30
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    found = RIVALS[name](case)
    if found is not None:
        spent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        channel.send(found._replace(megabytes=int(spent)))


def _library(case: Case) -> Result:
    event, history = case.as_rencontre()
    began = perf_counter()
    made = plan(event, history, budget=Budget(seconds=SECONDS), levels=LEVELS)
    spent = perf_counter() - began
    bound = made.bound("new_pairings").value
    worst = min(made.score.worst_off, default=0)
    return Result(made.score.new_pairings, worst, bound, spent, 0)  # type: ignore[arg-type]


def _plain(solve: Callable[[Case], Evening | Solved | None]) -> Callable[[Case], Result | None]:
    def work(case: Case) -> Result | None:
        began = perf_counter()
        found = solve(case)
        spent = perf_counter() - began
        if found is None or spent > 1.5 * SECONDS:
            return None
        known = found if isinstance(found, Solved) else Solved(found, None)
        return Result(*worth(case, known.evening), known.bound, spent, 0)

    return work


def _one_pass(case: Case) -> Evening:
    return one_pass(case, np.random.default_rng(0))


RIVALS: dict[str, Callable[[Case], Result | None]] = {
    "speeddating": _library,
    "CP-SAT, seat x table x round": _plain(lambda case: textbook(case, SECONDS)),
    "CP-SAT, pair x round": _plain(lambda case: pair_round(case, SECONDS)),
    "greedy, one pass": _plain(_one_pass),
    "greedy, 10 s": _plain(lambda case: repeated(case, 10.0)),
    "rotation": _plain(rotated),
    "annealing by swaps": _plain(lambda case: annealed(case, SECONDS)),
}
"""By name; a model of pairs and rounds knows only tables of one and one."""

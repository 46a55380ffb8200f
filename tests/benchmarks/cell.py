"""One rival on one case, in a process of its own that may take only so much."""

from __future__ import annotations

import multiprocessing
import os
import resource
from functools import partial
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
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

    from tests.benchmarks.case import Case, Evening

GIGABYTES = 4
GRACE = 1.1
"""A search told to stop after 30 s may need a moment to say what it has."""

FAIR = ("new_pairings", "worst_off", "waits")


class Pace(NamedTuple):
    """Seconds for those that search until they have proved, and for those that never do."""

    proving: float = 30.0
    trying: float = 10.0


class Result(NamedTuple):
    """What a rival reached; the bound is None where it knows none."""

    new_pairings: int
    worst_off: int
    waits: int
    bound: int | None
    seconds: float
    megabytes: int = 0

    @property
    def proved(self) -> bool:
        """Whether nobody can do better, by its own bound."""
        return self.bound == self.new_pairings


def measured(name: str, case: Case, pace: Pace) -> Result | str:
    """What ``name`` reaches on ``case``, or which limit it does not fit: "time" or "memory"."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(theirs, name, case, pace))
    child.start()
    theirs.close()
    try:
        ours.recv()  # imported, and the case drawn: from here on its seconds count
        within = ours.poll(GRACE * pace.proving)
        found: Result | None = ours.recv() if within else None
    except EOFError:
        return "memory"
    finally:
        child.kill()
        child.join()
    return "time" if found is None else found


def _work(channel: Connection, name: str, case: Case, pace: Pace) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # how it dies is told by the table
    limit = GIGABYTES * 2**30
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    work = RIVALS[name](case, pace)
    channel.send("ready")
    found = work()
    if found is not None:
        spent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        found = found._replace(megabytes=int(spent))
    channel.send(found)


def _library(case: Case, levels: Sequence[str], seconds: float) -> Callable[[], Result]:
    event, history = case.as_rencontre()

    def work() -> Result:
        began = perf_counter()
        made = plan(event, history, budget=Budget(seconds=seconds), levels=levels)
        spent = perf_counter() - began
        bound = made.bound("new_pairings").value
        assert isinstance(bound, int)
        score = made.score
        return Result(score.new_pairings, min(score.worst_off), score.waits, bound, spent)

    return work


def _plain(
    case: Case, solve: Callable[[Case], Evening | Solved | None]
) -> Callable[[], Result | None]:
    def work() -> Result | None:
        began = perf_counter()
        found = solve(case)
        spent = perf_counter() - began
        if found is None:
            return None
        known = found if isinstance(found, Solved) else Solved(found, None)
        return Result(*worth(case, known.evening), known.bound, spent)

    return work


RIVALS: dict[str, Callable[[Case, Pace], Callable[[], Result | None]]] = {
    "speeddating": lambda case, pace: _library(case, ("new_pairings",), pace.proving),
    "speeddating, fairness, waits": lambda case, pace: _library(case, FAIR, pace.trying),
    "CP-SAT, seat x table x round": lambda case, pace: _plain(
        case, partial(textbook, seconds=pace.proving)
    ),
    "CP-SAT, pair x round": lambda case, pace: _plain(
        case, partial(pair_round, seconds=pace.proving)
    ),
    "greedy, one pass": lambda case, _: _plain(
        case, partial(one_pass, random=np.random.default_rng(0))
    ),
    "greedy, random ties": lambda case, pace: _plain(case, partial(repeated, seconds=pace.trying)),
    "rotation": lambda case, _: _plain(case, rotated),
    "annealing by swaps": lambda case, pace: _plain(case, partial(annealed, seconds=pace.trying)),
}
"""By name; what must be made ready first is not timed."""


def applies(name: str, case: Case) -> bool:
    """A model of pairs and rounds knows only tables of one and one."""
    return case.seats == (1, 1) or name != "CP-SAT, pair x round"

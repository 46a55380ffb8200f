"""Many rencontres at once, on whatever executor there is: threads, processes, a cluster."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import TYPE_CHECKING, NamedTuple

from speeddating.domain.history import History
from speeddating.domain.kinds import expect, expect_each
from speeddating.domain.plan import Budget, Plan
from speeddating.errors import SpeedDatingError
from speeddating.planning.one import plan, refuse_wrong_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from speeddating.domain.rencontre import Rencontre


class Job(NamedTuple):
    """One rencontre to plan: plain data, so that it can be sent to another process."""

    rencontre: Rencontre
    history: History = History()
    budget: Budget = Budget(workers=1)
    """One search thread each: the executor shares out the processors."""


def plan_many(
    jobs: Iterable[Job], executor: Executor | None = None
) -> tuple[Plan | SpeedDatingError, ...]:
    """
    A plan for each job, or the error that it ends with, in the order of ``jobs``.

    Parameters
    ----------
    executor
        Any :class:`concurrent.futures.Executor`: threads, processes, or what dask's
        ``Client.get_executor()`` gives; without one, one job after the other, here. Processes
        gain most: models are built in Python. It is not shut down.

    Returns
    -------
    tuple of Plan or SpeedDatingError
        One that cannot be planned takes nothing from the others.

    Raises
    ------
    concurrent.futures.BrokenExecutor
        If a worker dies.

    Examples
    --------
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> from speeddating import Job, plan_many, sample
    >>> jobs = [Job(sample(count, count, rounds=2)) for count in (2, 3)]
    >>> with ThreadPoolExecutor(2) as executor:
    ...     [made.score.new_pairings for made in plan_many(jobs, executor)]
    [4, 6]
    """
    jobs = expect_each(Job, "jobs", jobs)
    expect(Executor | None, executor=executor)
    for job in jobs:
        refuse_wrong_kinds(job.rencontre, job.history, job.budget, "auto", None, None)
    if executor is None:
        return tuple(map(plan_or_error, jobs))
    return tuple(future.result() for future in [executor.submit(plan_or_error, j) for j in jobs])


def plan_or_error(job: Job) -> Plan | SpeedDatingError:
    """What one job comes to."""
    try:
        return plan(job.rencontre, job.history, budget=job.budget)
    except SpeedDatingError as refused:
        return refused

"""Many at once: the same plans on every executor, and one failure takes nothing from the others."""

from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context

import pytest

from speeddating import Budget, InfeasibleError, Job, Plan, plan_many
from tests.factories import history, rencontre

BUDGET = Budget(seconds=5, reproducible=True)
JOBS = [
    Job(rencontre(3, 3, rounds=3), budget=BUDGET),
    Job(rencontre(2, 2, rounds=1, e1={"least": 2}), budget=BUDGET),
    Job(rencontre(2, 3, rounds=2), history(("E1", "A1")), BUDGET),
]
EXECUTORS: dict[str, Callable[[], Executor]] = {
    "threads": partial(ThreadPoolExecutor, 2),
    "processes": partial(ProcessPoolExecutor, 2, mp_context=get_context("spawn")),
}


@pytest.fixture(scope="module")
def alone() -> tuple[object, ...]:
    return plan_many(JOBS)


def test_each_job_gives_a_plan_or_its_error(alone: tuple[object, ...]) -> None:
    first, refused, last = alone
    assert isinstance(first, Plan)
    assert isinstance(last, Plan)
    assert isinstance(refused, InfeasibleError)
    assert (first.score.new_pairings, last.score.new_pairings) == (9, 4)


def same(one: object, other: object) -> bool:
    if isinstance(one, Plan) and isinstance(other, Plan):
        return (one.schedule, one.score) == (other.schedule, other.score)
    return (type(one), str(one)) == (type(other), str(other))


@pytest.mark.parametrize("name", EXECUTORS)
def test_every_executor_gives_the_same(name: str, alone: tuple[object, ...]) -> None:
    with EXECUTORS[name]() as executor:
        found = plan_many(JOBS, executor)
    assert all(map(same, alone, found))


def test_dask_gives_the_same(alone: tuple[object, ...]) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.Client(n_workers=1, processes=False, dashboard_address=None) as client:
        found = plan_many(JOBS, client.get_executor())
    assert all(map(same, alone, found))


def test_no_job_no_plan() -> None:
    assert plan_many([]) == ()

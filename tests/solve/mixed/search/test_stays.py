"""Schedules at the bound by stays, and when there is none to look for."""

from dataclasses import replace

import numpy as np
import pytest

from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.mixed.bounds.flow import flow_bound
from speeddating.solve.mixed.effort import Effort
from speeddating.solve.mixed.facts.arrays import Tables
from speeddating.solve.mixed.facts.problem import MixedProblem, full_tables
from speeddating.solve.mixed.search.new_pairings import solve
from speeddating.solve.mixed.search.schedule import MixedSchedule, meetings
from speeddating.solve.mixed.search.stays import applies, at_bound
from tests.solve.mixed import checker


def textbook(seats: tuple[int, int], tables: int, rounds: int, seed: int = 0) -> MixedProblem:
    """Full tables, a tenth of the pairs met."""
    people = seats[0] * tables, seats[1] * tables
    new = np.random.default_rng(seed).random(people) >= 0.1
    return full_tables(new, tables, seats, rounds)


def counted(problem: MixedProblem, tables: Tables) -> MixedSchedule:
    new = int(((meetings(problem, tables) > 0) & problem.new).sum())
    return MixedSchedule(*tables, new_pairings=new, bound=0, seconds=0, visits=0)


@pytest.mark.parametrize("seats", [(2, 2), (2, 1), (1, 2), (2, 3)])
@pytest.mark.parametrize("rounds", [2, 3])
def test_stays_make_a_valid_schedule_at_the_bound(seats: tuple[int, int], rounds: int) -> None:
    problem = textbook(seats, 6, rounds)
    bound = flow_bound(problem)
    found = at_bound(problem, bound, Clock(Budget(seconds=300, seed=1)))
    assert found is not None
    made = counted(problem, found)
    assert checker.violations(problem, made) == []
    assert made.new_pairings == bound


@pytest.mark.parametrize("seed", range(6))
def test_where_some_have_to_meet_again_stays_still_reach_the_bound(seed: int) -> None:
    new = np.random.default_rng(seed).random((6, 6)) >= 0.3
    problem = full_tables(new, 3, (2, 2), 3)
    bound = flow_bound(problem)
    assert bound < 36  # meetings of the evening
    found = at_bound(problem, bound, Clock(Budget(seconds=300, seed=1)))
    assert found is not None
    made = counted(problem, found)
    assert checker.violations(problem, made) == []
    assert made.new_pairings == bound


def test_people_need_not_come_in_the_order_of_their_organisations() -> None:
    problem = textbook((2, 2), 6, 3)
    ours, theirs = (
        replace(people, organisation=np.random.default_rng(side).permutation(people.count))
        for side, people in enumerate(problem.sides)
    )
    shuffled = MixedProblem(ours, theirs, problem.new)
    assert applies(shuffled)
    found = at_bound(shuffled, flow_bound(shuffled), Clock(Budget(seconds=300, seed=1)))
    assert found is not None
    made = counted(shuffled, found)
    assert checker.violations(shuffled, made) == []
    assert made.new_pairings == flow_bound(shuffled)


def test_the_seed_decides() -> None:
    problem = textbook((2, 2), 6, 3)
    first, again, other = (
        at_bound(problem, flow_bound(problem), Clock(Budget(seconds=300, seed=seed)))
        for seed in (1, 1, 2)
    )
    assert first is not None
    assert again is not None
    assert other is not None
    assert (first[0] == again[0]).all()
    assert (first[1] == again[1]).all()
    assert any((one != two).any() for one, two in zip(first, other, strict=True))


def test_nothing_is_found_where_the_bound_is_out_of_reach() -> None:
    new = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 1]], bool)
    problem = full_tables(new, 2, (2, 2), 1)  # no table is all new: 8 pairs by degrees alone
    assert flow_bound(problem) == 8
    assert at_bound(problem, 8, Clock(Budget(seconds=1))) is None


def test_stays_are_for_full_equal_tables_without_rules_and_few_people() -> None:
    problem = textbook((2, 2), 6, 3)
    ours, theirs = problem.sides
    assert applies(problem)
    absent = ours.there.copy()
    absent[0, 0] = False
    locked = ours.locked.copy()
    locked[0, 0] = 0
    smaller = ours.seats.copy()
    smaller[0] += 1
    two = np.arange(ours.count) // 2
    nothing = np.zeros(problem.new.shape, bool)
    assert applies(replace(problem, banned=nothing, once=nothing, must=nothing))
    rules = nothing.copy()
    rules[0, 0] = True
    apart = np.eye(ours.count, k=1, dtype=bool) | np.eye(ours.count, k=-1, dtype=bool)
    closed = np.ones((ours.count, problem.tables, problem.rounds), bool)
    closed[0, 0] = False
    for changed in (
        replace(problem, entreprises=replace(ours, there=absent)),
        replace(problem, entreprises=replace(ours, locked=locked)),
        replace(problem, entreprises=replace(ours, seats=smaller)),
        replace(problem, entreprises=replace(ours, organisation=two)),
        replace(problem, entreprises=replace(ours, rivals=apart)),
        replace(problem, associations=replace(theirs, open=closed)),
        replace(problem, banned=rules),
        replace(problem, once=rules),
        replace(problem, must=rules),
        textbook((1, 1), 6, 3),
        textbook((2, 2), 40, 3),
    ):
        assert not applies(changed)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_stays_find_is_taken_up(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any visit of the other search: only stays can have found it."""
    problem = textbook((2, 2), 8, 5, seed=3)
    monkeypatch.setattr("speeddating.solve.mixed.search.new_pairings._WALK", 0)
    monkeypatch.setattr("speeddating.solve.mixed.search.new_pairings._QUICK", 0)
    monkeypatch.setattr(Effort, "done", property(lambda effort: effort._stopped))
    made = solve(problem, seconds=300, workers=workers)
    assert checker.violations(problem, made) == []
    assert made.proven


def test_a_stop_ends_both_searches() -> None:
    new = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 1]], bool)
    asked: list[None] = []

    def stop() -> bool:
        asked.append(None)
        return len(asked) > 50

    for workers in (1, 2):
        asked.clear()
        made = solve(full_tables(new, 2, (2, 2), 1), seconds=600, workers=workers, stop=stop)
        assert made.seconds < 300

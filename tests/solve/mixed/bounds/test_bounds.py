from itertools import combinations, combinations_with_replacement
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from speeddating.solve.mixed.bounds.flow import flow_bound
from speeddating.solve.mixed.bounds.packing import packing_bound
from speeddating.solve.mixed.bounds.pricing import UNIT, Prices, affordable, best_tables
from speeddating.solve.mixed.effort import Effort
from speeddating.solve.mixed.facts.problem import MixedProblem, full_tables
from speeddating.solve.mixed.search.new_pairings import solve
from tests.solve.mixed.strategies import problems


def halves(people: int) -> list[tuple[list[int], list[int]]]:
    """All ways to split one side over two tables."""
    everyone = range(people)
    return [
        (list(group), [p for p in everyone if p not in group])
        for group in combinations(everyone, people // 2)
    ]


def optimum(new: np.ndarray, rounds: int) -> int:
    """Most new pairings at two full tables, by trying every schedule."""
    choices = set()
    for first in halves(len(new)):
        for second in halves(new.shape[1]):
            met = np.zeros(new.shape, bool)
            for table in (0, 1):
                met[np.ix_(first[table], second[table])] = True
            choices.add((met & new).tobytes())
    masks = [np.frombuffer(mask, bool) for mask in choices]
    return max(
        int(np.logical_or.reduce(chosen).sum())
        for chosen in combinations_with_replacement(masks, rounds)
    )


@given(arrays(bool, (4, 4)), st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_bounds_hold_and_the_search_is_optimal_on_tiny_cases(new: np.ndarray, rounds: int) -> None:
    problem = full_tables(new, 2, (2, 2), rounds)
    best = optimum(new, rounds)
    flow = flow_bound(problem)
    packing = packing_bound(problem, Effort(seconds=1, iterations=20), flow)
    assert best <= packing <= flow
    assert solve(problem, seconds=None, iterations=6000).new_pairings == best


@given(arrays(bool, (4, 2)), st.integers(1, 2))
@settings(max_examples=15, deadline=None)
def test_bounds_hold_at_unequal_tables(new: np.ndarray, rounds: int) -> None:
    problem = full_tables(new, 2, (2, 1), rounds)
    best = optimum(new, rounds)
    flow = flow_bound(problem)
    assert best <= packing_bound(problem, Effort(seconds=1, iterations=20), flow) <= flow
    assert solve(problem, seconds=None, iterations=6000).new_pairings == best


@given(problems())
@settings(max_examples=40, deadline=None)
def test_packing_never_undercuts_a_schedule(problem: MixedProblem) -> None:
    made = solve(problem, seconds=None, iterations=12)
    assert made.new_pairings <= packing_bound(problem, Effort(seconds=1, iterations=10), made.bound)


@pytest.mark.parametrize(("rounds", "flow", "packing"), [(1, 96, 95), (2, 191, 187)])
def test_packing_is_tighter_where_whole_tables_are_rare(
    rounds: int, flow: int, packing: int
) -> None:
    new = np.random.default_rng(3).random((24, 24)) >= 0.5
    problem = full_tables(new, 6, (4, 4), rounds)
    assert flow_bound(problem) == flow
    assert packing_bound(problem, Effort(seconds=60, iterations=100), flow) == packing


def test_a_table_that_costs_more_than_it_gains_stays_empty() -> None:
    free, dear = np.zeros((3, 3), np.int64), np.full(3, 10 * UNIT)
    assert best_tables(np.ones((3, 3), bool), Prices(free, dear, dear), (2, 2), 5) == (0, [])


@given(arrays(bool, (5, 4)), arrays(np.int64, (5, 4), elements=st.integers(0, UNIT)))
@settings(max_examples=30, deadline=None)
def test_no_table_is_worth_more_than_the_best_one(new: np.ndarray, asked: np.ndarray) -> None:
    seats = np.arange(5) * (UNIT // 7), np.arange(4) * (UNIT // 9)
    worth, columns = best_tables(new, Prices(asked, *seats), (3, 2), 5)
    gains = np.where(new, UNIT - asked, 0)
    tried = [
        int(gains[np.ix_(e, a)].sum() - seats[0][list(e)].sum() - seats[1][list(a)].sum())
        for e in combinations(range(5), 3)
        for a in combinations(range(4), 2)
    ]
    assert worth >= max(tried)
    assert all(len(c.entreprises) <= 3 and len(c.associations) <= 2 for c in columns)


@pytest.mark.parametrize(("people", "seats"), [(70, 4), (4, 0)])
def test_where_tables_cannot_be_enumerated_or_none_stands_nothing_is_tried(
    people: int, seats: int
) -> None:
    problem = full_tables(np.ones((people, people), bool), 2, (seats, seats), 2)
    effort = Effort(iterations=5)
    assert packing_bound(problem, effort, 77) == 77
    assert effort.used == 0


def test_enumeration_is_refused_where_it_would_not_end() -> None:
    assert affordable((60, 60), (3, 3))
    assert not affordable((600, 600), (3, 3))
    assert comb(600, 3) > 10**7


@pytest.mark.parametrize("said", [float("nan"), float("inf"), 1e11, 1e300, -1.0])
def test_prices_that_no_programme_has_bound_the_tables_all_the_same(
    monkeypatch: pytest.MonkeyPatch, said: float
) -> None:
    new = np.ones((4, 4), np.bool_)
    monkeypatch.setattr(pywraplp.Constraint, "dual_value", lambda _: said)
    problem = full_tables(new, 2, (2, 2), 3)
    assert packing_bound(problem, Effort(seconds=1, iterations=5), 100) >= optimum(new, 3)

"""Choosing which rencontre brings which pairing about, against trying everything."""

import threading
from math import floor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]
from scipy.optimize import linprog  # type: ignore[import-untyped]

from speeddating import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.season import solve
from speeddating.solve.season.bound import by_flow, by_prices
from speeddating.solve.season.joint import Joint
from speeddating.solve.season.programme import pursue
from speeddating.solve.season.search import heaviest, search
from speeddating.solve.season.solve import choose
from tests.solve.season.seasons import best_of_all, season, seasons

QUICK = Budget(seconds=5, reproducible=True)


@settings(max_examples=30, deadline=None)
@given(seasons())
def test_the_choice_is_the_best_there_is_and_its_bound_says_so(one: Joint) -> None:
    choice = choose(one, one.nothing(), Clock(QUICK))
    chosen = one.chosen(choice.pairings)
    assert one.keeps(chosen)
    assert (chosen.sum(axis=0) <= 1).all()
    assert int(chosen.sum()) == choice.bound.value == best_of_all(one)


@settings(max_examples=30, deadline=None)
@given(seasons())
def test_prices_bound_no_looser_than_the_flow_and_never_too_tight(one: Joint) -> None:
    priced = by_prices(one, 5.0)
    assert priced is not None
    assert best_of_all(one) <= priced <= by_flow(one)


@settings(max_examples=60, deadline=None)
@given(seasons())
def test_prices_are_those_of_the_linear_programme(one: Joint) -> None:
    shape = one.pairs.shape
    of_variable = np.eye(one.pairs.size).reshape(*shape, -1)
    sums = [of_variable.sum(axis).reshape(-1, one.pairs.size) for axis in (0, 2, 1, (1, 2))]
    most = [np.ones(shape[1] * shape[2]), one.rows.ravel(), one.columns.ravel(), one.totals]
    found = linprog(
        -np.ones(one.pairs.size), np.vstack(sums), np.concatenate(most),
        bounds=[(0, int(may)) for may in one.pairs.ravel()],
    )  # fmt: skip
    assert by_prices(one, 5.0) == floor(-found.fun + 1e-6)


@settings(max_examples=20, deadline=None)
@given(seasons())
def test_cp_sat_alone_finds_the_best(one: Joint) -> None:
    found, bound = pursue(one, one.nothing(), by_flow(one), Clock(QUICK))
    assert one.keeps(found)
    assert int(found.any(axis=0).sum()) == bound == best_of_all(one)


@settings(max_examples=30, deadline=None)
@given(seasons(), st.integers(0, 9), st.integers(0, 20))
def test_the_search_never_falls_below_its_start(one: Joint, seed: int, visits: int) -> None:
    start = search(one, one.nothing(), 99, 2, seed=seed, stop=lambda: False)
    found = search(one, start, 99, visits, seed=seed + 1, stop=lambda: False)
    assert one.keeps(found)
    assert found.any(axis=0).sum() >= start.any(axis=0).sum()


def test_what_the_search_leaves_open_is_closed_by_cp_sat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "QUICK", 0)
    monkeypatch.setattr(solve, "LONG", 0)
    random = np.random.default_rng(1)
    one = season(random.random((3, 5, 5)) < 0.7, [[2] * 5] * 3, [[2] * 5] * 3, [7] * 3)
    choice = solve.choose(one, one.nothing(), Clock(QUICK))
    assert one.keeps(one.chosen(choice.pairings))
    assert sum(map(len, choice.pairings)) == choice.bound.value != 0


def test_what_prices_leave_open_is_proven_by_cp_sat() -> None:
    # Twice a ring of seven, each cell beside the next: 3 of them, half of 7 for a linear programme
    ring = [(0, 0, 0), (0, 0, 1), (0, 1, 0), (1, 0, 1), (1, 1, 1), (2, 1, 0), (2, 1, 1)]
    pairs = np.zeros((3, 4, 4), dtype=np.bool_)
    for k, e, a in ring:
        pairs[k, e, a] = pairs[k, e + 2, a + 2] = True
    one = season(pairs, np.ones((3, 4)), np.ones((3, 4)), [4] * 3)
    choice = choose(one, one.nothing(), Clock(QUICK))
    assert one.keeps(one.chosen(choice.pairings))
    assert (by_flow(one), by_prices(one, 5.0), best_of_all(one)) == (8, 7, 6)
    assert (sum(map(len, choice.pairings)), choice.bound.value) == (6, 6)
    assert choice.bound.engine == "cpsat"


def test_with_everybody_at_all_of_them_the_flow_is_met() -> None:
    random = np.random.default_rng(3)
    unmet = random.random((12, 9)) < 0.6
    one = season([unmet] * 4, [[2] * 12] * 4, [[3] * 9] * 4, [16] * 4)
    choice = choose(one, one.nothing(), Clock(QUICK))
    assert sum(map(len, choice.pairings)) == by_flow(one) == choice.bound.value
    assert choice.bound.engine == "flow"


def test_the_flow_forgets_that_two_never_come_together() -> None:
    # E1 comes to the first, A1 to the second: only E2 meets A1, only A2 meets E1
    one = season(
        [[[0, 1], [0, 0]], [[0, 0], [1, 0]]], [[2, 0], [0, 2]], [[0, 2], [2, 0]], [1, 0]
    )  # fmt: skip
    choice = choose(one, one.nothing(), Clock(QUICK))
    assert (by_flow(one), choice.bound.value, choice.bound.engine) == (1, 1, "flow")
    # two meetings in all, but the one pairing left to the second has no room there
    one = season([[[1, 0], [0, 0]], [[0, 0], [0, 1]]], [[2, 2]] * 2, [[2, 2]] * 2, [2, 0])
    choice = choose(one, one.nothing(), Clock(QUICK))
    assert (by_flow(one), choice.bound.value, choice.bound.engine) == (2, 1, "linear")


def test_a_pairing_is_worth_its_weight() -> None:
    worth = np.array([[5, 1], [4, 9]])
    ones = np.ones(2, dtype=np.int64)
    assert heaviest(worth, ones, ones, 2).tolist() == [[True, False], [False, True]]
    assert heaviest(worth, ones, ones, 1).tolist() == [[False, False], [False, True]]
    assert heaviest(worth, 2 * ones, 2 * ones, 4).all()


def test_a_cancelled_search_keeps_what_it_has() -> None:
    one = season([[[1, 1], [1, 1]]] * 2, [[1, 1]] * 2, [[1, 1]] * 2, [2, 2])
    start = one.nothing()
    start[0] = np.eye(2, dtype=np.bool_)
    stopped = threading.Event()
    stopped.set()
    choice = choose(one, start, Clock(QUICK, cancelled=stopped))
    assert [len(pairings) for pairings in choice.pairings] == [2, 0]
    assert choice.bound.value == 4


@pytest.mark.parametrize("said", [float("nan"), float("inf"), 1e11, 1e300, -1.0])
def test_prices_that_no_programme_has_bound_the_season_all_the_same(
    monkeypatch: pytest.MonkeyPatch, said: float
) -> None:
    one = season(np.ones((2, 3, 3)), [[2] * 3] * 2, [[2] * 3] * 2, [4, 4])
    monkeypatch.setattr(pywraplp.Constraint, "dual_value", lambda _: said)
    found = by_prices(one, 5)
    assert found is not None
    assert found >= best_of_all(one)

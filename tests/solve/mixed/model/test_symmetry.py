"""Tables that are alike, and one order of them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.arrays import Tables
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.mixed.model.symmetry import alike, in_order, ordered
from speeddating.solve.mixed.model.variables import variables
from speeddating.solve.resumed import Resumed
from tests.factories import history, lock, rencontre, schedule, table
from tests.solve.mixed.anyhow import LIMITS, anyhow

ROOM = [table("1", 2, 1), table("2", 2, 1), table("3", 1, 1), table("4", 2, 1)]


def classes(resumed: Resumed | None = None, **over: Any) -> list[list[list[int]]]:
    limits = Limits(rencontre(**{"tables": ROOM, **over}), history(), resumed=resumed)
    return alike(limits, asked(limits, problem(limits, {})))


@pytest.mark.parametrize(
    ("over", "found"),
    [
        ({}, [[[0, 1, 3]], [[0, 1, 3]]]),
        ({"tables": ROOM[1:3]}, [[], []]),
        ({"locks": (lock("e1", 2, "1"),)}, [[[0, 1, 3]], [[1, 3]]]),
        ({"e1": {"table": "4"}}, [[[0, 1]], [[0, 1]]]),
        ({"tables": [*ROOM[:3], table("4", 2, 1, rounds=frozenset({1}))]}, [[[0, 1, 3]], [[0, 1]]]),
        ({"rounds": 3, "breaks": (1,)}, [[[0, 1, 3]], [[0, 1, 3]]]),
    ],
)
def test_alike_are_tables_with_the_same_seats_for_the_same_people(
    over: dict[str, Any], found: list[list[list[int]]]
) -> None:
    assert classes(**over) == found


def test_a_published_table_is_like_no_other() -> None:
    handed_out = schedule(("1", 1, "e1", "a1"))
    assert classes(Resumed(handed_out, (), from_round=1)) == [[], []]


@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_in_order_are_the_same_companies_by_their_first_entreprise(seed: int) -> None:
    at = anyhow(seed).at
    rounds = at[0].shape[1]
    ordered = in_order(at, [[[0, 1]]] * rounds)
    for r in range(rounds):
        assert sorted(companies(at, r)[:2]) == sorted(companies(ordered, r)[:2])
        assert companies(at, r)[2] == companies(ordered, r)[2]
        first = [min(of_table[0], default=len(at[0])) for of_table in companies(ordered, r)[:2]]
        assert first == sorted(first)


@given(st.integers(0, 10_000), st.booleans())
@settings(max_examples=30, deadline=None)
def test_the_model_allows_tables_in_that_order_and_in_no_other(seed: int, sort: bool) -> None:
    counted = anyhow(seed)
    same = [[[0, 1]]] * counted.at[0].shape[1]
    at = in_order(counted.at, same) if sort else counted.at
    x = variables(LIMITS, counted.asked)
    ordered(x, same)
    for (side, p, r, t), sits in x.sits.items():
        x.model.add(sits == int(at[side][p, r] == t))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    is_in_order = all(np.array_equal(*both) for both in zip(at, in_order(at, same), strict=True))
    assert (solver.solve(x.model) == cp_model.OPTIMAL) is is_in_order


@pytest.mark.parametrize("side", ["e", "a"])
def test_tables_at_which_nobody_can_sit_are_in_order(side: str) -> None:
    away: dict[str, Any] = {f"{side}{number}": {"absent": frozenset({2})} for number in (1, 2)}
    limits = Limits(rencontre(tables=ROOM, **away), history())
    here = asked(limits, problem(limits, {}))
    x = variables(limits, here)
    ordered(x, [[[0, 1, 3]], [[0, 1, 3]]])
    assert cp_model.CpSolver().solve(x.model) == cp_model.OPTIMAL


def companies(at: Tables, r: int) -> list[list[list[int]]]:
    """``[table]`` people of both sides."""
    return [[np.flatnonzero(side[:, r] == t).tolist() for side in at] for t in range(3)]

"""The same companies at other tables."""

from collections.abc import Callable
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

from speeddating.solve.mixed.facts.arrays import Tables
from speeddating.solve.mixed.refine import relabel
from speeddating.solve.mixed.refine.counted import changes
from speeddating.solve.mixed.refine.relabel import least_moves, relabelled
from tests.planning.liars import with_door
from tests.solve.mixed.anyhow import anyhow


def moves(at: Tables, seated: int) -> tuple[int, int]:
    return changes(at[seated]), changes(at[1 - seated])


@given(st.integers(0, 10_000), st.integers(0, 1))
@settings(max_examples=60, deadline=None)
def test_no_other_order_of_one_round_moves_fewer_people(seed: int, seated: int) -> None:
    c = anyhow(seed)
    at = relabelled(c.problem, c.at, seated)
    least = moves(at, seated)
    for r in range(c.problem.rounds):
        for order in permutations(range(c.problem.tables)):
            other = tuple(rows.copy() for rows in at)
            for rows in other:
                rows[:, r] = np.append(order, -1)[rows[:, r]]
            fits = all(
                (
                    np.bincount(rows[rows[:, r] >= 0, r], minlength=len(order))
                    <= people.seats[:, r]
                ).all()
                for rows, people in zip(other, c.problem.sides, strict=True)
            )
            if fits:
                assert moves((other[0], other[1]), seated) >= least


def least_by_trying(at: Tables, tables: int, seated: int) -> tuple[int, int]:
    """For any two rounds, over every way to go on with the tables of one at those of the other."""
    total = np.zeros(2, np.int64)
    for before, after in combinations(range(at[0].shape[1]), 2):
        steps = []
        for rows in (at[seated], at[1 - seated]):
            goes_on = (rows[:, [before, after]] >= 0).all(1) & (
                rows[:, before + 1 : after] < 0
            ).all(1)
            steps.append((rows[goes_on, before], rows[goes_on, after]))
        total += min(
            tuple(int((np.array(order)[one] != other).sum()) for one, other in steps)
            for order in permutations(range(tables))
        )
    return int(total[0]), int(total[1])


@pytest.mark.parametrize("mate", [lambda _, at: at, lambda _honest, _at: 0])
@pytest.mark.parametrize("seated", [0, 1])
def test_moves_that_nobody_can_spare_are_counted_whatever_an_assignment_says(
    monkeypatch: pytest.MonkeyPatch, seated: int, mate: Callable[..., int]
) -> None:
    liar = with_door(SimpleLinearSumAssignment, right_mate=mate)
    monkeypatch.setattr(relabel, "SimpleLinearSumAssignment", liar)
    for seed in range(15):
        c = anyhow(seed)
        least = least_moves(c.problem, c.at, seated)
        assert least == least_by_trying(c.at, c.problem.tables, seated)

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from speeddating.solve.cpsat.totalizer import at_most, totalizer

if TYPE_CHECKING:
    from collections.abc import Sequence


def solve(model: cp_model.CpModel) -> cp_model.CpSolver | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return solver if status == cp_model.OPTIMAL else None


def fixed(model: cp_model.CpModel, values: Sequence[bool]) -> list[cp_model.IntVar]:
    """Literals that have these values."""
    literals = [model.new_bool_var("") for _ in values]
    for literal, value in zip(literals, values, strict=True):
        model.add(literal == value)
    return literals


@given(st.lists(st.booleans(), max_size=9), st.none() | st.integers(1, 10), st.booleans())
@settings(max_examples=60, deadline=None)
def test_outputs_count_in_unary(values: list[bool], limit: int | None, most: bool) -> None:
    model = cp_model.CpModel()
    outputs = totalizer(model, fixed(model, values), limit=limit)
    wanted = cp_model.LinearExpr.sum(outputs)
    model.maximize(wanted if most else -wanted)  # neither way is there any freedom
    solver = solve(model)
    assert solver is not None
    size = len(values) if limit is None else min(limit, len(values))
    assert [solver.boolean_value(one) for one in outputs] == [k < sum(values) for k in range(size)]


@pytest.mark.parametrize(
    ("size", "most"),
    [(1, 0), (4, 0), (4, 2), (5, 3), (7, 1), (7, 5), (8, 7), (9, 4), (3, 3), (2, 9)],
)
def test_at_most_allows_exactly_what_it_says(size: int, most: int) -> None:
    for values in product((False, True), repeat=size):
        model = cp_model.CpModel()
        at_most(model, fixed(model, values), most)
        assert (solve(model) is not None) == (sum(values) <= most)


@pytest.mark.parametrize(("size", "most", "counts"), [(8, 0, 7), (8, 7, 7), (8, 3, 17)])
def test_at_most_keeps_no_count_that_cannot_matter(size: int, most: int, counts: int) -> None:
    """At most 3 of 8: four pairs count to 2, two halves to 4, and the root has one literal."""
    model = cp_model.CpModel()
    at_most(model, [model.new_bool_var("") for _ in range(size)], most)
    assert len(model.proto.variables) - size == counts


def test_a_trivial_limit_adds_nothing() -> None:
    model = cp_model.CpModel()
    literals = [model.new_bool_var("") for _ in range(3)]
    at_most(model, literals, 3)
    assert len(model.proto.constraints) == 0

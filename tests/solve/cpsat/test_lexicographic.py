"""The lexicographic loop: right on models small enough to enumerate, and never fooled."""

from collections.abc import Callable
from itertools import product
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from speeddating.domain.plan import Budget
from speeddating.domain.score import Sense
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat import lexicographic
from speeddating.solve.cpsat.lexicographic import (
    Goal,
    Lexicographic,
    NoSolution,
    NothingFound,
    Reached,
)
from speeddating.solve.cpsat.runner import SolverContradictsItselfError

QUICK = Budget(seconds=20, workers=1)
TOP = 3


class Tiny(NamedTuple):
    """Variables from 0 to 3 under sums of at most so much, and goals as (coefficients, sense)."""

    rows: list[tuple[list[int], int]]
    goals: list[tuple[list[int], Sense]]

    def solutions(self) -> list[tuple[int, ...]]:
        return [
            values
            for values in product(range(TOP + 1), repeat=3)
            if all(dot(row, values) <= most for row, most in self.rows)
        ]

    def best(self) -> list[int] | None:
        found = [[dot(row, values) for row, _ in self.goals] for values in self.solutions()]
        return max(found, key=self.signed, default=None)

    def signed(self, worth: list[int]) -> list[int]:
        return [sense.value * w for (_, sense), w in zip(self.goals, worth, strict=True)]


def dot(row: list[int], values: tuple[int, ...] | list[int]) -> int:
    return sum(r * v for r, v in zip(row, values, strict=True))


def built(tiny: Tiny) -> tuple[cp_model.CpModel, list[Goal]]:
    model = cp_model.CpModel()
    x = [model.new_int_var(0, TOP, "") for _ in range(3)]
    for row, most in tiny.rows:
        model.add(cp_model.LinearExpr.weighted_sum(x, row) <= most)
    return model, [Goal(f"goal {i}", x, row, s) for i, (row, s) in enumerate(tiny.goals)]


COEFFICIENTS = st.lists(st.integers(-3, 3), min_size=3, max_size=3)
TINY = st.builds(
    Tiny,
    st.lists(st.tuples(COEFFICIENTS, st.integers(-4, 6)), max_size=3),
    st.lists(st.tuples(COEFFICIENTS, st.sampled_from(Sense)), min_size=1, max_size=3),
)


def test_a_goal_has_a_coefficient_for_each_variable() -> None:
    model, _ = built(Tiny([], []))
    goal = Goal("uneven", [model.get_int_var_from_proto_index(i) for i in (0, 1)], [1], Sense.MORE)
    with pytest.raises(ValueError, match="shorter"):
        Lexicographic(model, Clock(QUICK)).limit(goal)


@settings(max_examples=80, deadline=None)
@given(TINY, st.data())
def test_goals_one_after_the_other_are_those_of_the_best_of_all_solutions(
    tiny: Tiny, data: st.DataObject
) -> None:
    model, goals = built(tiny)
    solutions = tiny.solutions()
    known = data.draw(st.none() | st.sampled_from(solutions)) if solutions else None
    loop = Lexicographic(model, Clock(QUICK), known)
    best = tiny.best()
    if best is None:
        with pytest.raises(NoSolution):
            loop.find()
        return
    assert [loop.reach(goal, 2) for goal in goals] == [Reached(value, value) for value in best]
    loop.find()
    assert loop.values is not None
    assert tuple(loop.values) in solutions
    assert [goal.worth(loop.values) for goal in goals] == best


@settings(max_examples=40, deadline=None)
@given(TINY)
def test_a_bound_proved_elsewhere_changes_no_value(tiny: Tiny) -> None:
    best = tiny.best()
    if best is None:
        return
    model, goals = built(tiny)
    loop = Lexicographic(model, Clock(QUICK))
    capped = [goal._replace(known=value) for goal, value in zip(goals, best, strict=True)]
    assert [loop.reach(goal) for goal in capped] == [Reached(value, value) for value in best]


# A model by hand: three variables from 0 to 3, all three together at most 5


def example() -> tuple[cp_model.CpModel, Callable[..., Goal]]:
    model = cp_model.CpModel()
    x = [model.new_int_var(0, TOP, "") for _ in range(3)]
    model.add(sum(x) <= 5)

    def goal(*coefficients: int, sense: Sense = Sense.MORE, known: int | None = None) -> Goal:
        return Goal("level", x, coefficients, sense, known)

    return model, goal


def test_what_was_reached_is_never_given_up_later() -> None:
    model, goal = example()
    loop = Lexicographic(model, Clock(QUICK))
    assert loop.reach(goal(1, 1, 1)).value == 5
    assert loop.reach(goal(1, 1, 1, sense=Sense.LESS)).value == 5
    assert loop.reach(goal(1, 0, 0, sense=Sense.LESS)).value == 0
    assert loop.reach(goal(0, 1, 0)).value == 3
    assert loop.values == [0, 3, 2]


def test_a_known_bound_that_is_attained_needs_no_search() -> None:
    model, goal = example()
    loop = Lexicographic(model, Clock(QUICK), [3, 2, 0])
    assert loop.reach(goal(1, 1, 1, known=5)) == Reached(5, 5)
    assert loop.reach(goal(1, 0, 0)) == Reached(3, 3)  # its domain says so
    assert loop.searches == 0
    assert loop.reach(goal(0, 0, 1)) == Reached(2, 2)
    assert loop.searches == 1


def test_a_goal_that_counts_nothing_is_reached_and_finds_nothing() -> None:
    model, _ = example()
    loop = Lexicographic(model, Clock(QUICK))
    assert loop.reach(Goal("level", [], [], Sense.MORE)) == Reached(0, 0)
    assert loop.values is None
    loop.find()
    assert loop.values is not None


def test_any_solution_will_do_when_one_is_known() -> None:
    model, _ = example()
    loop = Lexicographic(model, Clock(QUICK), [1, 1, 1])
    loop.find()
    assert loop.values == [1, 1, 1]
    assert loop.searches == 0


# What a solver may say


def saying(
    monkeypatch: pytest.MonkeyPatch,
    status: cp_model.CpSolverStatus,
    solution: list[int] | None = None,
    bound: float = 0.0,
) -> list[dict[int, int]]:
    """Make the solver say so; give the hints it was handed, one dict a search."""
    hints: list[dict[int, int]] = []

    def run(model: cp_model.CpModel, *_: object, **__: object) -> tuple[object, object]:
        hint = model.proto.solution_hint
        hints.append(dict(zip(hint.vars, hint.values, strict=True)))
        response = SimpleNamespace(solution=solution or [])
        return SimpleNamespace(response_proto=response, best_objective_bound=bound), status

    monkeypatch.setattr(lexicographic, "run", run)
    return hints


def test_out_of_time_keeps_what_is_known_and_claims_the_widest_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saying(monkeypatch, cp_model.UNKNOWN)
    model, goal = example()
    loop = Lexicographic(model, Clock(QUICK), [1, 2, 0])
    assert loop.reach(goal(1, 1, 1)) == Reached(3, 9)
    assert loop.reach(goal(1, 1, 1, known=5)) == Reached(3, 5)
    assert loop.reach(goal(1, 1, -1, sense=Sense.LESS)) == Reached(3, -3)
    assert loop.values == [1, 2, 0]


def test_out_of_time_with_nothing_known_is_no_proof_of_anything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saying(monkeypatch, cp_model.UNKNOWN)
    model, goal = example()
    with pytest.raises(NothingFound):
        Lexicographic(model, Clock(QUICK)).reach(goal(1, 1, 1))
    with pytest.raises(NothingFound):
        Lexicographic(model, Clock(QUICK)).find()


def test_no_solution_is_another_thing_than_nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    saying(monkeypatch, cp_model.INFEASIBLE)
    model, goal = example()
    with pytest.raises(NoSolution):
        Lexicographic(model, Clock(QUICK)).reach(goal(1, 1, 1))
    with pytest.raises(NoSolution):
        Lexicographic(model, Clock(QUICK)).find()


def test_a_solver_that_denies_a_known_solution_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    saying(monkeypatch, cp_model.INFEASIBLE)
    model, goal = example()
    with pytest.raises(SolverContradictsItselfError, match="denied"):
        Lexicographic(model, Clock(QUICK), [1, 1, 1]).reach(goal(1, 1, 1))


@pytest.mark.parametrize(
    ("status", "solution", "bound"),
    [
        (cp_model.OPTIMAL, [1, 1, 1], 5.0),  # less than the optimum it claims
        (cp_model.OPTIMAL, [3, 2, 0], 4.0),  # more than the optimum it claims
        (cp_model.FEASIBLE, [3, 2, 0], 4.0),  # more than the bound it claims
        (cp_model.FEASIBLE, [3_346_849_004, 139_663_746, 0], 5.0),  # memory, not values
        (cp_model.OPTIMAL, [3_346_849_004, 139_663_746, 0], 5.0),
    ],
)
def test_values_that_refute_the_bound_are_noticed(
    monkeypatch: pytest.MonkeyPatch,
    status: cp_model.CpSolverStatus,
    solution: list[int],
    bound: float,
) -> None:
    saying(monkeypatch, status, solution, bound)
    model, goal = example()
    with pytest.raises(SolverContradictsItselfError):
        Lexicographic(model, Clock(QUICK)).reach(goal(1, 1, 1))


def test_an_optimum_below_what_is_known_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    saying(monkeypatch, cp_model.OPTIMAL, [1, 1, 1], 3.0)
    model, goal = example()
    with pytest.raises(SolverContradictsItselfError):
        Lexicographic(model, Clock(QUICK), [2, 2, 0]).reach(goal(1, 1, 1))


def test_a_solver_that_lost_the_hint_does_not_lose_the_solution(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saying(monkeypatch, cp_model.FEASIBLE, [0, 0, 1], 5.0)
    model, goal = example()
    loop = Lexicographic(model, Clock(QUICK), [2, 2, 0])
    assert loop.reach(goal(1, 1, 1)) == Reached(4, 5)
    assert loop.values == [2, 2, 0]


def test_a_better_solution_that_is_not_proven_is_kept_with_its_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saying(monkeypatch, cp_model.FEASIBLE, [2, 2, 0], 5.0)
    model, goal = example()
    loop = Lexicographic(model, Clock(QUICK), [0, 0, 1])
    reached = loop.reach(goal(1, 1, 1))
    assert (reached, reached.proven) == (Reached(4, 5), False)
    assert loop.values == [2, 2, 0]


def test_a_bound_proved_elsewhere_holds_over_a_looser_one(monkeypatch: pytest.MonkeyPatch) -> None:
    saying(monkeypatch, cp_model.FEASIBLE, [2, 2, 0], 7.0)
    model, goal = example()
    assert Lexicographic(model, Clock(QUICK)).reach(goal(1, 1, 1, known=5)) == Reached(4, 5)


def test_less_is_told_with_its_own_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    saying(monkeypatch, cp_model.FEASIBLE, [1, 1, 0], -1.0)  # it maximises the negative
    model, goal = example()
    reached = Lexicographic(model, Clock(QUICK)).reach(goal(1, 1, 1, sense=Sense.LESS))
    assert reached == Reached(2, 1)


def test_every_search_is_hinted_with_all_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    hints = saying(monkeypatch, cp_model.UNKNOWN)
    model, goal = example()
    loop = Lexicographic(model, Clock(QUICK), [1, 2, 0])
    loop.reach(goal(1, 1, 1))
    loop.values = [2, 2, 0]
    loop.reach(goal(0, 0, 1))
    assert hints == [{0: 1, 1: 2, 2: 0}, {0: 2, 1: 2, 2: 0}]


def test_a_hint_of_the_caller_stands_while_nothing_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hints = saying(monkeypatch, cp_model.FEASIBLE, [2, 2, 0], 5.0)
    model, goal = example()
    model.add_hint(model.get_int_var_from_proto_index(1), 2)
    Lexicographic(model, Clock(QUICK)).reach(goal(1, 1, 1))
    assert hints == [{1: 2}]


def test_an_invalid_model_is_our_defect_and_no_answer() -> None:
    model = cp_model.CpModel()
    x = model.new_int_var(0, 2**62, "")
    with pytest.raises(ValueError, match="invalid model"):
        Lexicographic(model, Clock(QUICK)).reach(Goal("level", [x], [2**40], Sense.MORE))


def test_parameters_reach_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, Any]] = []

    def run(*_: object, **parameters: object) -> tuple[None, object]:
        given.append(parameters)
        return None, cp_model.UNKNOWN

    monkeypatch.setattr(lexicographic, "run", run)
    model, goal = example()
    loop = Lexicographic(model, Clock(QUICK), [0, 0, 0], {"linearization_level": 0})
    loop.reach(goal(1, 1, 1))
    assert given == [{"linearization_level": 0}]

"""Variables of pair x round, and the queries by which rules read as sentences."""

from ortools.sat.python import cp_model

from speeddating.domain.history import History
from speeddating.domain.people import Side
from speeddating.solve.limits import Limits
from speeddating.solve.rounds.model import RoundVars, variables
from speeddating.solve.rounds.space import space
from tests.factories import apart, rencontre

EVENT = rencontre(
    2, 2, delegates={"E1": 2}, e2={"absent": frozenset({1})}, incompatibilities=(apart("E2", "A2"),)
)


def made() -> RoundVars:
    return variables(space(Limits(EVENT, History())))


def test_there_is_one_variable_for_each_open_meeting_in_a_fixed_order() -> None:
    x = made()
    assert list(x.meets) == sorted(x.meets)
    assert [variable.index for variable in x.meets.values()] == list(range(x.space.size))
    assert set(x.meets) == {(k, r) for k, r in zip(*x.space.open.nonzero(), strict=True)}


def test_every_query_tells_of_the_same_variables() -> None:
    x = made()
    every = sorted(variable.index for variable in x.meets.values())
    assert sorted(v.index for of in x.of_pair for v in of.values()) == every
    assert sorted(v.index for of in x.of_round for _, v in of) == every
    assert sorted(v.index for of in x.of_pairing.values() for v in of) == every
    for side in Side:
        of_side = [v for (one, _), of in x.of_person.items() if one is side for r in of for v in r]
        assert sorted(v.index for v in of_side) == every


def test_meetings_of_two_parties_come_by_round() -> None:
    x = made()
    assert [len(found) for found in x.between("E1", "A1")] == [2, 2]  # type: ignore[arg-type]
    assert [len(found) for found in x.between("A1", "e1b")] == [1, 1]  # type: ignore[arg-type]
    assert [len(found) for found in x.between("E2", "A1")] == [0, 1]  # type: ignore[arg-type]
    assert [len(found) for found in x.between("E2", "A2")] == [0, 0]  # type: ignore[arg-type]


def test_busy_is_told_of_whoever_may_sit_and_says_whether_they_do() -> None:
    x = made()
    assert (Side.ENTREPRISE, 2, 0) not in x.busy
    assert (Side.ENTREPRISE, 2, 1) in x.busy
    for busy in (x.busy[Side.ENTREPRISE, 2, 1],):
        solver = cp_model.CpSolver()
        x.model.add(busy == 1)
        assert solver.solve(x.model) == cp_model.OPTIMAL
        meetings = x.of_person[Side.ENTREPRISE, 2][1]
        assert sum(solver.value(variable) for variable in meetings) == 1


def test_any_of_is_true_only_where_one_is() -> None:
    x = made()
    some = list(x.meets.values())[:2]
    found = x.any_of(some)
    x.model.add(sum(some) == 0)
    x.model.maximize(found)
    solver = cp_model.CpSolver()
    assert solver.solve(x.model) == cp_model.OPTIMAL
    assert solver.value(found) == 0


def test_any_of_nothing_is_false() -> None:
    x = made()
    x.model.add(x.any_of([]) == 1)
    assert cp_model.CpSolver().solve(x.model) == cp_model.INFEASIBLE


def test_chosen_are_the_meetings_that_are_true() -> None:
    x = made()
    values = [0] * x.space.size
    values[1] = values[-1] = 1
    keys = list(x.meets)
    assert x.chosen(values) == [keys[1], keys[-1]]

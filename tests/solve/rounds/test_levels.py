"""Each level on fixed seats is worth what the score says."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from speeddating import Budget, plan
from speeddating.domain.history import History
from speeddating.domain.people import Appetite, Side
from speeddating.domain.score import LEVELS as NAMES
from speeddating.domain.score import SENSE, Sense, Value
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import Goal, Lexicographic
from speeddating.solve.limits import Limits
from speeddating.solve.pairs.levels import LEVELS as COUNTED
from speeddating.solve.rounds.levels import LEVELS
from speeddating.solve.rounds.model import RoundVars, variables
from speeddating.solve.rounds.settle import degrees
from speeddating.solve.rounds.space import space
from tests.factories import history, rencontre, wish
from tests.solve.rounds.brute import LEVELS as ORACLE
from tests.solve.rounds.brute import Case, Night, Oracle, cases


def fixed(case: Case, night: Night) -> RoundVars:
    """A model in which exactly the meetings of ``night`` take place."""
    x = variables(space(Limits(*case)))
    sides = [x.space.limits.sides[side].people for side in Side]
    for (k, r), variable in x.meets.items():
        pair = tuple(sides[end][x.space.lists[end][k]].id for end in (0, 1))
        x.model.add(variable == int(pair in {tuple(seat[1:]) for seat in night[r]}))
    return x


def reached(x: RoundVars, goals: Sequence[Goal]) -> list[int]:
    """What each goal gets, one after the other."""
    found = []
    for goal in goals:
        sign = goal.sense.value
        x.model.maximize(sign * goal.expression())
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(x.model) == cp_model.OPTIMAL
        found.append(goal.worth(list(solver.response_proto.solution)))
        x.model.add(sign * goal.expression() >= sign * found[-1])
    return found


def value(x: RoundVars, level: str, totals: Sequence[int], longest: int) -> Value:
    if level == "worst_off":
        return degrees(totals, sum(x.space.limits.shape))
    if level == "wishes":
        ranks = sorted({w.rank for w in x.space.limits.rencontre.wishes if not w.is_must})
        granted = dict(zip(ranks, totals[:-1], strict=True))
        return (*(granted.get(rank, 0) for rank in range(1, longest)), totals[-1])
    return totals[0] if totals else 0


@pytest.mark.parametrize("level", sorted(LEVELS.keys() - {"kept"}))
@settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
@given(case=cases(), data=st.data())
def test_a_level_on_fixed_seats_is_worth_what_every_schedule_says(
    level: str, case: Case, data: st.DataObject
) -> None:
    nights = list(case.nights())
    if not nights:
        return
    night = data.draw(st.sampled_from(nights))
    expected = Oracle(case).worth(night)[ORACLE.index(level)]
    x = fixed(case, night)
    goals = list(LEVELS[level](x))
    longest = len(expected) if isinstance(expected, tuple) else 0
    assert value(x, level, reached(x, goals), longest) == expected


def test_levels_are_named_as_in_the_score_and_follow_its_order() -> None:
    order = [level.name for level in NAMES]
    assert list(LEVELS) == [name for name in order if name in LEVELS]
    assert LEVELS.keys() >= COUNTED.keys()
    assert LEVELS.keys() <= SENSE.keys()


@pytest.mark.parametrize("level", sorted(LEVELS))
def test_the_goals_of_a_level_bear_its_name_and_sense(level: str) -> None:
    event = rencontre(wishes=(wish("E1", "A1"), wish("E2", "A1", rank=3)))
    x = variables(space(Limits(event, History())))
    goals = list(LEVELS[level](x))
    assert goals
    assert {goal.level for goal in goals} == {level}
    assert {goal.sense for goal in goals} == {SENSE[level]}
    assert all(len(goal.variables) == len(goal.coefficients) for goal in goals)


@pytest.mark.parametrize("level", [level for level in LEVELS if SENSE[level] is Sense.LESS])
def test_a_burden_is_never_bounded_by_less_than_nothing(level: str) -> None:
    x = variables(space(Limits(rencontre(3, 3, rounds=4), History())))
    loop = Lexicographic(x.model, Clock(Budget()))
    assert [loop.limit(goal) for goal in LEVELS[level](x)] == [0]


def test_wishes_of_one_rank_come_before_those_of_the_next_and_re_meetings_last() -> None:
    event = rencontre(wishes=(wish("E1", "A1", rank=3), wish("E2", "A1"), wish("E2", "A2")))
    x = variables(space(Limits(event, History())))
    assert [goal.known for goal in LEVELS["wishes"](x)] == [2, 1, 0]


def test_a_rank_of_which_no_wish_can_be_granted_keeps_its_place() -> None:
    event = rencontre(
        e1={"absent": frozenset({1, 2})}, wishes=(wish("E1", "A1"), wish("E2", "A2", rank=2))
    )
    x = variables(space(Limits(event, History())))
    assert [goal.known for goal in LEVELS["wishes"](x)] == [0, 1, 0]
    levels = ("wishes", "new_pairings")
    made = plan(event, levels=levels, budget=Budget(seconds=20, workers=1))
    assert made.score.wishes == (0, 1, 0)
    assert made.proven == levels


@pytest.mark.parametrize("again", [1, 2])
def test_a_pairing_that_may_meet_again_counts_once(again: int) -> None:
    event = rencontre(1, 1, 1, 2, meetings_per_pairing=again, wishes=(wish("E1", "A1"),))
    x = variables(space(Limits(event, History())))
    for variable in x.meets.values():
        x.model.add(variable == (1 if again == 2 or variable.index == 0 else 0))
    for level in ("new_pairings", "wishes"):
        goal = next(iter(LEVELS[level](x)))
        assert reached(x, [goal]) == [1] == [goal.known]


def test_nobody_waits_less_than_not_at_all_and_the_search_is_told_so() -> None:
    x = variables(space(Limits(rencontre(rounds=3), History())))
    (goal,) = LEVELS["waits"](x)
    assert goal.known == 0


def test_a_break_between_the_only_two_rounds_of_somebody_is_a_wait() -> None:
    case = Case(rencontre(1, 2, rounds=3, breaks=(2,)), History())
    night = max(case.nights(), key=lambda one: sum(map(len, one)))
    x = fixed(case, night)
    assert reached(x, list(LEVELS["waits"](x))) == [1]


@pytest.mark.parametrize(("eager", "asked"), [("E2", 2), ("A3", 2), ("E1", 1), ("A2", 1)])
def test_re_meetings_are_those_that_one_of_the_two_asks_for(eager: str, asked: int) -> None:
    wants: dict[str, Any] = {eager: {"appetite": Appetite.AGAIN}}
    event = rencontre(3, 3, **wants)
    past = history(("E1", "A1"), ("E2", "A2"), ("E2", "A3"), ("E3", "A3"))
    (goal,) = LEVELS["wishes"](variables(space(Limits(event, past))))
    assert goal.known == asked

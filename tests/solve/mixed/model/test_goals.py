"""Each level of the model of mixed tables, on fixed seats, is worth what the score says."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating import Budget, check, score
from speeddating.domain.history import History
from speeddating.domain.schedule import Schedule
from speeddating.domain.score import SENSE, Sense
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import Lexicographic
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.mixed.model.goals import GOALS
from speeddating.solve.mixed.model.variables import variables
from speeddating.solve.rounds.settle import degrees
from tests.solve.mixed import oracle
from tests.solve.mixed.anyhow import LIMITS
from tests.solve.mixed.model.test_rules import fixed
from tests.solve.mixed.test_solve import TINY, event
from tests.solve.rounds.test_levels import reached


@pytest.mark.parametrize(("over", "past"), [case[1:] for case in TINY], ids=[t[0] for t in TINY])
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_a_level_on_fixed_seats_is_worth_what_the_score_says(
    over: dict[str, Any], past: History, data: st.DataObject
) -> None:
    here = event(over)
    ways = [list(oracle._sittings(here, number)) for number in here.working_rounds]
    seatings = [data.draw(st.sampled_from(of_round)) for of_round in ways]
    made = Schedule(rencontre=here.name, seatings=tuple(s for one in seatings for s in one))
    if check(here, past, made):
        return
    told = score(here, past, made)
    for level in GOALS.keys() - {"kept"}:
        x: Any = fixed(here, past, made)
        assert x is not None
        goals = list(GOALS[level](x))
        assert {goal.level for goal in goals} <= {level}
        totals = reached(x, goals)
        worth: Any = totals[0] if totals else 0
        if level == "worst_off":
            worth = degrees(totals, sum(x.limits.shape))
        if level == "wishes":
            worth = tuple(totals)
        assert worth == told.value(level), level


@pytest.mark.parametrize("level", [level for level in GOALS if SENSE[level] is Sense.LESS])
def test_a_burden_is_never_bounded_by_less_than_nothing(level: str) -> None:
    x = variables(LIMITS, asked(LIMITS, problem(LIMITS, {})))
    loop = Lexicographic(x.model, Clock(Budget()))
    assert [loop.limit(goal) for goal in GOALS[level](x)] == [0]

"""Giving up seats until no rule is broken: whoever may sit out, some plan is there at once."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating import Budget, History, Rencontre, check, plan
from speeddating.domain.base import ParticipantId, TableId
from speeddating.domain.people import Appetite
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.found import Found, broken, counted
from speeddating.solve.mixed.model.groups import Sittings
from speeddating.solve.mixed.refine.counted import PAUSE
from speeddating.solve.mixed.refine.measures import breaches
from speeddating.solve.mixed.thinned import thinned
from tests.factories import history, lock, must, rencontre, table

NO_TIME = Budget(seconds=0.001, reproducible=True)


def evenings() -> Iterator[tuple[Rencontre, History]]:
    two = [table("1", 2, 2), table("2", 2, 2)]
    yield rencontre(4, 4, two, 2), History()
    yield rencontre(3, 3, [table("1", 2, 2)], 3), History()
    yield rencontre(4, 4, two, 3), history(*((f"E{i}", f"A{j}") for i in (1, 2) for j in (1, 2)))
    yield rencontre(5, 3, two, 3, a1={"absent": frozenset({2})}), history(("E1", "A1"))


@pytest.mark.parametrize("evening", list(evenings()))
def test_there_is_a_plan_even_without_time(evening: tuple[Rencontre, History]) -> None:
    one, past = evening
    made = plan(one, past, budget=NO_TIME)
    assert made.schedule.seatings
    assert check(one, past, made.schedule) == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-1, 1), min_size=24, max_size=24))
def test_seats_are_only_given_up_and_no_rule_is_broken_more(at: list[int]) -> None:
    one = rencontre(4, 4, [table("1", 4, 4), table("2", 4, 4)], 3)
    limits = Limits(one, history(("E1", "A1"), ("E2", "A2")))
    drawn = np.array(at).reshape(8, 3)
    start = Found((drawn[:4], drawn[4:]), Sittings(), {})
    found = thinned(limits, start)
    for before, after in zip(start.at, found.at, strict=True):
        assert ((after == before) | (after == PAUSE)).all()
    assert not broken(limits, found)


def test_locked_seats_and_demands_stay() -> None:
    one = rencontre(
        2, 2, [table("1", 2, 2)], 1, wishes=(must("E1", "A1"),), locks=(lock("e2", 1, "1"),),
        E2={"appetite": Appetite.NEW_ONLY},
    )  # fmt: skip
    limits = Limits(one, history(("E2", "A2")))
    groups = Sittings({(ParticipantId("e2"), 1): TableId("1")})
    start = Found((np.array([[-1], [0]]), np.array([[0], [0]])), groups, {})
    found = thinned(limits, start)
    assert found.at[0].tolist() == [[-1], [0]]
    assert found.at[1].tolist() == [[0], [-1]]
    assert breaches(counted(limits, found)) == -1  # the must is not met

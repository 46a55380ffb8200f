"""What a seat promises, against what sitting there changes."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.mixed.refine.counted import PAUSE, Counted
from speeddating.solve.mixed.refine.measures import MEASURES
from speeddating.solve.mixed.refine.promise import PROMISES, Bench
from speeddating.solve.resumed import Resumed
from tests.factories import history, rencontre, schedule, table
from tests.solve.mixed.anyhow import anyhow

SUMS = tuple(level for level in PROMISES if level not in {"kept", "worst_off"})
"""Levels that are sums over seats."""


def worth(level: str, c: Counted) -> Any:
    """A level as one figure: of wishes each rank four times the next, of moves both sides."""
    found: Any = MEASURES[level](c)
    if level == "moves":
        return sum(found)
    if level == "wishes":
        return sum(one * 4.0**rank for rank, one in enumerate(reversed(found), start=-1))
    return float(found)


@pytest.mark.parametrize("level", SUMS)
@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_a_seat_promises_what_sitting_there_changes(level: str, seed: int) -> None:
    c, rng = anyhow(seed), np.random.default_rng(seed)
    side, round_ = int(rng.integers(2)), int(rng.integers(c.problem.rounds))
    person = int(rng.choice(np.flatnonzero(c.problem.sides[side].there[:, round_])))
    all_promised = PROMISES[level](Bench(c, side, round_))
    assert all_promised.shape == (c.problem.sides[side].count, c.problem.tables + 1)
    promised = all_promised[person]
    old, before = c.at[side][person, round_], worth(level, c)
    for new in (PAUSE, *range(c.problem.tables)):
        c.move(side, person, round_, new)
        assert promised[new] - promised[old] == worth(level, c) - before


@pytest.mark.parametrize("side", [0, 1])
def test_a_published_seat_promises_more_the_more_of_its_company_is_there(side: int) -> None:
    """Published at table 2 of round 2: e1 and e2 with a1 and a2; other rounds do not count."""
    event = rencontre(3, 3, [table("1", 2, 2), table("2", 3, 3)], 2)
    handed_out = schedule(("1", 1, "e1", "a1"), ("2", 2, "e1", "e2", "a1", "a2"))
    limits = Limits(event, history(), resumed=Resumed(handed_out, (), from_round=1))
    here = problem(limits, {})
    absent = np.full((3, 2), PAUSE)

    def promised(others: list[int]) -> list[list[float]]:
        there = absent.copy()
        there[others, 1] = 1
        at = (absent, there) if side == 0 else (there, absent)
        c = Counted(asked(limits, here), at)
        found: list[list[float]] = PROMISES["kept"](Bench(c, side, 1)).tolist()
        return found

    assert promised([0, 1]) == [[0, 1, 0], [0, 1, 0], [0, -1, 0]]
    assert promised([0]) == [[0, 0.5, 0], [0, 0.5, 0], [0, -0.5, 0]]
    assert promised([0, 1, 2])[0][1] == pytest.approx(2 / 3)
    assert promised([2]) == [[0, 0, 0]] * 3


def test_a_new_pairing_promises_fairness_the_more_the_less_the_two_have() -> None:
    """E1 has met A1 and A2, E2 has met A2; at table 2 sits A2 now, at table 3 A3."""
    limits = Limits(rencontre(3, 3, [table(name, 2, 2) for name in "123"], 3), history())
    at = (
        np.array([[0, PAUSE, PAUSE], [PAUSE, 1, PAUSE], [PAUSE, PAUSE, PAUSE]]),
        np.array([[0, PAUSE, PAUSE], [0, 1, 1], [PAUSE, PAUSE, 2]]),
    )
    c = Counted(asked(limits, problem(limits, {})), at)
    promised = PROMISES["worst_off"](Bench(c, 0, 2))
    assert promised[:, 1].tolist() == [0, 0, 1 + 0.25]
    assert promised[:, 2].tolist() == [0.25 + 1, 0.5 + 1, 1 + 1]
    assert not promised[:, [0, 3]].any()

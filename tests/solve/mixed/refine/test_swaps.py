"""Which levels a search by swaps has anything to do for."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.domain.people import Appetite
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.mixed.refine.counted import PAUSE
from speeddating.solve.mixed.refine.promise import PROMISES, Bench
from speeddating.solve.mixed.refine.swaps import Refinement, _alive
from speeddating.solve.resumed import Resumed
from tests.factories import history, rencontre, schedule, table, wish
from tests.solve.mixed.anyhow import anyhow
from tests.solve.mixed.refine.test_promise import SUMS, worth

ALL_BUT = ("wishes", "affinity", "kept")
HANDED_OUT = Resumed(schedule(("1", 1, "e1", "a1")), (), from_round=1)
THEMES = {"themes": frozenset({"eau"})}


@pytest.mark.parametrize(
    ("over", "resumed", "alive"),
    [
        ({}, None, ()),
        ({"wishes": (wish("E1", "A1"),)}, None, ("wishes",)),
        ({"E1": {"appetite": Appetite.AGAIN}}, None, ("wishes",)),  # who has met A1
        ({"E2": {"appetite": Appetite.AGAIN}}, None, ()),
        ({"E1": THEMES, "A2": THEMES}, None, ("affinity",)),
        ({"E1": THEMES}, None, ()),
        ({}, HANDED_OUT, ("kept",)),
    ],
)
def test_a_level_of_which_nobody_asks_anything_is_left_alone(
    over: dict[str, Any], resumed: Resumed | None, alive: tuple[str, ...]
) -> None:
    event = rencontre(2, 2, [table("1", 2, 2)], **over)
    limits = Limits(event, history(("E1", "A1")), resumed=resumed)
    found = _alive(asked(limits, problem(limits, {})))
    assert found == (PROMISES.keys() - ALL_BUT) | set(alive)


@pytest.mark.parametrize("level", [*SUMS])
@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_an_exchange_promises_what_it_changes(level: str, seed: int) -> None:
    c, rng = anyhow(seed), np.random.default_rng(seed)
    refinement = Refinement(c, (level, "kept"), rng)
    side, round_ = int(rng.integers(2)), int(rng.integers(c.problem.rounds))
    rows, tables = refinement._rows(side, round_)
    promised = refinement._worth(Bench(c, side, round_), rows, tables, until=2)
    before = worth(level, c)
    for one, other in combinations(range(len(rows)), 2):
        if tables[one] == tables[other]:
            assert promised[one, other] < -1e9  # no exchange at all
            continue
        seats = [(int(rows[i]), int(tables[j])) for i, j in ((one, other), (other, one))]
        refinement._move(side, round_, [(who, to) for who, to in seats if who != PAUSE])
        assert promised[one, other] == promised[other, one] == worth(level, c) - before
        back = [(int(rows[i]), int(tables[i])) for i in (one, other) if rows[i] != PAUSE]
        refinement._move(side, round_, back)

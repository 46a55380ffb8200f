"""Which levels a search by swaps has anything to do for."""

from typing import Any

import pytest

from speeddating.domain.people import Appetite
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.mixed.refine.promise import PROMISES
from speeddating.solve.mixed.refine.swaps import _alive
from speeddating.solve.resumed import Resumed
from tests.factories import history, rencontre, schedule, table, wish

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

"""What counting alone says is impossible, before any solver is asked."""

from typing import Any

import pytest

from speeddating.domain.history import History
from speeddating.solve.limits import Limits
from speeddating.solve.reasons.explain import impossible_at_sight
from tests.factories import group, must, rencontre, table, wish

THRICE: dict[str, Any] = {"e1": {"least": 3}}
NOT_IN_TIME = must("E1", "A1", round=1)


@pytest.mark.parametrize(
    ("over", "impossible"),
    [
        ({}, False),
        (THRICE, True),
        ({"e1": {"least": 2}}, False),
        ({"wishes": (NOT_IN_TIME,), "e1": {"absent": frozenset({1})}}, True),
        ({"wishes": (wish("E2", "A2"), NOT_IN_TIME), "e1": {"absent": frozenset({1})}}, True),
        ({"wishes": (NOT_IN_TIME,)}, False),
        ({**THRICE, "tables": [table("1", 2, 2)]}, False),  # not counted there
        ({**THRICE, "groups": (group("G", "E2", "A2", free_rounds=1),)}, False),
    ],
)
def test_only_what_is_demanded_and_counted_is_impossible_at_sight(
    over: dict[str, Any], *, impossible: bool
) -> None:
    assert impossible_at_sight(Limits(rencontre(**over), History())) is impossible

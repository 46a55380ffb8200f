"""A rencontre as the arrays of this room."""

from typing import Any

import pytest

from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.translate import problem
from tests.factories import group, history, rencontre, table

TOGETHER = {"groups": (group("Vélo", "E1", "A2", rounds=frozenset({1})),)}


@pytest.mark.parametrize(
    ("over", "once"),
    [
        ({}, [[1, 1], [1, 1]]),
        (TOGETHER, [[1, 0], [1, 1]]),
        ({"meetings_per_pairing": 2}, None),
        ({"tables": [table("1", 2, 1)]}, None),
    ],
)
def test_pairings_meet_once_at_tables_of_one_and_one_but_in_a_group(
    over: dict[str, Any], once: list[list[int]] | None
) -> None:
    found = problem(Limits(rencontre(**over), history()), {}).once
    assert (None if found is None else found.tolist()) == once

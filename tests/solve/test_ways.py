"""The smallest space that keeps every rule takes the rencontre; what none keeps is refused."""

from typing import Any

import pytest

from speeddating import Budget, UnsupportedError, plan
from speeddating.domain.history import History
from speeddating.domain.score import DEFAULT_LEVELS
from speeddating.solve import ways
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.own import Own, OwnRule
from tests.factories import group, lock, must, rencontre, table, wish

BY_ROUND = ("waits", "new_pairings")
IN_ORDER = ("new_pairings", "waits")
NOTHING = Own((OwnRule("rien", lambda _: [], lambda _: []),))

TAKEN: list[tuple[dict[str, Any], tuple[str, ...], str]] = [
    ({}, IN_ORDER, "pairs"),
    ({"e1": {"most": 1, "least": 1}, "wishes": (must("E1", "A1"),)}, IN_ORDER, "pairs"),
    ({"breaks": (1,), "rounds": 3}, IN_ORDER, "pairs"),
    ({"e1": {"table": "1"}}, IN_ORDER, "pairs"),
    ({}, BY_ROUND, "rounds"),
    ({}, (), "rounds"),
    ({"e1": {"absent": frozenset({1})}}, IN_ORDER, "rounds"),
    ({"tables": [table("1", rounds=frozenset({1})), table("2")]}, IN_ORDER, "rounds"),
    ({"locks": (lock("e1", 1, "1"),)}, IN_ORDER, "rounds"),
    ({"wishes": (must("E1", "A1", round=2),)}, IN_ORDER, "rounds"),
    ({"wishes": (wish("E1", "A1", before="A2"),)}, IN_ORDER, "rounds"),
    ({"tables": [table("1", 2, 2)]}, IN_ORDER, "mixed"),
    ({"groups": (group("Vélo", "E1", "A1", rounds=frozenset({1})),)}, IN_ORDER, "mixed"),
    ({"tables": [table("1", 2, 2)], "e1": {"least": 1}}, IN_ORDER, "mixed"),
    ({"tables": [table("1", 2, 2)], "wishes": (wish("E1", "A1", before="A2"),)}, (), "mixed"),
]


@pytest.mark.parametrize(("over", "levels", "space"), TAKEN)
def test_the_smallest_space_takes_it(
    over: dict[str, Any], levels: tuple[str, ...], space: str
) -> None:
    limits = Limits(rencontre(**over), History())
    answer = ways.solve(limits, levels, "auto", Clock(Budget(seconds=20, workers=1)))
    assert answer.space == space
    assert tuple(bound.level for bound in answer.bounds) == levels


def test_an_own_rule_is_a_matter_of_rounds() -> None:
    limits = Limits(rencontre(), History(), NOTHING)
    assert ways.solve(limits, IN_ORDER, "auto", Clock(Budget(seconds=20))).space == "rounds"


@pytest.mark.parametrize(
    ("over", "what"),
    [
        ({"resume_at": 2}, "resumed"),
        ({"competitors_apart": True, "e1": {"absent": frozenset({1})}, "resume_at": 2}, "resumed"),
        ({"tables": [table("1", 2, 2)], "resume_at": 2}, "resumed"),
    ],
)
def test_what_no_space_keeps_is_refused_by_name(over: dict[str, Any], what: str) -> None:
    with pytest.raises(UnsupportedError) as told:
        plan(rencontre(**over))
    assert told.value.what == what


def test_an_own_rule_at_tables_of_several_seats_is_refused_by_name() -> None:
    limits = Limits(rencontre(tables=[table("1", 2, 2)]), History(), NOTHING)
    with pytest.raises(UnsupportedError) as told:
        ways.solve(limits, DEFAULT_LEVELS, "auto", Clock(Budget()))
    assert told.value.what == "own"
    assert told.value.sentence("fr") != told.value.sentence("en")

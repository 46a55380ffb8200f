"""Which rules a rencontre brings into play: none unasked, and each that is asked."""

from typing import Any

import pytest

from speeddating import checks
from speeddating.domain.people import Facilitator
from speeddating.solve.demands import FURTHER, RULES, demands
from tests.factories import apart, group, lock, must, rencontre, table, wish

NEVER = {
    "everything_is_known",
    "one_seat_per_round",
    "breaks_are_kept",
    "nobody_sits_alone",
    "meetings_again_are_welcome",
}
"""Kept by the shape of every space."""

ASKED: list[tuple[dict[str, Any], set[str]]] = [
    ({}, set()),
    ({"breaks": (1,)}, set()),
    ({"tables": [table("1", rounds=frozenset({1}))]}, {"tables_stand"}),
    ({"tables": [table("1", 2, 1)]}, {"seats_suffice"}),
    ({"tables": [table("1", 1, 2)]}, {"seats_suffice"}),
    ({"e1": {"table": "1"}}, {"fixed_tables"}),
    ({"e1": {"table": "1"}, "e2": {"table": "1"}}, {"fixed_tables"}),
    ({"e1": {"table": "1"}, "a1": {"table": "2"}}, {"fixed_tables"}),
    ({"e1": {"table": "1"}, "a1": {"table": "1"}}, {"fixed_tables", "shared_fixed_tables"}),
    (
        {"e1": {"table": "1"}, "delegates": {"E1": 2}},
        {"fixed_tables", "shared_fixed_tables", "delegates_apart"},
    ),
    ({"e1": {"zone": "Nord"}}, {"zones"}),
    ({"e1": {"needs_access": True}}, {"access"}),
    ({"e1": {"absent": frozenset({1})}}, {"people_are_there"}),
    ({"incompatibilities": (apart("E1", "A1"),)}, {"incompatible_apart"}),
    ({"delegates": {"E1": 2}}, {"delegates_apart"}),
    (
        {"delegates": {"E1": 2}, "incompatibilities": (apart("e1", "A1"),)},
        {"delegates_apart", "incompatible_apart", "named_delegates"},
    ),
    (
        {"delegates": {"E1": 2}, "wishes": (wish("A1", "e1b"),)},
        {"delegates_apart", "named_delegates"},
    ),
    ({"delegates": {"E1": 2}, "wishes": (wish("a1", "E1"),)}, {"delegates_apart"}),
    ({"wishes": (wish("e1", "a1"),)}, set()),
    ({"competitors_apart": True}, {"competitors_apart"}),
    ({"meetings_per_pairing": 2}, {"pairings_meet_once"}),
    ({"e1": {"least": 1}}, {"least_meetings"}),
    ({"e1": {"least": 0}}, set()),
    ({"e1": {"most": 0}}, {"most_meetings"}),
    ({"wishes": (must("E1", "A1"),)}, {"musts_are_met"}),
    ({"wishes": (wish("E1", "A1", before="A2"),)}, {"order_is_kept"}),
    ({"wishes": (wish("E1", "A1", round=1),)}, {"wishes_in_round"}),
    ({"wishes": (must("E1", "A1", round=1),)}, {"musts_are_met", "musts_in_round"}),
    ({"locks": (lock("e1", 1, "1"),)}, {"locks_are_kept"}),
    ({"groups": (group("Vélo", "E1", "A1"),)}, {"groups_sit_together"}),
    ({"facilitators": (Facilitator(name="Animatrice"),)}, set()),
    ({"resume_at": 1}, set()),
    ({"resume_at": 2}, {"resumed"}),
]


@pytest.mark.parametrize(("over", "expected"), ASKED)
def test_a_rencontre_demands_what_it_states_and_no_more(
    over: dict[str, Any], expected: set[str]
) -> None:
    assert demands(rencontre(**over)) == expected


def test_every_rule_and_form_has_a_rencontre_that_demands_it() -> None:
    told = {name for _, expected in ASKED for name in expected}
    assert told == (RULES | FURTHER).keys() - NEVER


def test_rules_are_those_that_are_checked() -> None:
    assert list(RULES) == [rule.__name__ for rule in checks.RULES]
    assert not RULES.keys() & FURTHER.keys()


@pytest.mark.parametrize(
    "over", [{"table": "1"}, {"zone": "Nord"}, {"absent": frozenset({1})}, {"most": 0}]
)
def test_who_does_not_come_demands_nothing(over: dict[str, Any]) -> None:
    assert demands(rencontre(e1={"present": False, **over})) == set()

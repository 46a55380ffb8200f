"""Companies of a published plan: who is in them, and whether they may stay."""

from typing import Any

import pytest

from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.companies import may_stay, published
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.resumed import Resumed
from tests.factories import Row, apart, history, rencontre, schedule, table

ROOM = [table("1", 2, 2), table("2", 2, 2, zone="Nord"), table("3", 1, 1)]
COMPANY: Row = ("1", 2, "e1", "e2", "a1", "a2")


@pytest.mark.parametrize(
    ("row", "over", "stays"),
    [
        (COMPANY, {}, True),
        (COMPANY, {"e3": {"absent": frozenset({2})}}, True),
        (COMPANY, {"e2": {"absent": frozenset({2})}}, False),
        (COMPANY, {"a1": {"absent": frozenset({2})}}, False),
        (COMPANY, {"tables": [table("1", 1, 2), *ROOM[1:]]}, False),
        (COMPANY, {"tables": [table("1", 2, 1), *ROOM[1:]]}, False),
        (COMPANY, {"tables": [table("1", 3, 3), *ROOM[1:]]}, True),
        (("1", 2, "e1", "a1"), {}, True),
        (("3", 2, "e1", "e2", "a1"), {}, False),
        (("3", 2, "e1", "a1", "a2"), {}, False),
        (COMPANY, {"a2": {"zone": "Nord"}}, False),
        (("2", *COMPANY[1:]), {"a2": {"zone": "Nord"}}, True),
        (COMPANY, {"e1": {"table": "2"}}, False),
        (COMPANY, {"incompatibilities": (apart("E1", "A2"),)}, False),
        (COMPANY, {"incompatibilities": (apart("E1", "A3"),)}, True),
        (COMPANY, {"competitors_apart": True, "E1": {"sector": "x"}, "E2": {"sector": "x"}}, False),
        (COMPANY, {"competitors_apart": True, "E1": {"sector": "x"}, "E3": {"sector": "x"}}, True),
    ],
)
def test_a_company_stays_that_breaks_no_rule_where_it_sits(
    row: Row, over: dict[str, Any], stays: bool
) -> None:
    event = rencontre(3, 3, **{"tables": ROOM, "rounds": 3, **over})
    limits = Limits(event, history(), resumed=Resumed(schedule(row), (), from_round=2))
    (company,) = published(limits)
    assert may_stay(company, asked(limits, problem(limits, {})), {}) is stays


@pytest.mark.parametrize(
    ("bound", "stays"),
    [
        ({(0, 0): 0}, True),
        ({(0, 0): 1}, False),
        ({(0, 2): 0}, False),  # somebody else has to sit here
        ({(0, 2): 1}, True),
        ({(1, 0): 0, (1, 2): 0}, False),
    ],
)
def test_who_is_locked_decides_who_stays(bound: dict[tuple[int, int], int], stays: bool) -> None:
    event = rencontre(3, 3, ROOM, 3)
    limits = Limits(event, history(), resumed=Resumed(schedule(COMPANY), (), from_round=2))
    (company,) = published(limits)
    assert may_stay(company, asked(limits, problem(limits, {})), bound) is stays


@pytest.mark.parametrize(
    ("row", "over"),
    [
        (("9", 2, "e1", "a1"), {}),
        (("1", 4, "e1", "a1"), {}),
        (("1", 2, "e1", "a9"), {}),
        (("1", 2, "e9", "a1"), {}),
        (("1", 2, "e1", "a1"), {"a1": {"present": False}}),
    ],
)
def test_a_company_of_somebody_or_something_unknown_is_none(row: Row, over: dict[str, Any]) -> None:
    event = rencontre(3, 3, ROOM, 3, **over)
    limits = Limits(event, history(), resumed=Resumed(schedule(row), (), from_round=2))
    assert published(limits) == []

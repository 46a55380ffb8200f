"""Where project groups sit, before anybody else is seated."""

from typing import Any

import pytest

from speeddating.domain.history import History
from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.model.groups import sittings
from tests.factories import group, lock, rencontre, table

BIG = [table("1", 2, 2), table("2", 2, 2)]
SECOND = frozenset({2})
TOGETHER = (group("Vélo", "E1", "E2", "A1", rounds=SECOND),)


def bound(**over: Any) -> dict[tuple[str, int], str]:
    """Who is bound to which table in which round."""
    event = rencontre(**{"entreprises": 3, "associations": 3, "tables": BIG, **over})
    found = sittings(Limits(event, History()), Clock(Budget(seconds=20, workers=1)))
    return {(who, number): name for (who, number), name in found.bound_to.items()}


def test_without_groups_nobody_is_bound_but_by_a_lock() -> None:
    assert bound() == {}
    assert bound(locks=(lock("e1", 1, "2"),)) == {("e1", 1): "2"}


@pytest.mark.parametrize(
    ("over", "tables"),
    [
        ({}, {"1", "2"}),
        ({"locks": (lock("e2", 2, "2"),)}, {"2"}),
        ({"locks": (lock("a1", 2, "1"),)}, {"1"}),
        ({"locks": (lock("a2", 2, "1"), lock("e2", 1, "1"))}, {"1", "2"}),  # others, elsewhere
        ({"e1": {"table": "2"}}, {"2"}),
        ({"tables": [table("1", 2, 2, rounds=frozenset({1})), BIG[1]]}, {"2"}),
        ({"tables": [table("1", 1, 2), BIG[1]]}, {"2"}),
        ({"tables": [BIG[0], table("2", 2, 2, zone="Sud")], "a1": {"zone": "Sud"}}, {"2"}),
    ],
)
def test_a_group_sits_where_all_of_it_may(over: dict[str, Any], tables: set[str]) -> None:
    found = bound(groups=TOGETHER, **over)
    at = {found[who, 2] for who in ("e1", "e2", "a1")}
    assert len(at) == 1
    assert at <= tables
    assert all(number == 2 for who, number in found if who in {"e1", "a1"})


@pytest.mark.parametrize(
    "over",
    [
        {"locks": (lock("e1", 2, "1"), lock("a1", 2, "2"))},
        {"e1": {"table": "1"}, "e2": {"table": "2"}},
        {"tables": [table("1", 1, 2), table("2", 2, 2, rounds=frozenset({1}))]},
    ],
)
def test_a_group_that_may_sit_nowhere_is_no_solution(over: dict[str, Any]) -> None:
    with pytest.raises(NoSolution):
        bound(groups=TOGETHER, **over)


def test_who_is_absent_is_not_bound() -> None:
    found = bound(groups=TOGETHER, e2={"absent": SECOND})
    assert {who for who, _ in found} == {"e1", "a1"}

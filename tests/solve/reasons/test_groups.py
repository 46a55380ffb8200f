"""Project groups that cannot sit together are named, and no other."""

from typing import Any

from speeddating.domain.history import History
from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.reasons.groups import groups_apart
from tests.factories import group, rencontre, table

FIRST = frozenset({1})
BIG = [table("1", 2, 2), table("2", 2, 2)]


def told(**over: Any) -> list[tuple[str, str, int]]:
    """Code, group and rounds of each reason."""
    event = rencontre(**{"entreprises": 4, "associations": 4, "tables": BIG, **over})
    reasons = groups_apart(Limits(event, History()), Clock(Budget(seconds=20, workers=1)))
    return [(one.code.split(".")[1], one.data["group"], one.data["count"]) for one in reasons]


def test_groups_that_fit_contradict_nothing() -> None:
    groups = (group("Vélo", "E1", "A1", rounds=FIRST), group("Eau", "E2", "A2", rounds=FIRST))
    assert told(groups=groups) == []


def test_of_groups_that_do_not_fit_the_fewest_are_told_and_each_may_be_given_up() -> None:
    groups = (
        group("Bois", "E3", "A3", free_rounds=1),
        group("Vélo", "E1", "A1", rounds=FIRST),
        group("Eau", "E1", "A2", free_rounds=2),
    )
    assert told(groups=groups) == [
        ("groups_sit_together", "Vélo", 1),
        ("groups_sit_together", "Eau", 2),
        ("drop", "Vélo", 1),
        ("drop", "Eau", 2),
    ]


def test_a_group_that_fits_no_table_is_told_alone() -> None:
    large = group("Bois", "E1", "E2", "E3", "A1", free_rounds=1)
    assert told(groups=(large, group("Vélo", "E4", "A4", rounds=FIRST))) == [
        ("groups_sit_together", "Bois", 1),
        ("drop", "Bois", 1),
    ]


def test_where_it_is_open_who_goes_nothing_is_proved() -> None:
    groups = (group("Vélo", "E1", "A1", rounds=FIRST), group("Eau", "E1", "A2", free_rounds=2))
    assert told(groups=groups, delegates={"E1": 2}) == []
    assert told(groups=groups, delegates={"E2": 2}) != []

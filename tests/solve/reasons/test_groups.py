"""Project groups that cannot sit together are named, and no other."""

from typing import Any

import pytest

from speeddating.domain.history import History
from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.reasons.groups import groups_apart
from tests.factories import apart, group, rencontre, table

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
        ("group_seats_entreprise", "Bois", 1),
        ("drop", "Bois", 1),
    ]


@pytest.mark.parametrize(
    ("members", "over", "missing"),
    [
        (("E1", "A1", "A2", "A3", "A4"), {"free_rounds": 1}, [("association", "3", 1)]),
        (("E1", "E2", "E3", "A1", "A2", "A3"), {"free_rounds": 1}, [("entreprise", "3", 1)]),
        (
            ("E1", "E2", "E3", "A1", "A2", "A3"),
            {"rounds": FIRST},
            [("entreprise", "1", 1), ("association", "1", 1)],
        ),
        (("E1", "E2", "A1", "A2", "A3"), {"free_rounds": 2}, [("association", "1", 1)]),
        (("E1", "E2", "A1", "A2", "A3"), {"free_rounds": 1}, []),
        (("E1", "E2", "E4", "A1"), {"rounds": FIRST}, []),  # e4 is not there then
    ],
)
@pytest.mark.parametrize("delegates", [{}, {"E1": 2}])
def test_a_group_larger_than_its_table_says_how_many_seats_are_missing_and_on_which_side(
    members: tuple[str, ...],
    over: dict[str, Any],
    missing: list[tuple[str, str, int]],
    delegates: dict[str, int],
) -> None:
    event = rencontre(
        4,
        4,
        [*BIG, table("3", 2, 3, rounds=frozenset({2}))],
        groups=(group("Bois", *members, **over),),
        delegates=delegates,
        e4={"absent": FIRST},
    )
    reasons = groups_apart(Limits(event, History()), Clock(Budget(seconds=20, workers=1)))
    seats = [one for one in reasons if "group_seats" in one.code]
    assert [
        (one.code.rpartition("_")[2], one.data["table"], one.data["count"]) for one in seats
    ] == missing
    assert bool(reasons) == bool(missing)
    for one in seats:
        side = one.code.rpartition("_")[2]
        assert f"1 place côté {side}s à la table" in one.sentence("fr")
        assert f"1 seat on the side of the {side}s" in one.sentence("en")


def test_where_it_is_open_who_goes_nothing_is_proved() -> None:
    groups = (group("Vélo", "E1", "A1", rounds=FIRST), group("Eau", "E1", "A2", free_rounds=2))
    assert told(groups=groups, delegates={"E1": 2}) == []
    assert told(groups=groups, delegates={"E2": 2}) != []


APART = {"incompatibilities": (apart("E1", "E2"),)}
RIVALS = {"competitors_apart": True, "E1": {"sector": "Bois"}, "E2": {"sector": "bois"}}


@pytest.mark.parametrize(
    ("rule", "over"),
    [
        ("incompatible_apart", APART),
        ("incompatible_apart", {"incompatibilities": (apart("e1", "A1"),)}),
        ("competitors_apart", RIVALS),
    ],
)
@pytest.mark.parametrize("when", [{"rounds": FIRST}, {"free_rounds": 1}])
@pytest.mark.parametrize("many", [4, 60])
def test_members_that_are_kept_apart_are_named_and_may_be_reconciled(
    rule: str, over: dict[str, Any], when: dict[str, Any], many: int
) -> None:
    large = [table(str(number), 4, 4) for number in range(1, many // 4 + 1)]
    event = rencontre(many, many, large, groups=(group("Bois", "E1", "E2", "A1", **when),), **over)
    reasons = groups_apart(Limits(event, History()), Clock(Budget(seconds=20, workers=1)))
    assert [one.data.get("demand", one.code) for one in reasons] == [
        f"reasons.{code}" for code in ("groups_sit_together", rule) * 2
    ]
    assert [one.is_way_out for one in reasons] == [False, False, True, True]
    assert {*reasons[1].people} <= {"E1", "E2", "A1"}


@pytest.mark.parametrize(
    "over",
    [
        {**APART, "e2": {"absent": FIRST}},
        {"incompatibilities": (apart("e1", "E2"),), "delegates": {"E1": 2}},
        {**RIVALS, "competitors_apart": False},
        {**RIVALS, "E2": {"sector": "Eau"}},
        {**RIVALS, "E2": {"sector": None}},
        {"competitors_apart": True, "E1": {"sector": "Bois"}, "A1": {"sector": "Bois"}},
    ],
)
def test_members_that_may_sit_together_contradict_nothing(over: dict[str, Any]) -> None:
    assert told(groups=(group("Bois", "E1", "E2", "A1", rounds=FIRST),), **over) == []

"""A schedule as rules and levels look at it."""

import pytest

from speeddating.checks.seats import Seats
from speeddating.errors import InvalidInputError
from tests.factories import group, history, rencontre, schedule, wish


def test_the_pairings_of_a_group_are_an_entreprise_and_an_association_each() -> None:
    together = group("Emploi", "A1", "E1", "E2", rounds=frozenset({1}))
    seats = Seats(rencontre(3, 3, groups=(together,)), history(), schedule())
    assert seats.in_one_group == {("E1", "A1"), ("E2", "A1")}


def test_the_rounds_of_an_organisation_are_those_of_its_people_in_order() -> None:
    event = rencontre(1, 4, tables=2, rounds=4, delegates={"E1": 2})
    rows = [("1", 1, "e1", "a1"), ("1", 4, "e1", "a2"), ("1", 2, "e1b", "a3"),
            ("1", 3, "e1b", "a4"), ("2", 4, "e1b", "a1")]  # fmt: skip
    assert Seats(event, history(), schedule(*rows)).rounds_of("E1") == (1, 2, 3, 4, 4)


@pytest.mark.parametrize(("one", "other"), [("E1", "A1"), ("A1", "E1"), ("e1", "a1"), ("a1", "E1")])
def test_who_does_not_come_sits_nowhere_and_meets_nobody(one: str, other: str) -> None:
    event = rencontre(2, 2, e1={"present": False})
    seats = Seats(event, history(), schedule(("1", 1, "e2", "a1"), ("2", 2, "e2", "a2")))
    assert seats.rounds_together(one, other) == frozenset()
    assert not seats.grants(wish(one, other))
    assert seats.rounds_of("E1") == seats.rounds_of("e1") == ()


@pytest.mark.parametrize("number", [None, 1, 2])
def test_a_wish_is_granted_in_its_round_or_in_any(number: int | None) -> None:
    seats = Seats(rencontre(), history(), schedule(("1", 2, "e1", "a1")))
    assert seats.grants(wish("E1", "a1", round=number)) is (number != 1)


def test_a_name_that_is_nearly_an_identifier_tells_those_that_may_be_meant() -> None:
    seats = Seats(rencontre(), history(), schedule())
    with pytest.raises(InvalidInputError) as refused:
        seats.rounds_of("É1")
    (issue,) = refused.value.issues
    assert (issue.code, issue.value) == ("extend.misnamed_party", "É1")
    assert issue.remedy("fr").endswith(": E1, e1.")

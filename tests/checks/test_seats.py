"""A schedule as rules and levels look at it."""

from speeddating.checks.seats import Seats
from tests.factories import group, history, rencontre, schedule


def test_the_pairings_of_a_group_are_an_entreprise_and_an_association_each() -> None:
    together = group("Emploi", "A1", "E1", "E2", rounds=frozenset({1}))
    seats = Seats(rencontre(3, 3, groups=(together,)), history(), schedule())
    assert seats.in_one_group == {("E1", "A1"), ("E2", "A1")}


def test_the_rounds_of_an_organisation_are_those_of_its_people_in_order() -> None:
    event = rencontre(1, 4, tables=2, rounds=4, delegates={"E1": 2})
    rows = [("1", 1, "e1", "a1"), ("1", 4, "e1", "a2"), ("1", 2, "e1b", "a3"),
            ("1", 3, "e1b", "a4"), ("2", 4, "e1b", "a1")]  # fmt: skip
    assert Seats(event, history(), schedule(*rows)).rounds_of("E1") == (1, 2, 3, 4, 4)

"""A schedule as rules and levels look at it."""

from speeddating.checks.seats import Seats
from tests.factories import group, history, rencontre, schedule


def test_the_pairings_of_a_group_are_an_entreprise_and_an_association_each() -> None:
    together = group("Emploi", "A1", "E1", "E2", rounds=frozenset({1}))
    seats = Seats(rencontre(3, 3, groups=(together,)), history(), schedule())
    assert seats.in_one_group == {("E1", "A1"), ("E2", "A1")}

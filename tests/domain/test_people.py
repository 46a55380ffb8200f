"""Sides and appetites."""

from itertools import product

import pytest

from speeddating.domain.people import Appetite, Side, meet_again
from tests.factories import organisation

NEVER, NEW, MIXED, AGAIN = Appetite


def test_each_side_meets_the_other() -> None:
    assert Side.ENTREPRISE.other is Side.ASSOCIATION
    assert Side.ASSOCIATION.other is Side.ENTREPRISE


def test_entreprises_prefer_new_ones_and_associations_take_both_unless_they_say() -> None:
    assert organisation("E1").wants is NEW
    assert organisation("A1").wants is MIXED
    assert organisation("E1", appetite=AGAIN).wants is AGAIN
    assert organisation("A1", appetite=NEVER).wants is NEVER


@pytest.mark.parametrize(("one", "other"), list(product(Appetite, repeat=2)))
def test_two_meet_again_if_nobody_refuses_and_somebody_takes_it(
    one: Appetite, other: Appetite
) -> None:
    welcome = {
        (NEW, MIXED), (NEW, AGAIN), (MIXED, NEW), (AGAIN, NEW),
        (MIXED, MIXED), (MIXED, AGAIN), (AGAIN, MIXED), (AGAIN, AGAIN),
    }  # fmt: skip
    assert meet_again(one, other) is ((one, other) in welcome)

"""Sides, appetites and identifiers."""

from itertools import product
from typing import Any

import pytest
from pydantic import ValidationError

from speeddating.domain.people import (
    Appetite,
    Facilitator,
    Organisation,
    Participant,
    Side,
    meet_again,
)
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


@pytest.mark.parametrize(
    ("kind", "over", "unless_said", "longest"),
    [
        (Organisation, {"side": Side.ENTREPRISE}, "Mme Dupré", 400),
        (Facilitator, {}, "Mme Dupré", 400),
        (Participant, {"organisation": "E1"}, "Mme Dupré (E1)", 650),
    ],
)
def test_an_identifier_follows_from_the_name_unless_it_is_said(
    kind: type[Organisation | Facilitator | Participant],
    over: dict[str, Any],
    unless_said: str,
    longest: int,
) -> None:
    given = {"name": "Mme Dupré", **over}
    assert kind.model_validate(given).id == unless_said
    for said in ("x", longest * "x"):
        assert kind.model_validate({**given, "id": said}).id == said
    for said in ("", (longest + 1) * "x"):
        with pytest.raises(ValidationError) as told:
            kind.model_validate({**given, "id": said})
        assert [error["loc"] for error in told.value.errors()] == [("id",)]

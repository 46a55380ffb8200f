"""A slip of a caller gets one sentence: what is expected, what was given, how to get it."""

import pytest

import speeddating
from speeddating import extend
from speeddating.domain.kinds import COMES_FROM, expect, expect_each
from speeddating.domain.plan import Budget
from speeddating.extend import OwnLevel

LEVEL = OwnLevel("late", terms=lambda _x: [], measure=lambda _seats: 0)


def test_what_is_of_its_kind_passes() -> None:
    expect(Budget | None, budget=None, other=Budget())
    expect(int, count=3)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (20, f"budget is a Budget or None, not an int: {COMES_FROM['Budget']}"),
        ("20", f"budget is a Budget or None, not a str: {COMES_FROM['Budget']}"),
        (Budget, f"budget is a Budget or None, not a ModelMetaclass: {COMES_FROM['Budget']}"),
    ],
)
def test_what_is_of_another_kind_is_named_with_a_way_to_get_it(given: object, told: str) -> None:
    with pytest.raises(TypeError) as caught:
        expect(Budget | None, budget=given)
    assert str(caught.value) == told


def test_true_is_no_number() -> None:
    with pytest.raises(TypeError, match="count is an int, not a bool"):
        expect(int, count=True)


def test_a_list_is_read_once() -> None:
    names = (name for name in ("seated", LEVEL))
    assert expect_each(str | OwnLevel, "levels", names) == ("seated", LEVEL)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("waits", "levels is a list, not a str: put it in brackets"),
        (LEVEL, "levels is a list, not an OwnLevel: put it in brackets"),
        (3, "levels is a list, each a str or an OwnLevel, not an int"),
        (["seated", 3], "each of levels is a str or an OwnLevel, not an int"),
    ],
)
def test_one_in_place_of_several_is_told(given: list[str], told: str) -> None:
    with pytest.raises(TypeError) as caught:
        expect_each(str | OwnLevel, "levels", given)
    assert str(caught.value) == told


def test_what_is_told_of_a_kind_can_be_done() -> None:
    public = {*speeddating.__all__, *extend.__all__}
    assert COMES_FROM.keys() <= public

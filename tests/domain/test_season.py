"""What a season says of itself: its figures in a sentence or two, and one line per rencontre."""

from typing import Any

import pytest

from speeddating.domain.history import History
from speeddating.domain.plan import Bound
from speeddating.domain.season import Season
from speeddating.words import LANGUAGES, Language, say
from tests.domain.test_plan import EVIDENCE, plan


def season(**over: Any) -> Season:
    """Three rencontres with 9, 6 and 1 new pairings."""
    worth = {"Mai": (9, 9), "Juin": (6, 8), "Juillet": (1, 2)}
    given: dict[str, Any] = {
        "names": tuple(worth),
        "plans": tuple(
            plan(Bound(level="new_pairings", value=most), new_pairings=new)
            for new, most in worth.values()
        ),
        "histories": (History(),) * 4,
        "new_pairings": 16,
        "one_after_the_other": 14,
        "bound": Bound(level="new_pairings", value=16),
        "evidence": EVIDENCE,
    }
    return Season(**given | over)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("over", "told"),
    [
        ({}, [("proven", {"count": 16, "bound": 16}), ("gain", {"count": 2})]),
        ({"one_after_the_other": 16}, [("proven", {"count": 16, "bound": 16}), ("no_gain", {})]),
        (
            {"one_after_the_other": None, "bound": Bound(level="new_pairings", value=17)},
            [("gap", {"count": 16, "bound": 17}), ("only_together", {})],
        ),
    ],
)
def test_a_season_says_how_good_it_is_and_what_planning_together_gained(
    over: dict[str, Any], told: list[tuple[str, dict[str, int]]], language: Language
) -> None:
    said = season(**over).summary(language)
    assert said == " ".join(say(f"season.{key}", language, **data) for key, data in told)
    assert "season." not in said


def test_a_season_counts_what_is_new_from_its_start() -> None:
    heading, *lines = season().rows("en")
    columns = ("rencontre", "new", "alone", "since")
    assert heading == tuple(say(f"season.column.{column}", "en") for column in columns)
    assert lines == [("Mai", 9, 9, 9), ("Juin", 6, 8, 15), ("Juillet", 1, 2, 16)]


@pytest.mark.parametrize(("most", "gap"), [(16, 0), (17, 1), (40, 24)])
def test_a_season_is_proven_where_nothing_more_can_be_hoped_for(most: int, gap: int) -> None:
    made = season(bound=Bound(level="new_pairings", value=most))
    assert (made.most, made.gap, made.proven) == (most, gap, gap == 0)

"""What a forecast says: each sentence where its figures call for it, and nowhere else."""

from typing import Any

import pytest

from speeddating.domain.forecast import Forecast, Outlook, Span, Variant, WhatIf
from speeddating.words import LANGUAGES, Language, say

NOBODY = Span(least=None, median=None, most=None)
SAID: dict[str, dict[str, Any]] = {
    "unmet": {"count": 40},
    "novelty_is_over": {"count": 12, "places": 15},
    "novelty_ends": {"number": 2, "count": 1},
    "all_met": {"count": 4},
    "all_met_at_least": {"count": 4},
    "not_all_met": {"number": 2},
    "all_met_drawn": {"count": 5, "share": 80},
    "only_newcomers": {"entreprise": 3, "association": 0},
}


def forecast(**over: Any) -> Forecast:
    given: dict[str, Any] = {
        "rencontre": "Juin", "rounds": 8, "tables": 9, "exact": True, "unmet": 40,
        "outlook": (
            Outlook(number=1, total=12, new=12, places=15),
            Outlook(number=2, total=22, new=10, places=14),
        ),
        "novelty_ends_in": None, "all_met_after": 4, "attendance": 0.8, "drawn": NOBODY,
        "variants": tuple(
            Variant.model_validate(
                {"more": more, "number": number, "new_pairings": new, "places": 15,
                 "all_met_after": 4}
            )
            for more, number, new in (
                ("as_planned", 1, 12), ("round", 1, 14), ("entreprise", 1, 15),
                ("association", 1, 12), ("association", 2, 13), ("entreprise", 2, 19),
            )
        ),
        "what_if": tuple(
            WhatIf(rounds=r, tables=t, new_pairings=r * t, worst_off=r - 1)
            for r, t in ((8, 9), (4, 9), (8, 3), (4, 3))
        ),
    }  # fmt: skip
    return Forecast(**given | over)


LEFT = {"novelty_ends_in": 1, "unmet": 12}
"""The next has room for all that is left."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("over", "sentences"),
    [
        ({}, ["unmet", "all_met"]),
        ({"exact": False}, ["unmet", "all_met_at_least"]),
        ({"all_met_after": None}, ["unmet", "not_all_met"]),
        ({"novelty_ends_in": 2}, ["unmet", "novelty_ends", "all_met"]),
        ({"novelty_ends_in": 1}, ["unmet", "novelty_is_over", "all_met"]),
        ({"novelty_ends_in": 1, "outlook": (), "unmet": 0}, ["unmet", "only_newcomers"]),
        ({"drawn": Span(least=4, median=5, most=None)}, ["unmet", "all_met", "all_met_drawn"]),
        (
            {"drawn": Span(least=4, median=5, most=9), "all_met_after": None},
            ["unmet", "not_all_met", "all_met_drawn"],
        ),
        (LEFT, ["unmet", "novelty_is_over", "only_newcomers"]),
        ({**LEFT, "variants": forecast().variants[:2]}, ["unmet", "novelty_is_over"]),
    ],
)
def test_each_sentence_is_said_where_its_figures_call_for_it(
    over: dict[str, Any], sentences: list[str], language: Language
) -> None:
    seen = forecast(**over)
    said = {**SAID, "unmet": {"count": seen.unmet}}
    told = [say(f"season.{name}", language, **said[name]) for name in sentences]
    assert seen.summary(language) == " ".join(told)


def test_what_was_tried_is_found_by_rounds_and_tables() -> None:
    seen = forecast()
    assert seen.tried == ((4, 8), (3, 9))
    assert [seen.at(*both).new_pairings for both in ((4, 3), (4, 9), (8, 3), (8, 9))] == [
        12, 36, 24, 72,
    ]  # fmt: skip
    with pytest.raises(KeyError):
        seen.at(8, 4)


@pytest.mark.parametrize("exact", [True, False])
def test_the_figures_stand_in_rows_and_what_is_planned_is_marked(exact: bool) -> None:
    seen = forecast(exact=exact)
    assert seen.outlook_rows("fr")[1:] == ((1, 15, 12, 12), (2, 14, 10, 22))
    assert [row[1:] for row in seen.variant_rows("fr")[1:3]] == [(12, 15, 4), (14, 15, 4)]
    assert seen.variant_rows("fr")[2][0] == say("season.more.round", "fr", count=1)
    heading, *lines = seen.what_if_rows("fr")
    assert heading[1:] == tuple(say("season.column.tables", "fr", count=n) for n in (3, 9))
    key = "season.cell_possible" if exact else "season.cell_at_most"
    cells = [
        [say(key, "fr", new=r * t, worst=r - 1) for t in (3, 9)] for r in (4, 8)
    ]  # fmt: skip
    cells[1][1] = say("season.cell_planned", "fr", cell=cells[1][1])
    assert lines == [(4, *cells[0]), (8, *cells[1])]
    for rows in (seen.outlook_rows("fr"), seen.variant_rows("fr"), seen.what_if_rows("fr")):
        assert len({len(row) for row in rows}) == 1

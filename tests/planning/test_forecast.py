"""What further rencontres can bring: figures that plans attain, or that nothing exceeds."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating import (
    Budget,
    Forecast,
    History,
    InvalidInputError,
    Rencontre,
    forecast,
    plan,
    plan_season,
)
from speeddating.planning.forecast import HORIZON
from speeddating.planning.imagined import bare
from tests.factories import apart, group, history, lock, must, rencontre, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.domain.season import Row

QUICK = Budget(seconds=6, reproducible=True)


def repeated(one: Rencontre, number: int) -> list[Rencontre]:
    return [
        one.model_copy(update={"name": f"Rencontre {n}", "date": dt.date(2026, n, 1)})
        for n in range(1, number + 1)
    ]


@st.composite
def small(draw: st.DrawFn) -> tuple[Rencontre, History]:
    """Tables of one and one, nothing that names a round: where figures are exact."""
    e, a = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    one = rencontre(
        e, a, draw(st.integers(1, 4)), draw(st.integers(1, 4)),
        delegates={"E1": draw(st.integers(1, 2))},
        incompatibilities=(apart("E1", "A1"),) if draw(st.booleans()) else (),
        a1={"most": draw(st.integers(1, 3))},
    )  # fmt: skip
    pairs = st.tuples(st.integers(1, e), st.integers(1, a))
    met = draw(st.lists(pairs, unique=True, max_size=5))
    return one, history(*((f"E{i}", f"A{j}") for i, j in met))


@settings(max_examples=15, deadline=None)
@given(small())
def test_exact_figures_are_attained_by_plans(example: tuple[Rencontre, History]) -> None:
    one, past = example
    seen = forecast(one, past)
    assert seen.exact
    series = repeated(one, min(4, max(1, len(seen.outlook))))
    season = plan_season(series, past, budget=QUICK)
    assert season.new_pairings == (seen.outlook[len(series) - 1].total if seen.outlook else 0)
    at = {(w.rounds, w.tables): w for w in seen.what_if}
    for rounds, tables in ((len(one.rounds), len(one.tables)), max(at)):
        made = plan(
            bare(one, rounds, tables), past, budget=QUICK, levels=["new_pairings", "worst_off"]
        )
        assert made.score.new_pairings == at[rounds, tables].new_pairings
        assert made.score.worst_off[0] == at[rounds, tables].worst_off


@settings(max_examples=30, deadline=None)
@given(small())
def test_figures_agree_with_each_other(example: tuple[Rencontre, History]) -> None:
    one, past = example
    seen = forecast(one, past, attendance=1.0)
    totals = [step.total for step in seen.outlook]
    gains = [step.new for step in seen.outlook]
    assert gains == sorted(gains, reverse=True)
    assert totals == [sum(gains[: n + 1]) for n in range(len(gains))]
    assert seen.all_met_after == len(totals)
    assert (totals[-1] if totals else 0) == seen.unmet
    first_short = next((s.number for s in seen.outlook if s.new < s.places), len(totals) + 1)
    assert seen.novelty_ends_in in {first_short, None}
    expected = seen.all_met_after or 1
    assert (seen.drawn.least, seen.drawn.median, seen.drawn.most) == (expected,) * 3
    planned, *more = seen.variants
    assert planned.all_met_after == seen.all_met_after
    assert all(variant.new_pairings >= planned.new_pairings for variant in more)
    assert (planned.all_met_after or 0) >= (more[0].all_met_after or 0)


def test_thirty_people_and_six_rounds_run_out_of_novelty_in_the_third() -> None:
    seen = forecast(rencontre(15, 15, 15, 6))
    assert [step.new for step in seen.outlook] == [90, 90, 45]
    assert (seen.novelty_ends_in, seen.all_met_after) == (3, 3)
    assert "les rencontres à venir nº 1 à 2 peuvent se remplir" in seen.summary("fr")
    assert "après 3 rencontres ; avec moins, c'est impossible" in seen.summary("fr")


def test_who_comes_less_often_meets_everybody_later() -> None:
    always, mostly, rarely = (forecast(rencontre(6, 6, 6, 3), attendance=a) for a in (1, 0.8, 0.3))
    assert always.drawn.median == always.all_met_after == 2
    assert (always.drawn.median or 0) < (mostly.drawn.median or 0)
    assert (mostly.drawn.median or 0) < (rarely.drawn.median or HORIZON + 1)
    assert forecast(rencontre(6, 6, 6, 3), seed=1) == forecast(rencontre(6, 6, 6, 3), seed=1)


def test_what_flows_do_not_say_in_full_is_called_a_bound() -> None:
    late = rencontre(3, 3, rounds=2, e1={"absent": frozenset({1})})
    tables = rencontre(4, 4, [table("1", 2, 2), table("2", 2, 2)], 2)
    demanding = rencontre(
        3, 3, rounds=3, wishes=(must("E1", "A1"),), locks=(lock("e2", 3, "1"),),
        groups=(group("Emploi", "E3", "A3", rounds=frozenset({2})),),
    )  # fmt: skip
    for one in (late, tables, demanding):
        seen = forecast(one)
        assert not seen.exact
        assert "au moins" in seen.summary("fr")
        made = plan(one, budget=Budget(seconds=3))
        assert made.score.new_pairings <= seen.outlook[0].total
        assert seen.what_if_rows("fr")[1][1].__class__ is str
        assert "≤" in str(seen.what_if_rows("fr")[1][1])


def test_where_novelty_is_over_only_newcomers_help() -> None:
    known = history(*((f"E{i}", f"A{j}") for i in (1, 2, 3) for j in (1, 2, 3) if i + j < 6))
    seen = forecast(rencontre(3, 3, 3, 2), known)
    assert (seen.unmet, seen.novelty_ends_in, seen.only_newcomers_help) == (1, 1, True)
    said = seen.summary("fr")
    assert "1 au plus pour 6 places" in said
    assert "une entreprise de plus apporterait jusqu'à 2 nouvelles" in said
    bring = {(v.more, v.number): (v.new_pairings, v.places) for v in seen.variants}
    assert bring["as_planned", 1] == bring["table", 1] == (1, 6)
    assert bring["round", 1] == (1, 9)
    assert bring["entreprise", 1] == bring["association", 1] == (3, 6)
    assert bring["entreprise", 3] == (6, 6)
    fresh = forecast(rencontre(3, 3, 3, 2))
    assert not fresh.only_newcomers_help
    assert "inviter" not in fresh.summary("fr")


def test_newcomers_bring_their_chairs() -> None:
    seen = forecast(rencontre(3, 5, 3, 2))
    more = {(v.more, v.number): v.new_pairings for v in seen.variants}
    assert more["as_planned", 1] == more["table", 1] == more["association", 1] == 6
    assert (more["entreprise", 1], more["entreprise", 5]) == (8, 10)


def test_what_is_planned_is_marked_among_what_was_tried() -> None:
    seen = forecast(rencontre(4, 3, 3, 2), rounds=[1, 2], tables=[2, 3])
    assert seen.what_if_rows("fr")[1:] == ((1, "2 (0)", "3 (0)"), (2, "4 (1)", "6 (1) ◄"))
    assert seen.tried == ((1, 2), (2, 3))


def test_nothing_is_left_when_all_have_met() -> None:
    seen = forecast(rencontre(1, 1), history(("E1", "A1")))
    assert (seen.unmet, seen.outlook, seen.all_met_after) == (0, (), 0)
    assert seen.novelty_ends_in == 1


def test_too_much_for_the_horizon_is_told() -> None:
    seen = forecast(rencontre(10, 10, 1, 1))
    assert seen.all_met_after is None
    assert len(seen.outlook) == HORIZON
    assert f"{HORIZON} rencontres ne suffisent pas" in seen.summary("fr")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_rows_are_rectangles_with_a_heading(language: str) -> None:
    seen: Forecast = forecast(rencontre(4, 3), rounds=[1, 2], tables=[3])
    for rows in (seen.outlook_rows("fr"), seen.variant_rows("en"), seen.what_if_rows("fr")):
        table_of: Sequence[Row] = rows
        assert len({len(row) for row in table_of}) == 1
        assert all(isinstance(cell, str) for cell in table_of[0])
    assert [row[0] for row in seen.what_if_rows("fr")[1:]] == [1, 2]
    assert seen.summary("en" if language == "en" else "fr")


@pytest.mark.parametrize("bad", [{"attendance": 0.0}, {"attendance": 1.5}, {"rounds": [0]}])
def test_what_makes_no_sense_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError) as refused:
        forecast(rencontre(), **bad)  # type: ignore[arg-type]
    assert refused.value.issues[0].line("fr")

"""Rencontres of a season planned together: never worse than one after the other, all rules kept."""

import datetime as dt
import threading
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating import (
    Budget,
    History,
    InfeasibleError,
    InvalidInputError,
    Progress,
    Rencontre,
    Scope,
    Season,
    check,
    plan,
    plan_season,
    score,
)
from speeddating.checks.seats import Seats
from speeddating.domain.people import Appetite
from speeddating.domain.phase import Phase
from speeddating.domain.score import DEFAULT_LEVELS
from speeddating.planning import season as season_room
from speeddating.report.evening import Evening
from tests.factories import history, must, rencontre, table, wish

QUICK = Budget(seconds=60, reproducible=True)


def coming(number: int, away: Sequence[str] = (), **over: Any) -> Rencontre:
    """The rencontre of a number, without the people of ``away``."""
    absent: dict[str, Any] = {who: {"present": False} for who in away}
    return rencontre(name=f"Rencontre {number}", date=dt.date(2026, number, 1), **over, **absent)


def one_after_the_other(rencontres: Sequence[Rencontre], past: History) -> int:
    """Distinct new pairings when each is planned alone, told from the seats."""
    new = 0
    for one in rencontres:
        made = plan(one, past, budget=QUICK)
        new += len(Seats(one, past, made.schedule).meetings.keys() - past.met)
        past = Evening(one, past, made.schedule).grown()
    return new


def assert_sound(season: Season, rencontres: Sequence[Rencontre], past: History) -> None:
    """Everything a season says, said again from the seats."""
    met, new = set(past.met), 0
    assert season.histories[0].met == past.met
    for number, (one, made) in enumerate(zip(rencontres, season.plans, strict=True)):
        before = season.histories[number]
        assert before.met == met
        assert check(one, before, made.schedule) == ()
        assert made.score == score(one, before, made.schedule)
        meetings = Seats(one, before, made.schedule).meetings.keys()
        assert made.score.new_pairings == len(meetings - met)
        alone = made.bound("new_pairings").value
        assert isinstance(alone, int)
        assert made.score.new_pairings <= alone
        new += len(meetings - met)
        met |= meetings
    assert season.histories[-1].met == met
    assert season.new_pairings == new <= season.most


@st.composite
def small_seasons(draw: st.DrawFn) -> tuple[list[Rencontre], History]:
    """Two or three rencontres of up to four and four, with other people each time."""
    e, a = draw(st.integers(2, 4)), draw(st.integers(2, 4))
    everybody = [[f"e{i + 1}" for i in range(e)], [f"a{i + 1}" for i in range(a)]]
    rencontres = []
    for number in range(1, draw(st.integers(2, 3)) + 1):
        away = [
            who
            for side in everybody
            for who in draw(st.lists(st.sampled_from(side), unique=True, max_size=len(side) - 1))
        ]
        tables, rounds = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        one = coming(number, away, entreprises=e, associations=a, tables=tables, rounds=rounds)
        rencontres.append(one)
    pairs = st.tuples(st.integers(1, e), st.integers(1, a))
    met = draw(st.lists(pairs, unique=True, max_size=4))
    return rencontres, history(*((f"E{i}", f"A{j}") for i, j in met))


@settings(max_examples=12, deadline=None)
@given(small_seasons())
def test_a_season_is_never_below_one_after_the_other(
    given_season: tuple[list[Rencontre], History],
) -> None:
    rencontres, past = given_season
    season = plan_season(rencontres, past, budget=QUICK)
    assert_sound(season, rencontres, past)
    assert season.new_pairings >= one_after_the_other(rencontres, past)
    assert season.proven  # so small that the bound is always met


def unlucky() -> list[Rencontre]:
    """E1 would like to meet A1 at once, but only A1 is there the second time."""
    first = coming(1, ["e2"], rounds=1, tables=1, wishes=(wish("E1", "A1"),))
    return [first, coming(2, ["e2", "a2"], rounds=1, tables=1)]


def test_together_can_be_strictly_better() -> None:
    season = plan_season(unlucky(), budget=QUICK)
    assert one_after_the_other(unlucky(), History()) == season.one_after_the_other == 1
    assert (season.new_pairings, season.proven) == (2, True)
    assert "C'est 1 de plus" in season.summary("fr")
    assert season.rows("en")[1:] == (("Rencontre 1", 1, 1, 1), ("Rencontre 2", 1, 1, 2))
    assert_sound(season, unlucky(), History())


def test_an_evening_that_leaves_pairings_to_others_claims_no_more_than_it_knows() -> None:
    season = plan_season(unlucky(), budget=QUICK)
    first, last = season.plans
    assert first.proven == ("new_pairings",)  # the wish was given up for the second evening
    assert {b.scope for b in first.bounds[1:]} <= {Scope.THESE_PAIRINGS, Scope.THESE_ROUNDS}
    assert last.proven[:3] == ("new_pairings", "worst_off", "wishes")


def test_each_evening_pursues_what_its_organisers_and_its_phase_put_first() -> None:
    asked = coming(1, priorities=("seated",))
    project = coming(2, phase=Phase.PROJET)
    season = plan_season([asked, project], budget=QUICK)
    orders = [[bound.level for bound in made.bounds] for made in season.plans]
    assert [order[:3] for order in orders] == [
        ["new_pairings", "seated", "worst_off"], ["new_pairings", "wishes", "worst_off"]
    ]  # fmt: skip
    assert {len(order) for order in orders} == {len(DEFAULT_LEVELS)}


def test_slips_are_told_before_any_search() -> None:
    with pytest.raises(TypeError, match="Budget"):
        plan_season(unlucky(), budget=20)  # type: ignore[arg-type]
    with pytest.raises(InvalidInputError, match="E1"):
        plan_season(unlucky(), history(("A1", "E1")))


def test_twice_is_the_same() -> None:
    one, other = (plan_season(unlucky(), budget=QUICK) for _ in range(2))
    assert [p.schedule for p in one.plans] == [p.schedule for p in other.plans]
    assert one.evidence.reproducible


def test_a_must_is_kept_where_it_is_asked_for() -> None:
    first, second = unlucky()
    first = first.model_copy(update={"wishes": (must("E1", "A1"),)})
    season = plan_season([first, second], budget=QUICK)
    assert ("E1", "A1") in Seats(first, History(), season.plans[0].schedule).new
    assert season.new_pairings == 1
    assert_sound(season, [first, second], History())


def test_promised_meetings_are_kept_even_if_another_evening_would_want_them() -> None:
    rencontres = [
        coming(1, ["e2"], rounds=2, tables=1, e1={"least": 2, "present": True}),
        coming(2, ["e2", "a2"], rounds=1, tables=1),
    ]
    season = plan_season(rencontres, budget=QUICK)
    assert_sound(season, rencontres, History())
    assert season.new_pairings == 2


def test_what_only_together_is_possible_is_found() -> None:
    # alone, the first takes A1 (wished for); then the second cannot keep its promise to E1
    picky = {"E1": {"appetite": Appetite.NEW_ONLY}}
    first = coming(1, ["e2"], rounds=1, tables=1, wishes=(wish("E1", "A1"),), **picky)
    second = coming(2, ["e2", "a2"], rounds=1, tables=1, e1={"least": 1}, **picky)
    season = plan_season([first, second], budget=QUICK)
    assert (season.one_after_the_other, season.new_pairings) == (None, 2)
    assert "L'une après l'autre" in season.summary("fr")
    assert_sound(season, [first, second], History())


def test_a_rencontre_without_any_schedule_is_told() -> None:
    impossible = coming(2, rounds=1, e1={"least": 1}, a1={"least": 1}, a2={"least": 1}, tables=1)
    with pytest.raises(InfeasibleError, match="Rencontre 2"):
        plan_season([coming(1), impossible], budget=QUICK)


def test_presence_and_tables_of_several_are_planned_too() -> None:
    rencontres = [
        coming(1, entreprises=4, associations=4, tables=[table("1", 2, 2), table("2", 2, 2)]),
        coming(2, entreprises=4, associations=4, e1={"absent": frozenset({1})}),
        coming(3, ["a4"], entreprises=4, associations=4, rounds=3),
    ]
    season = plan_season(rencontres, history(("E1", "A1")), budget=Budget(seconds=6))
    assert_sound(season, rencontres, history(("E1", "A1")))
    assert season.new_pairings >= 12


def test_rows_of_the_season_itself_are_no_history() -> None:
    rencontres = unlucky()
    published = history(("E1", "A2"), name="Rencontre 2", date=dt.date(2026, 2, 1))
    season = plan_season(rencontres, published, budget=QUICK)
    assert season.new_pairings == 2
    assert season.histories[0] == History()


def test_progress_is_told_and_a_cancelled_season_is_a_result() -> None:
    told: list[Progress] = []
    plan_season(unlucky(), budget=QUICK, on_progress=told.append)
    assert {(one.value, one.bound) for one in told} == {(2, 2)}
    stop = threading.Event()
    stop.set()
    season = plan_season(unlucky(), budget=Budget(seconds=6), cancel=stop)
    assert_sound(season, unlucky(), History())
    assert season.evidence.stopped == "cancelled"


@pytest.mark.parametrize(
    ("rencontres", "code"),
    [
        ([], "season.no_rencontre"),
        ([coming(1), coming(2), coming(1)], "season.same_rencontre"),
        ([coming(2), coming(1)], "season.not_in_order"),
    ],
)
def test_a_series_that_makes_no_sense_is_refused(rencontres: list[Rencontre], code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        plan_season(rencontres)
    assert code in [issue.code for issue in refused.value.issues]
    assert all(issue.line("fr") and issue.line("en") for issue in refused.value.issues)


def test_an_evening_that_needs_it_gets_all_the_time_that_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for share in ("SKETCH", "ALONE", "TOGETHER", "AGAIN"):
        monkeypatch.setattr(season_room, share, 0.0)
    twice: dict[str, Any] = {
        who: {"least": 2} for who in ("e1", "e3", "e4", "e5", "e6", "a1", "a3", "a6")
    }
    demanding = coming(
        1, entreprises=6, associations=6, tables=[table("1", 2, 2), table("2", 2, 2)], rounds=3,
        wishes=(must("E4", "A5"), must("E1", "A6"), must("E3", "A4")), **twice,
    )  # fmt: skip
    evenings = [demanding, coming(2)]
    season = plan_season(evenings, budget=Budget(seconds=30, reproducible=True))
    assert_sound(season, evenings, History())
    assert season.new_pairings > 0

"""Who and when at once: the ways it may take, and what it refuses."""

from typing import Any

import pytest

from speeddating import Budget, Scope, UnsupportedError, check, plan
from speeddating.domain.history import History
from speeddating.domain.plan import Engine
from speeddating.domain.score import DEFAULT_LEVELS
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.own import OwnLevel
from speeddating.solve.pairs.choose import NoPairings
from speeddating.solve.rounds import solve as module
from speeddating.solve.rounds.solve import solve
from tests.factories import must, rencontre
from tests.solve.rounds.brute import Case, optimum

QUICK = Budget(seconds=20, workers=1)
AWAY: dict[str, Any] = {"e1": {"absent": frozenset({1})}, "a2": {"absent": frozenset({3})}}
EVENT = rencontre(4, 3, 2, 4, **AWAY)


def test_flows_alone_know_no_rounds() -> None:
    with pytest.raises(UnsupportedError) as told:
        solve(Limits(EVENT, History()), ("new_pairings",), "flow", Clock(QUICK))
    assert told.value.what == "engine"


@pytest.mark.parametrize("engine", ["auto", "cpsat"])
@pytest.mark.parametrize("levels", [DEFAULT_LEVELS, ("moves",), (), ("waits", "moves", "seated")])
def test_there_is_one_bound_for_each_level_in_the_order_asked_for(
    engine: Engine, levels: tuple[str, ...]
) -> None:
    answer = solve(Limits(EVENT, History()), levels, engine, Clock(QUICK))
    assert tuple(bound.level for bound in answer.bounds) == levels
    assert answer.space == "rounds"
    assert check(EVENT, History(), answer.schedule) == ()


def test_both_engines_agree_with_every_schedule_there_is() -> None:
    event = rencontre(3, 3, 2, 3, e1={"absent": frozenset({1})}, a2={"absent": frozenset({3})})
    levels = ("new_pairings", "worst_off", "pauses", "waits", "pauses_in_a_row")
    expected = optimum(Case(event).worths(), levels)
    for engine in ("auto", "cpsat"):
        made = plan(event, levels=levels, engine=engine, budget=QUICK)
        assert {level: made.score.value(level) for level in levels} == expected
        assert made.proven == levels


def test_what_the_large_are_given_is_bounded_by_flows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_MODEL", 0)
    made = plan(EVENT, budget=QUICK)
    assert check(EVENT, History(), made.schedule) == ()
    assert {bound.engine for bound in made.bounds[:6]} <= {"flow", "count"}
    assert "new_pairings" in made.proven


def test_what_the_large_are_given_has_bounds_even_when_no_flow_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LARGEST_MODEL", 0)
    event = rencontre(3, 2, 2, 3, meetings_per_pairing=2, **AWAY)
    made = plan(event, budget=QUICK)
    assert tuple(bound.level for bound in made.bounds) == DEFAULT_LEVELS
    assert made.bound("affinity").engine == "count"


def test_demands_too_large_for_a_model_are_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_DEMANDING", 3)
    own = OwnLevel("zero", lambda _: [], lambda _: 0)
    with pytest.raises(UnsupportedError) as told:
        plan(rencontre(), budget=QUICK, levels=["new_pairings", own])
    assert told.value.what == "size"
    assert plan(rencontre(wishes=(must("E1", "A1", round=1),)), budget=QUICK).proven
    assert plan(rencontre(3, 2, 2, 2, e1={"absent": frozenset({1})}), budget=QUICK).proven


def test_levels_on_pairings_at_their_caps_are_followed_by_rounds_for_these_pairings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LARGEST_WHOLE", 0)
    event = rencontre(4, 4, 1, 8, e4={"absent": frozenset({8})})
    made = plan(event, levels=("new_pairings", "worst_off", "waits"), budget=QUICK)
    assert made.bound("worst_off").engine == "flow"
    assert made.bound("waits").scope in {Scope.THESE_PAIRINGS, Scope.ALL}
    assert made.bound("waits").scope is Scope.THESE_PAIRINGS or made.score.waits == 0


def test_the_impossible_is_certified_by_a_flow_before_any_search() -> None:
    event = rencontre(1, 2, 1, 1, wishes=(must("E1", "A1"), must("E1", "A2")))
    with pytest.raises(NoPairings):
        solve(Limits(event, History()), ("new_pairings",), "auto", Clock(QUICK))

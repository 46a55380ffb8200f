"""Conflicts: irreducible, confirmed, and never claimed without proof."""

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from ortools.sat.python import cp_model

from speeddating.checks import RULES
from speeddating.domain.history import History
from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.runner import run
from speeddating.solve.limits import Limits
from speeddating.solve.own import Own, OwnRule
from speeddating.solve.reasons import conflict as module
from speeddating.solve.reasons.conflict import (
    BACKGROUND,
    concerning,
    conditions,
    conflict,
    feasible,
    needed_by,
    too_large,
)
from speeddating.solve.reasons.demands import OF_A_PERSON, Demand, without
from speeddating.solve.rounds.model import variables
from tests.factories import apart, history, lock, must, rencontre, table, wish
from tests.solve.rounds.brute import Case, cases

some = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def clock() -> Clock:
    return Clock(Budget(seconds=20, workers=1))


@some
@given(cases())
def test_demands_together_are_possible_exactly_where_a_schedule_exists(case: Case) -> None:
    assert feasible(Limits(*case), clock()) is case.possible


NAMES = {rule.__name__ for rule in RULES}


@some
@given(cases())
def test_every_condition_is_a_rule_by_name_or_none_that_anybody_asked_for(case: Case) -> None:
    found = conditions(variables(needed_by(Limits(*case), lambda _: True)))
    assert {one.rule for one in found} <= NAMES | BACKGROUND


@pytest.mark.parametrize(("rounds", "possible"), [(1, False), (2, True)])
def test_two_who_never_meet_take_turns_at_the_table_that_both_have(
    rounds: int, *, possible: bool
) -> None:
    own: dict[str, Any] = {who: {"table": "1", "least": 1} for who in ("e1", "a1")}
    event = rencontre(2, 2, rounds=rounds, incompatibilities=(apart("E1", "A1"),), **own)
    assert feasible(Limits(event, History()), clock()) is possible


@some
@given(cases())
def test_a_conflict_is_found_where_nothing_is_possible_and_has_nothing_to_spare(
    case: Case,
) -> None:
    found = conflict(Limits(*case), clock())
    assert (found is None) is case.possible
    if found is None:
        return
    assert found.minimal
    limits, demands = Limits(*case), set(found.demands)
    assert module._together(limits, demands, clock()) is False
    for one in found.demands:
        assert module._together(limits, demands - {one}, clock()) is True


@some
@given(cases())
def test_a_demand_that_is_struck_out_leaves_a_rencontre_without_it(case: Case) -> None:
    found = conflict(Limits(*case), clock())
    assume(found is not None)
    assert found is not None
    for demand in found.demands:
        changed = without(Limits(*case), demand)
        if changed is None:
            assert demand.rule in {"tables_stand", "meetings_again_are_welcome"}
            continue
        everybody = [p.id for p in case.rencontre.participants]
        parties = [*everybody, *(o.id for o in case.rencontre.organisations)]
        assert demand not in concerning(changed, parties)
        assert feasible(changed, clock()) is Case(changed.rencontre, changed.history).possible


def demand(rule: str, **data: object) -> Demand:
    return Demand(rule, tuple(sorted(data.items())))


def test_a_conflict_names_the_rules_and_the_people() -> None:
    event = rencontre(1, 2, 1, 1, a2={"least": 1}, wishes=(must("E1", "A1"),))
    found = conflict(Limits(event, History()), clock())
    assert found is not None
    assert set(found.demands) == {
        demand("least_meetings", name="a2", least=1),
        demand("musts_are_met", a="E1", b="A1", round=""),
    }


def test_tables_of_ones_own_are_told_among_the_reasons() -> None:
    event = rencontre(e1={"table": "1", "least": 2}, e2={"table": "1", "least": 1})
    found = conflict(Limits(event, History()), clock())
    assert found is not None
    assert {one.rule for one in found.demands} == {"fixed_tables", "least_meetings"}


def test_zones_and_access_are_told_by_name() -> None:
    event = rencontre(tables=[table("1", zone="Nord"), table("2", accessible=True)],
                      e1={"zone": "Nord", "needs_access": True, "least": 1})  # fmt: skip
    found = conflict(Limits(event, History()), clock())
    assert found is not None
    assert {one.rule for one in found.demands} == {"zones", "access", "least_meetings"}


def test_two_locks_of_one_table_need_no_third_reason() -> None:
    event = rencontre(locks=(lock("e1", 1, "2"), lock("e2", 1, "2")))
    found = conflict(Limits(event, History()), clock())
    assert found is not None
    assert [one.rule for one in found.demands] == ["locks_are_kept", "locks_are_kept"]


def test_tables_that_stand_in_some_rounds_are_told_with_these_rounds() -> None:
    event = rencontre(
        tables=[table("1"), table("2", rounds=frozenset({1}))],
        wishes=(must("E1", "A1", round=2), must("E2", "A2", round=2)),
    )
    found = conflict(Limits(event, History()), clock())
    assert found is not None
    (tables,) = (one for one in found.demands if one.rule == "tables_stand")
    assert dict(tables.data) == {"tables": 1, "rounds": "2"}
    assert "2" in tables.reason().sentence("fr")
    assert tables.reason().sentence("en") == "Rounds 2: 1 table only."


@pytest.mark.parametrize("status", [cp_model.UNKNOWN, cp_model.FEASIBLE])
def test_what_a_second_search_does_not_confirm_is_no_conflict(
    monkeypatch: pytest.MonkeyPatch, status: cp_model.CpSolverStatus
) -> None:
    def doubtful(*args: object, **parameters: object) -> object:
        solver, found = run(*args, **parameters)  # type: ignore[arg-type]
        return solver, status if parameters.get("random_seed") == 7 else found

    monkeypatch.setattr(module, "run", doubtful)
    event = rencontre(locks=(lock("e1", 1, "2"), lock("e2", 1, "2")))
    assert conflict(Limits(event, History()), clock()) is None


def test_a_core_that_does_not_contradict_itself_is_searched_among_all_demands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """CP-SAT has been seen to name literals that do not suffice."""

    def nothing(_solver: cp_model.CpSolver) -> list[int]:
        return []

    monkeypatch.setattr(cp_model.CpSolver, "sufficient_assumptions_for_infeasibility", nothing)
    event = rencontre(locks=(lock("e1", 1, "2"), lock("e2", 1, "2")), e1={"least": 1})
    found = conflict(Limits(event, History()), clock())
    assert found is not None
    assert [one.rule for one in found.demands] == ["locks_are_kept", "locks_are_kept"]


def test_without_time_nothing_is_proved() -> None:
    event = rencontre(locks=(lock("e1", 1, "2"), lock("e2", 1, "2")))
    over = clock()
    over.cancelled.set()
    assert conflict(Limits(event, History()), over) is None
    assert feasible(Limits(event, History()), over) is None


def test_only_the_meetings_that_demands_need_make_a_model_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = rencontre(3, 3, rounds=3, e1={"least": 1}, wishes=(must("E2", "A2", round=1),))
    here = needed_by(Limits(event, History()), lambda _: True)
    assert here.size == 3 * 3 + 1
    monkeypatch.setattr(module, "LARGEST", 10)
    assert not too_large(here)
    monkeypatch.setattr(module, "LARGEST", 9)
    assert too_large(here)


def test_tables_of_ones_own_make_a_model_large(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed: dict[str, Any] = {f"{side}{n}": {"table": "1"} for side in "ea" for n in (1, 2, 3)}
    wishes = (must("E1", "A1"),)
    monkeypatch.setattr(module, "LARGEST", 8)
    free = Limits(rencontre(3, 3, rounds=3, wishes=wishes), History())
    assert not too_large(needed_by(free, lambda _: True))
    own = Limits(rencontre(3, 3, rounds=3, wishes=wishes, **fixed), History())
    assert too_large(needed_by(own, lambda _: True))


STRUCK = [
    (rencontre(e1={"least": 1}), demand("least_meetings", name="e1", least=1)),
    (rencontre(e1={"most": 1}), demand("most_meetings", name="e1", most=1)),
    (
        rencontre(e1={"absent": frozenset({1})}),
        demand("people_are_there", name="e1", rounds="1"),
    ),
    (rencontre(e1={"table": "1"}), demand("fixed_tables", name="e1", table="1")),
    (rencontre(e1={"zone": "Nord"}), demand("zones", name="e1", zone="Nord")),
    (rencontre(e1={"needs_access": True}), demand("access", name="e1")),
    (
        rencontre(locks=(lock("e1", 1, "1"),)),
        demand("locks_are_kept", name="e1", round=1, table="1"),
    ),
    (
        rencontre(incompatibilities=(apart("E1", "A1"),)),
        demand("incompatible_apart", a="E1", b="A1"),
    ),
    (
        rencontre(wishes=(must("E1", "A1", round=1),)),
        demand("musts_are_met", a="E1", b="A1", round=1),
    ),
    (
        rencontre(wishes=(wish("E1", "A1", before="A2"),)),
        demand("order_is_kept", name="E1", a="A1", b="A2"),
    ),
]


@pytest.mark.parametrize(("event", "one"), STRUCK, ids=[one.rule for _, one in STRUCK])
def test_each_kind_of_demand_is_found_by_name_and_can_be_struck_out(
    event: object, one: Demand
) -> None:
    limits = Limits(event, History())  # type: ignore[arg-type]
    assert one in concerning(limits, one.reason().people)
    changed = without(limits, one)
    assert changed is not None
    assert one not in concerning(changed, one.reason().people)
    for language in ("fr", "en"):
        said = one.reason().sentence(language)
        assert all(str(value) in said for _, value in one.data)


def test_every_demand_of_a_person_has_a_case() -> None:
    assert OF_A_PERSON.keys() <= {one.rule for _, one in STRUCK}


def test_what_is_no_line_of_the_rencontre_cannot_be_struck_out() -> None:
    limits = Limits(rencontre(), history(("E1", "A1")))
    assert without(limits, demand("meetings_again_are_welcome", a="E1", b="A1")) is None
    assert without(limits, demand("tables_stand", tables=2, rounds="")) is None


def test_an_own_rule_is_struck_out_by_name() -> None:
    never = OwnRule("jamais", lambda _: [False], lambda _: [])
    limits = Limits(rencontre(), History(), Own((never,)))
    found = conflict(limits, clock())
    assert found is not None
    (one,) = found.demands
    changed = without(limits, one)
    assert changed is not None
    assert feasible(changed, clock()) is True

"""A caller's own rules and levels are kept, proven, and checked again on the seats."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from ortools.sat.python import cp_model

from speeddating import (
    BrokenScheduleError,
    Budget,
    History,
    InfeasibleError,
    InvalidInputError,
    NoScheduleFoundError,
    UnsupportedError,
    plan,
    replan,
    write_workbook,
)
from speeddating.domain.score import better
from speeddating.extend import OwnLevel, OwnRule, Sense
from speeddating.planning.one import checked
from speeddating.solve.answer import Answer
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat import lexicographic
from speeddating.solve.limits import Limits
from speeddating.solve.own import Own
from speeddating.solve.rounds import settle
from speeddating.solve.rounds import solve as rounds
from tests.factories import must, rencontre, table

if TYPE_CHECKING:
    from pathlib import Path


def not_in_first(name: str) -> OwnRule:
    return OwnRule(
        name=f"{name} comes late",
        conditions=lambda x: [sum(x.of(name)[0]) == 0],
        broken=lambda seats: ["too early"] if 1 in seats.rounds_of(name) else [],
    )


def rounds_of(name: str, sense: Sense = Sense.MORE) -> OwnLevel:
    return OwnLevel(
        name="late",
        terms=lambda x: [(v, x.rounds[r]) for r, found in enumerate(x.of(name)) for v in found],
        measure=lambda seats: sum(seats.rounds_of(name)),
        sense=sense,
    )


def test_an_own_rule_is_kept() -> None:
    made = plan(rencontre(2, 3, 2, 3), rules=[not_in_first("E1")])
    assert 1 not in {s.round for s in made.schedule.seatings if "e1" in s.entreprises}
    assert made.score.new_pairings == made.bound("new_pairings").value == 5
    assert "new_pairings" in made.proven


@pytest.mark.parametrize(("sense", "best"), [(Sense.MORE, 5), (Sense.LESS, 3)])
def test_an_own_level_is_reached_in_its_place_and_proven(sense: Sense, best: int) -> None:
    # A3 meets two of the three rounds' entreprises: rounds 2 and 3 at best, 1 and 2 at worst.
    made = plan(rencontre(2, 3, 2, 3), levels=["new_pairings", rounds_of("A3", sense)])
    assert made.own == {"late": best}
    assert made.proven == ("new_pairings", "late")


def lost(*_: object, **__: object) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    """A solver that finds nothing in the time."""
    return cp_model.CpSolver(), cp_model.UNKNOWN


@pytest.mark.parametrize("size", [settle.__name__, "LARGEST_MODEL"])
def test_a_start_that_keeps_an_own_rule_is_a_plan_when_time_ends(
    monkeypatch: pytest.MonkeyPatch, size: str
) -> None:
    """Its own check says so, without any solver."""
    monkeypatch.setattr(settle, "run", lost)
    monkeypatch.setattr(lexicographic, "run", lost)
    if size == "LARGEST_MODEL":
        monkeypatch.setattr(rounds, size, 0)
    event = rencontre(5, 5, 4, 4, a1={"absent": frozenset({1})})
    made = plan(event, rules=[not_in_first("A1")])
    assert made.score.new_pairings > 0
    assert not better("new_pairings", made.score.new_pairings, made.bound("new_pairings").value)
    with pytest.raises(NoScheduleFoundError):
        plan(event, rules=[not_in_first("A2")])


@pytest.mark.parametrize(("sense", "bound"), [(Sense.MORE, 5 * (2 + 3 + 4)), (Sense.LESS, 0)])
def test_an_own_level_that_nobody_could_pursue_is_bounded_by_all_that_helps(
    monkeypatch: pytest.MonkeyPatch, sense: Sense, bound: int
) -> None:
    """A1 may meet each of five in rounds 2, 3 and 4: all of it counts, or none."""
    monkeypatch.setattr(settle, "run", lost)
    monkeypatch.setattr(lexicographic, "run", lost)
    event = rencontre(5, 5, 4, 4, a1={"absent": frozenset({1})})
    late = rounds_of("A1", sense)
    made = plan(event, engine="cpsat", levels=["new_pairings", late])
    assert made.own["late"] > 0
    assert made.bound("late").value == bound
    assert "late" not in made.proven


def test_an_own_rule_that_cannot_hold_is_named_among_the_reasons() -> None:
    event = rencontre(1, 1, 1, 1, wishes=(must("E1", "A1"),))
    with pytest.raises(InfeasibleError, match="E1 comes late"):
        plan(event, rules=[not_in_first("E1")])


def codes(refused: pytest.ExceptionInfo[InvalidInputError]) -> list[tuple[str, str | None]]:
    return [(issue.code, issue.value) for issue in refused.value.issues]


def test_an_own_check_that_disagrees_with_its_conditions_is_blamed_on_the_rule() -> None:
    never = OwnRule("never", conditions=lambda _x: [], broken=lambda _seats: ["always broken"])
    with pytest.raises(InvalidInputError, match="always broken") as refused:
        plan(rencontre(), rules=[never])
    assert codes(refused) == [("extend.rule_disagrees", "never")]


def test_an_own_rule_that_the_solver_did_not_keep_is_a_defect_of_the_library() -> None:
    event = rencontre(2, 2)
    made = plan(event)
    (first,) = (s.round for s in made.schedule.seatings if s.people() == ("e1", "a1"))
    late = OwnRule(
        "late",
        conditions=lambda x: [sum(x.between("e1", "a1")[first - 1]) == 0],
        broken=lambda seats: ["met"] if first in seats.rounds_together("e1", "a1") else [],
    )
    limits = Limits(event, History(), Own(rules=(late,)))
    answer = Answer(made.schedule, made.bounds, "rounds")
    with pytest.raises(BrokenScheduleError, match="met"):
        checked(limits, answer, "auto", Clock(Budget()))


def test_an_own_level_that_measures_something_else_is_refused_by_name() -> None:
    off_by_one = rounds_of("A3")._replace(measure=lambda seats: sum(seats.rounds_of("A3")) + 1)
    with pytest.raises(InvalidInputError) as refused:
        plan(rencontre(2, 3, 2, 3), levels=["new_pairings", off_by_one])
    assert codes(refused) == [("extend.level_disagrees", "late")]
    assert refused.value.issues[0].data == {"terms": 5, "measured": 6}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nobody", "extend.unknown_party"),
        ("É1", "extend.misnamed_party"),  # matches E1, and is not its identifier
    ],
)
@pytest.mark.parametrize("half", ["conditions", "broken"])
def test_an_own_rule_about_nobody_is_refused_by_its_name(name: str, code: str, half: str) -> None:
    rule = not_in_first("E1")._replace(**{half: getattr(not_in_first(name), half)})
    with pytest.raises(InvalidInputError) as refused:
        plan(rencontre(), rules=[rule])
    assert codes(refused) == [(code, name)]
    assert refused.value.source == rule.name


def test_an_own_rule_about_who_is_not_coming_is_taken() -> None:
    event = rencontre(3, 2, e1={"present": False})
    assert plan(event, rules=[not_in_first("E1")]).score.new_pairings == 4


def test_an_own_level_about_nobody_is_refused_by_its_name() -> None:
    with pytest.raises(InvalidInputError, match="late") as refused:
        plan(rencontre(), levels=[rounds_of("nobody")])
    assert codes(refused) == [("extend.unknown_party", "nobody")]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([rounds_of("E1")._replace(name="waits")], ("extend.level_name_taken", "waits")),
        ([rounds_of("E1"), rounds_of("E2")], ("extend.level_twice", "late")),
        (["seated", "seated"], ("extend.level_twice", "seated")),
    ],
)
def test_a_level_has_a_name_that_no_other_has(
    levels: list[str | OwnLevel], expected: tuple[str, str]
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        plan(rencontre(), levels=levels)
    assert codes(refused) == [expected]


@pytest.mark.parametrize(
    "rule",
    [
        not_in_first("E1")._replace(conditions=lambda _x: ["never"]),  # type: ignore[list-item]
        not_in_first("E1")._replace(broken=lambda _seats: "broken"),
    ],
)
def test_an_error_within_an_own_rule_bears_its_name(rule: OwnRule) -> None:
    with pytest.raises(TypeError) as caught:
        plan(rencontre(), rules=[rule])
    assert caught.value.__notes__ == [f"in the own rule or level {rule.name!r}"]


def test_own_levels_are_pursued_when_a_published_plan_is_changed() -> None:
    event = rencontre(2, 3, 2, 3)
    made = plan(event)
    for sense, best in ((Sense.MORE, 5), (Sense.LESS, 3)):
        changed = replan(made, event, levels=["new_pairings", rounds_of("A3", sense), "kept"])
        assert changed.own == {"late": best}
        assert changed.proven[:2] == ("new_pairings", "late")


def test_a_published_plan_is_not_worsened_by_an_own_level_without_time() -> None:
    event = rencontre(2, 3, 2, 3)
    late = rounds_of("A3")
    made = plan(event, levels=["new_pairings", late])
    stopped = Event()
    stopped.set()
    left = replan(made, event, levels=["new_pairings", late, "kept"], cancel=stopped)
    assert left.own == made.own
    bound = left.bound("late").value
    assert isinstance(bound, int)
    assert bound >= left.own["late"]


def test_own_levels_are_refused_by_name_when_tables_of_several_are_changed() -> None:
    event = rencontre(2, 2, tables=(table("1", 2, 2),))
    with pytest.raises(UnsupportedError) as refused:
        replan(plan(event), event, levels=["new_pairings", rounds_of("E1")])
    assert refused.value.what == "own"


def test_own_rules_are_refused_by_name_at_tables_of_several_seats() -> None:
    event = rencontre(2, 2, tables=(table("1", 2, 2),))
    with pytest.raises(UnsupportedError) as refused:
        plan(event, rules=[not_in_first("E1")])
    assert refused.value.what == "own"


def test_an_own_level_and_an_order_without_new_pairings_are_written_and_told(
    tmp_path: Path,
) -> None:
    one = rencontre(3, 3, rounds=2)
    early = OwnLevel(
        name="tôt",
        terms=lambda x: [(meeting, 1) for meeting in x.of("E1")[0]],
        measure=lambda seats: int(1 in seats.rounds_of("E1")),
    )
    orders: list[list[str | OwnLevel]] = [["new_pairings", early], ["seated"]]
    for levels in orders:
        made = plan(one, levels=levels, budget=Budget(seconds=5, reproducible=True))
        assert made.summary("fr").startswith("6 nouvelles rencontres")
        assert write_workbook(tmp_path / "planning.xlsx", one, History(), made).exists()

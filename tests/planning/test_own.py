"""A caller's own rules and levels are kept, proven, and checked again on the seats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from ortools.sat.python import cp_model

from speeddating import (
    BrokenScheduleError,
    Budget,
    History,
    InfeasibleError,
    NoScheduleFoundError,
    UnsupportedError,
    plan,
    write_workbook,
)
from speeddating.domain.score import better
from speeddating.extend import OwnLevel, OwnRule, Sense
from speeddating.solve.cpsat import lexicographic
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


def test_an_own_rule_that_cannot_hold_is_named_among_the_reasons() -> None:
    event = rencontre(1, 1, 1, 1, wishes=(must("E1", "A1"),))
    with pytest.raises(InfeasibleError, match="E1 comes late"):
        plan(event, rules=[not_in_first("E1")])


def test_an_own_check_that_disagrees_with_its_conditions_is_told() -> None:
    never = OwnRule("never", conditions=lambda _x: [], broken=lambda _seats: ["always broken"])
    with pytest.raises(BrokenScheduleError, match="always broken"):
        plan(rencontre(), rules=[never])


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

"""What a phase sets holds in a plan and in a workbook, and gives way to what is said."""

from pathlib import Path
from typing import Any

import pytest

from speeddating import Appetite, Budget, Phase, plan
from speeddating.domain.phase import pursued
from speeddating.domain.score import DEFAULT_LEVELS
from tests.factories import history, rencontre, table, wish
from tests.intake.books import Line, read

ALL_MET = history(*((f"E{e}", f"A{a}") for e in (1, 2) for a in (1, 2)))
WATER = {"themes": frozenset({"eau"})}
SHARED: dict[str, Any] = {"E1": WATER, "A1": WATER}
"""Who shares a theme; the wish is for somebody else."""
DEARER = {
    None: "wishes",
    Phase.INTER_CONNAISSANCE: "wishes",
    Phase.REFLEXION: "affinity",
    Phase.PROJET: "wishes",
}


def chosen(phase: Phase | None, levels: tuple[str, ...] | None = None, **over: Any) -> str:
    """Whom E1 meets in the only round: whom it wishes for, or with whom it shares a theme."""
    event = rencontre(2, 2, 2, 1, phase=phase, wishes=(wish("E1", "A2"),), **SHARED, **over)
    made = plan(event, levels=levels, budget=Budget(seconds=5))
    assert made.score.new_pairings == 2
    (mine,) = (one for one in made.schedule.seatings if "e1" in one.entreprises)
    return {"a1": "affinity", "a2": "wishes"}[mine.associations[0]]


@pytest.mark.parametrize("phase", DEARER)
def test_a_phase_says_which_level_is_dearer(phase: Phase | None) -> None:
    assert chosen(phase) == DEARER[phase]


@pytest.mark.parametrize("phase", DEARER)
@pytest.mark.parametrize("first", ["affinity", "wishes"])
def test_priorities_and_levels_go_before_the_phase(phase: Phase | None, first: str) -> None:
    assert chosen(phase, priorities=("new_pairings", first)) == first
    other = {"affinity": "wishes", "wishes": "affinity"}[first]
    levels = pursued(("new_pairings", first))
    assert chosen(phase, levels, priorities=("new_pairings", other)) == first


@pytest.mark.parametrize(
    ("phase", "told", "seated"),
    [
        (None, None, 8),
        (Phase.INTER_CONNAISSANCE, None, 0),
        (Phase.REFLEXION, None, 8),
        (Phase.PROJET, None, 8),
        (Phase.INTER_CONNAISSANCE, Appetite.MIXED, 8),
        (Phase.REFLEXION, Appetite.NEW_ONLY, 0),
    ],
)
@pytest.mark.parametrize("tables", [[table("1"), table("2")], [table("1", 2, 2)]])
def test_who_has_told_no_appetite_meets_again_or_not_as_the_phase_expects(
    phase: Phase | None, told: Appetite | None, seated: int, tables: list[Any]
) -> None:
    said: dict[str, Any] = (
        {} if told is None else {name: {"appetite": told} for name in ("E1", "E2", "A1", "A2")}
    )
    made = plan(rencontre(2, 2, tables, 2, phase=phase, **said), ALL_MET, budget=Budget(seconds=5))
    assert made.score.new_pairings == 0
    assert made.score.seated == seated


GROUP: tuple[Line, ...] = (
    ("Sous-groupe", "Organisation", "Tours"),
    ("Recrutement", "Ateliers Verts", None),
    ("Recrutement", "Les Mains Liées", None),
)


@pytest.mark.parametrize(
    ("said", "seats", "together"),
    [(None, 1, 0), ("inter-connaissance", 1, 0), ("réflexion", 2, 0), ("projet", 1, 1)],
)
def test_a_workbook_that_lists_no_tables_and_no_rounds_of_a_group_gets_the_phases(
    tmp_path: Path, said: str | None, seats: int, together: int
) -> None:
    event = (("Paramètre", "Valeur"), ("Phase", said))
    made = read(tmp_path, Rencontre=event, Sous_groupes=GROUP).rencontre
    assert {one.seats_entreprises for one in made.tables} == {seats}
    assert made.groups[0].free_rounds == together


def test_a_workbook_says_otherwise_than_its_phase(tmp_path: Path) -> None:
    event = (("Paramètre", "Valeur"), ("Phase", "projet"), ("Critères d'abord", "affinités"))
    rows = (*GROUP[:1], (*GROUP[1][:2], "2; 1 au choix"), GROUP[2])
    tables = (("Table", "Places entreprises", "Places associations"), ("1", 2, 3))
    made = read(tmp_path, Rencontre=event, Sous_groupes=rows, Tables=tables).rencontre
    assert made.groups[0].rounds == {2}
    assert made.groups[0].free_rounds == 1
    assert [(one.seats_entreprises, one.seats_associations) for one in made.tables] == [(2, 3)]
    assert made.levels[0] == "affinity"
    assert sorted(made.levels) == sorted(DEFAULT_LEVELS)

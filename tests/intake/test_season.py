"""Workbooks of a season that has begun: what was held and said counts for what is to come."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from speeddating import (
    Budget,
    History,
    InvalidInputError,
    Rencontre,
    plan,
    plan_season,
    read_history,
    read_season,
    write_workbook,
)
from speeddating.domain.history import Outcome
from tests.factories import rencontre

DAYS = [dt.date(2026, 2, 3), dt.date(2026, 6, 9), dt.date(2026, 11, 24)]


def evening(number: int) -> Rencontre:
    people: dict[str, Any] = {f"{s}{n}": {"id": f"{s}-{n}"} for s in "ea" for n in (1, 2, 3)}
    return rencontre(3, 3, rounds=1, name=f"Soirée {number}", date=DAYS[number - 1], **people)


def held(folder: Path, **answers: tuple[str, str]) -> Path:
    """The first one, planned and answered."""
    made = plan(evening(1), budget=Budget(seconds=5, reproducible=True))
    path = write_workbook(folder / "1.xlsx", evening(1), History(), made)
    book = load_workbook(path)
    for row in book["Retours"].iter_rows(min_row=4):
        for cell, one in zip(row[4:6], answers.get(str(row[2].value), ()), strict=False):
            cell.value = one
    book.save(path)
    return path


def to_come(folder: Path, *numbers: int) -> list[Path]:
    return [write_workbook(folder / f"{n}.xlsx", evening(n), History()) for n in numbers]


def test_what_was_held_and_said_counts_for_what_is_to_come(tmp_path: Path) -> None:
    first = held(tmp_path, E1=("oui", "oui"), E2=("non", "peut-être"))
    coming = read_season(*reversed(to_come(tmp_path, 2, 3)), first)
    assert [one.name for one in coming.rencontres] == ["Soirée 2", "Soirée 3"]
    assert [path.name for path in coming.files] == ["2.xlsx", "3.xlsx"]
    assert coming.history.met == read_history(first).met
    partner = {str(e): str(a) for e, a in coming.history.met}
    for one in coming.rencontres:
        wishes = {(wish.source, wish.target) for wish in one.wishes}
        assert wishes == {("E1", partner["E1"]), (partner["E1"], "E1")}
        assert [(apart.a, apart.b) for apart in one.incompatibilities] == [("E2", partner["E2"])]
    outcomes = {e.entreprise: e.outcome for e in coming.history.encounters}
    assert outcomes == {"E1": Outcome.AGAIN, "E2": Outcome.NOTHING, "E3": None}
    (told,) = coming.said
    assert (told.rencontre.name, len(told.feedback.mutual)) == ("Soirée 1", 1)
    season = plan_season(coming.rencontres, coming.history, budget=Budget(seconds=5))
    assert season.new_pairings == 6


def test_nothing_said_and_nothing_held_is_no_matter(tmp_path: Path) -> None:
    silent = read_season(held(tmp_path), *to_come(tmp_path, 2))
    assert (silent.said, len(silent.history.met)) == ((), 3)
    fresh = read_season(*to_come(tmp_path, 2, 3))
    assert (fresh.said, fresh.history) == ((), History())


def test_a_season_that_is_over_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="rencontre à venir"):
        read_season(held(tmp_path))

"""What a workbook cannot give back is refused by name, and no file is written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from speeddating import (
    Facilitator,
    History,
    Rencontre,
    Round,
    UnsupportedError,
    read_workbook,
    write_workbook,
)
from tests.factories import group, history, rencontre, table, wish

if TYPE_CHECKING:
    from pathlib import Path

TWO_LENGTHS = (Round(number=1, minutes=10), Round(number=2, minutes=15))
APART = (Round(number=1, start=dt.time(18)), Round(number=2, start=dt.time(19)))
FOLLOWING = (Round(number=1, start=dt.time(18)), Round(number=2, start=dt.time(18, 12)))


def four(**over: Any) -> Rencontre:
    """Two and two; identifiers of people do not read like those of organisations."""
    named = {who: {"id": f"Mme {who}"} | over.pop(who, {}) for who in ("e1", "e2", "a1", "a2")}
    return rencontre(**named, **over)


@pytest.mark.parametrize(
    ("over", "what"),
    [
        ({"E1": {"id": "17", "name": "Forge"}, "e1": {"organisation": "17"}}, "organisation_id"),
        ({"facilitators": (Facilitator(name="Mme Guide"),)}, "facilitator_without_group"),
        ({"rounds": TWO_LENGTHS}, "uneven_rounds"),
        ({"rounds": APART}, "uneven_rounds"),
        ({"E1": {"other_names": ("Forge",)}, "A2": {"other_names": ("FORGE",)}}, "alike_names"),
        ({"E1": {"other_names": ("é2",)}}, "alike_names"),
        ({"e1": {"id": "a2"}}, "alike_names"),
        ({"e1": {"id": "X"}, "e2": {"id": "x"}}, "alike_names"),
        ({"tables": (table("Nord"), table("nord"))}, "alike_names"),
        ({"tables": (table("Total"),)}, "passed_over"),
        ({"e1": {"name": "Exemple : Ana"}}, "passed_over"),
        ({"e1": {"id": "Exemple : Ana"}}, "passed_over"),
        ({"e1": {"id": "x" * 201}}, "out_of_bounds"),
        ({"e1": {"least": 10_001}}, "out_of_bounds"),
        ({"date": dt.date(1900, 2, 28)}, "out_of_bounds"),
        ({"tables": (table("1", 101, 1),)}, "out_of_bounds"),
        ({"groups": (group("G", "E1", "A1", free_rounds=3),)}, "out_of_bounds"),
        ({"groups": (group("G", "E1", "A1"), group("g", "E2", "A2"))}, "alike_names"),
    ],
)
def test_what_would_be_lost_is_refused(over: dict[str, Any], what: str, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError) as refused:
        write_workbook(tmp_path / "classeur.xlsx", four(**over), History())
    assert refused.value.what == what
    assert refused.value.sentence("fr") != refused.value.sentence("en")
    assert list(tmp_path.iterdir()) == []


def test_rounds_that_follow_each_other_are_written(tmp_path: Path) -> None:
    event = four(rounds=FOLLOWING, changeover_minutes=2)
    assert write_workbook(tmp_path / "classeur.xlsx", event, History()).exists()


@pytest.mark.parametrize(
    ("pair", "what"),
    [(("A1", "E1"), "turned"), (("e1", "A1"), "alike_names"), (("E1", "x" * 201), "out_of_bounds")],
)
def test_a_past_that_would_be_read_otherwise_is_refused(
    pair: tuple[str, str], what: str, tmp_path: Path
) -> None:
    with pytest.raises(UnsupportedError) as refused:
        write_workbook(tmp_path / "classeur.xlsx", four(), history(pair))
    assert refused.value.what == what
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("pair", "name"), [(("E1", "A1"), "Exemple : juin"), (("Exemple : Forge", "A1"), None)]
)
def test_a_past_without_a_day_that_begins_like_an_example_is_refused(
    pair: tuple[str, str], name: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "classeur.xlsx"
    with pytest.raises(UnsupportedError) as refused:
        write_workbook(path, four(), history(pair, name=name))
    assert refused.value.what == "passed_over"
    told = history(pair, name=name, date=dt.date(2019, 5, 16))  # the line begins with the day
    assert read_workbook(write_workbook(path, four(), told))[1] == told


def test_who_works_alone_may_bear_the_name_of_the_organisation(tmp_path: Path) -> None:
    alone = {"name": "E1", "id": "E1 (E1)"}
    event = rencontre(
        e1=alone, e2={"id": "p2"}, a1={"id": "p3"}, a2={"id": "p4"},
        wishes=(wish("E1", "A1"), wish("E1 (E1)", "A2")),
    )  # fmt: skip
    path = write_workbook(tmp_path / "classeur.xlsx", event, History())
    assert read_workbook(path)[0].wishes == event.wishes

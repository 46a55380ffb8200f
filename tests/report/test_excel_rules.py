"""Every workbook that is written opens in Excel without an offer to repair it."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from speeddating import (
    Budget,
    History,
    Organisation,
    Participant,
    Plan,
    Rencontre,
    Side,
    anonymise,
    one_to_one,
    plan,
    read_feedback,
    read_registrations,
    read_series,
    read_workbook,
    replan,
    rounds,
    write_bilan,
    write_printouts,
    write_registrations,
    write_template,
    write_workbook,
)
from speeddating.words import LANGUAGES, Language
from tests.report.excel_rules import faults, is_name

EXAMPLES = Path(__file__).parents[2] / "examples"
CHER = sorted((EXAMPLES / "cher").glob("*.xlsx"))
QUICK = Budget(seconds=20, reproducible=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template(tmp_path: Path, language: Language) -> None:
    assert faults(write_template(tmp_path / "modele.xlsx", language=language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_registrations(tmp_path: Path, language: Language) -> None:
    read = read_registrations(EXAMPLES / "inscriptions" / "helloasso.csv")
    assert faults(write_registrations(tmp_path / "a.xlsx", read, language=language)) == []


@pytest.mark.parametrize(("workbook", "language"), [*zip(CHER, LANGUAGES * 2, strict=True)])
def test_all_that_comes_of_a_rencontre(tmp_path: Path, workbook: Path, language: Language) -> None:
    rencontre, history = read_workbook(workbook)
    rencontre = rencontre.model_copy(update={"language": language})
    made = plan(rencontre, history, levels=["new_pairings"], budget=QUICK)
    planned = write_workbook(tmp_path / "planning.xlsx", rencontre, history, made)
    assert faults(planned) == []
    assert faults(write_printouts(tmp_path / "impressions.xlsx", rencontre, made)) == []
    following = read_feedback(planned).applied(rencontre, history)[0]
    assert faults(write_workbook(tmp_path / "suite.xlsx", following, history)) == []
    series = read_series(planned)
    for hidden in (False, True):
        written = write_bilan(tmp_path / "bilan.xlsx", series, anonymous=hidden, language=language)
        assert faults(written) == []


def test_a_plan_made_again_and_one_without_names(tmp_path: Path) -> None:
    rencontre, history = read_workbook(EXAMPLES / "cher" / "juin-2018.xlsx")
    made = plan(rencontre, history, levels=["new_pairings"], budget=QUICK)
    again: Plan = replan(made, rencontre, history, budget=QUICK)
    assert faults(write_workbook(tmp_path / "a.xlsx", rencontre, history, again)) == []
    nameless, forgotten = anonymise(rencontre, history)[:2]
    assert faults(write_workbook(tmp_path / "b.xlsx", nameless, forgotten)) == []


def test_names_that_look_like_something_else(tmp_path: Path) -> None:
    names = ["=1+1", "@SUM(A1)", "-", "'", '"', "<b>&amp;", "a\u00a0b", "x" * 98, "#N/A", "1-4"]
    homes = [
        Organisation(name=name, side=side, sector=name, themes=frozenset({name}))
        for name, side in zip(names, [*Side] * len(names), strict=False)
    ]
    odd = Rencontre(
        name="History '2026' : [a]/b*?",
        organisations=tuple(homes),
        participants=tuple(Participant(name=one.name, organisation=one.id) for one in homes),
        tables=one_to_one(5),
        rounds=rounds(3),
    )
    made = plan(odd, budget=QUICK)
    assert faults(write_workbook(tmp_path / "a.xlsx", odd, History(), made)) == []
    assert faults(write_printouts(tmp_path / "b.xlsx", odd, made)) == []


# The rules themselves


Edit = Callable[[str], str]
BROKEN: dict[str, tuple[str, Edit, str]] = {
    "a formula": (
        "worksheets/sheet5.xml", lambda xml: xml.replace("<v>", "<f>1</f><v>", 1), "is a formula",
    ),
    "a header of a table": (
        "tables/table2.xml", lambda xml: xml.replace('name="Nom"', 'name="Name"'), "header says",
    ),
    "a column twice": (
        "tables/table2.xml", lambda xml: xml.replace('name="Zone"', 'name="NOM"'),
        "column nom twice",
    ),
    "a table without a row": (
        "tables/table5.xml", lambda xml: xml.replace(":F2", ":F1"), "has no row",
    ),
    "a table over another": (
        "tables/table3.xml", lambda xml: xml.replace('"Organisations"', '"participants"'),
        "name of a table",
    ),
    "a list of choices": (
        "worksheets/sheet3.xml",
        lambda xml: xml.replace("entreprise,association", "x" * 256), "list",
    ),
    "a list over another": (
        "worksheets/sheet3.xml", lambda xml: xml.replace('sqref="C2:', 'sqref="B4:'), "two lists",
    ),
    "a list of nothing": (
        "worksheets/sheet3.xml", lambda xml: xml.replace("Organisations_connues", "Ailleurs"),
        "named nowhere",
    ),
    "a title": (
        "workbook.xml", lambda xml: xml.replace('name="Tables"', f'name="{"x" * 32}"'),
        "sheet title",
    ),
    "the order": (
        "worksheets/sheet3.xml",
        lambda xml: re.sub(r"(<sheetData>.*</sheetData>)(.*)", r"\2\1", xml, count=1).replace(
            "</worksheet>", "") + "</worksheet>",
        "in the order",
    ),
    "a format": (
        "worksheets/sheet3.xml", lambda xml: re.sub(r' s="\d+"', ' s="9999"', xml, count=1),
        "format that is not there",
    ),
    "a name": (
        "workbook.xml", lambda xml: xml.replace("Organisations_connues", "AB12"), "defined name",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_excel_would_repair_is_found(tmp_path: Path, case: str) -> None:
    part, edit, told = BROKEN[case]
    whole = write_template(tmp_path / "modele.xlsx", language="fr")
    damaged = tmp_path / "abîmé.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == f"xl/{part}":
                before = content.decode()
                content = edit(before).encode()
                assert content != before.encode()
            target.writestr(name, content)
    assert any(told in fault for fault in faults(damaged)), faults(damaged)


@pytest.mark.parametrize(
    ("name", "fine"),
    [("Participants", True), ("Côté_assis", True), ("_a", True), ("A1", False), ("xfd12", False),
     ("R1C1", False), ("r", False), ("a b", False), ("1a", False), ("", False), ("Tables", True)],
)  # fmt: skip
def test_names_of_excel(name: str, fine: bool) -> None:
    assert is_name(name) is fine

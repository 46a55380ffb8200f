"""The bilan: figures as counted by hand, charts that Excel draws, no name where none may be."""

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from speeddating import History, ProjectGroup, Rencontre, Side, read_series, write_bilan
from speeddating.domain.base import OrganisationId
from speeddating.domain.history import Outcome, Pairing
from speeddating.domain.series import Series, account, series_of
from speeddating.report import write_workbook
from speeddating.report.evening import Evening
from speeddating.report.sheets.bilan import bilan, evening_bilan
from speeddating.words import LANGUAGES
from tests.factories import history, rencontre, schedule
from tests.report.invented import plan_of

DAYS = [dt.date(2018, 6, 12), dt.date(2018, 12, 4), dt.date(2019, 5, 14)]
FIRST = rencontre(2, 2, date=DAYS[0], name="Mirabelle", e2={"present": False})
ROWS = [("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"), ("1", 2, "e1", "a2")]
E1A1, E1A2, E2A2 = (
    Pairing(OrganisationId(e), OrganisationId(a))
    for e, a in (["E1", "A1"], ["E1", "A2"], ["E2", "A2"])
)


def held(one: Rencontre, past: History, *rows: tuple[str | int, ...]) -> History:
    return Evening(one, past, schedule(*rows, name=one.name)).grown()


def test_planned_and_held_booked_and_came_are_told_apart() -> None:
    grown = held(FIRST, History(), *ROWS)
    told = account(FIRST, schedule(*ROWS, name="Mirabelle"), grown)
    assert set(told.planned or ()) == {E1A1, E2A2, E1A2}
    assert set(told.held) == {E1A1, E1A2}  # e2 did not come
    assert told.booked == {Side.ENTREPRISE: 2, Side.ASSOCIATION: 2}
    assert told.came == {Side.ENTREPRISE: 1, Side.ASSOCIATION: 2}
    assert told.organisations == {Side.ENTREPRISE: ("E1",), Side.ASSOCIATION: ("A1", "A2")}
    struck = History(encounters=tuple(e for e in grown.encounters if e.pairing != E1A2))
    assert set(account(FIRST, schedule(*ROWS, name="Mirabelle"), struck).held) == {E1A1}


def test_what_came_of_a_meeting_is_counted() -> None:
    grown = held(FIRST, History(), *ROWS)
    noted = History(
        encounters=tuple(
            e.model_copy(update={"outcome": Outcome.PROJECT}) for e in grown.encounters
        )
    )
    told = account(FIRST, schedule(*ROWS, name="Mirabelle"), noted)
    assert told.outcomes == {Outcome.AGAIN: 0, Outcome.PROJECT: 2, Outcome.NOTHING: 0}


def three() -> Series:
    """Known before; one that only the history tells; two in full."""
    past = history(("E1", "A1"), date=DAYS[0], name="Avant").and_also(history(("E9", "A9")))
    second = rencontre(2, 2, date=DAYS[1], name="Mirabelle")
    past = held(second, past, *ROWS)
    told = account(second, schedule(*ROWS, name="Mirabelle"), past)
    third = rencontre(3, 2, date=DAYS[2], name="Prune")
    rows = (("1", 1, "e3", "a1"), ("2", 1, "e1", "a1"))
    past = held(third, past, *rows)
    return series_of((account(third, schedule(*rows, name="Prune"), past), told), past)


def test_figures_add_up_from_rencontre_to_rencontre() -> None:
    found = three().figures()
    assert [one.account.name for one in found] == ["Avant", "Mirabelle", "Prune"]
    assert [(one.new, one.again) for one in found] == [(1, 0), (2, 1), (1, 1)]
    assert [(one.met, one.possible) for one in found] == [(1, 1), (3, 4), (4, 6)]
    assert [(one.worst_off, one.median) for one in found] == [(1, 1), (0, 1), (0, 0)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_says_these_figures_and_draws_them(tmp_path: Path, language: str) -> None:
    path = write_bilan(tmp_path / "bilan.xlsx", three(), language=language)  # type: ignore[arg-type]
    sheet = load_workbook(path).worksheets[0]
    values = {row[0]: row[1:] for row in sheet.iter_rows(min_row=4, values_only=True)}
    assert (1, 2, 1) in values.values()
    assert (None, 3, 2) in values.values()  # planned: a history does not tell
    assert sheet["A2"].value.startswith("3 rencontres")
    assert "4" in sheet["A2"].value
    charts = sheet._charts  # type: ignore[attr-defined]
    assert len(charts) == 4
    for chart in charts:
        assert chart.title.tx.rich.p[0].r[0].t
        assert chart.y_axis.title.tx.rich.p[0].r[0].t
        assert not chart.y_axis.delete
        for series in chart.series:
            row = int(series.val.numRef.f.rpartition("$")[2])
            assert series.tx.v == sheet.cell(row, 1).value
            assert series.val.numRef.f.startswith(f"'{sheet.title}'!$B")
    assert sheet.page_setup.fitToHeight == sheet.page_setup.fitToWidth == 1


def test_an_evening_still_to_come_is_told_as_planned() -> None:
    past = history(("E1", "A1"), date=DAYS[0], name="Avant")
    second = rencontre(2, 2, date=DAYS[1], name="Mirabelle")
    seats = schedule(*ROWS, name="Mirabelle")
    alone = evening_bilan(Evening(second, History(), seats))
    assert str(alone.lead[1][0].value).startswith("La rencontre prévue réunira 2 entreprises")
    assert alone.charts == ()
    both = evening_bilan(Evening(second, past, seats))
    assert str(both.lead[1][0].value).startswith("Avec celle qui est prévue, 2 rencontres auront")
    assert [column.label for column in both.columns][1:] == ["Avant", "Mirabelle (prévue)"]
    told = {row[0]: row[1:] for row in both.values}
    assert told["Sur la liste, côté entreprises"] == (None, 2)
    assert not {"Venues, côté entreprises", "Venues, en % de la liste"} & told.keys()
    assert told["Prévues au planning"] == (None, 3)
    assert told["Tenues"] == (1, None)
    assert told["Dont nouvelles"] == (1, 2)
    assert len(both.charts) == 3  # nothing tells who came


def test_nothing_read_is_said_in_a_sentence() -> None:
    sheet = bilan(Series(), "fr")
    assert sheet.lead[1][0].value == "Aucune rencontre n\u2019est encore connue."


def test_groups_are_told_with_their_state_at_each_rencontre() -> None:
    series = three()
    group = ProjectGroup.model_validate(
        {"name": "Emploi", "organisations": ("E1", "A1"), "project": "Forum", "state": "lancé"}
    )
    last = series.accounts[-1].model_copy(update={"groups": (group,)})
    shown = bilan(Series(accounts=(*series.accounts[:-1], last), history=series.history), "fr")
    assert shown.values[-1] == ("Emploi : Forum", None, None, "lancé")


def test_an_anonymous_bilan_has_the_same_figures_and_no_name(tmp_path: Path) -> None:
    plain, veiled = tmp_path / "plain.xlsx", tmp_path / "veiled.xlsx"
    write_bilan(plain, three())
    write_bilan(veiled, three(), anonymous=True)
    rows = [
        [
            row[1:]
            for row in load_workbook(path).worksheets[0].iter_rows(min_row=6, values_only=True)
        ]
        for path in (plain, veiled)
    ]
    assert rows[0] == rows[1]
    assert b"Mirabelle" in content(plain)
    for name in (b"Mirabelle", b"Prune", b"Avant"):
        assert name not in content(veiled)


def content(path: Path) -> bytes:
    with zipfile.ZipFile(path) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def test_answers_after_the_evening_are_in_the_bilan(tmp_path: Path) -> None:
    ids: dict[str, Any] = {who: {"id": f"{who[0]}-{who[1]}"} for who in ("e1", "e2", "a1", "a2")}
    rows = tuple((t, r, f"e-{e[1]}", f"a-{a[1]}") for t, r, e, a in ROWS)
    one = rencontre(2, 2, date=DAYS[0], name="Mirabelle", **ids)
    path = write_workbook(tmp_path / "1.xlsx", one, History(), plan_of(schedule(*rows)))
    book = load_workbook(path)
    for number, answers in ((4, ("oui", "oui")), (5, ("peut-être", "non"))):
        for column, answer in enumerate(answers, start=5):
            book["Retours"].cell(number, column, answer)
    book.save(path)
    series = read_series(path)
    (told,) = series.accounts
    assert told.outcomes == {Outcome.AGAIN: 1, Outcome.PROJECT: 0, Outcome.NOTHING: 1}
    assert series.notes == ()


def test_workbooks_are_read_as_one_series_in_any_order(tmp_path: Path) -> None:
    ids: dict[str, Any] = {who: {"id": f"{who[0]}-{who[1]}"} for who in ("e1", "e2", "a1", "a2")}
    rows = tuple((t, r, f"e-{e[1]}", f"a-{a[1]}") for t, r, e, a in ROWS)
    absent: dict[str, Any] = {**ids, "e2": {**ids["e2"], "present": False}}
    first = rencontre(2, 2, date=DAYS[0], name="Mirabelle", **absent)
    second = rencontre(2, 2, date=DAYS[1], name="Prune", **ids)
    third = rencontre(2, 2, date=DAYS[2], name="À venir", **ids)
    past = held(first, History(), *rows)
    plans = [plan_of(schedule(*rows, name=one.name)) for one in (first, second)]
    paths = [
        write_workbook(tmp_path / "1.xlsx", first, History(), plans[0]),
        write_workbook(tmp_path / "2.xlsx", second, past, plans[1]),
        write_workbook(tmp_path / "3.xlsx", third, past),
    ]
    series = read_series(*paths)
    assert read_series(*paths[1::-1], paths[2], paths[0]).accounts == series.accounts
    assert [one.name for one in series.accounts] == ["Mirabelle", "Prune"]
    assert [note.code for note in series.notes] == ["memory.not_held", "memory.not_planned"]
    assert [(one.new, one.again) for one in series.figures()] == [(2, 0), (1, 2)]
    twice = tmp_path / "copie.xlsx"
    twice.write_bytes(paths[0].read_bytes())
    again = read_series(*paths, twice)
    assert again.accounts == series.accounts
    assert again.notes[-1].code == "memory.told_twice"

"""The past out of many files: nothing lost, nothing twice, whatever the order."""

import datetime as dt
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from speeddating import (
    History,
    Organisation,
    Participant,
    Rencontre,
    Side,
    one_to_one,
    read_history,
    rounds,
    write_workbook,
)
from speeddating.domain.base import OrganisationId
from speeddating.domain.history import Outcome
from speeddating.errors import InvalidInputError
from speeddating.intake import read_history_with_notes
from speeddating.report.evening import Evening
from tests.factories import history
from tests.intake.books import Sheet, book, pairing, saved, told
from tests.report.invented import plan_of, rotation

HEAD = ("Date", "Rencontre", "Entreprise", "Association", "Source", "Suite")
DAYS = [dt.date(2018, 6, 12), dt.date(2018, 12, 4), dt.date(2019, 5, 14)]


def rencontre(name: str, day: dt.date, sides: dict[str, Side], **over: Any) -> Rencontre:
    return Rencontre(
        name=name, date=day, tables=one_to_one(2), rounds=rounds(1),
        organisations=tuple(
            Organisation(name=one, side=side, **over.get(one, {})) for one, side in sides.items()
        ),
        participants=tuple(
            Participant(name=f"Mme {one}", organisation=OrganisationId(one)) for one in sides
        ),
    )  # fmt: skip


E, A = Side.ENTREPRISE, Side.ASSOCIATION
FIRST = rencontre("Juin", DAYS[0], {"EDF": E, "Forge": E, "Vélo": A, "Fanfare": A})
SECOND = rencontre("Décembre", DAYS[1], {"Forge": E, "EDF": E, "Fanfare": A, "Jardin": A})


def planned(folder: Path, one: Rencontre, past: History) -> Path:
    path = folder / f"{one.name}.xlsx"
    return write_workbook(path, one, past, plan_of(rotation(one)))


@pytest.fixture
def workbooks(tmp_path: Path) -> list[Path]:
    """Two rencontres, each workbook the input of the next, and a hand-made list."""
    first = planned(tmp_path, FIRST, History())
    second = planned(tmp_path, SECOND, read_history(first))
    by_hand = tmp_path / "liste.csv"
    by_hand.write_text("Entreprise;Association;Date\nForge;Épicerie;03/01/2018\n", "cp1252")
    return [first, second, by_hand]


def test_neither_order_nor_reading_twice_changes_what_is_remembered(workbooks: list[Path]) -> None:
    once = read_history(*workbooks)
    assert {read_history(*order) for order in permutations(workbooks)} == {once}
    assert read_history(*workbooks, *workbooks, workbooks[0]) == once
    held = [Evening(one, History(), rotation(one)).encounters() for one in (FIRST, SECOND)]
    assert once.met == {e.pairing for of_one in held for e in of_one} | {
        pairing("Forge", "Épicerie")
    }
    assert len(once.encounters) == sum(map(len, held)) + 1


def test_an_earlier_workbook_adds_nothing_to_the_one_that_grew_from_it(
    workbooks: list[Path],
) -> None:
    first, second, _ = workbooks
    memory = read_history_with_notes(first, second)
    assert memory.history == read_history(second)
    assert memory.notes == ()


def test_copies_of_one_rencontre_that_differ_are_merged_and_told(
    tmp_path: Path, workbooks: list[Path]
) -> None:
    rows = [HEAD, (DAYS[0], "JUIN", "Forge", "Fanfare"), (DAYS[0], "juin", "Autre", "Vélo")]
    copy = saved(book(Participants=[], Historique=rows), tmp_path)
    del_participants(copy)
    memory = read_history_with_notes(workbooks[0], copy)
    assert {e.rencontre for e in memory.history.encounters} == {"JUIN"}
    assert memory.history.met == read_history(workbooks[0]).met | read_history(copy).met
    (note,) = memory.notes
    assert note.code == "memory.copies_differ"
    assert "Juin.xlsx" in note.line("fr")
    assert "essai.xlsx" in note.line("fr")


def del_participants(path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415

    made = load_workbook(path)
    del made["Participants"]
    made.save(path)


def only(tmp_path: Path, **sheets: Sheet) -> Path:
    path = saved(book(**sheets), tmp_path)
    del_participants(path)
    return path


def test_a_workbook_with_only_pairs_is_read_whatever_its_title(tmp_path: Path) -> None:
    rows = [("Association", "Entreprise", "Source"), ("Vélo", "Forge", "déjà connus")]
    memory = read_history_with_notes(only(tmp_path, Feuil1=rows, Brouillon=[("x",)]))
    assert memory.history.met == {pairing("Forge", "Vélo")}
    assert told(memory.notes) == [("note_sheet_left_out", "Brouillon", None)]


def test_a_workbook_without_pairs_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_history(only(tmp_path, Feuil1=[("Nom",), ("x",)]))
    assert "Entreprise, Association" in str(refused.value)
    assert "Feuil1" in str(refused.value)


@pytest.mark.parametrize(("delimiter", "encoding"), [
    (";", "utf-8-sig"), (";", "cp1252"), (",", "utf-8"), ("\t", "utf-16")])  # fmt: skip
def test_a_csv_is_read_as_its_maker_meant_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = [("Suite", "Association", "Entreprise"), ("à revoir", "L'Éveil", "Forge & Fils")]
    path = tmp_path / "paires.csv"
    path.write_text("\n".join(delimiter.join(line) for line in lines), encoding)
    (encounter,) = read_history(path).encounters
    assert encounter.pairing == pairing("Forge & Fils", "L'Éveil")
    assert encounter.outcome is Outcome.AGAIN


def test_a_wrong_line_of_a_csv_is_told_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "paires.csv"
    path.write_text("Entreprise;Association;Date\nForge;;hier\n", "utf-8")
    with pytest.raises(InvalidInputError) as refused:
        read_history(path)
    assert told(refused.value.issues) == [
        ("missing_value", "paires.csv", "B2"), ("not_a_date", "paires.csv", "C2"),
    ]  # fmt: skip


def test_organisations_get_the_name_of_today(workbooks: list[Path]) -> None:
    today = rencontre(
        "Mai", DAYS[2], {"E.D.F.": E, "VÉLO": A}, **{"E.D.F.": {"other_names": ("EDF",)}}
    )
    past = read_history(*workbooks, rencontre=today)
    named = {name for found in past.met for name in found}
    assert named == {"E.D.F.", "VÉLO", "Forge", "Fanfare", "Jardin", "Épicerie"}
    assert len(past.encounters) == len(read_history(*workbooks).encounters)


def test_one_number_in_two_files_settles_who_is_who_and_is_told(tmp_path: Path) -> None:
    siren = {"siren": "552 081 317"}
    old = rencontre("Juin", DAYS[0], {"Électricité de France": E, "Vélo": A},
                    **{"Électricité de France": siren})  # fmt: skip
    path = planned(tmp_path, old, History())
    today = rencontre("Mai", DAYS[2], {"EDF": E, "Vélo": A}, EDF=siren)
    memory = read_history_with_notes(path, rencontre=today)
    assert memory.history.met == {pairing("EDF", "Vélo")}
    assert [note.code for note in memory.notes] == ["memory.same_number"]
    other = rencontre("Mai", DAYS[2], {"EDF": E, "Vélo": A}, EDF={"siren": "732829320"})
    assert read_history(path, rencontre=other).met == {pairing("Électricité de France", "Vélo")}


SIREN, SIRETS = "552081317", ("55208131766522", "55208131700018")


@pytest.mark.parametrize(("numbers", "settled"), [
    ((SIREN, SIRETS[0]), True), (SIRETS, False), ((SIRETS[0], SIRETS[0]), True)])  # fmt: skip
def test_a_siren_is_the_number_of_its_only_establishment(
    tmp_path: Path, numbers: tuple[str, str], settled: bool
) -> None:
    old = rencontre("Juin", DAYS[0], {"Ancienne": E, "Vélo": A}, Ancienne={"siren": numbers[0]})
    path = planned(tmp_path, old, History())
    today = rencontre("Mai", DAYS[2], {"EDF": E, "Vélo": A}, EDF={"siren": numbers[1]})
    kept = "EDF" if settled else "Ancienne"
    assert read_history(path, rencontre=today).met == {pairing(kept, "Vélo")}


def listed(folder: Path, name: str, *rows: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text("\n".join(["Date;Rencontre;Entreprise;Association", *rows]), "utf-8")
    return path


def test_a_list_without_the_day_is_of_the_only_rencontre_of_that_name(
    tmp_path: Path, workbooks: list[Path]
) -> None:
    undated = listed(tmp_path, "notes", ";JUIN;EDF;Vélo", ";juin;EDF;Jardin", ";Avant;EDF;Vélo")
    memory = read_history_with_notes(undated, workbooks[0])
    assert {e.identity for e in memory.history.encounters} == {("Juin", DAYS[0]), ("Avant", None)}
    assert read_history(workbooks[0], undated) == memory.history
    note, differs = memory.notes
    assert differs.code == "memory.copies_differ"  # the list has a pairing of its own
    assert "« Juin » est sans date dans un fichier" in note.line("fr")
    assert "12/06/2018" in note.line("fr")
    other = listed(tmp_path, "autre", "14/06/2019;Juin;EDF;Vélo")
    ambiguous = read_history(undated, workbooks[0], other)
    assert ("JUIN", None) in {e.identity for e in ambiguous.encounters}


def test_two_names_for_one_day_are_told(tmp_path: Path) -> None:
    one = listed(tmp_path, "a", "12/06/2018;Juin;EDF;Vélo", "12/06/2018;Juin;Forge;Vélo")
    other = listed(tmp_path, "b", "12/06/2018;Bourges;EDF;Vélo")
    third = listed(tmp_path, "c", "12/06/2018;Vierzon;Autre;Vélo")
    memory = read_history_with_notes(one, other, third)
    (note,) = memory.notes
    assert note.code == "memory.same_day"
    assert "« Bourges » et « Juin »" in note.sentence("fr")


def test_a_mistyped_number_settles_nothing(tmp_path: Path) -> None:
    wrong = {"siren": "552081318"}
    old = rencontre("Juin", DAYS[0], {"Ancienne": E, "Vélo": A}, Ancienne=wrong)
    path = planned(tmp_path, old, History())
    today = rencontre("Mai", DAYS[2], {"EDF": E, "Vélo": A}, EDF=wrong)
    assert read_history(path, rencontre=today).met == {pairing("Ancienne", "Vélo")}


def test_two_outcomes_of_one_meeting_are_told(tmp_path: Path) -> None:
    paths = []
    for outcome in ("sans suite", "projet"):
        path = tmp_path / f"{outcome}.csv"
        path.write_text(f"Entreprise;Association;Suite\nForge;Vélo;{outcome}\n", "utf-8")
        paths.append(path)
    memory = read_history_with_notes(*paths)
    assert [e.outcome for e in memory.history.encounters] == [Outcome.PROJECT]
    assert [note.code for note in memory.notes] == ["memory.outcomes_differ"]


def test_a_colleague_takes_over_the_history_of_the_organisation(tmp_path: Path) -> None:
    path = planned(tmp_path, FIRST, history(("EDF", "Vélo")))
    people = tuple(
        person.model_copy(update={"name": "M. Nouveau", "id": "nouveau"})
        if person.organisation == "EDF" else person
        for person in FIRST.participants
    )  # fmt: skip
    after = FIRST.model_copy(update={"name": "Mai", "date": DAYS[2], "participants": people})
    past = read_history(path, rencontre=after).past_of(after)
    assert past.met == Evening(FIRST, history(("EDF", "Vélo")), rotation(FIRST)).grown().met

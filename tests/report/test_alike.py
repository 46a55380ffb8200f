"""The sheet of look-alikes: written where there is something to ask, read as it was answered."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from speeddating import History, Organisation, Participant, Rencontre, Side, one_to_one, rounds
from speeddating.domain.base import OrganisationId
from speeddating.intake import Reading, read_with_notes
from speeddating.report import write_workbook
from tests.factories import history
from tests.intake.books import pairing

E, A = Side.ENTREPRISE, Side.ASSOCIATION
SIDES = {"EDF": E, "E.D.F.": E, "Forge": E, "Vélo": A}
PAST = history(("EDF Bourges", "Vélo"), ("Disparue", "Vélo"))


def event(**sides: Side) -> Rencontre:
    given = sides or SIDES
    return Rencontre(
        name="Mai", tables=one_to_one(1), rounds=rounds(2),
        organisations=tuple(Organisation(name=one, side=side) for one, side in given.items()),
        participants=tuple(
            Participant(name=f"Mme {one}", organisation=OrganisationId(one)) for one in given
        ),
    )  # fmt: skip


def written(tmp_path: Path, one: Rencontre, past: History) -> Path:
    return write_workbook(tmp_path / "saisie.xlsx", one, past)


def answered(tmp_path: Path, answers: dict[str, str]) -> Reading:
    """The workbook, with an answer for each written name."""
    path = written(tmp_path, event(), PAST)
    book = load_workbook(path)
    sheet = book["Rapprochements"]
    seen = set()
    for row in range(4, sheet.max_row + 1):
        name = str(sheet.cell(row, 1).value)
        seen.add(name)
        if sheet.cell(row, 2).value == "EDF" or "everything" in answers:
            sheet.cell(row, 4, answers.get(name, answers.get("everything")))
    assert seen == {"EDF Bourges", "E.D.F."}
    book.save(path)
    return read_with_notes(path)


def test_there_is_no_sheet_where_there_is_nothing_to_ask(tmp_path: Path) -> None:
    path = written(tmp_path, event(Forge=E, Vélo=A), history(("Disparue", "Vélo")))
    assert "Rapprochements" not in load_workbook(path).sheetnames


def test_the_sheet_offers_yes_and_no_and_decides_nothing(tmp_path: Path) -> None:
    reading = answered(tmp_path, {})
    sheet = load_workbook(tmp_path / "saisie.xlsx")["Rapprochements"]
    assert {v.formula1 for v in sheet.data_validations.dataValidation} == {'"oui,non"'}
    assert (reading.rencontre, reading.history) == (event(), PAST)
    assert [note.code for note in reading.notes] == ["memory.look_alikes"]
    assert "Rapprochements" in reading.notes[0].line("fr")


def test_a_confirmed_name_becomes_another_name_and_its_past_counts(tmp_path: Path) -> None:
    reading = answered(tmp_path, {"EDF Bourges": "oui", "E.D.F.": "non"})
    edf = reading.rencontre.organisation_by_id[OrganisationId("EDF")]
    assert (edf.other_names, edf.not_names) == (("EDF Bourges",), ("E.D.F.",))
    assert reading.history.met == {pairing("EDF", "Vélo"), pairing("Disparue", "Vélo")}


def test_two_organisations_of_today_become_one_with_all_their_people(tmp_path: Path) -> None:
    reading = answered(tmp_path, {"E.D.F.": "oui"})
    assert [o.name for o in reading.rencontre.organisations] == ["EDF", "Forge", "Vélo"]
    assert [p.organisation for p in reading.rencontre.participants] == [
        "EDF", "EDF", "Forge", "Vélo",
    ]  # fmt: skip
    (note,) = (n for n in reading.notes if n.code == "intake.note_line_joined")
    assert (note.sheet, note.cell) == ("Organisations", "A3")


@pytest.mark.parametrize("answer", ["oui", "non"])
def test_an_answer_is_given_once(tmp_path: Path, answer: str) -> None:
    reading = answered(tmp_path, {"everything": answer})
    path = write_workbook(tmp_path / "suite.xlsx", reading.rencontre, reading.history)
    after = read_with_notes(path)
    assert (after.rencontre, after.history) == (reading.rencontre, reading.history)
    assert "memory.look_alikes" not in {note.code for note in after.notes}
    assert ("Rapprochements" in load_workbook(path).sheetnames) == (answer == "non")


def test_a_number_that_cannot_be_one_is_told_with_its_cell(tmp_path: Path) -> None:
    path = written(tmp_path, event(), History())
    book = load_workbook(path)
    book["Organisations"]["H4"] = "552081318"
    book.save(path)
    reading = read_with_notes(path)
    (note,) = (n for n in reading.notes if n.code == "intake.note_invalid_number")
    assert (note.sheet, note.cell, note.value) == ("Organisations", "H4", "552081318")
    assert reading.rencontre.organisation_by_id[OrganisationId("Forge")].siren == "552081318"

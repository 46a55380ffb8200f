"""The sheet of feedback: prefilled, filled in by hand, read back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from speeddating import History, Response, read_feedback, write_workbook
from speeddating.errors import InvalidInputError
from speeddating.intake import read_with_notes
from speeddating.report.evening import Evening
from speeddating.words import Language
from tests.intake.books import told
from tests.report.invented import plan_of, rencontre_of_36, rotation


def written(tmp_path: Path, language: Language = "fr") -> Path:
    one = rencontre_of_36(language=language)
    return write_workbook(tmp_path / "planning.xlsx", one, History(), plan_of(rotation(one)))


def answer(path: Path, *answers: tuple[str | None, ...], first_row: int = 4) -> None:
    book = load_workbook(path)
    sheet = book["Retours"] if "Retours" in book.sheetnames else book["Feedback"]
    for number, row in enumerate(answers, start=first_row):
        for column, said in enumerate(row, start=5):
            sheet.cell(number, column, said)
    book.save(path)


def test_the_sheet_lists_every_pairing_once_with_lists_to_choose_from(tmp_path: Path) -> None:
    path, one = written(tmp_path), rencontre_of_36()
    sheet = load_workbook(path)["Retours"]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=4)]
    met = set(Evening(one, History(), rotation(one)).first_round)
    assert {row[2:4] for row in rows} == met
    assert len(rows) == len(met)
    assert {row[4:] for row in rows} == {(None, None, None)}
    lists = {v.formula1: str(v.sqref) for v in sheet.data_validations.dataValidation}
    assert lists.keys() == {'"oui,peut-être,non"'}
    assert read_feedback(path).answered == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_was_filled_in_is_read_back(tmp_path: Path, language: Language) -> None:
    path = written(tmp_path, language)
    answer(path, ("oui", "Oui", "Mme X. est charmante"), ("peut-être", None), ("x", "NON"))
    found = read_feedback(path)
    assert len(found.answered) == 3
    assert len(found.mutual) == len(found.never_again) == 1
    assert {one.note for one in found.responses} == {None}
    assert "charmante" not in found.model_dump_json()
    assert [one.note for one in read_feedback(path, with_notes=True).answered] == [
        "Mme X. est charmante", None, None,
    ]  # fmt: skip
    one: Response = found.answered[0]
    assert (one.rencontre, one.date) == rencontre_of_36().identity


def test_what_was_said_follows_into_the_next_workbook(tmp_path: Path) -> None:
    path = written(tmp_path)
    answer(path, ("oui", "oui"), ("non", None))
    reading = read_with_notes(path)
    assert told(reading.notes) == [("memory.feedback_waits", "Retours", None)]
    assert "2 réponses" in reading.notes[0].line("fr")
    following, grown, _ = read_feedback(path).applied(reading.rencontre, reading.history)
    after = read_with_notes(write_workbook(tmp_path / "suite.xlsx", following, grown))
    assert after.notes == ()
    assert (after.rencontre, after.history) == (following, grown)
    assert len(after.rencontre.wishes) == 2
    assert len(after.rencontre.incompatibilities) == 1


def test_an_answer_that_is_none_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = written(tmp_path)
    answer(path, ("jamais", None))
    with pytest.raises(InvalidInputError) as refused:
        read_feedback(path)
    assert told(refused.value.issues) == [("not_a_choice", "Retours", "E4")]
    assert "oui, peut-être, non" in str(refused.value)


def test_a_line_copied_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = written(tmp_path)
    book = load_workbook(path)
    sheet = book["Retours"]
    sheet.append([cell.value for cell in sheet[5]])
    book.save(path)
    with pytest.raises(InvalidInputError) as refused:
        read_feedback(path)
    assert told(refused.value.issues) == [("answered_twice", "Retours", f"C{sheet.max_row}")]
    assert "C5" in str(refused.value)


def test_a_workbook_without_the_sheet_is_refused_by_name(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "saisie.xlsx", rencontre_of_36(), History())
    with pytest.raises(InvalidInputError, match="« Retours »"):
        read_feedback(path)

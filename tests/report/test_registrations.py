"""Registrations written into a workbook to look over, and read back once looked over."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from speeddating import Side, WriteError, plan, read_workbook, write_registrations
from speeddating.domain.registrations import Registrations
from speeddating.errors import InvalidInputError
from speeddating.intake import read_with_notes
from speeddating.report.excel import look
from speeddating.words import LANGUAGES, Language, say
from tests.intake.registrations_lists import ANA, HEADER, ZOE, read

each_language = pytest.mark.parametrize("language", LANGUAGES)
UNKNOWN = ("Petit", "Luc", "Moulin", "")


@pytest.fixture
def found(tmp_path: Path) -> Registrations:
    return read(tmp_path, HEADER, ANA, ZOE, UNKNOWN)


@each_language
def test_what_must_be_said_is_coloured_and_refused_while_it_is_empty(
    found: Registrations, tmp_path: Path, language: Language
) -> None:
    path = write_registrations(tmp_path / "a.xlsx", found, language=language)
    sheet = load_workbook(path)[say("workbook.participants", language)]
    assert [sheet.cell(row, 3).fill.fgColor.rgb[2:] == look.STRAW for row in (2, 3, 4)] == [
        False, False, True,
    ]  # fmt: skip
    with pytest.raises(InvalidInputError) as refused:
        read_workbook(path)
    assert [issue.code for issue in refused.value.issues] == ["intake.no_side"]


def test_a_side_is_kept_where_the_organisation_is_still_to_be_said(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER, ANA, ("Seul", "Paul", "", "association"))
    path = write_registrations(tmp_path / "a.xlsx", found)
    rows = load_workbook(path)["Participants"].iter_rows(min_row=2, max_col=3, values_only=True)
    assert ("Paul Seul", None, "association") in list(rows)


@each_language
def test_once_filled_in_it_is_planned(
    found: Registrations, tmp_path: Path, language: Language
) -> None:
    path = write_registrations(tmp_path / "a.xlsx", found, language=language)
    book = load_workbook(path)
    book[say("workbook.participants", language)]["C4"] = "association"
    book.save(path)
    reading = read_with_notes(path)
    assert reading.notes == ()
    people = {(p.name, p.organisation) for p in reading.rencontre.participants}
    assert people == {(p.name, p.organisation) for p in found.people}
    assert len(reading.rencontre.on(Side.ASSOCIATION)) == 2
    assert plan(reading.rencontre).score.new_pairings == 2


def test_the_first_sheet_tells_everything_that_was_told(
    found: Registrations, tmp_path: Path
) -> None:
    sheet = load_workbook(write_registrations(tmp_path / "a.xlsx", found)).worksheets[0]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    for issue in (*found.doubtful, *found.skipped, *found.notes):
        assert {issue.sentence(), issue.remedy()} <= texts


def test_a_workbook_that_may_have_been_corrected_is_not_replaced(
    found: Registrations, tmp_path: Path
) -> None:
    path = write_registrations(tmp_path / "a.xlsx", found)
    with pytest.raises(WriteError, match="existe déjà"):
        write_registrations(path, found)

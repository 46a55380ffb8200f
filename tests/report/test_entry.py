"""What helps whoever types into the template, looked at in the file that Excel opens."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from speeddating import History
from speeddating.domain.examples import FILLED
from speeddating.domain.workbook import INPUT_SHEETS
from speeddating.intake import read_with_notes
from speeddating.report import write_template
from speeddating.report.excel import look
from speeddating.report.sheets.columns import OFFERED, REQUIRED
from speeddating.words import LANGUAGES, Language, say


@pytest.fixture(params=LANGUAGES)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Language, Workbook]:
    language: Language = request.param
    return language, load_workbook(write_template(tmp_path / "modele.xlsx", language=language))


def test_names_are_offered_wherever_one_is_asked_for(
    written: tuple[Language, Workbook],
) -> None:
    language, book = written
    assert ("locks", "name") in OFFERED
    for (sheet, column), source in OFFERED.items():
        names = say(f"report.known_{source}", language)
        home = say(f"workbook.{source}", language)
        top = 2 + len(FILLED.get(source, ()))  # below the examples
        cells = f"'{home}'!$A${top}:$A${top + 500}"
        reach = f"'{home}'!$A${top}:INDEX({cells},MAX(1,COUNTA({cells})))"
        assert book.defined_names[names].attr_text == reach
        letter = "ABCDEFGHIJK"[INPUT_SHEETS[sheet].index(column)]
        rules = book[say(f"workbook.{sheet}", language)].data_validations.dataValidation
        offered = [rule.formula1 for rule in rules if f"{letter}2" in rule.sqref]
        assert offered == [names], (sheet, column)


def test_what_must_be_filled_in_is_coloured_from_the_header_down(
    written: tuple[Language, Workbook],
) -> None:
    language, book = written
    for sheet, keys in REQUIRED.items():
        target = book[say(f"workbook.{sheet}", language)]
        coloured = {str(found.sqref)[0] for found in target.conditional_formatting}
        letters = {"ABCDEFGHIJK"[INPUT_SHEETS[sheet].index(key)] for key in keys}
        assert coloured == letters, sheet
        yellow = {c.coordinate[0] for c in target[1] if c.fill.fgColor.rgb[2:] == look.STRAW}
        assert yellow == letters, sheet


def test_name_and_date_of_the_rencontre_are_yellow_until_they_are_filled_in(
    written: tuple[Language, Workbook],
) -> None:
    language, book = written
    (found,) = book[say("workbook.event", language)].conditional_formatting
    assert str(found.sqref) == "B2 B3"
    assert [rule.formula for rule in found.rules] == [["LEN(TRIM(B2))>0"]]
    assert {book[say("workbook.event", language)][cell].fill.fgColor.rgb[2:]
            for cell in ("B2", "B3")} == {look.STRAW}  # fmt: skip


def test_every_sheet_to_fill_in_is_a_table(written: tuple[Language, Workbook]) -> None:
    language, book = written
    for sheet, keys in INPUT_SHEETS.items():
        (table,) = book[say(f"workbook.{sheet}", language)].tables.values()
        assert table.column_names == [say(f"workbook.{sheet}.{key}", language) for key in keys]


def test_examples_are_grey_and_marked(written: tuple[Language, Workbook]) -> None:
    language, book = written
    marker = say("example.marker", language)
    for sheet, rows in FILLED.items():
        target = book[say(f"workbook.{sheet}", language)]
        assert target.max_row == 1 + len(rows)
        for row in target.iter_rows(min_row=2):
            assert str(row[0].value).startswith(marker)
            assert {cell.font.color.rgb[2:] for cell in row} == {look.GREY}


def test_examples_are_never_read(written: tuple[Language, Workbook], tmp_path: Path) -> None:
    """Untouched ones are passed over in silence; one that was written into is told."""
    language, book = written
    people = book[say("workbook.participants", language)]
    sides = [say(f"workbook.choice.{side}", language) for side in ("entreprise", "association")]
    people.append(["Ana", "EDF", sides[0]])
    people.append(["Zoé", "Emmetrop", sides[1]])
    book.save(tmp_path / "a.xlsx")
    reading = read_with_notes(tmp_path / "a.xlsx")
    assert [one.name for one in reading.rencontre.participants] == ["Ana", "Zoé"]
    assert [one.name for one in reading.rencontre.organisations] == ["EDF", "Emmetrop"]
    assert (reading.history, reading.notes) == (History(), ())
    people["A2"].value = say("example.marker", language).upper() + "Luc"
    book.save(tmp_path / "a.xlsx")
    reading = read_with_notes(tmp_path / "a.xlsx")
    assert [one.name for one in reading.rencontre.participants] == ["Ana", "Zoé"]
    assert [(one.code, one.cell) for one in reading.notes] == [
        ("intake.note_example_left_out", "A2")
    ]
    people["A2"].value = "Exemplaire Dupont"  # a name of its own
    book.save(tmp_path / "a.xlsx")
    assert len(read_with_notes(tmp_path / "a.xlsx").rencontre.participants) == 3


def test_no_cell_holds_a_formula(written: tuple[Language, Workbook]) -> None:
    _, book = written
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []

"""What helps whoever types into the template, looked at in the file that Excel opens."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from speeddating.domain.workbook import INPUT_SHEETS
from speeddating.report import write_template
from speeddating.report.excel import look
from speeddating.report.sheets.columns import OFFERED, REQUIRED
from speeddating.words import LANGUAGES, Language, say


@pytest.fixture(params=LANGUAGES)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Language, Workbook]:
    language: Language = request.param
    return language, load_workbook(write_template(tmp_path / "modele.xlsx", language))


def test_names_are_offered_wherever_one_is_asked_for(
    written: tuple[Language, Workbook],
) -> None:
    language, book = written
    assert ("locks", "name") in OFFERED
    for (sheet, column), source in OFFERED.items():
        names = say(f"workbook.{source}", language)
        letter = "ABCDEFGHIJK"[INPUT_SHEETS[sheet].index(column)]
        rules = book[say(f"workbook.{sheet}", language)].data_validations.dataValidation
        offered = [rule.formula1 for rule in rules if f"{letter}2" in rule.sqref]
        assert offered == [f"'{names}'!$A$2:$A$501"], (sheet, column)


def test_what_must_be_filled_in_is_coloured_from_the_header_down(
    written: tuple[Language, Workbook],
) -> None:
    language, book = written
    for sheet, keys in REQUIRED.items():
        target = book[say(f"workbook.{sheet}", language)]
        coloured = {str(found.sqref)[0] for found in target.conditional_formatting}
        letters = {"ABCDEFGHIJK"[INPUT_SHEETS[sheet].index(key)] for key in keys}
        assert coloured == letters, sheet
        dark = {c.coordinate[0] for c in target[1] if c.fill.fgColor.rgb[2:] == look.NAVY}
        assert dark == letters, sheet


def test_no_cell_holds_a_formula(written: tuple[Language, Workbook]) -> None:
    _, book = written
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []

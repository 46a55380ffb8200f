import pytest

from speeddating.domain.names import matching_key
from speeddating.domain.workbook import INPUT_SHEETS, SEATS
from speeddating.intake.labels import (
    column_by_header,
    header_key,
    output_titles,
    parameter_by_label,
    sheet_by_title,
)
from speeddating.words import LANGUAGES, say


@pytest.mark.parametrize(
    "written", ["CÔTÉ", "cote ", "Co\u0302te\u0301", "\u00a0Côté *", "Côté (E/A)"]
)
def test_headers_are_matched_without_accents_case_and_signs(written: str) -> None:
    assert column_by_header("participants")[header_key(written)] == "side"


def test_names_are_matched_without_accents_case_and_runs_of_spaces() -> None:
    assert matching_key(" L’ŒUVRE   du  Cher ") == matching_key("l'oeuvre du cher")  # noqa: RUF001
    assert matching_key("Excent A") != matching_key("Excent B")


@pytest.mark.parametrize("sheet", [*INPUT_SHEETS, "planning"])
def test_no_header_means_two_columns_of_one_sheet(sheet: str) -> None:
    columns = SEATS if sheet == "planning" else INPUT_SHEETS[sheet]
    for language in LANGUAGES:
        for column in columns:
            label = say(f"workbook.{sheet}.{column}", language)
            assert column_by_header(sheet)[header_key(label)] == column


def test_sheets_and_parameters_are_told_apart_in_both_languages() -> None:
    for language in LANGUAGES:
        for key in INPUT_SHEETS:
            assert sheet_by_title()[header_key(say(f"workbook.{key}", language))] == key
    assert parameter_by_label()["nombredetours"] == parameter_by_label()["numberofrounds"]


def test_output_sheets_are_known_and_no_input() -> None:
    assert header_key("Couverture") in output_titles()
    assert not output_titles() & set(sheet_by_title())

from pathlib import Path

import pytest

from speeddating.intake.workbook import read_with_notes
from tests.intake.books import PARTICIPANTS, book, problems, read, refused, saved, told

BANNER = [("Rencontre des dirigeants",), (), ("Liste au 1er mars",)]


def test_the_header_is_found_below_a_banner(tmp_path: Path) -> None:
    reading = read(tmp_path, Participants=[*BANNER, *PARTICIPANTS])
    assert len(reading.rencontre.participants) == 3


def test_headers_of_either_language_are_read(tmp_path: Path) -> None:
    rows = [("NAME", "organisation ", "Side", "présent"), ("Ana", "X", "entreprise", "oui"),
            ("Bo", "Y", "association", "yes")]  # fmt: skip
    assert len(read(tmp_path, Participants=rows).rencontre.participants) == 2


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    rows = [("Nom", "Côté"), ("Ana", "E")]
    assert problems(tmp_path, Participants=rows) == [("no_column", "Participants", None)]


def test_a_header_twice_is_refused(tmp_path: Path) -> None:
    rows = [("Nom", "Organisation", "Côté", "NOM"), ("Ana", "X", "E", "Bo")]
    assert ("header_twice", "Participants", "D1") in problems(tmp_path, Participants=rows)


def test_unknown_columns_are_left_out_and_told(tmp_path: Path) -> None:
    rows = [(*row, "ana@exemple.fr") for row in PARTICIPANTS]
    reading = read(tmp_path, Participants=rows)
    assert told(reading.notes) == [("note_column_left_out", "Participants", "D1")]
    assert "exemple" not in reading.rencontre.model_dump_json()


def test_merged_cells_say_their_value_for_all_their_rows(tmp_path: Path) -> None:
    made = book()
    sheet = made["Participants"]
    sheet["B3"].value = None
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("C2:C3")
    people = read_with_notes(saved(made, tmp_path)).rencontre.participants
    assert [person.organisation for person in people[:2]] == ["Ateliers Verts"] * 2


def test_nothing_is_filled_outside_a_merge(tmp_path: Path) -> None:
    made = book()
    made["Participants"]["B3"].value = None
    assert told(refused(saved(made, tmp_path))) == [("missing_value", "Participants", "B3")]


def test_hidden_sheets_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    made = book(Historique=[("Entreprise", "Association"), ("Ateliers Verts", "Les Mains Liées")])
    made["Participants"].row_dimensions[3].hidden = True
    made["Participants"].column_dimensions["C"].hidden = True
    made["Historique"].sheet_state = "hidden"
    reading = read_with_notes(saved(made, tmp_path))
    assert len(reading.rencontre.participants) == 3
    assert len(reading.history.encounters) == 1
    assert {code for code, *_ in told(reading.notes)} == {
        "note_hidden_sheet", "note_hidden_rows", "note_hidden_columns",
    }  # fmt: skip


def test_empty_rows_are_skipped_and_a_total_ends_the_list(tmp_path: Path) -> None:
    rows = [*PARTICIPANTS, (), (" ", "\u200b", None), ("Total", 3, None), ("reste", None, None)]
    reading = read(tmp_path, Participants=rows)
    assert len(reading.rencontre.participants) == 3
    assert told(reading.notes) == [("note_total_left_out", "Participants", "A7")]


def test_a_structure_may_be_called_total(tmp_path: Path) -> None:
    rows = [("Organisation", "Nom", "Côté"), ("Total", "Ana", "E"), ("Y", "Bo", "A")]
    assert read(tmp_path, Participants=rows).rencontre.organisations[0].name == "Total"


def test_hidden_characters_are_removed_and_told(tmp_path: Path) -> None:
    rows = [*PARTICIPANTS, ("Cy\u200b Blanc\u202e", "Ateliers Verts", "E")]
    reading = read(tmp_path, Participants=rows)
    assert reading.rencontre.participants[-1].name == "Cy Blanc"
    assert told(reading.notes) == [("note_hidden_characters", "Participants", "A5")]


@pytest.mark.parametrize("title", ["participants ", "PARTICIPANTS ", "People"])
def test_sheets_are_matched_without_case_in_either_language(tmp_path: Path, title: str) -> None:
    made = book()
    made["Participants"].title = title
    assert read_with_notes(saved(made, tmp_path)).notes == ()


def test_the_only_sheet_with_the_needed_columns_is_the_list(tmp_path: Path) -> None:
    made = book()
    made["Participants"].title = "Feuil1"
    reading = read_with_notes(saved(made, tmp_path))
    assert told(reading.notes) == [("note_taken_for_participants", "Feuil1", None)]


def test_two_sheets_of_one_role_are_refused(tmp_path: Path) -> None:
    assert ("sheet_twice", "People", None) in problems(tmp_path, People=PARTICIPANTS)


def test_output_sheets_are_skipped_without_a_word(tmp_path: Path) -> None:
    assert read(tmp_path, Sommaire=[("a",)], Couverture=[("b",)]).notes == ()

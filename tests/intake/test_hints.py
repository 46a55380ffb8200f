"""What an organiser may have overlooked is told, and nothing else is."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from speeddating import plan, write_workbook
from speeddating.intake.workbook import read_with_notes
from tests.intake.books import PARTICIPANTS, Sheet, problems, read, told


def crowd(pairs: int) -> Sheet:
    sides = (("E", "entreprise"), ("A", "association"))
    people = [(f"{s} {i}", f"{s} {i}", side) for i in range(pairs) for s, side in sides]
    return [PARTICIPANTS[0], *people]


@pytest.mark.parametrize(("tables", "waiting"), [(2, 1), (3, None), (4, None)])
def test_too_few_tables_are_told_with_who_waits(
    tmp_path: Path, tables: int, waiting: int | None
) -> None:
    listed = [("Table",), *((str(i),) for i in range(tables))]
    notes = read(tmp_path, Participants=crowd(3), Tables=listed).notes
    found = [note.data["waiting"] for note in notes if note.code == "intake.note_few_tables"]
    assert found == ([] if waiting is None else [waiting])


def test_a_header_that_looks_like_a_known_one_is_asked_about(tmp_path: Path) -> None:
    rows = [(*PARTICIPANTS[0], "Tours abscents", "Chapeau"), *PARTICIPANTS[1:]]
    notes = read(tmp_path, Participants=rows).notes
    assert told(notes) == [
        ("note_column_perhaps", "Participants", "D1"),
        ("note_column_left_out", "Participants", "E1"),
    ]
    assert "Tours absents" in notes[0].line("fr")


def test_a_missing_column_of_sides_is_one_problem(tmp_path: Path) -> None:
    rows = [row[:2] for row in PARTICIPANTS]
    assert problems(tmp_path, Participants=rows) == [("no_column", "Participants", None)]


def test_what_held_for_the_last_evening_only_is_told_when_the_next_one_begins(
    tmp_path: Path,
) -> None:
    rows = [(*PARTICIPANTS[0], "Tours absents"), *((*row, "1") for row in PARTICIPANTS[1:2])]
    rows += [(*row, None) for row in PARTICIPANTS[2:]]
    wishes = (("De", "Vers"), ("Ateliers Verts", "Les Mains Liées"))
    event, history, *_ = read(tmp_path, Participants=rows, Souhaits=wishes)
    path = write_workbook(tmp_path / "a.xlsx", event, history, plan(event))
    codes = [note.code for note in read_with_notes(path).notes]
    assert "intake.note_carried_over" not in codes
    book = load_workbook(path)
    book["Rencontre"]["B2"] = "La suivante"
    book.save(path)
    (note,) = [n for n in read_with_notes(path).notes if n.code == "intake.note_carried_over"]
    assert (note.data["away"], note.data["late"], note.data["wishes"]) == (0, 1, 1)

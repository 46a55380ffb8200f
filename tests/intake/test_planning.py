from pathlib import Path

import pytest

from speeddating.domain.schedule import Seating
from speeddating.errors import InvalidInputError
from speeddating.intake.planning import read_schedule
from tests.intake.books import book, of, saved, told

HEAD = ("Tour", "Début", "Table", "Identifiant", "Nom", "Organisation", "Côté", "Avec", "Nouvelles")
GROUP = [("Sous-groupe", "Organisation", "Animateur"), ("G", "Ateliers Verts", "Odile"),
         ("G", "Les Mains Liées")]  # fmt: skip


def test_seats_are_gathered_by_round_and_table(tmp_path: Path) -> None:
    tables = [("Table",), ("B",), ("A",)]
    rows = [HEAD, (2, None, "A", None, "Léo Petit"), (1, None, "A", None, "Léo Petit"),
            (1, None, "B", "Ana Brun (Ateliers Verts)", "?"), (1, None, "B", None, "Zoé Roux"),
            (1, None, "B", None, "Odile"), (2, None, None, None, "Ana Brun")]  # fmt: skip
    made = book(Tables=tables, Sous_groupes=GROUP, Planning=rows)
    schedule = read_schedule(saved(made, tmp_path))
    ana, leo = "Ana Brun (Ateliers Verts)", "Léo Petit (Mécanique du Berry)"
    zoe = "Zoé Roux (Les Mains Liées)"
    assert schedule.seatings == (
        of(Seating, round=1, table="B", entreprises=(ana,), associations=(zoe,),
                facilitators=("Odile",)),
        of(Seating, round=1, table="A", entreprises=(leo,), associations=()),
        of(Seating, round=2, table="A", entreprises=(leo,), associations=()),
    )  # fmt: skip


def test_a_wrong_seat_is_refused_with_its_cell(tmp_path: Path) -> None:
    rows = [HEAD, (9, None, 5, None, "Personne")]
    with pytest.raises(InvalidInputError) as caught:
        read_schedule(saved(book(Planning=rows), tmp_path))
    assert told(caught.value.issues) == [
        ("unknown_round", "Planning", "A2"), ("unknown_table", "Planning", "C2"),
        ("unknown_participant", "Planning", "E2"),
    ]  # fmt: skip


def test_a_name_changed_by_hand_is_not_overruled_by_the_identifier(tmp_path: Path) -> None:
    rows = [HEAD, (1, None, 1, "Ana Brun (Ateliers Verts)", "Zoé Roux")]
    with pytest.raises(InvalidInputError) as caught:
        read_schedule(saved(book(Planning=rows), tmp_path))
    assert told(caught.value.issues) == [("seat_of_two", "Planning", "E2")]


def test_a_workbook_without_a_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="Planning"):
        read_schedule(saved(book(), tmp_path))

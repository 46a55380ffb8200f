from pathlib import Path

import pytest

from speeddating.domain.people import Appetite, Side
from tests.intake.books import PARTICIPANTS, Line, book, problems, read, refused, saved, told

HEAD = ("Nom", "Organisation", "Côté", "Présent", "Tours absents", "Table fixe", "Zone",
        "Accessible", "Rendez-vous min", "Rendez-vous max", "Identifiant")  # fmt: skip
ASSOCIATION = ("Zoé", "Les Mains Liées", "A")


def test_three_columns_are_enough(tmp_path: Path) -> None:
    rencontre = read(tmp_path).rencontre
    assert [o.id for o in rencontre.organisations] == [
        "Ateliers Verts", "Mécanique du Berry", "Les Mains Liées",
    ]  # fmt: skip
    assert rencontre.participants[0].id == "Ana Brun (Ateliers Verts)"
    assert len(rencontre.tables) == 1


def test_an_organisation_keeps_its_first_spelling(tmp_path: Path) -> None:
    rows = [*PARTICIPANTS, ("Cy", "ATELIERS  VERTS", None), ("Di", "Ateliers\u00a0verts", "E")]
    rencontre = read(tmp_path, Participants=rows).rencontre
    assert len(rencontre.organisations) == 3
    assert rencontre.participants[-1].organisation == "Ateliers Verts"


def test_all_columns_of_a_person(tmp_path: Path) -> None:
    rows = [HEAD, ("Ana", "X", "E", "oui", "1; 3-4", 2, "A", "oui", 1, 3, "P1"),
            ("Bo", "Y", "A", "non")]  # fmt: skip
    tables = [("Table", "Zone"), (1, None), (2, "a")]
    people = read(
        tmp_path, Participants=[*rows, ("Cy", "Y", "A")], Tables=tables
    ).rencontre.participants
    first = people[0]
    assert (first.id, first.table, first.zone) == ("P1", "2", "a")
    assert first.absent == {1, 3, 4}
    assert (first.needs_access, first.least, first.most) == (True, 1, 3)
    assert [person.present for person in people] == [True, False, True]


def test_all_columns_of_an_organisation(tmp_path: Path) -> None:
    rows = [("Organisation", "Côté", "Secteur", "Thèmes", "Besoins", "Offres", "Envie", "SIREN",
             "Autres noms"),
            ("ATELIERS VERTS", "E", "bois", "emploi; climat", "a", "b", "revoir", 12345678,
             "AV; Ateliers V.")]  # fmt: skip
    people = [*PARTICIPANTS, ("Cy", "av", "E")]
    organisation = read(tmp_path, Organisations=rows, Participants=people).rencontre.organisations[
        0
    ]
    assert organisation.id == "ATELIERS VERTS"
    assert organisation.themes == {"emploi", "climat"}
    assert organisation.appetite is Appetite.AGAIN
    assert organisation.siren == "012345678"
    assert organisation.other_names == ("AV", "Ateliers V.")


@pytest.mark.parametrize(
    ("row", "issue"),
    [
        (("Ana Brun", "Ateliers Verts", "E"), ("participant_twice", "A5")),
        (("ANA  BRUN", "ateliers verts", "E"), ("participant_twice", "A5")),
        (("Cy", "Ateliers Verts", "A"), ("two_sides", "C5")),
        (("Cy", "Excent", None), ("no_side", "C5")),
        (("Cy", "Excent", "banque"), ("not_a_choice", "C5")),
        (("Cy", None, "E"), ("missing_value", "B5")),
        ((None, "Excent", "E"), ("missing_value", "A5")),
        (("x" * 201, "Excent", "E"), ("too_long", "A5")),
    ],
)
def test_a_wrong_line_is_refused_once(tmp_path: Path, row: Line, issue: tuple[str, str]) -> None:
    code, cell = issue
    assert problems(tmp_path, Participants=[*PARTICIPANTS, row]) == [(code, "Participants", cell)]


@pytest.mark.parametrize(
    ("values", "issue"),
    [
        (("peut-être",), ("not_yes_no", "D2")),
        (("oui", "9"), ("unknown_round", "E2")),
        (("oui", None, "12"), ("unknown_table", "F2")),
        (("oui", None, None, None, None, 4, 2), ("least_above_most", "J2")),
        (("oui", None, None, None, None, -1), ("too_small", "I2")),
        (("oui", None, None, None, None, None, None, "les mains liees"),
         ("identifier_is_organisation", "K2")),
        (("oui", None, None, None, None, None, None, "Zoé (Les Mains Liées)"),
         ("identifier_twice", "A3")),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_refused_in_its_place(
    tmp_path: Path, values: Line, issue: tuple[str, str]
) -> None:
    code, cell = issue
    rows = [HEAD, ("Ana", "X", "E", *values), ASSOCIATION]
    assert problems(tmp_path, Participants=rows) == [(code, "Participants", cell)]


def test_namesakes_with_identifiers_are_two_people(tmp_path: Path) -> None:
    head = ("Nom", "Organisation", "Côté", "Identifiant")
    rows = [head, ("Ana", "X", "E", "Ana 1"), ("Ana", "X", "E", "Ana 2"), (*ASSOCIATION, None)]
    assert len(read(tmp_path, Participants=rows).rencontre.participants) == 3


def test_sides_of_the_two_sheets_must_agree(tmp_path: Path) -> None:
    rows = [("Organisation", "Côté"), ("Les mains liées", "E")]
    assert problems(tmp_path, Organisations=rows) == [("two_sides", "Participants", "C4")]


def test_an_organisation_twice_is_refused(tmp_path: Path) -> None:
    rows = [("Organisation", "Côté"), ("Excent", "E"), ("EXCENT", "E")]
    assert problems(tmp_path, Organisations=rows) == [("organisation_twice", "Organisations", "A3")]


def test_another_name_stands_for_one_organisation(tmp_path: Path) -> None:
    rows = [("Organisation", "Côté", "Autres noms"), ("Excent", "E", "Ateliers Verts"),
            ("Ateliers Verts", "E", None)]  # fmt: skip
    assert problems(tmp_path, Organisations=rows) == [("other_name_taken", "Organisations", "C2")]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([PARTICIPANTS[0]], "no_participants"),
        (PARTICIPANTS[:3], "no_association"),
        ([PARTICIPANTS[0], PARTICIPANTS[3]], "no_entreprise"),
        ([HEAD, ("Ana", "X", "E", "non"), ASSOCIATION], "no_entreprise"),
    ],
)
def test_an_empty_side_is_refused(tmp_path: Path, rows: list[Line], code: str) -> None:
    assert problems(tmp_path, Participants=rows) == [(code, "Participants", None)]


def test_a_zone_without_a_table_is_told(tmp_path: Path) -> None:
    rows = [HEAD, ("Ana", "X", "E", "oui", None, None, "nord"), ASSOCIATION]
    (note,) = read(tmp_path, Participants=rows).notes
    assert note.code == "intake.note_unknown_zone"


@pytest.mark.parametrize(
    ("asked", "cell"),
    [
        ((None, None, None, "oui"), "H2"),
        ((None, "2", "Nord"), "G2"),
        ((None, "2", None, "oui"), "H2"),
        ((None, "1", "Nord", "oui"), None),
    ],
)
def test_who_can_sit_nowhere_is_told(tmp_path: Path, asked: Line, cell: str | None) -> None:
    rows = [HEAD, ("Ana", "X", "E", "oui", *asked), ASSOCIATION]
    room = [("Table", "Zone", "Accessible"), ("1", "Nord", "oui"), ("2", "Sud", None)]
    tables = room if cell != "H2" or asked[1] else [room[0]]
    notes = read(tmp_path, Participants=rows, Tables=tables).notes
    expected = [] if cell is None else [("note_nowhere_to_sit", "Participants", cell)]
    assert told(notes) == expected


def test_somebody_who_stays_away_needs_no_table(tmp_path: Path) -> None:
    rows = [
        HEAD, ("Ana", "X", "E", "non", None, None, None, "oui"), ("Luc", "X", "E"), ASSOCIATION,
    ]  # fmt: skip
    assert read(tmp_path, Participants=rows).notes == ()


def test_public_bodies_are_offered_a_side(tmp_path: Path) -> None:
    rows = [*PARTICIPANTS, ("Cy", "Mairie", "mairie")]
    (issue,) = refused(saved(book(Participants=rows), tmp_path))
    assert "organisme public" in issue.line("fr")
    rows = [*PARTICIPANTS, ("Cy", "Mairie", "organisme public")]
    assert read(tmp_path, Participants=rows).rencontre.organisations[-1].side is Side.ENTREPRISE

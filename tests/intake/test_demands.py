from pathlib import Path

import pytest

from speeddating.domain.demands import Incompatibility, Lock, Wish, WishKind
from speeddating.intake.parties import MOST_GUESSED
from speeddating.intake.table import MOST_ROWS
from tests.intake.books import PARTICIPANTS, Line, book, of, problems, read, refused, saved

WISH = ("De", "Vers", "Rang", "Type", "Tour", "Avant")
PAIR = ("A", "B", "Raison")
LOCK = ("Tour", "Table", "Nom")
MORE = [*PARTICIPANTS, ("Ana Brun", "Excent", "E"), ("Yan", "Tivoli", "A")]


def test_a_wish_names_organisations_or_people(tmp_path: Path) -> None:
    rows = [WISH, ("ateliers  verts", "ZOÉ ROUX", 2, "obligatoire", 3, "Tivoli"),
            ("Ana Brun (Excent)", "Les Mains Liées")]  # fmt: skip
    assert read(tmp_path, Participants=MORE, Souhaits=rows).rencontre.wishes == (
        of(Wish, source="Ateliers Verts", target="Zoé Roux (Les Mains Liées)", rank=2,
             kind=WishKind.MUST, round=3, before="Tivoli"),
        of(Wish, source="Ana Brun (Excent)", target="Les Mains Liées"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "issue"),
    [
        (("Ateliers Verts", "Inconnue"), ("unknown_party", "B2")),
        (("Ateliers Verds", "Tivoli"), ("unknown_party_but_near", "A2")),
        (("Ana Brun", "Tivoli"), ("several_people", "A2")),
        (("Excent", "Ateliers Verts"), ("wish_within_side", "B2")),
        (("Excent", "Tivoli", 1, None, None, "Léo Petit"), ("wish_within_side", "F2")),
        (("Excent", "Tivoli", 1, None, None, "Tivoli"), ("before_itself", "F2")),
        (("Excent", "Tivoli", 0), ("too_small", "C2")),
        (("Excent", "Tivoli", 1, "peut-être"), ("not_a_choice", "D2")),
        (("Excent", "Tivoli", 1, None, 9), ("unknown_round", "E2")),
        (("Excent", None), ("missing_value", "B2")),
    ],
)
def test_a_wrong_wish_is_refused_once(tmp_path: Path, row: Line, issue: tuple[str, str]) -> None:
    code, cell = issue
    assert problems(tmp_path, Participants=MORE, Souhaits=[WISH, row]) == [(code, "Souhaits", cell)]


def test_an_identifier_names_one_person_whoever_else_is_called_so(tmp_path: Path) -> None:
    rows = [
        (*PARTICIPANTS[0], "Identifiant"),
        *PARTICIPANTS[1:],
        ("Léa", "Excent", "E", "Ana Brun"),
    ]
    wishes = [WISH, ("Ana Brun", "Zoé Roux")]
    (asked,) = read(tmp_path, Participants=rows, Souhaits=wishes).rencontre.wishes
    assert asked.source == "Ana Brun"


def test_candidates_and_suggestions_are_named(tmp_path: Path) -> None:
    rows = [WISH, ("Ana Brun", "Tivolli")]
    issues = refused(saved(book(Participants=MORE, Souhaits=rows), tmp_path))
    assert "Ana Brun (Excent)" in issues[0].sentence("fr")
    assert "« Tivoli »" in issues[1].remedy("fr")


def test_incompatibilities(tmp_path: Path) -> None:
    rows = [PAIR, ("Excent", "Yan", "concurrents"), ("Excent", "Léo Petit")]
    rencontre = read(tmp_path, Participants=MORE, Incompatibilites=rows).rencontre
    assert rencontre.incompatibilities == (
        of(Incompatibility, a="Excent", b="Yan (Tivoli)", reason="concurrents"),
        of(Incompatibility, a="Excent", b="Léo Petit (Mécanique du Berry)"),
    )


def test_incompatible_with_itself(tmp_path: Path) -> None:
    rows = [PAIR, ("Excent", "EXCENT")]
    assert problems(tmp_path, Participants=MORE, Incompatibilites=rows) == [
        ("incompatible_with_itself", "Incompatibilités", "B2")
    ]


@pytest.mark.parametrize("wish", [("Excent", "Yan"), ("Ana Brun (Excent)", "Tivoli")])
def test_a_pair_wanted_and_forbidden_names_both_lines(tmp_path: Path, wish: Line) -> None:
    pairs = [PAIR, ("Tivoli", "Excent")]
    made = book(Participants=MORE, Souhaits=[WISH, wish], Incompatibilites=pairs)
    (issue,) = refused(saved(made, tmp_path))
    assert issue.code == "intake.wanted_and_forbidden"
    assert (issue.sheet, issue.cell) == ("Souhaits", "B2")
    assert "Incompatibilités A2" in issue.sentence("fr")


def test_locks(tmp_path: Path) -> None:
    rows = [LOCK, (2, 1, "Yan")]
    locks = read(tmp_path, Participants=MORE, Verrous=rows).rencontre.locks
    assert locks == (of(Lock, participant="Yan (Tivoli)", round=2, table="1"),)


@pytest.mark.parametrize(
    ("rows", "issue"),
    [
        ([(2, 1, "Tivoli")], ("unknown_participant_but_near", "C2")),
        ([(2, 1, "Personne")], ("unknown_participant", "C2")),
        ([(2, 9, "Yan")], ("unknown_table", "B2")),
        ([(9, 1, "Yan")], ("unknown_round", "A2")),
        ([(2, 1, "Yan"), (2, 2, "Yan")], ("locked_twice", "C3")),
        ([(1, 1, "Léo Petit")], ("locked_while_absent", "C2")),
        ([(3, 2, "Yan")], ("locked_to_no_table", "B2")),
    ],
)
def test_a_wrong_lock_is_refused_once(
    tmp_path: Path, rows: list[Line], issue: tuple[str, str]
) -> None:
    code, cell = issue
    people = [(*row, None) for row in MORE]
    people[0] = (*PARTICIPANTS[0], "Tours absents")
    people[2] = (*PARTICIPANTS[2], "1")
    people[-1] = ("Yan", "Maison de Tivoli", "A", None)
    people.append(("Ève", "Tivoli", "A", None))
    tables = [("Table", "Tours"), (1, None), (2, "1-2")]
    found = problems(tmp_path, Participants=people, Tables=tables, Verrous=[LOCK, *rows])
    if code.endswith("but_near"):
        assert found[0][0].startswith("unknown_participant")
    else:
        assert found == [(code, "Verrous", cell)]


def test_many_unknown_names_are_told_and_only_the_first_looked_for(tmp_path: Path) -> None:
    rows = [WISH, *(("Excent", f"Tivoly{n % 10}") for n in range(MOST_GUESSED + 3))]
    told = problems(tmp_path, Participants=MORE, Souhaits=rows)
    codes = [code for code, *_ in told]
    assert codes == ["unknown_party_but_near"] * MOST_GUESSED + ["unknown_party"] * 3


def test_a_sheet_of_too_many_lines_says_where_they_begin_to_be(tmp_path: Path) -> None:
    rows = [("A", "B"), *[("Excent", "Tivoli")] * (MOST_ROWS + 1)]
    told = problems(tmp_path, Participants=MORE, Incompatibilites=rows)
    assert told == [("too_many_rows", "Incompatibilités", f"A{MOST_ROWS + 2}")]

import datetime as dt
from pathlib import Path

import pytest

from speeddating.domain.people import Side
from speeddating.domain.phase import Phase
from speeddating.domain.rencontre import Rencontre
from tests.intake.books import Line, book, problems, read, refused, saved

HEAD = ("Paramètre", "Valeur")


def _event(tmp_path: Path, *rows: Line) -> Rencontre:
    return read(tmp_path, Rencontre=[HEAD, *rows]).rencontre


def test_everything_has_a_default(tmp_path: Path) -> None:
    rencontre = read(tmp_path).rencontre
    assert rencontre.name == "essai"
    assert len(rencontre.rounds) == 6
    assert rencontre.date is None


def test_all_parameters(tmp_path: Path) -> None:
    rencontre = _event(
        tmp_path,
        ("Nom", "Rencontre d'automne"), ("DATE", "22/11/2026"), ("Lieu", "Bourges"),
        ("phase", "Réflexion"), ("Nombre de tours", 4), ("Début", "18h30"),
        ("Minutes par tour", 8), ("Minutes de battement", 2), ("Tours de pause", "3"),
        ("Côté assis", "E"), ("Langue", "anglais"), ("Reprendre au tour", 2),
        ("Rencontres par paire", 2), ("Concurrents séparés", "oui"),
    )  # fmt: skip
    assert rencontre.identity == ("Rencontre d'automne", dt.date(2026, 11, 22))
    assert (rencontre.place, rencontre.phase) == ("Bourges", Phase.REFLEXION)
    assert [r.start for r in rencontre.rounds] == [
        dt.time(18, 30), dt.time(18, 40), dt.time(18, 50), dt.time(19, 0),
    ]  # fmt: skip
    assert [r.number for r in rencontre.rounds if r.is_break] == [3]
    assert (rencontre.seated_side, rencontre.language) == (Side.ENTREPRISE, "en")
    assert (rencontre.resume_at, rencontre.meetings_per_pairing) == (2, 2)
    assert rencontre.competitors_apart


def test_an_evening_may_pass_midnight(tmp_path: Path) -> None:
    rencontre = _event(tmp_path, ("Début", "23h30"), ("Minutes par tour", 40))
    assert rencontre.rounds[1].start == dt.time(0, 10)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("Nombre de tours", -3), "too_small"),
        (("Nombre de tours", 0), "too_small"),
        (("Nombre de tours", 10**9), "too_large"),
        (("Nombre de tours", "six"), "not_a_number"),
        (("Date", "bientôt"), "not_a_date"),
        (("Début", "le soir"), "not_a_time"),
        (("Phase", "fête"), "not_a_choice"),
        (("Tours de pause", "9"), "unknown_round"),
        (("Tours de pause", "1-6"), "only_breaks"),
        (("Reprendre au tour", 7), "too_large"),
        (("Langue", "berrichon"), "not_a_choice"),
        (("Concurrents séparés", "parfois"), "not_yes_no"),
    ],
)
def test_a_wrong_parameter_is_refused_in_its_cell(tmp_path: Path, row: Line, code: str) -> None:
    assert problems(tmp_path, Rencontre=[HEAD, row]) == [(code, "Rencontre", "B2")]


def test_a_wrong_parameter_is_called_by_its_name(tmp_path: Path) -> None:
    (issue,) = refused(saved(book(Rencontre=[HEAD, ("Nombre de tours", -3)]), tmp_path))
    assert issue.line("fr").startswith("Rencontre B2 : « Nombre de tours » : -3 est trop petit")


def test_a_parameter_twice_is_refused(tmp_path: Path) -> None:
    rows = [HEAD, ("Lieu", "Bourges"), ("lieu", "Vierzon")]
    assert problems(tmp_path, Rencontre=rows) == [("parameter_twice", "Rencontre", "A3")]


def test_unknown_parameters_are_told(tmp_path: Path) -> None:
    (note,) = read(tmp_path, Rencontre=[HEAD, ("Traiteur", "oui")]).notes
    assert note.value == "Traiteur"

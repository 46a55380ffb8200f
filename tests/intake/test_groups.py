from pathlib import Path

import pytest

from speeddating.domain.demands import ProjectGroup
from speeddating.domain.people import Facilitator
from tests.intake.books import Line, of, problems, read, told

HEAD = ("Sous-groupe", "Organisation", "Animateur", "Tours", "Projet", "État")
FIRST = ("Recrutement", "Ateliers Verts", "Odile", "2; 4", "forum", "en cours")
SECOND = ("recrutement", "Les Mains Liées")


def test_a_group_is_one_row_per_organisation(tmp_path: Path) -> None:
    rencontre = read(tmp_path, Sous_groupes=[HEAD, FIRST, SECOND]).rencontre
    assert rencontre.facilitators == (of(Facilitator, name="Odile"),)
    assert rencontre.groups == (
        of(ProjectGroup,
            name="Recrutement", organisations=("Ateliers Verts", "Les Mains Liées"),
            facilitator="Odile", rounds=frozenset({2, 4}), project="forum", state="en cours",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "rounds", "free"),
    [("2 au choix", set(), 2), ("any 2", set(), 2), ("2; 1 au choix", {2}, 1), (3, {3}, 0),
     ("3 tours au choix", set(), 3)],
)  # fmt: skip
def test_rounds_are_given_or_free(tmp_path: Path, said: str, rounds: set[int], free: int) -> None:
    row = ("G", "Ateliers Verts", None, said)
    (group,) = read(tmp_path, Sous_groupes=[HEAD, row, ("G", *SECOND[1:])]).rencontre.groups
    assert group.rounds == rounds
    assert group.free_rounds == free


@pytest.mark.parametrize(
    ("rows", "issue"),
    [
        ([FIRST, (*SECOND, "Paul")], ("group_contradicts", "C3")),
        ([FIRST, (*SECOND, None, "1")], ("group_contradicts", "D3")),
        ([FIRST, SECOND, FIRST], ("group_member_twice", "B4")),
        ([FIRST], ("group_of_one_side", "A2")),
        ([FIRST, ("Recrutement", "Zoé Roux")], ("person_not_organisation", "B3")),
        ([FIRST, SECOND, ("Recrutement", "Les Mains Lié")],
         ("unknown_organisation_but_near", "B4")),
        ([(*FIRST[:3], "9"), SECOND], ("unknown_round", "D2")),
        ([(*FIRST[:3], "9 au choix"), SECOND], ("unknown_round", "D2")),
        ([(*FIRST[:3], "deux au choix"), SECOND], ("not_group_rounds", "D2")),
        ([(*FIRST[:3], "2; le reste"), SECOND], ("not_group_rounds", "D2")),
        ([(None, *FIRST[1:]), SECOND, ("recrutement", "Ateliers Verts")], ("missing_value", "A2")),
    ],
)  # fmt: skip
def test_a_wrong_group_is_refused_once(
    tmp_path: Path, rows: list[Line], issue: tuple[str, str]
) -> None:
    code, cell = issue
    assert problems(tmp_path, Sous_groupes=[HEAD, *rows]) == [(code, "Sous-groupes", cell)]


def test_one_group_at_a_time(tmp_path: Path) -> None:
    rows = [FIRST, SECOND, ("Autre", "Ateliers Verts", None, "4"), ("Autre", "Les Mains Liées")]
    assert problems(tmp_path, Sous_groupes=[HEAD, *rows]) == [
        ("refused_rule", "Sous-groupes", None)
    ]


def test_a_group_without_rounds_is_told_unless_it_says_none(tmp_path: Path) -> None:
    never = ("note_group_never", "Sous-groupes", "D2")
    for said, notes in ((None, [never]), ("0 au choix", [])):
        sheets = {"Sous_groupes": [HEAD, (*FIRST[:3], said), SECOND]}
        assert told(read(tmp_path, **sheets).notes) == notes

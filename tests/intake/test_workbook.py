"""A workbook as a whole: the round trip, all problems at once, and what the domain refuses."""

import logging
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pydantic import ValidationError

from speeddating.domain.history import Encounter, History
from speeddating.domain.issue import Issue
from speeddating.domain.names import matching_key
from speeddating.domain.people import Organisation, Participant, Side
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import one_to_one, rounds
from speeddating.errors import InvalidInputError
from speeddating.intake import read_workbook
from speeddating.intake.refusals import as_issues
from speeddating.intake.workbook import read_with_notes
from tests.intake.books import PARTICIPANTS, Line, book, of, problems, read, saved

NAMES = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Cf", "Cn"]),
    min_size=1, max_size=20,
).map(str.strip).filter(lambda name: matching_key(name) not in {"", "total", "totaux"})  # fmt: skip
CHOSEN = st.lists(NAMES, min_size=2, max_size=8, unique_by=matching_key)


def _as_text(made: Workbook) -> Workbook:
    """Names that look like formulas are typed as text."""
    for sheet in made:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
    return made


@settings(deadline=None, max_examples=40,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(CHOSEN, CHOSEN, st.data())
def test_what_is_written_is_read_equal(
    tmp_path: Path, names: list[str], people: list[str], data: st.DataObject
) -> None:
    sides = [Side.ENTREPRISE, Side.ASSOCIATION,
             *(data.draw(st.sampled_from(list(Side))) for _ in names[2:])]  # fmt: skip
    organisations = tuple(map(_organisation, names, sides))
    participants = tuple(
        of(Participant, name=person, organisation=organisation.id)
        for organisation in organisations
        for person in people[: data.draw(st.integers(1, len(people)))]
    )
    per_side = dict.fromkeys(Side, 0)
    for person in participants:
        per_side[sides[names.index(person.organisation)]] += 1
    rencontre = Rencontre(
        name="essai", organisations=organisations, participants=participants,
        tables=one_to_one(min(per_side.values())), rounds=rounds(6), tables_as_needed=True,
    )  # fmt: skip
    met = History(encounters=(of(Encounter, entreprise=names[0], association=names[1]),))
    made = book(
        Participants=[("Nom", "Organisation", "Côté"), *(
            (p.name, p.organisation, str(sides[names.index(p.organisation)])) for p in participants
        )],
        Historique=[("Entreprise", "Association"), (names[0], names[1])],
    )  # fmt: skip
    path = saved(_as_text(made), tmp_path)
    assert read_workbook(path) == (rencontre, met)


def _organisation(name: str, side: Side) -> Organisation:
    return Organisation(name=name, side=side)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        Participants=[*PARTICIPANTS, ("Cy", None, "E"), ("Di", "Excent", "banque")],
        Rencontre=[("Paramètre", "Valeur"), ("Nombre de tours", -1)],
        Souhaits=[("De", "Vers"), ("Personne", "Zoé Roux")],
    )
    assert [(code, cell) for code, _, cell in found] == [
        ("too_small", "B2"), ("missing_value", "B5"), ("not_a_choice", "C6"),
        ("unknown_party", "A2"),
    ]  # fmt: skip


def test_the_error_names_the_file_and_counts(tmp_path: Path) -> None:
    path = saved(book(Souhaits=[("De", "Vers"), ("Personne", "Zoé Roux")]), tmp_path)
    with pytest.raises(
        InvalidInputError, match=r"essai\.xlsx : 1 problème à corriger :\n- Souhaits A2"
    ):
        read_workbook(path)


def test_a_name_that_breaks_a_sentence_is_quoted_whole(tmp_path: Path) -> None:
    rows = [("De", "Vers"), ("{0.__class__}\n{value}", "Zoé Roux")]
    (issue,) = _issues(tmp_path, rows)
    assert "__class__" in issue.line("fr")


def _issues(tmp_path: Path, rows: Sequence[Line]) -> tuple[Issue, ...]:
    with pytest.raises(InvalidInputError) as caught:
        read_with_notes(saved(book(Souhaits=rows), tmp_path))
    return caught.value.issues


def test_what_the_domain_refuses_becomes_an_issue() -> None:
    with pytest.raises(ValidationError) as caught:
        Rencontre(name="R", organisations=(), participants=(), tables=(), rounds=())
    (issue,) = as_issues(caught.value, {"participants": "People"})
    assert (issue.code, issue.sheet) == ("intake.refused_rule", "People")
    with pytest.raises(ValidationError) as caught:
        Rencontre(name="", organisations=(), participants=(), tables=(), rounds=(), date="x")  # type: ignore[arg-type]
    assert {one.code for one in as_issues(caught.value, {})} == {"intake.refused_value"}


def test_notes_are_logged_without_names(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rows = [*PARTICIPANTS, ("Cy\u200b Blanc", "Ateliers Verts", "E")]
    with caplog.at_level(logging.INFO, "speeddating"):
        read(tmp_path, Participants=rows)
    assert "note_hidden_characters" in caplog.text
    assert "Blanc" not in caplog.text


def test_a_present_workbook_is_equal_when_it_is_read_twice(tmp_path: Path) -> None:
    path = saved(book(), tmp_path)
    assert read_workbook(path) == read_workbook(str(path))


def test_the_package_is_imported_without_openpyxl() -> None:
    code = "import sys, speeddating; print('openpyxl' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ran.stdout.strip() == "False"

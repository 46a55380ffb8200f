"""The sheet of changes, and what a replanned workbook hands on to the next rencontre."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from speeddating import (
    Budget,
    History,
    plan,
    read_workbook,
    replan,
    resumed,
    write_workbook,
)
from speeddating.intake import read_schedule
from speeddating.report.evening import Evening
from speeddating.report.sheets import workbook_sheets
from speeddating.words import LANGUAGES, Language
from tests.factories import rencontre

QUICK = Budget(seconds=5, reproducible=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_one_row_per_changed_seat_and_the_sheet_comes_first(language: Language) -> None:
    event = rencontre(4, 4, 4, 4, language=language)
    published = plan(event, budget=QUICK)
    now = event.model_copy(update={"participants": tuple(
        p.model_copy(update={"present": p.id not in {"e1", "a2"}}) for p in event.participants
    )})  # fmt: skip
    made = replan(published, now, from_round=2, budget=QUICK)
    effective = resumed(published, now, from_round=2)
    sheet, *others = workbook_sheets(effective, History(), made)
    assert len(sheet.rows) == len(made.changes) > 0
    names = {effective.participant_by_id[who].name for who in made.concerned}
    assert {row[0] for row in sheet.values} == names
    assert [row[2] for row in sheet.values if row[0] == "Mme e2"] == [
        one.round for one in made.changes if one.participant == "e2"
    ]
    assert sheet.title not in {other.title for other in others}


def test_a_plan_as_handed_out_has_no_such_sheet_and_an_untouched_replan_says_so() -> None:
    event = rencontre()
    published = plan(event, budget=QUICK)
    titles = [sheet.title for sheet in workbook_sheets(event, History(), published)]
    assert "Changements" not in titles
    made = replan(published, event, budget=QUICK)
    sheet = workbook_sheets(event, History(), made)[0]
    assert (sheet.title, sheet.rows) == ("Changements", ())
    assert "Rien ne change" in str(sheet.lead[2][0].value)


def test_what_was_really_held_goes_into_the_history(tmp_path: Path) -> None:
    own: dict[str, Any] = {f"{side}{n}": {"id": f"dirigeant {side}{n}"}
                           for side in "ea" for n in (1, 2, 3)}  # fmt: skip
    event = rencontre(3, 3, 3, 3, name="Juin", **own)
    published = plan(event, budget=QUICK)
    first = write_workbook(tmp_path / "a.xlsx", event, History(), published)
    rencontre_read, past = read_workbook(first)
    gone = rencontre_read.model_copy(update={"participants": tuple(
        p.model_copy(update={"present": p.organisation != "E1",
                             "absent": frozenset({1} if p.organisation == "E2" else ())})
        for p in rencontre_read.participants
    ), "resume_at": 2})  # fmt: skip
    made = replan(read_schedule(first), gone, past, budget=QUICK)
    now = resumed(read_schedule(first), gone)
    second = write_workbook(tmp_path / "b.xlsx", now, past, made)
    again, history = read_workbook(second)
    assert again == now
    assert read_schedule(second) == made.schedule
    held = Evening(now, History(), made.schedule).first_round
    assert history.met == set(held)
    assert "dirigeant e2" not in {who for s in made.schedule.seatings if s.round == 1
                                  for who in s.people()}  # fmt: skip
    assert ("E2", 1) not in {(pairing.entreprise, number) for pairing, number in held.items()}
    book = load_workbook(second)
    assert book.sheetnames[0] == "Changements"
    offered = [one.formula1 for one in book["Rencontre"].data_validations.dataValidation]
    assert '"1,2,3"' in offered

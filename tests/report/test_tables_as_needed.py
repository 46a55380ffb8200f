"""Tables that nobody has listed: not written as if somebody had, and the same when read back."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from speeddating import Budget, History, Participant, plan, readiness, replan, resumed
from speeddating.domain.needed import numbered
from speeddating.intake import read_schedule, read_workbook
from speeddating.intake.workbook import read_with_notes
from speeddating.report import write_workbook
from tests.domain.test_needed import evening
from tests.intake.books import problems, saved
from tests.report.accepted import accepted

QUICK = Budget(seconds=5, reproducible=True)


def planned(folder: Path, entreprises: int = 4, associations: int = 5) -> Path:
    rencontre = evening(entreprises, associations)
    return write_workbook(folder / "p.xlsx", rencontre, History(), plan(rencontre, budget=QUICK))


def edited(path: Path, cells: dict[str, object], people: tuple[tuple[str, str, str], ...]) -> Path:
    """What an organiser types: cells by sheet and place, people at the end of their sheet."""
    book: Any = load_workbook(path)
    for where, value in cells.items():
        sheet, cell = where.split("!")
        book[sheet][cell] = value
    sheet = book["Participants"]
    last = max(cell.row for cell in sheet["A"] if cell.value is not None)
    for row, line in enumerate(people, start=last + 1):
        for column, value in enumerate(line, start=1):
            sheet.cell(row, column, value)
    return saved(book, path.parent, "modifié.xlsx")


def test_the_sheet_stays_empty_and_the_plan_names_the_tables(tmp_path: Path) -> None:
    path = planned(tmp_path)
    book: Any = load_workbook(path)
    assert [cell.value for cell in book["Tables"]["A"]][1:] == []
    assert {cell.value for cell in book["Planning"]["C"]} >= {1, 2, 3, 4}
    assert read_workbook(path)[0] == evening(4, 5)


def test_more_guests_at_the_next_evening_have_tables(tmp_path: Path) -> None:
    guests = tuple((f"Neuf {n}", f"Neuf {n}", side) for n, side in enumerate(["entreprise"] * 3))
    path = edited(planned(tmp_path), {"Rencontre!B2": "La suivante"}, guests)
    rencontre = read_workbook(path)[0]
    assert len(rencontre.tables) == 5
    fewer = {f"Participants!D{row}": "non" for row in (2, 3)}
    again = edited(planned(tmp_path), {"Rencontre!B2": "La suivante", **fewer}, ())
    assert len(read_workbook(again)[0].tables) == 2


def test_on_the_day_tables_keep_their_names_and_newcomers_get_more(tmp_path: Path) -> None:
    path = planned(tmp_path)
    published = read_schedule(path)
    away = {f"Participants!D{row}": "non" for row in (2, 3, 4)}
    few = edited(path, {"Rencontre!B14": 3, **away}, ())
    assert len(read_workbook(few)[0].tables) == 4
    assert read_schedule(few) == published
    newcomer = edited(path, {}, (("Zoé Neuf", "Neuf", "entreprise"),))
    rencontre, history = read_workbook(newcomer)
    assert len(rencontre.tables) == 5
    made = replan(published, rencontre, history, budget=QUICK)
    assert any("Zoé Neuf (Neuf)" in seating.people() for seating in made.schedule.seatings)


def test_what_the_day_made_is_read_back_equal(tmp_path: Path) -> None:
    path = planned(tmp_path)
    away = {f"Participants!D{row}": "non" for row in (2, 3)}
    guests = (("Zoé Neuf", "Neuf", "entreprise"), ("Yan Neuf", "Neuf", "entreprise"))
    rencontre, history = read_workbook(edited(path, {"Rencontre!B14": 3, **away}, guests))
    published = read_schedule(path)
    made = replan(published, rencontre, history, budget=QUICK)
    now = resumed(published, rencontre)
    written = write_workbook(tmp_path / "jour.xlsx", now, history, made)
    assert rencontre.resume_at == 3
    assert read_workbook(written)[0] == now
    assert read_schedule(written) == made.schedule


def test_one_more_entreprise_is_foretold_with_its_table(tmp_path: Path) -> None:
    rencontre, history = read_workbook(planned(tmp_path, 4, 6))
    other = rencontre.model_copy(update={"name": "La suivante"})
    told = readiness(other, History())
    assert told.additions["entreprise"].new_pairings == told.outlook.new_pairings + 4
    assert told.additions["entreprise"].pauses == told.outlook.pauses - 4
    assert len(history.encounters) == told.outlook.new_pairings


@pytest.mark.parametrize("seed", range(20))
def test_whatever_needs_its_tables_is_read_back_equal(tmp_path: Path, seed: int) -> None:
    drawn = accepted(seed)[0].model_copy(update={"locks": (), "language": "fr"})
    people = tuple(Participant(name=f"P{n}", organisation=p.organisation, absent=p.absent)
                   for n, p in enumerate(drawn.participants))  # fmt: skip
    homes = tuple(
        o.model_copy(update={"name": f"O{n}", "id": f"O{n}", "other_names": (), "not_names": ()})
        for n, o in enumerate(drawn.organisations)
    )
    called = {old.id: new.id for old, new in zip(drawn.organisations, homes, strict=True)}
    drawn = drawn.model_copy(
        update={
            "name": "R", "forgotten": frozenset(), "organisations": homes, "wishes": (),
            "incompatibilities": (), "facilitators": (), "place": None,
            "participants": tuple(
                Participant(name=p.name, organisation=called[p.organisation], absent=p.absent)
                for p in people
            ),
            "groups": tuple(
                g.model_copy(
                    update={
                        "name": "G", "facilitator": None, "project": None, "state": None,
                        "organisations": tuple(called[o] for o in g.organisations),
                    }
                )
                for g in drawn.groups
            ),
        }
    )  # fmt: skip
    standing = numbered([(1, 1)] * (seed % 3))
    needy = drawn.model_copy(
        update={"tables": drawn.enough_tables(standing), "tables_as_needed": True}
    )
    path = write_workbook(tmp_path / "r.xlsx", needy, History())
    assert read_workbook(path)[0] == needy


def test_tables_that_somebody_lists_after_all_are_hers(tmp_path: Path) -> None:
    path = edited(planned(tmp_path), {"Rencontre!B2": "La suivante", "Tables!A2": "Nord"}, ())
    rencontre = read_workbook(path)[0]
    assert [table.id for table in rencontre.tables] == ["Nord"]
    assert not rencontre.tables_as_needed


def test_tables_too_few_for_who_comes_are_written_as_if_listed(tmp_path: Path) -> None:
    few = evening(4, 4).model_copy(update={"tables": numbered([(1, 1)] * 2)})
    path = write_workbook(tmp_path / "p.xlsx", few, History())
    again = read_with_notes(path)
    assert again.rencontre == few.model_copy(update={"tables_as_needed": False})
    assert [note.code for note in again.notes] == ["intake.note_few_tables"]


@pytest.mark.parametrize("said", ["15", "0 (1+1)?", "2 (0+1)", "99999 (1+1)", "2 (1+500)", 7])
def test_a_spoilt_note_of_the_tables_is_refused_in_its_cell(tmp_path: Path, said: object) -> None:
    rows = [("Paramètre", "Valeur"), ("Tables calculées", said)]
    assert problems(tmp_path, Rencontre=rows) == [("not_tables", "Rencontre", "B2")]

import datetime as dt
from pathlib import Path

import pytest

from speeddating import (
    Appetite,
    History,
    Incompatibility,
    Lock,
    Outcome,
    Phase,
    Side,
    Source,
    Wish,
    WishKind,
)
from speeddating.domain.base import TableId
from speeddating.intake import read_schedule, read_workbook
from speeddating.report import write_template, write_workbook
from speeddating.report.evening import Evening
from speeddating.words import Language
from tests.report.invented import (
    history_of,
    plan_of,
    rencontre_of_36,
    rencontre_with_group,
    rotation,
    schedule_with_group,
)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_rencontre_and_its_grown_history_are_read_back_equal(
    tmp_path: Path, language: Language
) -> None:
    rencontre = rencontre_of_36(language=language)
    history, schedule = history_of(rencontre), rotation(rencontre)
    path = write_workbook(tmp_path / "planning.xlsx", rencontre, history, plan_of(schedule))
    again, remembered = read_workbook(path)
    assert again == rencontre
    assert remembered == Evening(rencontre, history, schedule).grown()
    assert read_schedule(path) == schedule


def test_groups_facilitators_and_breaks_are_read_back_equal(tmp_path: Path) -> None:
    rencontre = rencontre_with_group()
    path = tmp_path / "planning.xlsx"
    write_workbook(path, rencontre, History(), plan_of(schedule_with_group(rencontre)))
    assert read_workbook(path)[0] == rencontre
    assert read_schedule(path) == schedule_with_group(rencontre)


def test_everything_that_can_be_asked_is_read_back_equal(tmp_path: Path) -> None:
    plain = rencontre_of_36()
    people, organisations = plain.participants, plain.organisations
    voices = [p for p in people if p.organisation == organisations[-1].id]
    tables = (
        plain.tables[0].model_copy(update={"zone": "Nord", "accessible": True}),
        plain.tables[1].model_copy(update={"rounds": frozenset({1, 2, 3, 5})}),
        *plain.tables[2:],
    )
    first = people[0].model_copy(
        update={
            "absent": frozenset({1, 2}), "table": "4", "needs_access": True, "least": 1, "most": 3,
            "zone": "Sud",
        }
    )  # fmt: skip
    stays_away = people[2].model_copy(update={"present": False})
    namesake = people[1].model_copy(update={"id": "E-002"})
    asked = rencontre_of_36(
        participants=(first, namesake, stays_away, *people[3:]),
        organisations=(
            organisations[0].model_copy(
                update={
                    "sector": "bâtiment", "themes": frozenset({"emploi", "insertion"}),
                    "needs": frozenset({"local"}), "offers": frozenset({"stages", "outils"}),
                    "appetite": Appetite.NEW_ONLY, "siren": "012345678",
                    "other_names": ("MGB", "Brérault"),
                }
            ),
            *organisations[1:],
        ),
        tables=tables,
        wishes=(
            Wish(source=organisations[0].id, target=voices[0].id, rank=2, kind=WishKind.MUST),
            Wish(
                source=namesake.id, target=organisations[-1].id, round=3,
                before=organisations[-2].id,
            ),
        ),
        incompatibilities=(
            Incompatibility(a=organisations[1].id, b=organisations[-2].id, reason="=secret"),
        ),
        locks=(Lock(participant=people[4].id, round=2, table=TableId("3")),),
        competitors_apart=True,
        meetings_per_pairing=2,
        resume_at=2,
        memory=2,
        forgotten=frozenset({"Rencontre nº 1", "Rencontre nº 2"}),
        phase=Phase.PROJET,
        seated_side=Side.ENTREPRISE,
    )  # fmt: skip
    history = History(
        encounters=tuple(
            encounter.model_copy(
                update={"source": Source.PROJECT_GROUP, "outcome": outcome, "date": when}
            )
            for encounter, outcome, when in zip(
                history_of(plain).encounters,
                (Outcome.AGAIN, Outcome.PROJECT, Outcome.NOTHING, None),
                (dt.date(2018, 1, 2), None, dt.date(2018, 1, 3), None),
                strict=False,
            )
        )
    )
    path = write_workbook(tmp_path / "saisie.xlsx", asked, history)
    again, remembered = read_workbook(path)
    assert again == asked
    assert remembered == history


def test_a_filled_in_template_can_be_read(tmp_path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415

    path = write_template(tmp_path / "modele.xlsx")
    book = load_workbook(path)
    people = (("Anne Roy", "Vélo", "association"), ("Luc Petit", "Garage", "entreprise"))
    for number, row in enumerate(people, start=2):
        for column, value in enumerate(row, start=1):
            book["Participants"].cell(number, column, value)
    book.save(path)
    rencontre, history = read_workbook(path)
    assert [person.name for person in rencontre.participants] == ["Anne Roy", "Luc Petit"]
    assert len(rencontre.rounds) == 6
    assert history == History()

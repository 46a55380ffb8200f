from pathlib import Path

from speeddating import History, Participant, Schedule, Seating
from speeddating.checks import score
from speeddating.domain.base import TableId
from speeddating.report import to_frame, write_csv
from speeddating.report.frame import COLUMNS
from tests.report.invented import (
    history_of,
    plan_of,
    rencontre_of_36,
    rencontre_with_group,
    rotation,
    schedule_with_group,
)


def test_one_row_per_seat_with_the_documented_columns() -> None:
    rencontre = rencontre_of_36()
    frame = to_frame(plan_of(rotation(rencontre)), rencontre)
    assert tuple(frame.columns) == COLUMNS
    assert len(frame) == 17 * 2 * 6
    assert not frame.duplicated(["round", "participant"]).any()
    first = frame.iloc[0]
    assert first["partners"] == ("Claire Aubry (Les Jardins partagés de Saint-Doulchard)",)
    assert first["side"] == "entreprise"
    assert first["start"].hour == 18
    assert frame["new_partners"].sum() == len(frame)


def test_new_partners_are_counted_against_the_history() -> None:
    rencontre = rencontre_of_36()
    history, schedule = history_of(rencontre), rotation(rencontre)
    frame = to_frame(plan_of(schedule), rencontre, history)
    assert frame["new_partners"].sum() == 2 * score(rencontre, history, schedule).new_pairings


def test_a_pairing_is_new_once_whoever_its_delegates_are() -> None:
    rencontre = rencontre_of_36()
    second = Participant(name="Second Délégué", organisation=rencontre.participants[0].organisation)
    larger = rencontre.model_copy(update={"participants": (*rencontre.participants, second)})
    head, voice = larger.participants[0], larger.participants[19]
    seatings = tuple(
        Seating(round=number, table=TableId("1"), entreprises=(who.id,), associations=(voice.id,))
        for number, who in ((1, head), (2, second))
    )
    schedule = Schedule(rencontre=larger.name, seatings=seatings)
    frame = to_frame(plan_of(schedule), larger)
    assert frame["new_partners"].tolist() == [1, 1, 0, 0]


def test_facilitators_have_no_row_and_each_partner_counts() -> None:
    rencontre = rencontre_with_group()
    frame = to_frame(plan_of(schedule_with_group(rencontre)), rencontre, History())
    assert set(frame["participant"]) == {person.id for person in rencontre.participants}
    assert frame.groupby("round")["new_partners"].sum().tolist() == [16, 12]


def test_a_project_group_and_its_facilitator_stand_beside_its_members(tmp_path: Path) -> None:
    rencontre = rencontre_with_group()
    schedule = schedule_with_group(rencontre)
    frame = to_frame(schedule, rencontre)
    together = frame[frame["group"] == "Recrutement"]
    assert set(together["organisation"]) == set(rencontre.groups[0].organisations)
    assert set(together["round"]) == {1}
    assert set(together["facilitators"]) == {("Nadège Ferrandon",)}
    others = frame.drop(together.index)
    assert others["group"].isna().all()
    assert set(others["facilitators"]) == {()}
    path = write_csv(tmp_path / "planning.csv", rencontre, None, schedule)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert sum(line.endswith(";Recrutement;Nadège Ferrandon") for line in lines) == len(together)

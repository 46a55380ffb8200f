import datetime as dt
from pathlib import Path

from speeddating.domain.history import Outcome, Source
from tests.intake.books import pairing, problems, read, told

HEAD = ("Date", "Rencontre", "Entreprise", "Association", "Source", "Suite")


def test_unknown_organisations_are_kept_as_written(tmp_path: Path) -> None:
    rows = [HEAD, ("01/06/2018", "R1", "Disparue SARL", "Les Mains Liées", "déjà connus")]
    (encounter,) = read(tmp_path, Historique=rows).history.encounters
    assert encounter.pairing == pairing("Disparue SARL", "Les Mains Liées")
    assert encounter.date == dt.date(2018, 6, 1)
    assert encounter.source is Source.ALREADY_KNOWN


def test_known_organisations_get_their_name_of_today(tmp_path: Path) -> None:
    organisations = [("Organisation", "Autres noms"), ("Ateliers Verts", "AV")]
    rows = [HEAD, (None, None, "ATELIERS verts", "les mains liees", "sous-groupe", "projet"),
            (None, None, "av", "Les Mains Liées", None, "à revoir")]  # fmt: skip
    encounters = read(tmp_path, Organisations=organisations, Historique=rows).history.encounters
    assert {one.pairing for one in encounters} == {pairing("Ateliers Verts", "Les Mains Liées")}
    assert [one.outcome for one in encounters] == [Outcome.PROJECT, Outcome.AGAIN]


def test_columns_the_wrong_way_round_are_turned_and_told(tmp_path: Path) -> None:
    rows = [HEAD, (None, None, "Les Mains Liées", "Ateliers Verts")]
    reading = read(tmp_path, Historique=rows)
    assert reading.history.met == {pairing("Ateliers Verts", "Les Mains Liées")}
    assert told(reading.notes) == [("note_history_turned", "Historique", "C2")]


def test_a_meeting_within_one_side_of_today_is_kept_and_told(tmp_path: Path) -> None:
    rows = [HEAD, (None, None, "Les Mains Liées", "Ancienne")]
    reading = read(tmp_path, Historique=rows)
    assert reading.history.met == {pairing("Les Mains Liées", "Ancienne")}
    assert told(reading.notes) == [("note_history_other_side", "Historique", "C2")]


def test_rows_of_its_own_identity_are_the_published_plan(tmp_path: Path) -> None:
    event = [("Paramètre", "Valeur"), ("Nom", "R2"), ("Date", "01/03/2026")]
    rows = [HEAD, (dt.date(2026, 3, 1), "r2", "Ateliers Verts", "Les Mains Liées"),
            (dt.date(2025, 3, 1), "R2", "Mécanique du Berry", "Les Mains Liées")]  # fmt: skip
    planning = [("Tour", "Table", "Nom"), (1, 1, "Ana Brun")]
    reading = read(tmp_path, Rencontre=event, Historique=rows, Planning=planning)
    assert reading.published
    assert len(reading.history.before(reading.rencontre.identity).encounters) == 1
    assert not read(tmp_path, Rencontre=event, Historique=rows).published
    assert not read(tmp_path, Historique=rows, Planning=planning).published


def test_a_wrong_line_is_refused_once(tmp_path: Path) -> None:
    rows = [HEAD, ("hier", None, "X", None, "rumeur", "mariage")]
    assert problems(tmp_path, Historique=rows) == [
        ("missing_value", "Historique", "D2"), ("not_a_date", "Historique", "A2"),
        ("not_a_choice", "Historique", "E2"), ("not_a_choice", "Historique", "F2"),
    ]  # fmt: skip

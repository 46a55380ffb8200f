"""What an organiser asks to forget: found however it is spelled, told, never deleted."""

from pathlib import Path

from tests.intake.books import problems, read, told

HEAD = ("Date", "Rencontre", "Entreprise", "Association")
PAST = [HEAD, ("01/06/2018", "Juin 2018", "Ateliers Verts", "Les Mains Liées"),
        ("01/12/2018", "Décembre 2018", "Mécanique du Berry", "Les Mains Liées")]  # fmt: skip


def event(**parameters: object) -> list[tuple[object, object]]:
    labels = {"memory": "Rencontres gardées en mémoire", "forgotten": "Rencontres oubliées"}
    return [
        ("Paramètre", "Valeur"), ("Nom", "Mai 2019"), ("Date", "01/05/2019"),
        *((labels[key], value) for key, value in parameters.items()),
    ]  # fmt: skip


def test_a_memory_of_one_rencontre_is_told_and_deletes_nothing(tmp_path: Path) -> None:
    reading = read(tmp_path, Rencontre=event(memory=1), Historique=PAST)
    assert reading.rencontre.memory == 1
    assert len(reading.history.encounters) == 2
    assert len(reading.history.past_of(reading.rencontre).encounters) == 1
    (note,) = reading.notes
    assert note.code == "memory.forgotten"
    assert "« Juin 2018 » ne compte plus : 1 paire redevient nouvelle." in note.line("fr")


def test_a_rencontre_is_forgotten_however_its_name_is_typed(tmp_path: Path) -> None:
    reading = read(tmp_path, Rencontre=event(forgotten="DECEMBRE 2018 "), Historique=PAST)
    assert reading.rencontre.forgotten == {"Décembre 2018"}
    assert "« Décembre 2018 »" in reading.notes[0].line("fr")


def test_a_name_that_no_rencontre_has_is_told_and_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, Rencontre=event(forgotten="Juin 1918; Juin 2018"), Historique=PAST)
    assert [note.code for note in reading.notes] == ["memory.unknown_forgotten", "memory.forgotten"]
    assert "« Juin 1918 »" in reading.notes[0].line("fr")
    assert reading.rencontre.forgotten == {"Juin 1918", "Juin 2018"}


def test_without_a_wish_to_forget_nothing_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, Rencontre=event(), Historique=PAST).notes == ()
    assert read(tmp_path, Rencontre=event(memory=2), Historique=PAST).notes == ()


def test_a_negative_memory_is_refused_with_its_cell(tmp_path: Path) -> None:
    assert problems(tmp_path, Rencontre=event(memory=-1)) == [("too_small", "Rencontre", "B4")]


def test_a_note_names_the_sheet(tmp_path: Path) -> None:
    reading = read(tmp_path, Rencontre=event(memory=0), Historique=PAST)
    assert told(reading.notes) == [("memory.forgotten", "Rencontre", None)]

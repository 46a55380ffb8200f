"""What is nobody's business leaves no trace: contacts, and names in the log."""

import logging
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pydantic import BaseModel

from speeddating import (
    Budget,
    History,
    InfeasibleError,
    InvalidInputError,
    Issue,
    Registrations,
    Rencontre,
    Series,
    UnsupportedError,
    WriteError,
    forecast,
    plan,
    read_registrations,
    read_workbook,
    write_bilan,
    write_csv,
    write_forecast,
    write_printouts,
    write_registrations,
    write_screen,
    write_workbook,
)
from speeddating.intake import read_with_notes
from speeddating.words import LANGUAGES
from tests.intake.books import book, saved
from tests.report.test_anonymous import cases

SECRETS = ("ana.brun@exemple.fr", "06 12 34 56 78", "0248123456", "+33 2 48 12 34 56", "Zsecret")
PARTICIPANTS = (
    ("Nom", "Organisation", "Côté", "E-mail", "Téléphone", "Remarque"),
    ("Ana Brun", "Ateliers Verts", "entreprise", *SECRETS[:2], SECRETS[4]),
    ("Léo Petit", "Mécanique du Berry", "entreprise", None, SECRETS[2], None),
    ("Zoé Roux", "Les Mains Liées", "association", None, SECRETS[3], SECRETS[4]),
)


def unpacked(path: Path) -> str:
    """Every byte of a file, of what is packed in it too."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as parts:
        return b"".join(parts.read(name) for name in parts.namelist()).decode()


def test_contacts_enter_no_model_plan_log_or_output(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    made_of = book(Participants=PARTICIPANTS)
    made_of["Participants"].column_dimensions["D"].hidden = True
    reading = read_with_notes(saved(made_of, tmp_path))
    event, past = reading.rencontre, reading.history
    made = plan(event, past, budget=Budget(seconds=5, workers=1))
    told = [event.model_dump_json(), past.model_dump_json(), made.model_dump_json()]
    told += [note.line("fr") for note in reading.notes]
    folder = tmp_path / "sorties"
    folder.mkdir()
    write_workbook(folder / "a.xlsx", event, past, made)
    write_printouts(folder / "b.xlsx", event, made)
    write_csv(folder / "c.csv", event, past, made)
    write_screen(folder / "d.html", event, made)
    told += [unpacked(path) for path in sorted(folder.iterdir())]
    assert "Ana Brun" in told[-1]
    for secret in SECRETS:
        assert not any(secret in text for text in told), secret
        assert secret not in caplog.text


@pytest.mark.parametrize("secret", SECRETS[:4])
@pytest.mark.parametrize("column", [0, 1])
def test_a_contact_in_a_name_is_refused_and_not_repeated(
    tmp_path: Path, secret: str, column: int
) -> None:
    row = ["Ana Brun", "Ateliers Verts", "entreprise"]
    row[column] += f" {secret}"
    path = saved(book(Participants=[PARTICIPANTS[0][:3], row, PARTICIPANTS[3][:3]]), tmp_path)
    with pytest.raises(InvalidInputError) as refused:
        read_workbook(path)
    (issue,) = refused.value.issues
    assert (issue.code, issue.cell) == ("intake.contact", f"{'AB'[column]}2")
    for language in ("fr", "en"):
        assert secret not in refused.value.sentence(language)


TEXTS = (
    ("Rencontre", "Nom"), ("Rencontre", "Lieu"), ("Rencontre", "Rencontres oubliées"),
    ("Participants", "Zone"), ("Participants", "Identifiant"), ("Organisations", "Secteur"),
    ("Organisations", "Thèmes"), ("Organisations", "Offres"), ("Organisations", "Autres noms"),
    ("Tables", "Table"), ("Tables", "Zone"), ("Incompatibilités", "Raison"), ("Souhaits", "Vers"),
    ("Sous-groupes", "Sous-groupe"), ("Sous-groupes", "Animateur"), ("Sous-groupes", "Projet"),
    ("Sous-groupes", "État"), ("Historique", "Association"), ("Historique", "Rencontre"),
)  # fmt: skip


@pytest.mark.parametrize(("sheet", "column"), TEXTS)
def test_a_contact_anywhere_in_a_workbook_is_refused_with_its_cell(
    tmp_path: Path, sheet: str, column: str
) -> None:
    one, past, _ = cases()[1]
    path = write_workbook(tmp_path / "a.xlsx", one, past)
    read_workbook(path)
    made_of = load_workbook(path)
    cells = list(made_of[sheet].iter_rows())
    header = [cell.value for cell in cells[0]]
    if sheet == "Rencontre":
        (cell,) = (row[1] for row in cells if row[0].value == column)
    else:
        cell = cells[1][header.index(column)]
    cell.value = f"{cell.value or ''} {SECRETS[0]}"
    made_of.save(path)
    with pytest.raises(InvalidInputError) as refused:
        read_workbook(path)
    assert ("intake.contact", sheet, cell.coordinate) in {
        (issue.code, issue.sheet, issue.cell) for issue in refused.value.issues
    }
    assert SECRETS[0] not in refused.value.sentence("fr")


def spoilt(one: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Each text of a model in turn with a telephone number in it."""
    if isinstance(one, BaseModel):
        for name in type(one).model_fields:
            for place, changed in spoilt(getattr(one, name), f"{where}.{name}"):
                yield place, BaseModel.model_copy(one, update={name: changed})  # unchecked
    elif isinstance(one, tuple | frozenset):
        for number, item in enumerate(one):
            for place, changed in spoilt(item, f"{where}[{number}]"):
                others = [other for other in one if other is not item]
                yield place, type(one)((*others[:number], changed, *others[number:]))
    elif type(one) is str and not where.endswith(".language"):
        yield where, f"{one} {SECRETS[1]}"


def test_whatever_is_written_names_no_contact_in_any_field(tmp_path: Path) -> None:
    one, past, made = cases()[1]
    target = tmp_path / "a"
    writers: tuple[Callable[[Rencontre], object], ...] = (
        lambda event: write_workbook(target, event, past, made),
        lambda event: write_printouts(target, event, made),
        lambda event: write_csv(target, event, past, made),
        lambda event: write_screen(target, event, made),
    )
    fields = dict(spoilt(one, "rencontre"))
    assert {re.sub(r"\[\d+\]", "", where).split(".", 1)[1] for where in fields} >= {
        "name", "place", "participants.name", "participants.zone", "organisations.name",
        "organisations.themes", "organisations.other_names", "tables.id", "facilitators.name",
        "groups.project", "groups.state", "incompatibilities.reason", "forgotten",
    }  # fmt: skip
    for where, event in fields.items():
        for write in writers:
            with pytest.raises(UnsupportedError) as refused:
                write(event)
            told = str(refused.value.data["where"])  # the items of a set have no order
            assert re.sub(r"\[\d+\]$", "", told) == re.sub(r"\[\d+\]$", "", where)
            for language in LANGUAGES:
                assert refused.value.data["where"] in refused.value.sentence(language)
                assert SECRETS[1] not in refused.value.sentence(language)
    for where, before in spoilt(past, "history"):
        with pytest.raises(UnsupportedError, match=re.escape(where)):
            write_workbook(target, one, before, made)
    assert not list(tmp_path.iterdir())


def test_figures_and_lists_name_no_contact_either(tmp_path: Path) -> None:
    one, past, _ = cases()[1]
    target = tmp_path / "a"
    # unchecked: no model would take it
    secret = BaseModel.model_copy(forecast(one, past), update={"rencontre": f"Soirée {SECRETS[2]}"})
    seen = Series(accounts=(), history=History()).model_copy(
        update={"notes": (Issue(code="memory.forgotten", value=SECRETS[0]),)}
    )
    doubtful = (Issue(code="registrations.unclear", value=SECRETS[1]),)
    registered = Registrations(source="liste.csv", organisations=(), people=(), doubtful=doubtful)
    writers: tuple[Callable[[], object], ...] = (
        lambda: write_forecast(target, secret),
        lambda: write_bilan(target, seen),
        lambda: write_registrations(target, registered),
    )
    for write in writers:
        with pytest.raises(UnsupportedError) as refused:
            write()
        assert refused.value.what == "contact"
    assert not list(tmp_path.iterdir())


def test_numbers_that_are_no_telephone_may_name_somebody(tmp_path: Path) -> None:
    people = [
        ("Nom", "Organisation", "Côté", "Identifiant"), ("Ana", "Loi 1901", "E", 552081317),
        ("Zoé", "Cap 2030-2031", "A", "A-17"),
    ]  # fmt: skip
    event, _ = read_workbook(saved(book(Participants=people), tmp_path))
    assert [person.id for person in event.participants] == ["552081317", "A-17"]


def test_a_list_of_registrations_gives_no_contact_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "liste.csv"
    lines = (";".join(cell or "" for cell in row) for row in PARTICIPANTS)
    path.write_text("\r\n".join(lines), encoding="utf-8-sig")
    found = read_registrations(path)
    written = unpacked(write_registrations(tmp_path / "a.xlsx", found))
    for secret in SECRETS:
        assert secret not in found.model_dump_json()
        assert secret not in written
        assert secret not in caplog.text


def test_the_log_has_codes_and_cells_and_no_names(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    made_of = book(Participants=PARTICIPANTS, Inconnue=[("x",)])
    made_of["Inconnue"].title = "Liste de Mme Zsecret"
    made_of["Participants"]["A2"] = "Ana\u200b Brun"
    event, past = read_workbook(saved(made_of, tmp_path, "Rencontre de Zsecret.xlsx"))
    made = plan(event, past, budget=Budget(seconds=5, workers=1))
    path = write_workbook(tmp_path / "Zsecret.xlsx", event, past, made)
    with pytest.raises(InfeasibleError):
        plan(event.model_copy(update={"participants": tuple(
            one.model_copy(update={"least": 9}) for one in event.participants)}))  # fmt: skip
    path.chmod(0o400)
    with suppress(WriteError):
        write_workbook(path, event, past, made)
    assert "intake.note_hidden_characters at A2" in caplog.text
    for name in ("Ana", "Brun", "Zsecret", "Ateliers", "Mme"):
        assert name not in caplog.text


OFFLINE = """
import sys
def refuse(event, _):
    if event.startswith("socket.") and event != "socket.gethostname":
        raise AssertionError(event)
sys.addaudithook(refuse)
import inspect
from pathlib import Path
import speeddating
from tests.factories import must, rencontre, table

class Told:
    asked = set()
    def __getattr__(self, name):
        self.asked.add(name)
        return getattr(speeddating, name)

sd, folder = Told(), Path(sys.argv[1])
quick = sd.Budget(seconds=5, workers=1)
event = rencontre(4, 4, e1={"absent": frozenset({1})})
mixed = rencontre(4, 4, (table("1", 2, 2), table("2", 2, 2)), wishes=(must("E1", "A1"),))
sd.plan(mixed, budget=quick), sd.sample(2, 2), sd.rounds(2), sd.one_to_one(2), sd.json_schema()
for engine in ("auto", "cpsat", "flow"):
    sd.plan(rencontre(3, 3), budget=quick, engine=engine)
try:
    sd.plan(rencontre(2, 2, wishes=(must("E1", "A1", round=1), must("E1", "A2", round=1))))
except sd.InfeasibleError as told:
    told.sentence("fr")
sd.plan_many([sd.Job(event), sd.Job(mixed)])
made = sd.plan(event, budget=quick)
path = sd.write_workbook(folder / "a.xlsx", event, sd.History(), made)
again, past = sd.read_workbook(path)
sd.read_history(path), sd.read_series(path), sd.read_feedback(path)
sd.anonymise(again, past, made), sd.readiness(again, past), sd.to_frame(made, again)
sd.check(again, past, made.schedule), sd.score(again, past, made.schedule)
away = event.participants[1].model_copy(update={"present": False})
today = again.model_copy(update={"participants": (away, *(
    one for one in again.participants if one.id != away.id))})
new = sd.replan(made, today, past, from_round=2, budget=quick)
sd.replan_options(made, today, past, from_round=2, budget=quick)
sd.resumed(made, today, from_round=2), sd.changes(made, new, today)
sd.verify(new, made, today, past)
coming = sd.write_workbook(folder / "n.xlsx", again.model_copy(update={"name": "Autre"}), past)
season = sd.read_season(path, coming)
sd.plan_season(season.rencontres, season.history, budget=quick)
sd.write_printouts(folder / "b.xlsx", again, made)
sd.write_screen(folder / "c.html", again, made)
sd.write_csv(folder / "c.csv", again, past, made)
sd.write_template(folder / "d.xlsx")
sd.write_bilan(folder / "e.xlsx", sd.read_series(path))
sd.write_forecast(folder / "f.xlsx", sd.forecast(again, past))
people = "Nom;Structure\\nAna;EDF\\nZoé;Emmetrop\\n"
(folder / "g.csv").write_text(people, encoding="utf-8")
sd.write_registrations(folder / "h.xlsx", sd.read_registrations(folder / "g.csv"))
public = {n for n in speeddating.__all__ if inspect.isfunction(getattr(speeddating, n))}
print(sorted(public - sd.asked), len(public) > 25)
try:
    import socket
    socket.create_connection(("127.0.0.1", 9))
except AssertionError:
    print("blocked")
"""
"""Every public function once; the names of those that were forgotten."""


def test_no_public_function_needs_a_network(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", OFFLINE, tmp_path], check=False, capture_output=True, text=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ran.stdout.splitlines() == ["[] True", "blocked"], ran.stderr

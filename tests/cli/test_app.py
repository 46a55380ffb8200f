"""The commands, run as they are typed: what they say, write and end with."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from speeddating import History, Plan, Progress, check, plan, read_workbook, sample, write_workbook
from speeddating.cli import face
from speeddating.cli.app import COMMANDS, status
from speeddating.cli.commands import docteur as doctor
from speeddating.cli.commands.anonymiser import anonymiser
from speeddating.cli.commands.bilan import bilan
from speeddating.cli.commands.demo import demo
from speeddating.cli.commands.docteur import docteur
from speeddating.cli.commands.ecran import ecran
from speeddating.cli.commands.inscriptions import inscriptions
from speeddating.cli.commands.jour_j import jour_j
from speeddating.cli.commands.modele import modele
from speeddating.cli.commands.planifier import planifier
from speeddating.cli.commands.previsions import previsions
from speeddating.cli.commands.retours import retours
from speeddating.cli.commands.saison import saison
from speeddating.cli.commands.verifier import verifier
from speeddating.cli.progress import described
from speeddating.intake import read_schedule
from speeddating.words import say

EXAMPLES = Path(__file__).parents[2] / "examples"
CHER = str(EXAMPLES / "cher" / "juin-2018.xlsx")
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "Rencontres de l'été"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


def as_json(said: Said, *typed: str) -> tuple[int, Any]:
    ended = status([*typed, "--json"])
    shown = said.readouterr()
    assert shown.err == ""
    return ended, json.loads(shown.out)


def test_every_command_is_told_in_help(capsys: Said) -> None:
    assert status(["--aide"]) == 0
    shown = capsys.readouterr().out
    for command in COMMANDS:
        assert command.__name__.replace("_", "-") in shown
    assert "Show this" not in shown


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_the_help_of_a_command_is_french(command: Any, capsys: Said) -> None:
    assert status([command.__name__.replace("_", "-"), "--aide"]) == 0
    shown = capsys.readouterr().out
    for english in ("Show this", "required", "default", "Arguments"):
        assert english not in shown


@pytest.mark.parametrize(
    "typed",
    [
        ["zut"],
        ["planifier", CHER, "un mot de trop"],
        ["planifier", CHER, "--secondes", "0"],
        ["demo", "--zut"],
    ],
)
def test_what_is_not_understood_is_one_sentence(typed: list[str], capsys: Said) -> None:
    assert status(typed) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert "--aide" in shown.err


@pytest.mark.parametrize("command", ["planifier", "verifier", "inscriptions", "bilan"])
def test_a_file_that_was_not_named_is_asked_for(command: str, capsys: Said) -> None:
    assert status([command]) == 2
    shown = capsys.readouterr()
    assert (shown.out, len(shown.err.splitlines())) == ("", 1)
    assert f"speeddating {command} " in shown.err
    assert "Il manque le fichier" in shown.err


def test_a_plan_is_written_and_told_to_a_program(capsys: Said, folder: Path) -> None:
    ended, told = as_json(capsys, "planifier", CHER, "--secondes", "1")
    assert ended == 0
    rencontre, history = read_workbook(told["written"])
    schedule = read_schedule(told["written"])
    assert check(rencontre, history.before(rencontre.identity), schedule) == ()
    made = Plan.model_validate_json(json.dumps(told["plan"]))
    assert made.schedule == schedule
    assert made.score.new_pairings == 96
    names = ["juin-2018-impressions.xlsx", "juin-2018-planning.xlsx"]
    assert sorted(path.name for path in folder.iterdir()) == names


def test_the_evening_goes_from_registrations_to_the_screen(capsys: Said, folder: Path) -> None:
    """Every command of an organiser, one after the other, each with what the other wrote."""
    assert status(["modele"]) == 0
    assert status(["inscriptions", str(EXAMPLES / "inscriptions" / "helloasso.csv")]) == 0
    assert status(["verifier", CHER]) == 0
    assert status(["planifier", CHER, "--secondes", "1"]) == 0
    planned = str(folder / "juin-2018-planning.xlsx")
    assert status(["verifier", planned, planned]) == 0
    assert status(["ecran", planned]) == 0
    assert status(["jour-j", planned, "--secondes", "1"]) == 0
    assert status(["bilan", planned]) == 0
    assert capsys.readouterr().err == ""
    assert sorted(path.name for path in folder.iterdir()) == [
        "bilan.xlsx", "helloasso-classeur.xlsx", "juin-2018-impressions.xlsx",
        "juin-2018-planning-ecran.html", "juin-2018-planning-tour-1-fiches.xlsx",
        "juin-2018-planning-tour-1.xlsx", "juin-2018-planning.xlsx", "modele.xlsx",
    ]  # fmt: skip


def test_the_screen_of_the_evening_follows_every_change_of_the_day(
    capsys: Said, folder: Path
) -> None:
    rencontre = sample(3, 3, rounds=3)
    published, screen = plan(rencontre), folder / "soir-ecran.html"

    def resumed_at(number: int, workbook: str) -> str:
        now = rencontre.model_copy(update={"resume_at": number})
        write_workbook(workbook, now, History(), published)
        capsys.readouterr()
        (folder / "ailleurs").mkdir(exist_ok=True)
        typed = ["jour-j", workbook, "--secondes", "1", "--sortie", "ailleurs"]
        assert status(typed) == 0
        return capsys.readouterr().out

    assert say("desk.screen_anew") in resumed_at(1, "soir.xlsx")
    assert status(["ecran", "soir.xlsx"]) == 0
    for number, workbook in ((2, "soir.xlsx"), (3, "soir-tour-2.xlsx")):
        assert say("desk.screen_rewritten", path=screen) in resumed_at(number, workbook)
        assert re.search(rf'"resume": ?{number}\b', screen.read_text(encoding="utf-8"))


def test_whom_hand_edits_leave_without_a_seat_is_named(capsys: Said) -> None:
    rencontre = sample(3, 3, rounds=2)
    made = plan(rencontre)
    gone = rencontre.participants[0]
    seats = tuple(s for s in made.schedule.seatings if gone.id not in s.people())
    edited = made.schedule.model_copy(update={"seatings": seats})
    for name, schedule in (("avant", made.schedule), ("après", edited)):
        write_workbook(
            f"{name}.xlsx", rencontre, History(), made.model_copy(update={"schedule": schedule})
        )
    for name in ("avant", "après"):
        assert status(["verifier", f"{name}.xlsx", "avant.xlsx"]) == 0
        waiting = [line for line in capsys.readouterr().out.splitlines() if "Sans place" in line]
        assert [gone.name in line for line in waiting] == ([True] if name == "après" else [])


def test_what_held_for_one_evening_is_left_out_of_the_next(capsys: Said, folder: Path) -> None:
    rencontre = sample(3, 3, rounds=3)
    late = rencontre.participants[0].model_copy(update={"absent": frozenset({1})})
    for name, now in (
        ("jour", {"participants": (late, *rencontre.participants[1:]), "resume_at": 2}),
        ("tout", {}),
    ):
        evening = rencontre.model_copy(update=now)
        write_workbook(f"{name}.xlsx", evening, History(), plan(rencontre))
        assert status(["retours", f"{name}.xlsx"]) == 0
        told = say("desk.evening_over", name=rencontre.name)
        assert (told in capsys.readouterr().out) is (name == "jour")
        following, _ = read_workbook(folder / f"{name}-suite.xlsx")
        assert following == rencontre


def test_every_command_gives_one_json_object(capsys: Said, folder: Path) -> None:
    """Whatever it does, and whatever is refused."""
    planned = "juin-2018-planning.xlsx"
    registrations = str(EXAMPLES / "inscriptions" / "helloasso.csv")
    typed = {
        modele: [], inscriptions: [registrations], verifier: [CHER],
        planifier: [CHER, "--seconds", "1"], ecran: [planned],
        jour_j: [planned, "--secondes", "1"], retours: [planned], bilan: [planned],
        saison: [CHER, "--secondes", "1"], previsions: [CHER],
        anonymiser: [planned], docteur: [], demo: [],
    }  # fmt: skip
    assert list(typed) == list(COMMANDS)
    for command, words in typed.items():
        ended, told = as_json(capsys, command.__name__.replace("_", "-"), *words)
        assert (ended, "error" in told) == (0, False), told
        written = told.get("written", [])
        for path in written if isinstance(written, list) else [written]:
            assert Path(path).parent == folder
            assert Path(path).stat().st_size > 0
    for wrong in (["planifier"], ["zut"], ["demo", "--zut"], ["verifier", planned, CHER]):
        ended, told = as_json(capsys, *wrong)
        assert (ended, told["error"]["status"]) == (2, 2)
        assert told["error"]["message"]


def test_a_program_gets_the_lines_that_a_person_reads(capsys: Said, folder: Path) -> None:
    registrations = str(EXAMPLES / "inscriptions" / "helloasso.csv")
    for typed in (["verifier", CHER], ["inscriptions", registrations], ["docteur"]):
        assert status(typed) == 0
        read = capsys.readouterr().out
        for path in folder.iterdir():  # nothing is written over
            path.unlink()
        _, told = as_json(capsys, *typed)
        assert "\n".join(told["lines"]).split() == read.split()
        assert told["lines"]


def test_a_workbook_is_verified_before_its_plan_and_after_it(capsys: Said) -> None:
    ended, told = as_json(capsys, "verifier", CHER)
    assert (ended, told["planned"]) == (0, False)
    assert told["readiness"]["outlook"]["new_pairings"] == 96
    assert status(["planifier", CHER, "--secondes", "1"]) == 0
    capsys.readouterr()
    ended, told = as_json(capsys, "verifier", "juin-2018-planning.xlsx")
    assert (ended, told["planned"], told["verdict"]["broken"]) == (0, True, [])
    assert told["lines"][-2] == "Toutes les règles sont respectées."
    assert "distribué" in told["lines"][-1]  # nothing to compare with: no cost is told
    assert status(["verifier", CHER, CHER]) == 2  # there is no plan to compare


def test_a_season_is_not_written_over_itself(capsys: Said, folder: Path) -> None:
    assert status(["saison", CHER, CHER]) == 2
    assert "juin-2018-saison.xlsx" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "typed"),
    [("modele", []), ("anonymiser", [CHER]), ("planifier", [CHER, "--secondes", "8"]),
     ("inscriptions", [str(EXAMPLES / "inscriptions" / "helloasso.csv")])],
)  # fmt: skip
def test_a_script_says_what_its_command_says(
    command: str, typed: list[str], capsys: Said, folder: Path
) -> None:
    said = []
    for place in ("un", "deux"):
        (folder / place).mkdir()
    assert status([command, *typed, "--sortie", "un"]) == 0
    said.append(capsys.readouterr().out)
    run = [sys.executable, str(EXAMPLES / f"{command}.py"), *typed, "--sortie", "deux"]
    done = subprocess.run(run, capture_output=True, check=True)
    said.append(done.stdout.decode().replace("\r\n", "\n"))
    assert said[0] == said[1].replace(f"{os.sep}deux{os.sep}", f"{os.sep}un{os.sep}")
    assert {p.name for p in (folder / "un").iterdir()} == {
        p.name for p in (folder / "deux").iterdir()
    }


def test_a_demonstration_needs_nothing(capsys: Said, folder: Path) -> None:
    assert status(["demo"]) == 0
    assert "84 nouvelles rencontres" in capsys.readouterr().out.replace("\u202f", " ")
    assert (folder / "demo-planning.xlsx").exists()


def test_refusals_are_sentences_and_codes(capsys: Said) -> None:
    ended, told = as_json(capsys, "planifier", "absent.xlsx")
    assert (ended, told["error"]["status"]) == (2, 2)
    assert told["error"]["issues"][0]["code"] == "intake.no_such_file"
    ended, told = as_json(capsys, "demo", "--sortie", "nulle part")
    assert (ended, told["error"]["code"]) == (1, "errors.write")


def test_a_defect_goes_to_a_log_file_without_names(
    capsys: Said, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    name = "Claire Aubry"

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError(name)

    monkeypatch.setattr("speeddating.cli.commands.demo.plan", broken)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    assert status(["demo"]) == face.DEFECT
    shown = capsys.readouterr()
    assert len(shown.err.splitlines()) == 1
    assert "Traceback" not in shown.err
    log = (folder / face.LOG).read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert name not in log


def test_the_doctor_finds_a_workbook_open_elsewhere(capsys: Said, folder: Path) -> None:
    assert status(["docteur"]) == 0
    (folder / "~$inscrits.xlsx").write_bytes(b"")
    assert status(["docteur"]) == 2
    assert "✗ inscrits.xlsx est ouvert" in capsys.readouterr().out


def test_the_doctor_finds_a_missing_library(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(doctor, "PACKAGES", ("no-such-package-here",))
    assert [one.fine for one in doctor.findings(folder)].count(False) == 1


def test_progress_tells_level_value_and_bound() -> None:
    told = described(Progress(level="worst_off", value=(2, 3), bound=(3, 3), seconds=1.0))
    assert re.search(r": 5, .* 6$", told)
    assert "–" in described(Progress(level="waits", value=None, bound=0, seconds=1.0))  # noqa: RUF001


INTERRUPTED_WHILE_SEARCHING = """
import os, signal, sys
from contextlib import contextmanager
from importlib import import_module
from speeddating.cli.app import begin

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it

@contextmanager
def shown(*_, **__):
    once = [signal.SIGINT]
    yield lambda progress: once and os.kill(os.getpid(), once.pop())

import_module("speeddating.cli.commands.planifier").shown = shown
begin(sys.argv[1:])
"""
"""Ctrl-C as soon as the search tells of progress, however slow the machine is."""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_ctrl_c_keeps_the_best_plan(folder: Path) -> None:
    typed = ["planifier", CHER, "--secondes", "200"]
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_WHILE_SEARCHING, *typed],
        capture_output=True, cwd=folder, check=False, timeout=150,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "Arrêté à votre demande" in ran.stdout.decode()
    schedule = read_schedule(folder / "juin-2018-planning.xlsx")
    assert schedule.seatings


INTERRUPTED_IN = """
import os, signal, sys, threading
from importlib import import_module
from speeddating.cli.app import begin

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
module = import_module("speeddating.cli.commands.planifier")
genuine = getattr(module, sys.argv[1])

def struck(*given, **further):
    threading.Timer(float(sys.argv[2]), os.kill, (os.getpid(), signal.SIGINT)).start()
    return genuine(*given, **further)

setattr(module, sys.argv[1], struck)
begin(sys.argv[3:])
"""
"""Ctrl-C some time after a phase has begun; where that ends sooner, in the next."""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.parametrize("after", [0.0, 0.1])
@pytest.mark.parametrize("phase", ["read_unplanned", "plan", "write_workbook", "write_printouts"])
def test_ctrl_c_in_any_phase_leaves_the_old_file_or_the_new_one(
    phase: str, after: float, folder: Path
) -> None:
    old = Path(CHER).read_bytes()
    written = [folder / f"juin-2018-{kind}.xlsx" for kind in ("planning", "impressions")]
    for path in written:
        path.write_bytes(old)
    typed = [phase, str(after), "planifier", CHER, "--secondes", "1"]
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_IN, *typed],
        capture_output=True, cwd=folder, check=False, timeout=150,
    )  # fmt: skip
    said = ran.stderr.decode()
    assert ran.returncode in {0, 130}, said
    assert len(said.splitlines()) == (ran.returncode == 130)
    assert sorted(folder.iterdir()) == sorted(written)
    planning, paper = (path.read_bytes() for path in written)
    if planning != old:
        assert read_schedule(written[0]).seatings
    if paper != old:
        assert planning != old
        assert "Chevalets" in load_workbook(written[1]).sheetnames
    if phase == "read_unplanned" and ran.returncode:
        assert planning == old

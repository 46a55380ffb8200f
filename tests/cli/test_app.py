"""The commands, run as they are typed: what they say, write and end with."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from speeddating import Progress, check, read_workbook
from speeddating.cli import face
from speeddating.cli.app import COMMANDS, status
from speeddating.cli.commands import docteur as doctor
from speeddating.cli.progress import described
from speeddating.intake import read_schedule

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
    "typed", [["zut"], ["planifier"], ["planifier", CHER, "--secondes", "0"], ["demo", "--zut"]]
)
def test_what_is_not_understood_is_one_sentence(typed: list[str], capsys: Said) -> None:
    assert status(typed) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert "--aide" in shown.err


def test_a_plan_is_written_and_told_to_a_program(capsys: Said, folder: Path) -> None:
    ended, told = as_json(capsys, "planifier", CHER, "--secondes", "1")
    assert ended == 0
    rencontre, history = read_workbook(told["written"])
    schedule = read_schedule(told["written"])
    assert check(rencontre, history.before(rencontre.identity), schedule) == ()
    assert told["plan"]["score"]["new_pairings"] == 96
    assert [path.name for path in folder.iterdir()] == ["juin-2018-planning.xlsx"]


def test_the_evening_goes_from_registrations_to_the_screen(capsys: Said, folder: Path) -> None:
    """Every command of an organiser, one after the other, each with what the other wrote."""
    assert status(["modele"]) == 0
    assert status(["inscriptions", str(EXAMPLES / "inscriptions" / "helloasso.csv")]) == 0
    assert status(["feu-vert", CHER]) == 0
    assert status(["planifier", CHER, "--secondes", "1"]) == 0
    planned = str(folder / "juin-2018-planning.xlsx")
    assert status(["verifier", planned, planned]) == 0
    assert status(["jour-j", planned, "--secondes", "1"]) == 0
    assert status(["ecran", planned]) == 0
    assert (folder / "juin-2018-planning.html").exists()
    assert capsys.readouterr().err == ""


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


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_ctrl_c_keeps_the_best_plan(folder: Path) -> None:
    typed = [sys.executable, "-m", "speeddating", "planifier", CHER, "--secondes", "60"]
    with subprocess.Popen(typed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder) as ran:
        time.sleep(6)  # the search for fewer moves takes far longer
        ran.send_signal(signal.SIGINT)
        out, err = ran.communicate(timeout=60)
    assert (ran.returncode, err) == (0, b"")
    assert "Arrêté à votre demande" in out.decode()
    assert (folder / "juin-2018-planning.xlsx").exists()

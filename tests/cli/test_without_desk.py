"""Without the extra ``desk`` scripts still run, and the command says what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
WITHOUT = """
import importlib.util, runpy, sys

HIDDEN = {"typer", "rich", "babel", "jinja2", "rapidfuzz", "stdnum"}
found = importlib.util.find_spec


class Hide:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in HIDDEN:
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, Hide())
importlib.util.find_spec = lambda name, *a: None if name in HIDDEN else found(name, *a)
sys.argv = sys.argv[1:]
if sys.argv[0] == "speeddating":
    runpy.run_module("speeddating", run_name="__main__")
else:
    runpy.run_path(sys.argv[0], run_name="__main__")
"""


def ran(folder: Path, *typed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, *typed],
        cwd=folder, capture_output=True, check=False, encoding="utf-8", timeout=120,
    )  # fmt: skip


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    done = ran(tmp_path, "speeddating", "planifier", "a.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Il manque typer, rich.")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("script", ["modele", "inscriptions", "planifier"])
def test_scripts_run(script: str, tmp_path: Path) -> None:
    quick = ["--secondes", "1"] if script == "planifier" else []
    done = ran(tmp_path, str(EXAMPLES / f"{script}.py"), *quick)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.glob("*.xlsx"))


def test_the_screen_says_what_it_needs(tmp_path: Path) -> None:
    done = ran(tmp_path, str(EXAMPLES / "ecran.py"))
    assert done.returncode == 2
    assert "jinja2" in done.stderr
    assert len(done.stderr.splitlines()) == 1

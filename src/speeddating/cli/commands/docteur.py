"""``speeddating docteur``: whether this machine has what is needed."""

import os
import platform
import struct
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import typer

from speeddating.cli.console import REFUSED
from speeddating.cli.face import facing
from speeddating.cli.typed import AsJson
from speeddating.words import say

PACKAGES = (
    "speeddating", "ortools", "pydantic", "pandas", "scipy", "openpyxl", "defusedxml", "typer",
    "rich", "jinja2", "rapidfuzz", "python-stdnum", "Babel",
)  # fmt: skip
BITS = 64


class Finding(NamedTuple):
    """One thing looked at."""

    fine: bool
    sentence: str


def docteur(as_json: AsJson = False) -> None:
    """Versions, the solver, the folder, workbooks open elsewhere; ends with 2 if something is."""
    with facing(as_json=as_json) as face:
        found = list(findings(Path()))
        face.say(*(f"{'✓' if one.fine else '✗'} {one.sentence}" for one in found))
        face.result(findings=[one._asdict() for one in found])
        if not all(one.fine for one in found):
            raise typer.Exit(REFUSED)


def findings(folder: Path) -> Iterator[Finding]:
    """Everything that has made a laptop refuse to plan."""
    bits = struct.calcsize("P") * 8
    yield Finding(bits == BITS, say("desk.python", version=platform.python_version(), bits=bits))
    yield from map(_package, PACKAGES)
    yield _solver()
    writable = os.access(folder, os.W_OK)
    code = "desk.folder_fine" if writable else "desk.folder_closed"
    yield Finding(writable, say(code, folder=folder.absolute()))
    for lock in sorted([*folder.glob("~$*.xls*"), *folder.glob(".~lock.*#")]):
        name = lock.name.removeprefix("~$").removeprefix(".~lock.").removesuffix("#")
        yield Finding(fine=False, sentence=say("desk.open_elsewhere", name=name))


def _package(name: str) -> Finding:
    try:
        return Finding(fine=True, sentence=f"{name} {version(name)}")
    except PackageNotFoundError:
        return Finding(fine=False, sentence=say("desk.no_package", name=name))


def _solver() -> Finding:
    """A model of one variable, solved: what a missing run-time library would prevent."""
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - may be what is missing
    except ImportError:
        code = "desk.no_runtime" if sys.platform == "win32" else "desk.no_solver"
        return Finding(fine=False, sentence=say(code))
    model = cp_model.CpModel()
    model.maximize(model.new_bool_var("x"))
    solved = cp_model.CpSolver().solve(model) == cp_model.OPTIMAL
    return Finding(solved, say("desk.solver" if solved else "desk.no_solver"))

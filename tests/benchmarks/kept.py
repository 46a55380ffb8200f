"""Cells measured so far, so that a long table can be made in short runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.cell import Pace, Result

if TYPE_CHECKING:
    from tests.benchmarks.case import Case

FOLDER = Path(".benchmarks")
"""Beside the caller; git leaves it alone."""


class Kept:
    """``(rival, case, pace) -> what came of it``, in a file with one cell per line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: dict[str, Result | str] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                key, value = json.loads(line)
                self.found[key] = value if isinstance(value, str) else Result(*value)

    def get(self, name: str, case: Case, pace: Pace) -> Result | str | None:
        """What is known of a cell; None if it was never measured."""
        return self.found.get(_key(name, case, pace))

    def put(self, name: str, case: Case, pace: Pace, found: Result | str) -> None:
        """The last line about a cell is the one that counts."""
        self.found[_key(name, case, pace)] = found
        self.path.parent.mkdir(exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([_key(name, case, pace), found]) + "\n")


def _key(name: str, case: Case, pace: Pace) -> str:
    return json.dumps([name, *case, *pace])

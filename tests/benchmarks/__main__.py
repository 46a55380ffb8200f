"""
This library beside what one would otherwise do: one table and one picture.

    python -m tests.benchmarks --quick          three cases, a minute
    python -m tests.benchmarks                  all of them, 30 s and 4 GB a cell at most: an hour
    python -m tests.benchmarks --minutes 5      what five minutes give; the next run goes on
    python -m tests.benchmarks --again          measures anew what it knows already
    python -m tests.benchmarks --b2b FOLDER     and RC2 on the published timetables (python-sat)

What is measured is kept in ``.benchmarks/``. The picture needs matplotlib.
"""

from __future__ import annotations

import argparse
import os
import platform
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tests.benchmarks import b2b
from tests.benchmarks.cases import MET, QUICK, full
from tests.benchmarks.cell import RIVALS, Pace, applies, measured
from tests.benchmarks.kept import FOLDER, Kept
from tests.benchmarks.picture import drawn
from tests.benchmarks.summary import HEAD, Found, digest, line, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.case import Case

PICTURE = Path("examples/images/rivals.png")


def machine() -> str:
    """What the figures were measured on."""
    return (
        f"{os.cpu_count()} cores {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, ortools {version('ortools')}"
    )


def table(cases: Sequence[Case], pace: Pace, minutes: float, *, again: Sequence[str]) -> Found:
    """Measure and print, line by line; what is known already is not measured again."""
    kept, until = Kept(FOLDER / "cells.jsonl"), perf_counter() + 60 * minutes
    found: Found = {}
    print(line(HEAD))
    print("|---" * len(HEAD) + "|")
    for case in cases:
        for name in RIVALS:
            if not applies(name, case):
                continue
            known = None if name in again else kept.get(name, case, pace)
            if known is None and perf_counter() < until:
                known = measured(name, case, pace)
                kept.put(name, case, pace, known)
            if known is not None:
                found[case, name] = known
                print(line(row(case, name, known)), flush=True)
    return found


def main() -> None:
    """The table, what it comes to, the picture; then the timetables if they are given."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--met", default=MET, type=lambda text: (*map(float, text.split(",")),))
    parser.add_argument("--again", nargs="*", choices=[*RIVALS], metavar="RIVAL")
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--b2b", type=Path, metavar="FOLDER")
    chosen = parser.parse_args()
    print(machine())
    cases, pace = (QUICK, Pace(3.0, 2.0)) if chosen.quick else (full(chosen.met), Pace())
    again = [] if chosen.again is None else chosen.again or [*RIVALS]
    found = table(cases, pace, chosen.minutes, again=again)
    print()
    print(digest(found))
    drawn(found, chosen.picture or (FOLDER / "quick.png" if chosen.quick else PICTURE))
    if chosen.b2b is not None:
        b2b.main([str(chosen.b2b), "--rc2"])


if __name__ == "__main__":
    main()

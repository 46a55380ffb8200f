"""
Against the limit: plan() beside the bare flow and colouring of the same instance, and how it grows.

    python -m tests.benchmarks.growth              100 to 4,000 people, then workbooks
    python -m tests.benchmarks.growth growth.svg   and a picture (needs matplotlib)
"""

from __future__ import annotations

import cProfile
import pstats
import sys
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from speeddating import Budget, plan, read_workbook, write_workbook
from speeddating.domain.score import DEFAULT_LEVELS
from speeddating.solve.flow.colouring import spread
from speeddating.solve.flow.solvers import maximum_flow
from tests.benchmarks.case import one_to_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.case import Case

ROUNDS = 20
MET = 0.2
PEOPLE = (100, 200, 500, 1000, 2000, 4000)
FIRST = ("new_pairings",)


def bare(case: Case) -> float:
    """Seconds for a maximum flow and a colouring, nothing else."""
    new = ~case.history
    began = perf_counter()
    e, a = np.nonzero(new)
    rows, columns = case.people
    source, sink = rows + columns, rows + columns + 1
    amount = maximum_flow(
        np.concatenate([e, np.full(rows, source), rows + np.arange(columns)]),
        np.concatenate([rows + a, np.arange(rows), np.full(columns, sink)]),
        np.concatenate([np.ones(e.size, np.int64), np.full(rows + columns, case.rounds)]),
        source,
        sink,
    )
    met = amount[: e.size] > 0
    spread(list(zip(e[met].tolist(), a[met].tolist(), strict=True)), case.rounds)
    return perf_counter() - began


def planned(case: Case, levels: Sequence[str]) -> float:
    """Seconds for plan(), checks and all."""
    event, history = case.as_rencontre()
    began = perf_counter()
    plan(event, history, budget=Budget(seconds=120), levels=levels)
    return perf_counter() - began


def slope(people: Sequence[int], seconds: Sequence[float]) -> float:
    """The exponent of growth: least squares on logarithms."""
    x, y = ([log(value) for value in values] for values in (people, seconds))
    return float(np.polyfit(x, y, 1)[0])


def profile(case: Case) -> None:
    """Where the time goes that the flow does not take."""
    event, history = case.as_rencontre()
    profiler = cProfile.Profile()
    profiler.runcall(plan, event, history, levels=FIRST)
    stats = pstats.Stats(profiler).get_stats_profile().func_profiles
    ours = {
        name: found
        for name, found in stats.items()
        if "speeddating" in found.file_name and found.cumtime > 0.05
    }
    for name, found in sorted(ours.items(), key=lambda item: -item[1].cumtime)[:12]:
        print(f"    {found.cumtime:6.2f} s  {Path(found.file_name).stem}.{name}")


def workbooks(case: Case) -> None:
    """Writing and reading one planned rencontre."""
    event, history = case.as_rencontre()
    made = plan(event, history, levels=FIRST)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "planning.xlsx"
        began = perf_counter()
        write_workbook(path, event, history, made)
        wrote = perf_counter()
        read_workbook(path)
        print(f"workbook of {case}: written in {wrote - began:.1f} s, ", end="")
        print(f"read in {perf_counter() - wrote:.1f} s, {path.stat().st_size / 2**20:.1f} MB")


def main() -> None:
    """One line per size, the slopes, the profile, the workbook; then the picture."""
    planned(one_to_one((5, 5), 3), FIRST)  # imports are not measured
    lines: dict[str, list[float]] = {"flow and colouring": [], "plan()": [], "all levels": []}
    print("people  flow and colouring   plan()   ratio   all levels   ratio")
    for people in PEOPLE:
        case = one_to_one((people // 2, people // 2), ROUNDS, MET)
        found = (bare(case), planned(case, FIRST), planned(case, DEFAULT_LEVELS))
        for line, spent in zip(lines.values(), found, strict=True):
            line.append(spent)
        one, two, three = found
        print(
            f"{people:6d}  {one:16.3f} s  {two:6.2f} s  {two / one:6.1f}  "
            f"{three:9.2f} s  {three / one:6.1f}",
            flush=True,
        )
    for name, seconds in lines.items():
        print(f"{name}: seconds grow as people to the power {slope(PEOPLE, seconds):.2f}")
    print("plan() at 1000 + 1000:")
    profile(one_to_one((1000, 1000), ROUNDS, MET))
    workbooks(one_to_one((500, 500), ROUNDS, MET))
    for wanted in sys.argv[1:]:
        picture(lines, Path(wanted))


def picture(lines: dict[str, list[float]], path: Path) -> None:
    """Seconds over people, both logarithmic."""
    from matplotlib import pyplot as plt  # noqa: PLC0415 - only for who wants a picture

    figure, axes = plt.subplots(figsize=(6, 4))
    for name, seconds in lines.items():
        axes.loglog(PEOPLE, seconds, marker="o", label=f"{name}, ^{slope(PEOPLE, seconds):.2f}")
    axes.set_xlabel("people")
    axes.set_ylabel("seconds")
    axes.legend()
    figure.tight_layout()
    figure.savefig(path)


if __name__ == "__main__":
    main()

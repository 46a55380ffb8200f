"""
Against the limit: plan() beside the bare flow and colouring of the same instance, and how it grows.

    python -m tests.benchmarks.growth            100 to 4,000 people, steps, workbooks: 3 minutes
    python -m tests.benchmarks.growth 1000       up to so many people, without the picture

The picture, ``examples/images/growth.png``, needs matplotlib. "Bare" is this library's own maximum
flow and edge colouring, given the pairings as an array; plan() also reads the rencontre and its
history, gives out tables, and checks and scores what it found. Seconds are those of one processor,
which a busy machine leaves alone.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

import numpy as np

from speeddating import Budget, plan, read_workbook, write_workbook
from speeddating.domain.score import DEFAULT_LEVELS
from speeddating.solve.flow.colouring import spread
from speeddating.solve.flow.solvers import maximum_flow
from tests.benchmarks.case import one_to_one

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.case import Case

ROUNDS, MET = 20, 0.2
PEOPLE = (100, 200, 500, 1000, 2000, 4000)
LARGE = 500
"""From here on a slope is of the work, no longer of what every call costs."""
SCATTER = 0.1
"""By how much the power of one and the same work differs from run to run."""
FIRST = ("new_pairings",)
STEPS = {
    "history": ("limits", "met"),
    "network": ("network", "build"),
    "flow": ("solvers", "flow_and_cut"),
    "colouring": ("colouring", "spread"),
    "tables": ("place", "place"),
    "seats": ("seating", "_schedule"),
    "checks": ("rules", "broken"),
    "score": ("levels", "worth"),
}
"""Where plan() spends its time: module and function."""
PICTURE = Path("examples/images/growth.png")


def bare(case: Case) -> None:
    """A maximum flow and a colouring, nothing else."""
    e, a = np.nonzero(~case.history)
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


def planned(case: Case, levels: Sequence[str]) -> Callable[[], object]:
    """plan() of a rencontre that nobody has looked at yet."""
    event, history = case.as_rencontre()
    return lambda: plan(event, history, budget=Budget(seconds=120), levels=levels)


def least(make: Callable[[], Callable[[], object]], times: int = 3) -> float:
    """Seconds of the quickest of some runs, what comes before each left out."""
    found = []
    for _ in range(times):
        run = make()
        began = process_time()
        run()
        found.append(process_time() - began)
    return min(found)


def slope(people: Sequence[int], seconds: Sequence[float]) -> float:
    """The exponent of growth from :data:`LARGE` people on: least squares on logarithms."""
    kept = [(log(n), log(s)) for n, s in zip(people, seconds, strict=True) if n >= LARGE and s > 0]
    if len(kept) < 2:
        return 0.0
    x, y = np.array(kept).T
    return float(np.polyfit(x, y, 1)[0])


def steps(case: Case) -> dict[str, float]:
    """Seconds of each step of plan(), under a profiler."""
    profiler = cProfile.Profile(process_time)
    profiler.runcall(planned(case, FIRST))
    found = dict.fromkeys(STEPS, 0.0)
    for (file, _, name), (_, _, _, spent, _) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        for step, place in STEPS.items():
            if place == (Path(file).stem, name) and "speeddating" in file:
                found[step] += spent
    return found


def totals(sizes: Sequence[int], met: float = MET) -> dict[str, list[float]]:
    """Bare, plan() of new pairings alone, plan() of all levels: one line per size."""
    lines: dict[str, list[float]] = {"flow and colouring": [], "plan()": [], "all levels": []}
    print(f"\n{met:.0%} met, {ROUNDS} rounds")
    print("people  flow and colouring    plan()   ratio   all levels   ratio")
    for people in sizes:
        case = one_to_one((people // 2, people // 2), ROUNDS, met)
        one = least(lambda case=case: lambda: bare(case))  # type: ignore[misc]
        two = least(lambda case=case: planned(case, FIRST))  # type: ignore[misc]
        three = least(lambda case=case: planned(case, DEFAULT_LEVELS), 1)  # type: ignore[misc]
        for line, spent in zip(lines.values(), (one, two, three), strict=True):
            line.append(spent)
        print(
            f"{people:6d}  {one:16.3f} s  {two:6.3f} s  {two / one:6.1f}  "
            f"{three:9.2f} s  {three / one:6.1f}",
            flush=True,
        )
    for name, seconds in lines.items() if len(sizes) > 1 else ():
        print(f"{name}: seconds grow as people to the power {slope(sizes, seconds):.2f}")
    return lines


def growth(sizes: Sequence[int]) -> dict[str, list[float]]:
    """Seconds of each step at each size, and the exponent of its growth beside the flow's."""
    found = [steps(one_to_one((n // 2, n // 2), ROUNDS, MET)) for n in sizes]
    lines = {step: [one[step] for one in found] for step in STEPS}
    most = slope(sizes, lines["flow"])
    print("\nstep        " + "".join(f"{n:>9}" for n in sizes) + "   power   of people")
    for step, seconds in lines.items():
        power = slope(sizes, seconds)
        told = (
            "the flow's own"
            if step == "flow"
            else "no worse"
            if power <= most + SCATTER
            else "WORSE"
        )
        print(f"{step:12}" + "".join(f"{s:9.3f}" for s in seconds) + f"   {power:5.2f}   {told}")
    return lines


def workbooks(people: int = 1000) -> None:
    """Writing and reading one planned rencontre."""
    event, history = one_to_one((people // 2, people // 2), ROUNDS).as_rencontre()
    made = plan(event, history, levels=FIRST)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "planning.xlsx"
        began = process_time()
        write_workbook(path, event, history, made)
        wrote = process_time()
        read_workbook(path)
        print(
            f"\nworkbook of {people} people, {ROUNDS} rounds: written in {wrote - began:.1f} s, "
            f"read in {process_time() - wrote:.1f} s, {path.stat().st_size / 2**20:.1f} MB"
        )


def main() -> None:
    """One line per size, one per step, the workbook, the picture."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else max(PEOPLE)
    sizes = [people for people in PEOPLE if people <= most]
    planned(one_to_one((5, 5), 3), FIRST)()  # imports are not measured
    totals([people for people in sizes if people == 2000], 0.0)
    lines = totals(sizes)
    by_step = growth(sizes)
    workbooks()
    if most == max(PEOPLE):
        picture(sizes, lines, by_step)


def picture(
    sizes: Sequence[int], lines: dict[str, list[float]], by_step: dict[str, list[float]]
) -> None:
    """Seconds over people, both logarithmic: the whole, and its steps."""
    try:
        from matplotlib import pyplot as plt  # noqa: PLC0415 - only for who wants a picture
    except ImportError:
        print("no picture: matplotlib is not installed")
        return
    figure, both = plt.subplots(1, 2, figsize=(9, 4), sharey=True)
    for axes, drawn, title in zip(both, (lines, by_step), ("the whole", "its steps"), strict=True):
        for name, seconds in drawn.items():
            style = "k-o" if name.startswith("flow") else "-o"
            label = f"{name}, power {slope(sizes, seconds):.2f}"
            axes.loglog(sizes, seconds, style, markersize=3, label=label)
        axes.set_title(title, fontsize=9)
        axes.set_xlabel("people")
        axes.legend(fontsize=7)
    both[0].set_ylabel("seconds")
    figure.tight_layout()
    figure.savefig(PICTURE, dpi=110)
    print(f"{PICTURE} written")


if __name__ == "__main__":
    main()

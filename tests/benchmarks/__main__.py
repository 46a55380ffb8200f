"""
This library beside what one would otherwise do, each cell at most 30 s and 4 GB.

    python -m tests.benchmarks                     all cells: about 50 minutes
    python -m tests.benchmarks quick               the small cases only
    python -m tests.benchmarks quick picture.svg   and a picture of them (needs matplotlib)
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.case import Case, one_to_one
from tests.benchmarks.cell import RIVALS, Result, measured

QUICK = (
    one_to_one((15, 15), 6),
    one_to_one((15, 15), 6, 0.6),
    one_to_one((22, 32), 10, 0.4),
    Case((16, 16), (2, 2), 8, 6, 0.2),
    Case((24, 24), (4, 4), 6, 4, 0.3, 3),
)
FULL = (
    *QUICK,
    one_to_one((36, 36), 8, 0.6),
    one_to_one((36, 36), 8, 0.8),
    one_to_one((60, 60), 12, 0.2),
    one_to_one((60, 60), 12, 0.8),
    one_to_one((100, 100), 15, 0.4),
    one_to_one((1000, 1000), 20, 0.2),
    Case((36, 24), (3, 2), 12, 8, 0.3, 3),
    Case((60, 60), (3, 3), 20, 10, 0.2),
    Case((60, 60), (3, 3), 20, 6, 0.7, 3),
)
HEAD = ("case", "who", "new pairings", "bound", "proved", "worst-off", "seconds", "MB")


def row(case: Case, name: str, found: Result | None) -> tuple[str, ...]:
    """One line of the table."""
    if found is None:
        return (str(case), name, "does not fit", "", "", "", "", "")
    return (
        str(case),
        name,
        str(found.new_pairings),
        "" if found.bound is None else str(found.bound),
        "yes" if found.proved else "",
        str(found.worst_off),
        f"{found.seconds:.2f}",
        str(found.megabytes),
    )


def picture(found: dict[tuple[Case, str], Result | None], path: Path) -> None:
    """New pairings of everyone as a share of the best bound, case by case."""
    from matplotlib import pyplot as plt  # noqa: PLC0415 - only for who wants a picture

    cases = list(dict.fromkeys(case for case, _ in found))
    figure, axes = plt.subplots(figsize=(9, 1.2 + 0.9 * len(cases)))
    height = 0.8 / len(RIVALS)
    for i, name in enumerate(RIVALS):
        places, shares = [], []
        for at, case in enumerate(cases):
            one, ours = found[case, name], found[case, "speeddating"]
            if one is not None and ours is not None and ours.bound:
                places.append(at + i * height)
                shares.append(100 * one.new_pairings / ours.bound)
        axes.barh(places, shares, height, label=name)
    axes.set_yticks([at + 0.4 for at in range(len(cases))], [str(case) for case in cases])
    axes.invert_yaxis()
    axes.set_xlim(50, 100.5)
    axes.set_xlabel("new pairings, % of the bound")
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.12), ncols=3, fontsize=8)
    figure.tight_layout()
    figure.savefig(path)


def main() -> None:
    """The table, line by line as it comes; then the picture."""
    cases = QUICK if "quick" in sys.argv else FULL
    found: dict[tuple[Case, str], Result | None] = {}
    print("|", " | ".join(HEAD), "|")
    print("|---" * len(HEAD) + "|")
    for case in cases:
        for name in RIVALS:
            if name.endswith("pair x round") and case.seats != (1, 1):
                continue
            found[case, name] = measured(name, case)
            print("|", " | ".join(row(case, name, found[case, name])), "|", flush=True)
    for wanted in sys.argv[1:]:
        if wanted.endswith((".svg", ".png")):
            everyone = [(case, name) for case in cases for name in RIVALS]
            picture({key: found.get(key) for key in everyone}, Path(wanted))


if __name__ == "__main__":
    main()

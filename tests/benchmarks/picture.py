"""The table as a picture: how much of the bound everybody reaches, case by case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.cell import RIVALS, Result
from tests.benchmarks.summary import least_bounds

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.summary import Found

STYLES = {
    "speeddating": ("o", "#0b6e4f"),
    "CP-SAT, seat x table x round": ("v", "#c44536"),
    "CP-SAT, pair x round": ("^", "#e08e45"),
    "greedy, one pass": ("<", "#8fb8de"),
    "greedy, random ties": (">", "#2b59c3"),
    "rotation": ("x", "#555555"),
    "annealing by swaps": ("+", "#8e44ad"),
}
LEAST = 60
"""Per cent at which the picture begins; what is worse stands at its edge, what does not fit too."""


def drawn(found: Found, path: Path) -> None:
    """One line per case, one mark per rival."""
    try:
        from matplotlib import pyplot as plt  # noqa: PLC0415 - only for who wants a picture
    except ImportError:
        print("no picture: matplotlib is not installed")
        return
    bounds = least_bounds(found)
    cases = list(bounds)
    figure, axes = plt.subplots(figsize=(9, 1.6 + 0.3 * len(cases)))
    step = 0.7 / len(STYLES)
    for i, (name, (marker, colour)) in enumerate(STYLES.items()):
        places, shares = [], []
        for at, case in enumerate(cases):
            one = found.get((case, name))
            if one is not None:
                reached = one.new_pairings / bounds[case] if isinstance(one, Result) else 0
                places.append(at + step * i - 0.35)
                shares.append(max(100 * reached, LEAST))
        axes.scatter(shares, places, 22, marker=marker, color=colour, label=name, clip_on=False)
    axes.set_yticks(range(len(cases)), [str(case) for case in cases], fontsize=8)
    axes.set_ylim(len(cases) - 0.5, -0.5)
    axes.set_xlim(LEAST, 100)
    for at in range(1, len(cases)):
        axes.axhline(at - 0.5, color="#dddddd", linewidth=0.6)
    axes.set_xlabel("new pairings, % of the best bound known", fontsize=8)
    axes.set_title(f"at the left edge: {LEAST} % or less, or does not fit", loc="right", fontsize=7)
    axes.legend(loc="lower center", bbox_to_anchor=(0.3, 1.0), ncols=4, fontsize=8, frameon=False)
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)
    print(f"{path} written: {len(cases)} cases, {len(RIVALS)} rivals")

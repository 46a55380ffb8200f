"""The table's lines, and what they come to rival by rival."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.case import Case
from tests.benchmarks.cell import RIVALS, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Found = dict[tuple[Case, str], Result | str]
"""What came of each cell; a word where it did not fit."""

HEAD = (
    "case", "who", "new pairings", "bound", "proved", "worst-off", "waits", "seconds", "MB",
)  # fmt: skip
DENSE = 0.6
"""From this share of pairings met, novelty is scarce."""


def line(cells: Iterable[str]) -> str:
    """One line of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def row(case: Case, name: str, found: Result | str) -> tuple[str, ...]:
    """One cell of the measurement, as a line of the table."""
    if isinstance(found, str):
        return (str(case), name, f"does not fit: {found}", "", "", "", "", "", "")
    return (
        str(case),
        name,
        str(found.new_pairings),
        "" if found.bound is None else str(found.bound),
        "yes" if found.proved else "",
        str(found.worst_off),
        str(found.waits),
        f"{found.seconds:.2f}",
        str(found.megabytes),
    )


def least_bounds(found: Found) -> dict[Case, int]:
    """Per case the lowest bound that anybody knows."""
    bounds: dict[Case, int] = {}
    for (case, _), one in found.items():
        if isinstance(one, Result) and one.bound is not None:
            bounds[case] = min(one.bound, bounds.get(case, one.bound))
    return bounds


def digest(found: Found) -> str:
    """
    One line per rival: how many cases fit and meet the bound, and how far off the others are.

    Shares are of the bound, over the cases that fit; the worst-off and the waits are compared with
    the library's where it is asked for both.
    """
    bounds = least_bounds(found)
    head = (
        "who", "fits", "meets the bound", "proves it", "of the bound, few met",
        f"of the bound, {DENSE:.0%} met or more", "of the bound, mixed tables",
        "worst-off below ours", "more waits than ours", "seconds, median",
    )  # fmt: skip
    lines = [line(head), "|---" * len(head) + "|"]
    for name in RIVALS:
        tried = [(case, one) for (case, who), one in found.items() if who == name]
        fits = [(case, one) for case, one in tried if isinstance(one, Result) and case in bounds]
        if not tried:
            continue
        single = [(case, one) for case, one in fits if case.seats == (1, 1)]
        parts = (
            [(case, one) for case, one in single if case.met < DENSE],
            [(case, one) for case, one in single if case.met >= DENSE],
            [(case, one) for case, one in fits if case.seats != (1, 1)],
        )
        lines.append(
            line((
                name,
                f"{len(fits)} of {len(tried)}",
                str(sum(one.new_pairings == bounds[case] for case, one in fits)),
                str(sum(one.proved for _, one in fits)),
                *(_share(part, bounds) for part in parts),
                str(sum(_ours(found, case, one).worst_off > one.worst_off for case, one in fits)),
                str(sum(_ours(found, case, one).waits < one.waits for case, one in fits)),
                f"{median([one.seconds for _, one in fits]):.2f}" if fits else "",
            ))
        )  # fmt: skip
    return "\n".join(lines)


def _share(part: Sequence[tuple[Case, Result]], bounds: dict[Case, int]) -> str:
    most = sum(bounds[case] for case, _ in part)
    return f"{sum(one.new_pairings for _, one in part) / most:.2%}" if most else ""


def _ours(found: Found, case: Case, other: Result) -> Result:
    """Of a case, what the library reached that was asked for fairness and few waits."""
    ours = found.get((case, "speeddating, fairness, waits"))
    return ours if isinstance(ours, Result) else other

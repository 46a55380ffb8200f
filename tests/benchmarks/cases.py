"""The cases of the table: every size at several histories, then the mixed tables."""

from __future__ import annotations

from tests.benchmarks.case import Case, one_to_one

MET = (0.0, 0.4, 0.8)
SIZES = (
    ((15, 15), 6),
    ((22, 32), 10),
    ((36, 36), 8),
    ((60, 60), 12),
    ((100, 100), 15),
    ((1000, 1000), 20),
)
MIXED = (
    Case((16, 16), (2, 2), 8, 6),
    Case((60, 60), (3, 3), 20, 6),
    Case((24, 24), (4, 4), 6, 4),
)
NAMED = (
    Case((16, 16), (2, 2), 8, 6, 0.2),
    Case((60, 60), (3, 3), 20, 10, 0.2),
    Case((60, 60), (3, 3), 20, 6, 0.7, 3),
    Case((24, 24), (4, 4), 6, 4, 0.3, 3),
    Case((36, 24), (3, 2), 12, 8, 0.3, 3),
)
"""Mixed tables that have been measured elsewhere, with their own histories and seeds."""

QUICK = (
    one_to_one((15, 15), 6),
    one_to_one((22, 32), 10, 0.8),
    Case((60, 60), (3, 3), 20, 10, 0.2),
)


def full(met: tuple[float, ...] = MET) -> tuple[Case, ...]:
    """One to one at these shares of pairings met, mixed at their ends; then the named cases."""
    return (
        *(one_to_one(people, rounds, share) for people, rounds in SIZES for share in met),
        *(case._replace(met=share) for case in MIXED for share in (min(met), max(met))),
        *NAMED,
    )

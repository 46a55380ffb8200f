"""The most new pairings of one rencontre, and the most that whoever has fewest can then have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.flow.network import Circulation
from speeddating.solve.mixed.bounds.flow import max_flow

if TYPE_CHECKING:
    from speeddating.solve.mixed.bounds.flow import Caps


def most_and_worst_off(caps: Caps, *, exact: bool) -> tuple[int, int]:
    """
    Most new pairings, and the fewest of any organisation at best.

    Found by halving: one circulation with a lower bound on everybody's pairings per step.

    Parameters
    ----------
    exact
        Whether ``caps`` are attained, so that whoever has fewest may not cost anybody a pairing;
        if not, the second figure holds whatever the first.
    """
    most = max_flow(*caps)
    low, high = 0, 2 * most // max(1, len(caps.rows) + len(caps.columns))
    while low < high:
        middle = (low + high + 1) // 2
        if _possible(caps, middle, most if exact else 0):
            low = middle
        else:
            high = middle - 1
    return most, low


def _possible(caps: Caps, least: int, total: int) -> bool:
    """Whether everybody has ``least`` new pairings while there are ``total`` in all."""
    if min(caps.rows.min(), caps.columns.min()) < least:
        return False
    rows, columns = caps.pairs.shape
    row, column = np.nonzero(caps.pairs)
    root, gate = rows + columns, rows + columns + 1
    ends = (np.arange(rows), rows + np.arange(columns))
    tail = np.concatenate([[root], np.full(rows, gate), row, ends[1]])
    head = np.concatenate([[gate], ends[0], rows + column, np.full(columns, root)])
    none, ones = np.zeros(row.size), np.ones(row.size)
    lower = np.concatenate([[total], np.full(rows, least), none, np.full(columns, least)])
    upper = np.concatenate([[caps.total], caps.rows, ones, caps.columns])
    whole = (array.astype(np.int64) for array in (tail, head, lower, upper))
    circulation = Circulation(gate + 1, *whole)
    return circulation.minimise(np.zeros(tail.size, dtype=np.int64)) is not None

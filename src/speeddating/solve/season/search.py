"""
Which rencontre brings which pairing about: one rencontre after the other, exactly, with some noise.

With all other rencontres held, the best choice for one is a flow of greatest weight: a pairing that
no other brings about is worth much, one that another does is worth little. That little, drawn at
random, lets a rencontre take a pairing over, so that the other is free for one of its own: nothing
is lost by it and the search walks along equals until a gain opens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.flow.solvers import FlowError, cheapest_flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from speeddating.solve.season.joint import Joint

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

SCALE = 1_000
NOISE, TAKEN_OVER = 0.2, 0.3
"""Spread of the worth of a pairing of one's own, around 1; of one that another has, from 0."""


def search(
    season: Joint, start: Bools, goal: int, visits: int, *, seed: int, stop: Callable[[], bool]
) -> Bools:
    """
    ``[rencontre, entreprise, association]`` the best choice met, never below ``start``.

    Parameters
    ----------
    goal
        A bound: the search ends when it is met.
    visits
        Rencontres chosen anew at most; one costs a flow.
    """
    random = np.random.default_rng(seed)
    current = start & season.pairs
    best, most = current.copy(), _distinct(current)
    count, last = len(season.totals), -1
    for _ in range(visits):
        if most >= goal or stop():
            break
        k = int(random.integers(count))
        if k == last:
            k = (k + 1) % count
        last = k
        elsewhere = np.delete(current, k, axis=0).any(axis=0)
        own = 1 + NOISE * random.random(elsewhere.shape)
        worth = np.where(elsewhere, TAKEN_OVER * random.random(elsewhere.shape), own) * SCALE
        current[k] = heaviest(
            np.where(season.pairs[k], worth.astype(np.int64) + 1, 0),
            season.rows[k], season.columns[k], int(season.totals[k]),
        )  # fmt: skip
        found = _distinct(current)
        if found > most:
            best, most = current.copy(), found
    return best


def heaviest(worth: Ints, rows: Ints, columns: Ints, total: int) -> Bools:
    """
    ``[row, column]`` the cells of greatest ``worth`` within the limits; cells worth 0 stay out.

    Raises
    ------
    FlowError
        If the solver denies that nothing at all is a choice.
    """
    row, column = np.nonzero(worth)
    count = sum(worth.shape)
    source, sink = count, count + 1
    across = np.arange(worth.shape[1])
    tail = np.concatenate([np.full(len(rows), source), row, len(rows) + across, [source]])
    head = np.concatenate(
        [np.arange(len(rows)), len(rows) + column, np.full(len(columns), sink), [sink]]
    )
    ones = np.ones(row.size, dtype=np.int64)
    capacity = np.concatenate([rows, ones, columns, [total]]).astype(np.int64)
    cost = np.zeros(tail.size, dtype=np.int64)
    cost[len(rows) : len(rows) + row.size] = -worth[row, column]
    supply = np.zeros(count + 2, dtype=np.int64)
    supply[source], supply[sink] = total, -total
    amount = cheapest_flow(tail.astype(np.int64), head.astype(np.int64), capacity, cost, supply)
    if amount is None:
        raise FlowError("no flow although nothing at all is one")
    taken = amount[len(rows) : len(rows) + row.size] > 0
    chosen = np.zeros(worth.shape, dtype=np.bool_)
    chosen[row[taken], column[taken]] = True
    return chosen


def _distinct(chosen: Bools) -> int:
    return int(chosen.any(axis=0).sum())

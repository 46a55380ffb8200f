"""The most valuable table under given prices, found by enumeration, so exactly."""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speeddating.solve.mixed.facts.arrays import Booleans, Integers

UNIT = 1 << 20
"""Prices are whole numbers of millionths, nearly: all sums are exact."""
_LARGEST = 40_000_000
"""Cells looked at per table size; beyond it enumeration takes too long."""
_CHUNK = 20_000
"""Groups looked at together."""


class Prices(NamedTuple):
    """What a column pays, in units: each pairing it covers, each organisation it seats."""

    pairings: Integers
    entreprises: Integers
    associations: Integers

    def flipped(self) -> Prices:
        """The same prices with the sides exchanged."""
        return Prices(self.pairings.T, self.associations, self.entreprises)


class Column(NamedTuple):
    """A table: whom it seats and which new pairings it covers."""

    entreprises: tuple[int, ...]
    associations: tuple[int, ...]
    covers: tuple[tuple[int, int], ...]


def affordable(shape: tuple[int, int], size: tuple[int, int]) -> bool:
    """Enumeration over one of the sides is small enough."""
    return _cells(shape, size) <= _LARGEST


def _cells(shape: tuple[int, int], size: tuple[int, int]) -> int:
    """Work of enumerating the cheaper side."""
    return min(
        comb(shape[0], min(size[0], shape[0])) * shape[1],
        comb(shape[1], min(size[1], shape[1])) * shape[0],
    )


def best_tables(
    new: Booleans, prices: Prices, size: tuple[int, int], kept: int
) -> tuple[int, list[Column]]:
    """
    Largest net worth of any table with at most ``size`` people, and the best tables found.

    Every group of one side is tried with the associations (or entreprises) that gain most on top
    of it, so the worth is a maximum over all tables, in whole units, without rounding.
    """
    first, second = size
    rows, columns = new.shape
    if comb(rows, min(first, rows)) * columns > comb(columns, min(second, columns)) * rows:
        worth, found = best_tables(new.T, prices.flipped(), (second, first), kept)
        return worth, [_flipped(column) for column in found]
    gains = np.where(new, np.maximum(UNIT - prices.pairings, 0), 0)
    best, pool = 0, []
    for groups in _groups(rows, min(first, rows)):
        net = gains[groups].sum(1) - prices.associations
        top = np.sort(np.maximum(net, 0), axis=1)[:, -second:].sum(1)
        worth = top - prices.entreprises[groups].sum(1)
        best = max(best, int(worth.max()))
        order = np.argsort(-worth)[:kept]
        pool += [(int(worth[i]), groups[i], net[i]) for i in order if worth[i] > 0]
    pool.sort(key=lambda entry: -entry[0])
    return best, [_column(gains, group, net, second) for _, group, net in pool[:kept]]


def _groups(people: int, size: int) -> Iterator[Integers]:
    """All groups of one side of at most ``size``, some at a time; a table need not be full."""
    for count in range(1, size + 1):
        every = np.fromiter(
            combinations(range(people), count), np.dtype((np.int64, count)), comb(people, count)
        )
        yield from np.array_split(every, max(1, len(every) // _CHUNK))


def _column(gains: Integers, group: Integers, net: Integers, size: int) -> Column:
    """The table of a group and the partners that gain most."""
    partners = [int(a) for a in np.argsort(-net)[:size] if net[a] > 0]
    people = tuple(int(e) for e in group)
    covers = tuple((e, a) for e in people for a in partners if gains[e, a] > 0)
    return Column(people, tuple(partners), covers)


def _flipped(column: Column) -> Column:
    """The same table with the sides exchanged."""
    covers = tuple((e, a) for a, e in column.covers)
    return Column(column.associations, column.entreprises, covers)

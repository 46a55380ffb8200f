"""The best reseating of one side in one round: a linear assignment."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

if TYPE_CHECKING:
    from speeddating.solve.mixed.arrays import Floats, Integers

_SCALE = 1000
"""The solver takes integer costs: weights are rounded to thousandths."""
_DENSE = 30
"""Up to this many rows, every arc is given to the solver."""
_CANDIDATES = 8
"""Beyond it, only this many of the best tables of each row, and where the row sits now."""


def assign(weights: Floats, tables: Integers) -> Integers:
    """
    Row of each column in a permutation of largest total weight.

    Parameters
    ----------
    weights
        ``weights[row, table]``.
    tables
        Table of each column; there are as many columns as rows. Row ``i`` is taken to sit in
        column ``i`` now.

    Notes
    -----
    Exact up to 30 rows. Beyond that, a row is offered its eight best tables and its own place
    only: the optimum of those, never worse than the seats given, in a tenth of the time. The
    solver is the cost-scaling push-relabel of Goldberg and Kennedy (1995).
    """
    count = len(tables)
    rows, columns, costs = (_all if count <= _DENSE else _best)(weights, tables)
    solver: Any = SimpleLinearSumAssignment()  # its stubs name a dtype where they mean an array
    solver.add_arcs_with_cost(rows, columns, costs)
    if solver.solve() != SimpleLinearSumAssignment.OPTIMAL:
        raise AssertionError("a permutation was given, so there is one")
    mates = np.fromiter(map(solver.right_mate, range(count)), np.int64, count)
    result = np.empty(count, np.int64)
    result[mates] = np.arange(count)
    return result


def _all(weights: Floats, tables: Integers) -> tuple[Integers, Integers, Integers]:
    """Every arc: row, column, cost."""
    rows, columns = _grid(len(tables))
    costs = np.rint(weights.take(tables, axis=1) * -_SCALE).astype(np.int64)
    return rows, columns, costs.ravel()


@lru_cache(maxsize=64)
def _grid(count: int) -> tuple[Integers, Integers]:
    """Row and column of every cell of a square."""
    numbers = np.arange(count, dtype=np.int32)
    return np.repeat(numbers, count), np.tile(numbers, count)


def _best(weights: Floats, tables: Integers) -> tuple[Integers, Integers, Integers]:
    """The arcs of the best tables of each row, and of the present permutation."""
    count, offered = weights.shape
    wide = np.zeros((count, offered), bool)
    kept = min(_CANDIDATES, offered)
    best = np.argpartition(-weights, kept - 1, axis=1)[:, :kept]
    np.put_along_axis(wide, best, values=True, axis=1)
    arcs = wide[:, tables]
    np.fill_diagonal(arcs, val=True)
    rows, columns = np.nonzero(arcs)
    costs = np.rint(weights[rows, tables[columns]] * -_SCALE).astype(np.int64)
    return rows.astype(np.int32), columns.astype(np.int32), costs

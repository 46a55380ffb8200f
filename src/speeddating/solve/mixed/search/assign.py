"""The best reseating of one side in one round: a linear assignment."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from speeddating.solve.mixed.facts.arrays import Floats, Integers


def assign(weights: Floats, tables: Integers) -> Integers:
    """
    Column of each row, no two the same, of largest total weight.

    Parameters
    ----------
    weights
        ``weights[row, table]``.
    tables
        Table of each column; there are at least as many columns as rows.

    Notes
    -----
    Exact: shortest augmenting paths (Crouse 2016), in O(rows² · columns).
    """
    if len(weights) > len(tables):
        raise ValueError("somebody has no place, not even a pause")
    _, columns = _solver()(weights.take(tables, axis=1), maximize=True)
    return columns  # type: ignore[no-any-return]


@cache
def _solver() -> Any:  # noqa: ANN401  # scipy has no types, and takes long to import
    return import_module("scipy.optimize").linear_sum_assignment

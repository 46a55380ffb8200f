"""A heaviest bipartite matching with no more than so many edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.flow.solvers import cheapest_flow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]


def heaviest(one: Ints, other: Ints, weights: Ints, most: int) -> Bools:
    """``[edge]`` a maximum-weight matching of at most ``most`` edges, by a minimum-cost flow."""
    if not one.size or most <= 0:
        return np.zeros(one.size, dtype=np.bool_)
    left, e = np.unique(one, return_inverse=True)
    right, a = np.unique(other, return_inverse=True)
    source, sink = left.size + right.size, left.size + right.size + 1
    heads = np.arange(left.size)
    tails = left.size + np.arange(right.size)
    ones = np.ones(one.size + left.size + right.size, dtype=np.int64)
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[source], supply[sink] = most, -most
    amount = cheapest_flow(
        np.concatenate([e, np.full(left.size, source), tails, [source]]),
        np.concatenate([left.size + a, heads, np.full(right.size, sink), [sink]]),
        np.concatenate([ones, [most]]),
        np.concatenate([-weights, 0 * heads, 0 * tails, [0]]),
        supply,
    )
    if amount is None:
        raise AssertionError("the arc from source to sink takes all")
    picked: Bools = amount[: one.size] > 0
    return picked

"""A matching is a heaviest one within its limit."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.solve.flow.matching import heaviest

edges = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 9)),
    max_size=8,
    unique_by=lambda edge: edge[:2],
)


@settings(deadline=None)
@given(edges, st.integers(0, 5))
def test_no_matching_within_the_limit_is_heavier(
    found: list[tuple[int, int, int]], most: int
) -> None:
    one, other, weights = (np.array([edge[i] for edge in found], dtype=np.int64) for i in range(3))
    picked = heaviest(one, other, weights, most)
    chosen = [edge for edge, taken in zip(found, picked, strict=True) if taken]
    assert is_matching(chosen)
    assert len(chosen) <= most
    every = (
        sum(edge[2] for edge in some)
        for count in range(min(most, len(found)) + 1)
        for some in combinations(found, count)
        if is_matching(some)
    )
    assert sum(edge[2] for edge in chosen) == max(every)


def is_matching(chosen: Sequence[tuple[int, int, int]]) -> bool:
    ends = {e for e, _, _ in chosen}, {a for _, a, _ in chosen}
    return all(len(end) == len(chosen) for end in ends)

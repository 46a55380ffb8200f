from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from speeddating.solve.mixed.assign import assign


@given(arrays(np.float64, (5, 3), elements=st.integers(0, 9)))
def test_no_permutation_is_worth_more(weights: np.ndarray) -> None:
    tables = np.array([0, 0, 1, 1, 2])
    chosen = weights[assign(weights, tables), tables].sum()
    assert chosen == max(weights[list(p), tables].sum() for p in permutations(range(5)))


@pytest.mark.parametrize("count", [30, 90])
def test_many_rows_are_a_permutation_no_worse_than_the_seats_given(count: int) -> None:
    weights = np.random.default_rng(1).random((count, count // 3))
    tables = np.repeat(np.arange(count // 3), 3)
    rows = assign(weights, tables)
    assert sorted(rows) == list(range(count))
    assert weights[rows, tables].sum() >= weights[np.arange(count), tables].sum()

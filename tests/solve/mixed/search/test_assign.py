from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from speeddating.solve.mixed.search.assign import assign


@given(arrays(np.float64, (4, 3), elements=st.integers(0, 9)))
@settings(deadline=None)
def test_no_seating_is_worth_more(weights: np.ndarray) -> None:
    """Four people, five places."""
    tables = np.array([0, 0, 1, 1, 2])
    columns = assign(weights, tables)
    assert len(set(columns.tolist())) == 4
    chosen = weights[range(4), tables[columns]].sum()
    assert chosen == max(
        weights[range(4), tables[list(p)]].sum() for p in permutations(range(5), 4)
    )


def test_more_people_than_places_are_refused() -> None:
    with pytest.raises(ValueError, match="no place, not even a pause"):
        assign(np.ones((3, 1)), np.array([0, 0]))

"""Cells of schedules at the bound, against every choice of cells."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from speeddating.solve.mixed.bounds.flow import Caps, max_flow
from speeddating.solve.mixed.bounds.tight import tight


@given(
    arrays(bool, (3, 3)),
    arrays(np.int64, 3, elements=st.integers(0, 3)),
    arrays(np.int64, 3, elements=st.integers(0, 3)),
    st.integers(1, 10),
)
@settings(max_examples=60, deadline=None)
def test_every_cell_is_as_all_choices_at_the_bound_have_it(
    pairs: np.ndarray, rows: np.ndarray, columns: np.ndarray, total: int
) -> None:
    caps = Caps(pairs, rows, columns, total)
    bound = max_flow(*caps)
    choices = [
        cells
        for bits in product((False, True), repeat=9)
        if not ((cells := np.reshape(bits, (3, 3))) & ~pairs).any()
        and (cells.sum(1) <= rows).all()
        and (cells.sum(0) <= columns).all()
        and cells.sum() == bound
    ]
    spare = [
        np.outer(cells.sum(1) < rows, cells.sum(0) < columns) & (bound < total) for cells in choices
    ]  # both have a meeting to give away, and so have all together
    found = tight(caps, bound)
    assert (found.usable == np.any(choices, axis=0)).all()
    assert (found.forced == np.all(choices, axis=0)).all()
    assert (found.wasted == np.any(spare, axis=0)).all()

"""A visit of a round, and the noise of the search."""

from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.solve.mixed.facts.problem import full_tables
from speeddating.solve.mixed.search.alternate import Alternation, gumbel
from speeddating.solve.mixed.search.state import State


@given(
    st.integers(0, 10_000),
    st.integers(2, 4),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    st.floats(0, 1),
)
@settings(max_examples=100, deadline=None)
def test_a_visit_without_noise_never_loses_anything(
    seed: int, tables: int, seats: tuple[int, int], share: float
) -> None:
    """What everybody adds is a sum, where each comes alone and may sit with anybody."""
    rng = np.random.default_rng(seed)
    new = rng.random((tables * seats[0], tables * seats[1])) >= share
    problem = full_tables(new, tables, seats, 3)
    search = Alternation(State(problem), rng)
    for round_ in range(problem.rounds):  # everybody sits somewhere
        search._visit(round_, noise=1.0)
    for round_ in range(problem.rounds):
        before = search._state.value()
        search._visit(round_, noise=0.0)
        assert search._state.value() >= before


def test_noise_has_the_mean_and_the_spread_of_gumbel() -> None:
    noise = gumbel(np.random.default_rng(1), (40_000,))
    assert noise.mean() == pytest.approx(np.euler_gamma, abs=0.02)
    assert noise.var() == pytest.approx(pi**2 / 6, rel=0.03)
    assert np.isfinite(noise).all()

import numpy as np
import pytest

from speeddating.solve.mixed.clock import Clock
from speeddating.solve.mixed.polish import Polish
from speeddating.solve.mixed.problem import full_tables
from speeddating.solve.mixed.start import turn
from speeddating.solve.mixed.state import State


@pytest.mark.parametrize("share", [0.0, 0.3])
def test_no_level_is_lost_and_repeats_become_fewer(share: float) -> None:
    new = np.random.default_rng(4).random((24, 24)) >= share
    state = State(full_tables(new, 8, (3, 3), 5))
    turn(state)
    polish = Polish(state, Clock(iterations=300), np.random.default_rng(0))
    before = polish.rank
    polish.run()
    assert polish.rank > before
    assert polish.rank.value == state.value()
    assert polish.rank.mixing > before.mixing

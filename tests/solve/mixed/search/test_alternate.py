"""The noise of the search."""

from math import pi

import numpy as np
import pytest

from speeddating.solve.mixed.search.alternate import gumbel


def test_noise_has_the_mean_and_the_spread_of_gumbel() -> None:
    noise = gumbel(np.random.default_rng(1), (40_000,))
    assert noise.mean() == pytest.approx(np.euler_gamma, abs=0.02)
    assert noise.var() == pytest.approx(pi**2 / 6, rel=0.03)
    assert np.isfinite(noise).all()

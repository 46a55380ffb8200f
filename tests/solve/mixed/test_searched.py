"""Groups that do not fit with the people this room would send."""

import pytest

from speeddating.domain.plan import Budget
from speeddating.domain.score import DEFAULT_LEVELS
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution
from speeddating.solve.limits import Limits
from speeddating.solve.mixed import searched as module
from speeddating.solve.mixed.searched import searched
from tests.factories import group, history, rencontre, table


@pytest.mark.parametrize("affordable", [True, False])
def test_they_are_left_to_a_model_if_that_is_small_enough(
    affordable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = group("Vélo", "E1", "E2", "E3", "A1", free_rounds=1)
    limits = Limits(rencontre(3, 2, [table("1", 2, 2)], groups=(large,)), history())
    clock = Clock(Budget(seconds=5, workers=1))
    monkeypatch.setattr(module, "affordable", lambda _: affordable)
    if affordable:
        assert searched(limits, DEFAULT_LEVELS, clock) is None
    else:
        with pytest.raises(NoSolution):
            searched(limits, DEFAULT_LEVELS, clock)

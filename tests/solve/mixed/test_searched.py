"""Groups that do not fit with the people this room would send."""

from dataclasses import replace

import numpy as np
import pytest

from speeddating.domain.plan import Budget
from speeddating.domain.score import DEFAULT_LEVELS
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution
from speeddating.solve.limits import Limits
from speeddating.solve.mixed import searched as module
from speeddating.solve.mixed.facts.problem import full_tables
from speeddating.solve.mixed.searched import _holds_for_all, searched
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


def test_what_a_search_proves_holds_for_all_only_where_every_seat_is_taken_by_whoever_comes() -> (
    None
):
    full = full_tables(np.ones((4, 6), dtype=np.bool_), 2, (2, 3), 3)
    assert _holds_for_all(full)
    for name in ("entreprises", "associations"):
        people = getattr(full, name)
        locked = people.locked.copy()
        locked[1, 2] = 1
        more = people.seats.copy()
        more[0, 1] += 1
        for change in ({"locked": locked}, {"seats": more}, {"locked": locked, "seats": more}):
            assert not _holds_for_all(replace(full, **{name: replace(people, **change)}))
        fewer = people.seats.copy()
        fewer[0, 1] -= 1  # somebody pauses, and nobody chooses to
        assert _holds_for_all(replace(full, **{name: replace(people, seats=fewer)}))

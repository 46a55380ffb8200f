"""The model of mixed tables, asked for little."""

import pytest

from speeddating import check
from speeddating.domain.history import History
from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.translate import schedule
from speeddating.solve.mixed.settled import settled
from tests.factories import must, rencontre, table


@pytest.mark.parametrize("levels", [(), ("moves",)])
def test_without_a_level_to_pursue_any_schedule_will_do(levels: tuple[str, ...]) -> None:
    event = rencontre(3, 2, [table("1", 2, 1), table("2", 1, 1)], wishes=(must("E1", "A1"),))
    limits = Limits(event, History())
    found = settled(limits, levels, Clock(Budget(seconds=20, workers=1)), None)
    assert check(event, History(), schedule(limits, found.at, {})) == ()

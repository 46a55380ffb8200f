"""The model of mixed tables, asked for little."""

import pytest

from speeddating import check, plan
from speeddating.domain.history import History
from speeddating.domain.plan import Budget
from speeddating.domain.score import DEFAULT_LEVELS
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


def test_what_even_tables_cannot_prove_is_proved_over_all() -> None:
    event = rencontre(3, 3, [table("1", 2, 2), table("2", 2, 2)], e1={"most": 1})
    made = plan(event, budget=Budget(seconds=20, workers=1, reproducible=True))
    assert made.proven[:8] == DEFAULT_LEVELS[:8]


def test_of_uneven_tables_that_do_better_no_bound_is_kept_beyond_that() -> None:
    event = rencontre(4, 4, [table("1", 3, 3), table("2", 2, 2)], 1)
    made = plan(event, budget=Budget(seconds=20, workers=1, reproducible=True))
    assert (made.score.new_pairings, made.bound("new_pairings").value) == (8, 10)

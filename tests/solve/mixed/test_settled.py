"""The model of mixed tables: levels in any order, from nothing or from any start."""

from collections.abc import Iterator
from typing import Any

import pytest

from speeddating import check, plan, score
from speeddating.domain.history import History
from speeddating.domain.plan import Budget, Progress
from speeddating.domain.score import DEFAULT_LEVELS
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NothingFound
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.translate import schedule
from speeddating.solve.mixed.settled import settled
from speeddating.solve.rounds.rules import Condition
from tests.factories import must, rencontre, table
from tests.solve.mixed import oracle
from tests.solve.mixed.test_solve import REPEATED, TINY, event

ORDERS = [
    ("waits", "mixing", "wishes", "seated", "new_pairings"),
    ("pauses_in_a_row", "affinity", "worst_off", "pauses"),
]


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


@pytest.mark.parametrize("levels", ORDERS, ids=[order[0] for order in ORDERS])
@pytest.mark.parametrize(("over", "past"), [t[1:] for t in TINY], ids=[t[0] for t in TINY])
def test_levels_are_reached_in_their_order_and_told_as_they_are(
    over: dict[str, Any], past: History, levels: tuple[str, ...]
) -> None:
    here = event(over)
    limits = Limits(here, past)
    told: list[Progress] = []
    from_nothing = settled(limits, levels, Clock(REPEATED, told.append), None)
    first = settled(limits, levels[-1:], Clock(REPEATED), None)
    from_a_start = settled(limits, levels, Clock(REPEATED), first)
    optimum = oracle.best(oracle.schedules(here, past), levels, None)
    for found in (from_nothing, from_a_start):
        made = schedule(limits, found.at, found.groups.accompanied)
        assert check(here, past, made) == ()
        worth = score(here, past, made)
        assert [worth.value(level) for level in levels] == optimum
    last = {one.level: (one.value, one.bound) for one in told}
    assert list(last) == list(levels)
    assert [value for value, _ in last.values()] == optimum


def test_no_model_is_written_down_once_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def written(_: object) -> Iterator[Condition]:
        yield Condition("locks_are_kept", True, {})
        pytest.fail("the second condition was asked for")

    monkeypatch.setattr("speeddating.solve.mixed.settled.FAMILIES", [written])
    clock = Clock(Budget(seconds=20))
    clock.cancelled.set()
    with pytest.raises(NothingFound):
        settled(Limits(event(TINY[0][1]), History()), ("new_pairings",), clock, None)


def test_a_level_that_nobody_had_time_for_is_bounded_by_counting() -> None:
    event = rencontre(5, 4, [table("1", 2, 2), table("2", 2, 2)], 3)
    clock = Clock(Budget(seconds=20, workers=1), lambda _: clock.cancelled.set())
    levels = ("mixing", "pauses", "seated", "new_pairings")
    found = settled(Limits(event, History()), levels, clock, None)
    bounds = {level: found.proved[level].value for level in levels[1:]}
    assert bounds == {"pauses": 3, "seated": 24, "new_pairings": 20}

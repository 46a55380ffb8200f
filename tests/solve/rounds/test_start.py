"""A start round by round: a schedule if nothing is asked, and it ends by itself."""

from time import monotonic
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from speeddating.checks import check
from speeddating.domain.history import History
from speeddating.domain.people import Appetite
from speeddating.domain.plan import Budget, Progress
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.rounds import reassign
from speeddating.solve.rounds import start as starting
from speeddating.solve.rounds.caps import caps
from speeddating.solve.rounds.space import RoundSpace, space
from speeddating.solve.rounds.start import start
from speeddating.solve.rounds.worth import Worth
from speeddating.solve.seating import seat
from tests.factories import history, lock, must, rencontre
from tests.solve.rounds.brute import COUNTED, Case, cases

quick = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
HARD = rencontre(6, 6, 4, 5, e1={"absent": frozenset({1})}, a2={"absent": frozenset({2, 5})},
                 e5={"absent": frozenset({3})}, a6={"absent": frozenset({4})})  # fmt: skip


def started(
    here: RoundSpace, clock: Clock, levels: tuple[str, ...] = COUNTED
) -> list[tuple[int, int]]:
    return start(here, levels, caps(here, levels, clock), clock, 5)


@quick
@given(cases(), st.permutations(list(COUNTED)).map(tuple))
def test_a_start_is_a_schedule_where_nothing_is_demanded(
    case: Case, levels: tuple[str, ...]
) -> None:
    here = space(Limits(*case))
    assume(not here.demanding)
    chosen = started(here, Clock(Budget(seconds=20)), levels)
    meetings = here.as_rounds(chosen)
    answer = seat(here.limits, (), meetings, (), Clock(Budget()), space="rounds")
    assert check(case.rencontre, case.history, answer.schedule) == ()


@quick
@given(cases())
def test_a_start_never_exceeds_its_caps_unless_it_breaks_a_rule(case: Case) -> None:
    here = space(Limits(*case))
    assume(not here.demanding and here.open.size)
    chosen = started(here, Clock(Budget(seconds=20)), ("new_pairings",))
    times = np.bincount([k for k, _ in chosen], minlength=here.open.shape[0])
    limit = caps(here, ("new_pairings",), Clock(Budget()))["new_pairings"]
    assert Worth(here, ("new_pairings",)).value("new_pairings", times) <= limit  # type: ignore[operator]


@pytest.mark.parametrize("seconds", [20.0, 3.0])
def test_a_reproducible_start_does_not_look_at_the_clock(
    monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    """A slow machine, on which seconds pass faster, gives the same start."""
    here = space(Limits(HARD, History()))
    limit = {"new_pairings": 99}  # never attained: the search goes on to its own end
    monkeypatch.setattr(starting, "PATIENCE", 10_000)

    def found(started_at: float, share: float) -> list[tuple[int, int]]:
        budget = Budget(seconds=seconds, reproducible=True)
        monkeypatch.setattr(starting, "PACE", 2_000)
        return start(here, COUNTED, limit, Clock(budget, started=started_at), share)

    assert found(monotonic(), 5.0) == found(monotonic() - seconds / 2, 0.0)


def test_a_start_is_the_same_for_the_same_seed() -> None:
    here = space(Limits(HARD, History()))
    clocks = [Clock(Budget(seconds=20, seed=3)) for _ in range(2)]
    assert started(here, clocks[0]) == started(here, clocks[1])


def test_a_start_ends_when_nothing_better_turns_up(monkeypatch: pytest.MonkeyPatch) -> None:
    here = space(Limits(HARD, History()))
    visits: list[int] = []
    again = reassign.Reassignment.again

    def counting(self: reassign.Reassignment, number: int, noise: float) -> object:
        visits.append(number)
        return again(self, number, noise)

    monkeypatch.setattr(reassign.Reassignment, "again", counting)
    monkeypatch.setattr(starting, "PATIENCE", 2)
    start(here, ("new_pairings",), {"new_pairings": 99}, Clock(Budget(seconds=60)), 60)
    assert len(visits) < 60


def test_a_cancelled_start_has_looked_at_every_round_once() -> None:
    here = space(Limits(HARD, History()))
    clock = Clock(Budget(seconds=20))
    clock.cancelled.set()
    chosen = start(here, ("new_pairings",), {"new_pairings": 99}, clock, 5)
    assert {number for _, number in chosen} == set(range(5))


def test_levels_at_their_cap_are_told_once_each() -> None:
    told: list[Progress] = []
    here = space(Limits(rencontre(3, 3, 3, 3), History()))
    started(here, Clock(Budget(seconds=20), told.append))
    assert [one.level for one in told] == list(COUNTED)
    assert all(one.value == one.bound for one in told)


def test_a_start_that_may_break_a_rule_tells_nothing() -> None:
    told: list[Progress] = []
    here = space(Limits(rencontre(wishes=(must("E1", "A1"),)), History()))
    started(here, Clock(Budget(seconds=20), told.append))
    assert told == []


AWAY: dict[str, Any] = {"e1": {"absent": frozenset({1})}, "a2": {"absent": frozenset({2, 5})}}
MET = history(*((f"E{n}", f"A{n}") for n in range(1, 6)), ("E1", "A2"), ("E2", "A3"))
AGAIN = {"appetite": Appetite.AGAIN}


@pytest.mark.parametrize(
    "over",
    [
        {"wishes": tuple(must(f"E{n}", "A1") for n in (2, 3, 4, 5))},
        {"wishes": (must("E2", "A3", round=3), must("E3", "A3", round=1))},
        {"wishes": (must("E1", "A1"), must("A1", "E1"), must("E1", "A2", round=4))},
        {"locks": (lock("e2", 3, "1"), lock("a2", 3, "2"), lock("a5", 1, "2"))},
        {"E1": AGAIN, "e1": {"absent": frozenset({1}), "least": 4}, "a1": {"least": 5}},
        {"e2": {"table": "1"}, "e3": {"table": "1"}, "e4": {"table": "1"}, "a1": {"least": 5}},
    ],
)
def test_a_start_meets_demands_before_any_level(over: dict[str, Any]) -> None:
    event = rencontre(5, 5, 3, 5, **{**AWAY, **over})
    here = space(Limits(event, MET))
    assert here.demanding
    chosen = started(here, Clock(Budget(seconds=20)))
    times = np.bincount([k for k, _ in chosen], minlength=here.open.shape[0]).astype(np.int64)
    assert Worth(here, COUNTED).shortfall(times) == 0
    answer = seat(here.limits, (), here.as_rounds(chosen), (), Clock(Budget()), space="rounds")
    assert check(event, MET, answer.schedule) == ()


@pytest.mark.parametrize(
    ("musts", "away"),
    [
        ([(1, 1), (1, 4), (2, 1), (2, 4), (3, 1), (3, 2), (4, 3), (4, 4)],
         {"e1": 2, "e2": 3, "e3": 2, "e4": 2, "a1": 3, "a2": 4, "a3": 3}),
        ([(1, 3), (2, 2), (2, 3), (3, 1), (3, 4), (4, 1), (4, 3), (4, 4)],
         {"e2": 4, "a1": 2, "a4": 2}),
    ],
)  # fmt: skip
def test_demands_are_searched_for_where_no_level_is_asked(
    musts: list[tuple[int, int]], away: dict[str, int]
) -> None:
    over: dict[str, Any] = {who: {"absent": frozenset({number})} for who, number in away.items()}
    wishes = tuple(must(f"E{e}", f"A{a}") for e, a in musts)
    here = space(Limits(rencontre(4, 4, 3, 4, wishes=wishes, **over), History()))
    clock = Clock(Budget(seconds=20, reproducible=True))
    assert starting.begun(here, (), clock).short  # round by round is not enough
    chosen = start(here, (), {}, clock, 20)
    met = {(here.lists[0][k] + 1, here.lists[1][k] + 1) for k, _ in chosen}
    assert set(musts) <= met


def test_demands_that_cannot_be_met_end_the_search_too() -> None:
    event = rencontre(3, 3, 1, 2, wishes=tuple(must("E1", f"A{n}") for n in (1, 2, 3)))
    here = space(Limits(event, History()))
    chosen = start(here, (), {}, Clock(Budget(seconds=60)), 60)
    assert {number for _, number in chosen} == {0, 1}


def test_a_large_round_is_matched_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reassign, "MANY", 4)
    here = space(Limits(rencontre(4, 4, 4, 3), History()))
    chosen = started(here, Clock(Budget(seconds=5)), ("new_pairings",))
    assert len({k for k, _ in chosen}) == len(chosen) > 0


def test_nobody_to_meet_is_an_empty_start() -> None:
    event = rencontre(1, 1, rounds=2, e1={"absent": frozenset({1})}, a1={"absent": frozenset({2})})
    here = space(Limits(event, History()))
    assert started(here, Clock(Budget())) == []

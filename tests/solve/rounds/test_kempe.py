from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.flow.colouring import spread
from speeddating.solve.rounds.agenda import (
    Agenda,
    Measure,
    Meeting,
    broken,
    pauses_in_a_row,
    waits_of,
)
from speeddating.solve.rounds.kempe import Retiming
from speeddating.solve.rounds.timetable import Timetable, timetable


def worth(agenda: Agenda, measure: Measure, slots: tuple[int, ...]) -> int:
    if measure is Measure.PAUSES_IN_A_ROW:
        return pauses_in_a_row(agenda, slots)
    return sum(waits_of(agenda, slots).values())


@st.composite
def timed(draw: st.DrawFn) -> tuple[Agenda, tuple[int, ...]]:
    """A timetable, and rules that it keeps: those of a question are read off the answer."""
    slots = draw(st.integers(2, 6))
    people_in: dict[int, set[str]] = {slot: set() for slot in range(1, slots + 1)}
    meetings: list[Meeting] = []
    answer: list[int] = []
    for _ in range(draw(st.integers(0, 10))):
        slot = draw(st.integers(1, slots))
        people = draw(st.frozensets(st.sampled_from("abcdefg"), min_size=1, max_size=3))
        if people & people_in[slot]:
            continue
        people_in[slot] |= people
        earlier = [position for position, when in enumerate(answer) if when < slot]
        after = (
            draw(st.frozensets(st.sampled_from(earlier), max_size=1)) if earlier else frozenset()
        )
        where = draw(st.none() | st.frozensets(st.integers(1, slots)))
        where = None if where is None else where | {slot}
        fixed = slot if draw(st.integers(0, 5)) == 0 else None
        meetings.append(Meeting(tuple(sorted(people)), where, fixed, after))
        answer.append(slot)
    tables = tuple(answer.count(s) + draw(st.integers(0, 1)) for s in range(1, slots + 1))
    agenda = Agenda(tuple(meetings), slots, tables)
    waits = waits_of(agenda, answer).values()
    least = max(waits, default=0) - min(waits, default=0)
    fairness = draw(st.none() | st.integers(least, least + 1))
    return Agenda(tuple(meetings), slots, tables, fairness=fairness), tuple(answer)


@given(timed(), st.sampled_from(Measure), st.booleans(), st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_exchanges_keep_the_rules_and_never_lose(
    given_: tuple[Agenda, tuple[int, ...]], goal: Measure, limited: bool, seed: int
) -> None:
    agenda, slots = given_
    limits = {m: worth(agenda, m, slots) for m in Measure if limited and m is not goal}
    retiming = Retiming(agenda, slots, goal, limits, seed)
    found = retiming.anneal(0, lambda done: done if done < 0.2 else None)
    assert not list(broken(agenda, found))
    assert worth(agenda, goal, found) == retiming.least <= worth(agenda, goal, slots)
    assert all(worth(agenda, measure, found) <= most for measure, most in limits.items())
    for measure, total in retiming.worth.items():  # counted along the way
        assert total == worth(agenda, measure, tuple(retiming.slots))
    assert retiming._used == [retiming.slots.count(slot) for slot in range(agenda.slots + 1)]


def full_evening(size: int, rounds: int) -> tuple[Agenda, tuple[int, ...]]:
    """Everybody has two rounds free, and every table is taken in every round."""
    pairs = [(e, a) for e, a in product(range(size), repeat=2) if (a - e) % size < rounds - 2]
    tables = len(pairs) // rounds
    meetings = tuple(Meeting((("e", e), ("a", a))) for e, a in pairs)
    return Agenda(meetings, rounds, tables), tuple(s + 1 for s in spread(pairs, rounds))


@pytest.mark.parametrize("reproducible", [True, False])
def test_a_full_evening_gets_far_fewer_waits_than_its_colouring(reproducible: bool) -> None:
    agenda, slots = full_evening(size=12, rounds=6)
    assert not list(broken(agenda, slots))
    clock = Clock(Budget(seconds=4, workers=1, reproducible=reproducible))
    found = timetable(agenda, clock, hint=slots)
    assert isinstance(found, Timetable)
    assert found.value < sum(waits_of(agenda, slots).values())


@pytest.mark.parametrize("fairness", [None, 0])
def test_an_exchange_that_is_better_is_found(fairness: int | None) -> None:
    agenda = Agenda((Meeting(("a", "b")), Meeting(("a", "c"))), 3, 1, fairness=fairness)
    retiming = Retiming(agenda, (1, 3), Measure.WAITS, {}, seed=0)
    assert retiming.least == 1
    slots = retiming.anneal(0, lambda done: done)
    assert sum(waits_of(agenda, slots).values()) == retiming.least == 0


@pytest.mark.parametrize("slots", [(1, 2, 3), (3, 2, 1)])
def test_where_every_table_is_taken_a_meeting_changes_places_with_another(
    slots: tuple[int, ...],
) -> None:
    """No two of them share a person but the first and the last, so each is a chain of its own."""
    agenda = Agenda((Meeting(("a", "b")), Meeting(("c", "d")), Meeting(("a", "e"))), 3, 1)
    retiming = Retiming(agenda, slots, Measure.WAITS, {}, seed=0)
    assert retiming.least == 1
    found = retiming.anneal(0, lambda done: done)
    assert sum(waits_of(agenda, found).values()) == retiming.least == 0
    assert not list(broken(agenda, found))


@given(timed(), st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_nobody_pays_for_the_fewer_waits_of_others(
    given_: tuple[Agenda, tuple[int, ...]], seed: int
) -> None:
    """What one waits more than another stays as it was."""
    agenda, slots = given_
    waits = waits_of(agenda, slots).values()
    uneven = max(waits, default=0) - min(waits, default=0)
    agenda = replace(agenda, fairness=uneven)
    retiming = Retiming(agenda, slots, Measure.WAITS, {}, seed)
    after = waits_of(agenda, retiming.anneal(0, lambda done: done if done < 0.2 else None)).values()
    assert max(after, default=0) - min(after, default=0) <= uneven

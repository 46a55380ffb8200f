from __future__ import annotations

import re
from itertools import combinations, product
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat import runner
from speeddating.solve.cpsat.runner import SolverContradictsItselfError
from speeddating.solve.rounds import timetable as timetable_module
from speeddating.solve.rounds import timetable_model
from speeddating.solve.rounds.agenda import broken, waits_of
from speeddating.solve.rounds.timetable import (
    Agenda,
    Measure,
    Meeting,
    NoTimetable,
    Timetable,
    timetable,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence


def clock(seconds: float = 60, cancelled: Event | None = None) -> Clock:
    return Clock(Budget(seconds=seconds, workers=1), cancelled=cancelled or Event())


def agenda(*pairs: str, **over: object) -> Agenda:
    """Meetings such as "ab", in 4 slots with 2 tables unless said otherwise."""
    given = {"slots": 4, "tables": 2, **over}
    return Agenda(meetings=tuple(Meeting(tuple(pair)) for pair in pairs), **given)  # type: ignore[arg-type]


def days(question: Agenda, slots: Sequence[int]) -> dict[Hashable, str]:
    """Everybody's day as text, "x" for a meeting, "." for a pause there, " " for not there."""
    return {
        person: "".join(
            "x"
            if any(slots[i] == slot for i in mine)
            else " "
            if slot in question.absent.get(person, ())
            else "."
            for slot in range(1, question.slots + 1)
        )
        for person, mine in question.meetings_of.items()
    }


def count_waits(question: Agenda, slots: Sequence[int]) -> list[int]:
    """Waits of everybody, read off their day."""
    return [len(re.findall("x[^x]+(?=x)", day)) for day in days(question, slots).values()]


def tables_of(question: Agenda) -> tuple[int, ...]:
    """Tables slot by slot."""
    tables = question.tables
    return (tables,) * question.slots if isinstance(tables, int) else tables


def count_double_pauses(question: Agenda, slots: Sequence[int]) -> int:
    """Pauses in a row of everybody, read off their day without the closed slots."""
    tables = tables_of(question)
    total = 0
    for day in days(question, slots).values():
        open_day = "".join(what for what, stand in zip(day, tables, strict=True) if stand)
        total += len(re.findall(r"\.(?=\.)", open_day))
    return total


def holds(question: Agenda, slots: Sequence[int]) -> bool:
    """Whether a timetable keeps every rule; written apart from the library's own check."""
    tables = tables_of(question)
    waits = count_waits(question, slots)
    return (
        all(
            fits(question, meeting, slot)
            for meeting, slot in zip(question.meetings, slots, strict=True)
        )
        and all(slots[i] < slots[j] for j, one in enumerate(question.meetings) for i in one.after)
        and not any(
            slots[i] == slots[j]
            and set(question.meetings[i].people) & set(question.meetings[j].people)
            for i, j in combinations(range(len(slots)), 2)
        )
        and all(list(slots).count(slot) <= tables[slot - 1] for slot in set(slots))
        and (
            question.fairness is None
            or max(waits, default=0) - min(waits, default=0) <= question.fairness
        )
    )


def fits(question: Agenda, meeting: Meeting, slot: int) -> bool:
    """Whether one meeting may be there, whatever the others do."""
    return (
        1 <= slot <= question.slots
        and meeting.fixed in (None, slot)
        and (meeting.slots is None or slot in meeting.slots)
        and not any(slot in question.absent.get(person, ()) for person in meeting.people)
    )


def all_timetables(question: Agenda) -> Iterator[tuple[int, ...]]:
    for slots in product(range(1, question.slots + 1), repeat=len(question.meetings)):
        if holds(question, slots):
            yield slots


COUNT = {
    None: lambda question, slots: 0,  # noqa: ARG005
    Measure.WAITS: lambda question, slots: sum(count_waits(question, slots)),
    Measure.PAUSES_IN_A_ROW: count_double_pauses,
}


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """Up to 5 meetings of 1 to 3 of 5 people in up to 5 slots; any rule may be there."""
    slots = draw(st.integers(1, 5))
    some_slots = st.frozensets(st.integers(1, slots), max_size=2)
    count = draw(st.integers(0, 5))
    people = st.lists(st.sampled_from("abcde"), min_size=1, max_size=3, unique=True).map(tuple)
    meetings = tuple(
        Meeting(
            people=draw(people),
            slots=draw(st.none() | some_slots.map(frozenset(range(1, slots + 1)).difference)),
            fixed=draw(st.just(None) | st.just(None) | st.integers(1, slots)),
            after=draw(st.frozensets(st.integers(0, position - 1), max_size=1))
            if position
            else frozenset(),
        )
        for position in range(count)
    )
    return Agenda(
        meetings,
        slots,
        tables=draw(st.integers(1, 3) | st.tuples(*[st.integers(0, 2)] * slots)),
        absent=draw(st.dictionaries(st.sampled_from("abcdef"), some_slots, max_size=2)),
        people=draw(st.sampled_from([(), ("a", "f")])),
        fairness=draw(st.none() | st.integers(0, 2)),
    )


def least(
    question: Agenda, goal: Measure | None, limits: Mapping[Measure, int]
) -> tuple[int, tuple[int, ...]] | None:
    """The least value of the goal and a timetable that has it, by trying all."""
    return min(
        (
            (COUNT[goal](question, slots), slots)
            for slots in all_timetables(question)
            if all(COUNT[limited](question, slots) <= most for limited, most in limits.items())
        ),
        default=None,
    )


@given(
    agendas(),
    st.none() | st.sampled_from(Measure),
    st.dictionaries(st.sampled_from(Measure), st.integers(0, 3)),
)
@settings(max_examples=150, deadline=None)
def test_no_timetable_is_better(
    question: Agenda, goal: Measure | None, limits: dict[Measure, int]
) -> None:
    best = least(question, goal, limits)
    found = timetable(question, clock(), goal=goal, at_most=limits)
    if best is None:
        assert found is NoTimetable.INFEASIBLE
        return
    assert isinstance(found, Timetable)
    assert holds(question, found.slots)
    assert found.value == COUNT[goal](question, found.slots) == best[0] == found.bound
    assert found.is_proven
    assert list(found.waits.values()) == count_waits(question, found.slots)
    assert found.pauses_in_a_row == count_double_pauses(question, found.slots)


@given(agendas(), st.data())
@settings(max_examples=150, deadline=None)
def test_the_own_check_agrees_with_the_one_written_here(
    question: Agenda, data: st.DataObject
) -> None:
    size = len(question.meetings)
    slots = data.draw(st.lists(st.integers(1, question.slots), min_size=size, max_size=size))
    assert holds(question, slots) == (not list(broken(question, slots)))
    assert list(waits_of(question, slots).values()) == count_waits(question, slots)


CYCLE = ("aA", "bA", "bB", "cB", "cC", "dC", "dD", "aD")
TWO_CYCLES = ("aA", "bA", "bB", "aB", "cC", "dC", "dD", "cD")


@pytest.mark.parametrize(("pairings", "waits"), [(CYCLE, 1), (TWO_CYCLES, 2)])
def test_least_waits_depend_on_the_pairings(pairings: tuple[str, ...], waits: int) -> None:
    found = timetable(agenda(*pairings, slots=8, tables=1), clock())
    assert isinstance(found, Timetable)
    assert (found.value, found.bound) == (waits, waits)


IMPOSSIBLE = [
    agenda("ab", "ac", slots=1),  # one person, one slot, two meetings
    agenda("ab", "cd", "ef", slots=1),  # three meetings, two tables
    agenda("ab", tables=(0, 0, 0, 0)),  # no table ever stands
    agenda("ab", absent={"a": frozenset({1, 2}), "b": frozenset({3, 4})}),  # never together
    agenda("ab", "bc", "ca", slots=2, tables=3),  # a triangle needs three slots
    Agenda((Meeting(("a",), after=frozenset({0})),), 4, 1),  # before itself
    Agenda((Meeting(("a",), fixed=1), Meeting(("b",), fixed=1, after=frozenset({0}))), 4, 2),
    Agenda((Meeting(("a",), fixed=5),), 4, 1),  # there is no slot 5
    Agenda((Meeting(("a",), fixed=1), Meeting(("a",), fixed=3)), 4, 1, people=("b",), fairness=0),
]


@pytest.mark.parametrize("question", IMPOSSIBLE)
def test_conflicting_rules_are_proven_infeasible(question: Agenda) -> None:
    assert timetable(question, clock()) is NoTimetable.INFEASIBLE


def test_nothing_to_do_is_a_timetable() -> None:
    found = timetable(Agenda((), 0, 3, people=("a",)), clock())
    assert found == Timetable((), {"a": 0}, 0, 0, 0)


def test_precedence_is_strict() -> None:
    question = Agenda((Meeting(("a",), after=frozenset({1})), Meeting(("b",))), 2, 2)
    found = timetable(question, clock())
    assert isinstance(found, Timetable)
    assert found.slots == (2, 1)


def test_fairness_may_cost_a_wait() -> None:
    # a waits twice; with a difference of 1 at most, b has to wait too, although it need not
    meetings = [Meeting(("a",), fixed=slot) for slot in (1, 3, 5)] + [Meeting(("b",))] * 2
    free = timetable(Agenda(tuple(meetings), 5, 2), clock())
    fair = timetable(Agenda(tuple(meetings), 5, 2, fairness=1), clock())
    assert isinstance(free, Timetable)
    assert isinstance(fair, Timetable)
    assert (free.value, fair.value) == (2, 3)
    assert dict(fair.waits) == {"a": 2, "b": 1}


def test_being_absent_between_two_meetings_is_a_wait() -> None:
    question = agenda("ab", "ac", slots=3, absent={"a": frozenset({2})})
    found = timetable(question, clock())
    assert isinstance(found, Timetable)
    assert found.value == 1
    assert found.pauses_in_a_row == 1 + 1  # b and c; a is never idle twice in a row


def test_a_closed_slot_keeps_meetings_apart_but_is_no_pause() -> None:
    found = timetable(agenda("ab", "ac", slots=3, tables=(1, 0, 1)), clock())
    assert isinstance(found, Timetable)
    assert (found.value, found.pauses_in_a_row) == (1, 0)


def test_a_sound_hint_survives_when_the_time_is_over() -> None:
    question = agenda("ab", "bc", "cd", "da", tables=1)
    found = timetable(question, clock(1e-9), hint=(1, 3, 2, 4))
    assert isinstance(found, Timetable)
    assert holds(question, found.slots)
    assert found.value <= sum(count_waits(question, (1, 3, 2, 4)))


def test_a_broken_hint_is_only_a_hint() -> None:
    question = agenda("ab", "bc", "cd", "da")
    found = timetable(question, clock(), hint=(1, 1, 9, 0))
    assert isinstance(found, Timetable)
    assert found.is_proven
    assert holds(question, found.slots)


def test_cancelled_before_it_began_it_proves_nothing() -> None:
    cancel = Event()
    cancel.set()
    hard = agenda(*("".join(pair) for pair in combinations("abcdefghij", 2)), slots=12, tables=4)
    assert timetable(hard, clock(cancelled=cancel)) is NoTimetable.UNKNOWN


def test_one_worker_repeats_itself() -> None:
    question = agenda(*("".join(pair) for pair in product("abcd", "ABC")), slots=6, tables=3)
    assert timetable(question, clock()) == timetable(question, clock())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"tables": (1, 2)}, "2 numbers of tables for 4 slots"),
        ({"meetings": (Meeting(("a", "a")),)}, "names somebody twice"),
        ({"meetings": (Meeting(("a",), after=frozenset({1})),)}, "one that does not exist"),
    ],
)
def test_what_has_no_meaning_is_refused(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Agenda(**{"meetings": (), "slots": 4, "tables": 2, **wrong})  # type: ignore[arg-type]


def test_a_timetable_that_breaks_a_rule_is_refused_whatever_the_model_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timetable_model, "tables_suffice", lambda *_: None)
    with pytest.raises(SolverContradictsItselfError, match="slot 1 has 2 meetings for 1 tables"):
        timetable(agenda("ab", "cd", slots=1, tables=1), clock())


def test_a_timetable_beyond_its_limits_is_refused_whatever_the_model_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meetings = (Meeting(("a", "b"), fixed=1), Meeting(("a", "c"), fixed=3))
    monkeypatch.setattr(
        timetable_module, "modelled", lambda one, goal, _: timetable_model.modelled(one, goal, {})
    )
    with pytest.raises(SolverContradictsItselfError, match=r"limits \{.*WAITS.*0\}"):
        timetable(Agenda(meetings, 3, 1), clock(), goal=None, at_most={Measure.WAITS: 0})


@pytest.mark.parametrize("cancelled", [False, True])
@pytest.mark.parametrize("cut", [False, True])
def test_exchanges_that_run_out_of_time_blame_the_clock_unless_somebody_stopped_them(
    cancelled: bool, cut: bool
) -> None:
    question, running = agenda("ab", "ac", slots=3, tables=1), clock()
    search = timetable_module._Search(question, running, Measure.WAITS, {})
    known = search.judged((1, 3))
    assert known is not None
    running.cut = cut
    if cancelled:
        running.cancelled.set()
    assert search.by_exchanges(known, Measure.WAITS, running.seconds) == known
    assert running.cut is (cut or not cancelled)


@pytest.mark.parametrize("hint", [None, (1, 3)])
def test_cores_have_all_the_time_unless_there_is_something_to_better(
    hint: tuple[int, ...] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted: list[float] = []

    def run(model: Any, running: Clock, seconds: float, **more: Any) -> Any:
        granted.append(seconds / running.left)
        return runner.run(model, running, seconds, **more)

    monkeypatch.setattr(timetable_module, "run", run)
    timetable(agenda("ab", "ac", slots=3, tables=1), clock(1000), hint=hint)
    share = 1 if hint is None else timetable_module.CORE_SHARE
    assert granted == [pytest.approx(share, rel=0.01)]

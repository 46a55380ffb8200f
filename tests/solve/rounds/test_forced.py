"""What nobody can be spared: true of every timetable, and all there is for one person alone."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.rounds.agenda import Agenda, Measure, Meeting
from speeddating.solve.rounds.forced import least
from speeddating.solve.rounds.timetable import Timetable, timetable
from tests.solve.rounds.test_timetable import agendas
from tests.solve.rounds.test_timetable import least as least_of_all

limits = st.dictionaries(st.sampled_from(Measure), st.integers(0, 3))


@given(agendas(), st.sampled_from(Measure), limits)
@settings(max_examples=300)
def test_no_timetable_has_less(question: Agenda, goal: Measure, most: dict[Measure, int]) -> None:
    best = least_of_all(question, goal, most)
    if best is not None:
        assert least(question, goal, most) <= best[0]


@st.composite
def lonely(draw: st.DrawFn) -> Agenda:
    """One person who meets somebody new each time, with absences and slots without a table."""
    slots = draw(st.integers(1, 6))
    away = draw(st.frozensets(st.integers(1, slots), max_size=3))
    tables = draw(st.tuples(*[st.integers(0, 1)] * slots))
    open_to = sum(1 for n in range(1, slots + 1) if tables[n - 1] and n not in away)
    count = draw(st.integers(0, open_to))
    return Agenda(
        tuple(Meeting(("a",)) for _ in range(count)), slots, tables, absent={"a": away},
        people=("a",),
    )  # fmt: skip


@given(lonely(), st.sampled_from(Measure))
@settings(max_examples=300)
def test_one_person_alone_needs_exactly_that(question: Agenda, goal: Measure) -> None:
    best = least_of_all(question, goal, {})
    assert best is not None
    assert least(question, goal, {}) == best[0]
    pauses = least(question, Measure.PAUSES_IN_A_ROW, {})
    tight = {Measure.PAUSES_IN_A_ROW: pauses}
    waits = least_of_all(question, Measure.WAITS, tight)
    assert waits is not None
    assert least(question, Measure.WAITS, tight) == waits[0]


@pytest.mark.parametrize(
    ("day", "meetings", "most", "expected"),
    [
        # x: there, -: away
        ("xx-xx", 2, {}, 0),
        ("xx-xx", 3, {}, 1),
        ("x-x-x", 3, {}, 2),
        ("xxxxx", 2, {}, 0),
        ("xxxxx", 2, {Measure.PAUSES_IN_A_ROW: 0}, 1),
        ("xxxxx", 2, {Measure.PAUSES_IN_A_ROW: 1}, 0),
    ],
)
def test_absences_force_waits_and_so_do_pauses_kept_apart(
    day: str, meetings: int, most: Mapping[Measure, int], expected: int
) -> None:
    away = frozenset(n for n, there in enumerate(day, start=1) if there == "-")
    question = Agenda(
        tuple(Meeting(("a",)) for _ in range(meetings)), len(day), 1, absent={"a": away}
    )
    assert least(question, Measure.WAITS, most) == expected


def test_a_timetable_that_waits_no_more_than_it_must_is_proven_without_a_search() -> None:
    question = Agenda((Meeting(("a",)), Meeting(("a",))), 3, 1, absent={"a": frozenset({2})})
    over = Clock(Budget(seconds=0.001))
    while over.left:
        pass
    found = timetable(question, over, hint=(1, 3))
    assert isinstance(found, Timetable)
    assert found.is_proven
    assert found.value == 1

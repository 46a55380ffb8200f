"""Seats that break rules between people are given up, and no others."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from speeddating.solve.mixed.facts.problem import MixedProblem
from speeddating.solve.mixed.search.schedule import MixedSchedule, meetings, without_breaches
from tests.solve.mixed import checker
from tests.solve.mixed.strategies import problems


def drawn(data: st.DataObject, problem: MixedProblem) -> tuple[np.ndarray, np.ndarray]:
    """Any table or a pause for everybody, locked people where they are locked."""
    one, other = (
        np.where(
            people.locked >= 0,
            people.locked,
            data.draw(
                arrays(np.int64, people.there.shape, elements=st.integers(-1, problem.tables - 1))
            ),
        )
        for people in problem.sides
    )
    return one, other


def made(tables: tuple[np.ndarray, np.ndarray]) -> MixedSchedule:
    return MixedSchedule(*tables, new_pairings=0, bound=0, seconds=0, visits=0)


def broken(problem: MixedProblem, tables: tuple[np.ndarray, np.ndarray]) -> list[str]:
    """Rules between people, and of who sits where, that the seats break."""
    told = checker.violations(problem, made(tables))
    words = ("banned", "times", "rivals", " at ")
    return [one for one in told if any(w in one for w in words) and "too many" not in one]


@given(problems(), st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_left_breaks_no_rule_between_people(
    problem: MixedProblem, data: st.DataObject
) -> None:
    before = drawn(data, problem)
    after = without_breaches(problem, before)
    assert broken(problem, after) == []
    for one, other in zip(before, after, strict=True):
        assert ((one == other) | (other == -1)).all()
    if not broken(problem, before):
        assert all((one == other).all() for one, other in zip(before, after, strict=True))


@given(problems(), st.data())
@settings(max_examples=60, deadline=None)
def test_meetings_are_those_that_share_a_table(problem: MixedProblem, data: st.DataObject) -> None:
    tables = drawn(data, problem)
    found = meetings(problem, tables)
    met = checker.met(problem, made(tables))
    assert {pair: int(found[pair]) for pair in zip(*np.nonzero(found), strict=True)} == met

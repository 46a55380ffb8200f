"""Fewest moves, searched: as few as any placing has, and no bound above that."""

from itertools import product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution, Reached
from speeddating.solve.tables import improve as module
from speeddating.solve.tables.improve import improve, transitions
from speeddating.solve.tables.place import Room
from tests.solve.tables.test_place import Meetings, evenings, moves, placings_of, room

MOST = 2000
"""Placings that are tried."""


def clock() -> Clock:
    return Clock(Budget(seconds=20, workers=1))


@settings(max_examples=80, deadline=None)
@given(evenings(restricted=True), st.data())
def test_no_placing_has_fewer_moves(evening: tuple[Meetings, Room], data: st.DataObject) -> None:
    meetings, where = evening
    ways = [list(placings_of(m, where, number)) for number, m in enumerate(meetings)]
    assume(prod(map(len, ways)) <= MOST)
    if not all(ways):
        with pytest.raises(NoSolution):
            improve(meetings, where, None, clock())
        return
    start = data.draw(st.none() | st.tuples(*map(st.sampled_from, ways)))
    found = improve(meetings, where, start, clock())
    assert all(tables in way for tables, way in zip(found.tables, ways, strict=True))
    best = min(moves(meetings, list(placing)) for placing in product(*ways))
    assert moves(meetings, found.tables) == best
    stays = [len(transitions(meetings, side)) - best[side] for side in (0, 1)]
    assert found.reached == (Reached(stays[0], stays[0]), Reached(stays[1], stays[1]))


def test_a_start_stands_where_there_is_no_time_or_too_much_to_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meetings, start = [[(0, 0)], [(0, 0)]], [[0], [1]]
    over = clock()
    over.cancelled.set()
    assert improve(meetings, room(2), start, over) == module.Improved(start, None)
    monkeypatch.setattr(module, "LARGEST", 4)
    assert improve(meetings, room(2), start, clock()).tables in ([[0], [0]], [[1], [1]])
    monkeypatch.setattr(module, "LARGEST", 3)
    assert improve(meetings, room(2), start, clock()) == module.Improved(start, None)

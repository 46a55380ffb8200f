from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.solve.mixed.facts.problem import FREE, MixedProblem, People
from speeddating.solve.mixed.facts.sizes import _by_worth, sizes
from tests.solve.mixed.strategies import problems


@given(problems())
@settings(max_examples=100, deadline=None)
def test_nobody_is_seated_twice_and_no_table_is_overfull(problem: MixedProblem) -> None:
    for people, places in zip(problem.sides, sizes(problem), strict=True):
        assert (places <= people.seats).all()
        assert (places >= 0).all()
        if problem.even:
            assert (places.sum(0) <= people.there.sum(0)).all()


@pytest.mark.parametrize(
    ("there", "seats", "expected"),
    [
        ((12, 12), [(3, 3)] * 4, [(3, 3)] * 4),  # full
        ((10, 10), [(4, 4)] * 3, [(4, 4), (3, 3), (3, 3)]),  # never 4, 4 and 2
        ((10, 11), [(4, 4)] * 3, [(4, 4), (3, 4), (3, 3)]),  # large meets large
        ((9, 2), [(3, 3)] * 3, [(3, 1), (3, 1), (0, 0)]),  # a table needs both sides
        ((5, 5), [(3, 3), (1, 1), (1, 1)], [(3, 3), (1, 1), (1, 1)]),  # 1 + 1 beside 3 + 3
        ((4, 4), [(3, 3), (1, 1), (1, 1)], [(2, 2), (1, 1), (1, 1)]),
        ((8, 4), [(8, 3)] * 4, [(4, 2), (4, 2), (0, 0), (0, 0)]),  # two take all of both sides
        ((4, 4), [(2, 0), (2, 4)], [(0, 0), (2, 4)]),  # no seats for the others: not standing
    ],
)
def test_seats_stay_empty_evenly(
    there: tuple[int, int], seats: list[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    entreprises, associations = (
        People(np.ones((count, 1), bool), np.array([[pair[side]] for pair in seats]))
        for side, count in enumerate(there)
    )
    problem = MixedProblem(entreprises, associations, np.ones(there, bool))
    places = sizes(problem)
    assert list(zip(places[0][:, 0], places[1][:, 0], strict=True)) == expected


@pytest.mark.parametrize(
    ("there", "tables", "keeping"),
    [
        ((13, 29), 13, False),  # in each round 3 of 13 tables have 3 associations
        ((5, 3), 5, True),  # in each round 3 of 5 tables are used
    ],
)
def test_larger_shares_go_round(there: tuple[int, int], tables: int, *, keeping: bool) -> None:
    """Whoever keeps a table is at a large one as often as others are, to one round."""
    entreprises, associations = (
        People(np.ones((count, 6), bool), np.full((tables, 6), seats))
        for count, seats in zip(there, (1, 3), strict=True)
    )
    if keeping:
        own = np.broadcast_to(
            np.eye(there[0], tables, dtype=bool)[:, :, None], (*there[:1], tables, 6)
        )
        entreprises = replace(entreprises, open=own)
    places = sizes(MixedProblem(entreprises, associations, np.ones(there, bool)))[1]
    often = (places == places.max()).sum(1)
    assert often.max() - often.min() <= 1
    assert (places.sum(0) == there[1]).all()


@pytest.mark.parametrize(
    ("there", "seats", "tables", "used"),
    [
        ((15, 16), 2, 9, 8),  # 7 of 2 + 2 and one of 1 + 2 bring 30 pairs together; 9 tables, 28
        ((2, 2), 2, 2, 1),
        ((6, 6), 3, 4, 2),
        ((6, 6), 1, 8, 6),
    ],
)
def test_of_tables_to_spare_as_many_are_used_as_bring_most_pairs_together(
    there: tuple[int, int], seats: int, tables: int, used: int
) -> None:
    entreprises, associations = (
        People(np.ones((count, 1), bool), np.full((tables, 1), seats)) for count in there
    )
    places = sizes(MixedProblem(entreprises, associations, np.ones(there, bool)))
    for side in (0, 1):
        shares = places[side][places[side] > 0]
        assert len(shares) == used
        assert shares.sum() == there[side]
        assert np.ptp(shares) <= 1


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_turns_change_the_order_of_tables_that_are_alike_only(worth: list[int], turn: int) -> None:
    found = _by_worth(np.array(worth, float), turn).tolist()
    assert [worth[t] for t in found] == sorted(worth, reverse=True)
    for value in set(worth):
        alike = [t for t, one in enumerate(worth) if one == value]
        turned = turn % len(alike)
        assert [t for t in found if worth[t] == value] == alike[turned:] + alike[:turned]


def test_a_locked_group_keeps_its_table_and_gets_partners() -> None:
    locked = np.full((4, 1), FREE)
    locked[:3, 0] = 1
    seats = np.full((2, 1), 3)
    entreprises = People(np.ones((4, 1), bool), seats, locked=locked)
    problem = MixedProblem(entreprises, People(np.ones((4, 1), bool), seats), np.ones((4, 4), bool))
    places = sizes(problem)
    assert places[0][:, 0].tolist() == [1, 3]
    assert places[1][:, 0].tolist() == [2, 2]

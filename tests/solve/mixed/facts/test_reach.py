"""Shares where some people may not sit everywhere, against all ways to seat them."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.solve.mixed.facts.problem import MixedProblem, People
from speeddating.solve.mixed.facts.reach import even_within
from speeddating.solve.mixed.facts.sizes import sizes

Sets = list[tuple[int, ...]]
"""Per person, the tables where that person may sit."""


def shares(seats: list[tuple[int, int]], *sides: Sets) -> list[tuple[int, int]]:
    """People of both sides per table, in one round."""
    entreprises, associations = (
        People(
            there=np.ones((len(people), 1), bool),
            seats=np.array([[pair[side]] for pair in seats]),
            open=np.array([[[t in may] for t in range(len(seats))] for may in people]),
        )
        for side, people in enumerate(sides)
    )
    new = np.ones((len(sides[0]), len(sides[1])), bool)
    problem = MixedProblem(entreprises, associations, new)
    places = sizes(problem)
    return list(zip(places[0][:, 0].tolist(), places[1][:, 0].tolist(), strict=True))


ANY = (0, 1, 2)


@pytest.mark.parametrize(
    ("seats", "entreprises", "associations", "expected"),
    [
        ([(2, 2), (2, 1)], [(0, 1)], [(1,)], [(0, 0), (1, 1)]),  # where the one of them can
        ([(4, 4)] * 3, [ANY] * 9, [(1,)] * 4 + [ANY] * 5, [(3, 3), (3, 4), (3, 2)]),
        ([(3, 3)] * 3, [ANY] * 2, [(2,)] + [ANY] * 2, [(0, 0), (0, 0), (2, 3)]),  # tables to spare
        ([(1, 1), (1, 1)], [(0,)], [(1,)], [(0, 0), (0, 0)]),  # no table in common
        ([(2, 2), (2, 2)], [(0,), (1,)], [(0, 1)], [(1, 1), (0, 0)]),  # nobody sits alone
    ],
)
def test_nobody_pauses_for_the_sake_of_even_tables(
    seats: list[tuple[int, int]],
    entreprises: Sets,
    associations: Sets,
    expected: list[tuple[int, int]],
) -> None:
    assert shares(seats, entreprises, associations) == expected


@given(
    st.lists(st.sets(st.integers(0, 2), min_size=1), min_size=1, max_size=5),
    st.lists(st.integers(1, 3), min_size=3, max_size=3),
)
@settings(max_examples=60, deadline=None)
def test_as_many_sit_as_can_and_as_evenly(may: list[set[int]], chairs: list[int]) -> None:
    picky = Counter(tuple(sorted(one)) for one in may)
    seats = np.array([3, 3, 3]), np.array(chairs)
    share = even_within(({ANY: 9}, picky), seats, np.arange(3))[1]
    best = min(
        (-sum(here), sum(n * n for n in here))
        for places in product(*((*one, None) for one in may))
        if all((here := [places.count(t) for t in range(3)])[t] <= chairs[t] for t in range(3))
    )
    assert (-int(share.sum()), int((share**2).sum())) == best

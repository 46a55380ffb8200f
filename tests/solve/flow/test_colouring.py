"""Edge colouring: proper, complete, balanced."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from speeddating.solve.flow.colouring import Edge, spread


@st.composite
def multigraphs(draw: st.DrawFn) -> tuple[list[Edge], int]:
    """Edges, some of them parallel, and at least as many rounds as anybody has pairings."""
    many = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    edge = st.tuples(st.integers(0, many[0] - 1), st.integers(0, many[1] - 1))
    edges = draw(st.lists(edge, max_size=40))
    return edges, max(1, busiest(edges)) + draw(st.integers(0, 3))


def busiest(edges: list[Edge]) -> int:
    """The most pairings that one participant has."""
    return max(max(Counter(e[end] for e in edges).values(), default=0) for end in (0, 1))


@settings(max_examples=200, deadline=None)
@given(multigraphs())
@example(([(0, 0), (0, 0), (0, 0)], 3))
@example(([], 4))
@example(([(e, a) for e in range(6) for a in range(6)], 6))
def test_every_pairing_has_a_round_and_nobody_two_in_one(graph: tuple[list[Edge], int]) -> None:
    edges, rounds = graph
    colour = spread(edges, rounds)
    assert len(colour) == len(edges)
    assert set(colour) <= set(range(rounds))
    for end in (0, 1):
        seats = [(edge[end], at) for edge, at in zip(edges, colour, strict=True)]
        assert len(set(seats)) == len(seats)


@settings(max_examples=200, deadline=None)
@given(multigraphs())
def test_round_sizes_differ_by_one_at_most(graph: tuple[list[Edge], int]) -> None:
    edges, rounds = graph
    sizes = Counter(spread(edges, rounds))
    assert max(sizes[r] for r in range(rounds)) - min(sizes[r] for r in range(rounds)) <= 1


@settings(max_examples=100, deadline=None)
@given(multigraphs())
def test_equal_pairings_get_equal_rounds(graph: tuple[list[Edge], int]) -> None:
    assert spread(*graph) == spread(*graph)


@settings(max_examples=100, deadline=None)
@given(multigraphs())
def test_one_round_too_few_is_refused(graph: tuple[list[Edge], int]) -> None:
    edges, _ = graph
    most = busiest(edges)
    if most > 1:
        with pytest.raises(ValueError, match="too many pairings"):
            spread(edges, most - 1)


def test_a_pairing_may_occur_as_often_as_there_are_rounds() -> None:
    assert sorted(spread([(0, 0)] * 5, 5)) == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match=r"pairing \(0, 0\) has too many"):
        spread([(0, 0)] * 6, 5)


def test_many_rounds_for_few_pairings_are_balanced_too() -> None:
    assert len(set(spread([(0, 0), (1, 1), (2, 2)], 10))) == 3


def test_a_full_room_fills_every_round() -> None:
    edges = list(product(range(12), range(12)))
    assert set(Counter(spread(edges, 12)).values()) == {12}

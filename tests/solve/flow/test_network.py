"""The lexicographic circulation against enumeration, and its certificate against lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from speeddating.solve.flow.network import Circulation, weights_that_fit
from speeddating.solve.flow.solvers import FlowError

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Case:
    """A tiny circulation and the costs to minimise one after the other."""

    nodes: int
    arcs: list[tuple[int, int, int, int]]
    costs: list[list[int]]

    def circulation(self) -> Circulation:
        return circulation(self.nodes, self.arcs)

    def all_amounts(self) -> Iterator[tuple[int, ...]]:
        """Every circulation there is."""
        for amounts in product(*(range(low, high + 1) for _, _, low, high in self.arcs)):
            left = [0] * self.nodes
            for (tail, head, _, _), amount in zip(self.arcs, amounts, strict=True):
                left[tail] -= amount
                left[head] += amount
            if not any(left):
                yield amounts

    def best(self) -> tuple[int, ...] | None:
        """The least values of the costs, compared from the first on."""
        return min((self.values(amounts) for amounts in self.all_amounts()), default=None)

    def values(self, amounts: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sum(c * a for c, a in zip(cost, amounts, strict=True)) for cost in self.costs)


def circulation(nodes: int, arcs: list[tuple[int, int, int, int]]) -> Circulation:
    tail, head, lower, upper = (
        np.array(column, dtype=np.int64) for column in zip(*arcs, strict=True)
    )
    return Circulation(nodes, tail, head, lower, upper)


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to four nodes and seven arcs, parallel and opposite ones among them."""
    nodes = draw(st.integers(2, 4))
    node = st.integers(0, nodes - 1)
    bounds = st.sampled_from([(0, 1), (0, 1), (0, 2), (1, 2), (0, 3), (1, 1)])
    arcs = [
        (tail, head, *draw(bounds))
        for tail, head in draw(st.lists(st.tuples(node, node), min_size=1, max_size=7))
        if tail != head
    ]
    if not arcs:
        arcs = [(0, 1, 0, 1)]
    cost = st.lists(st.integers(-3, 3), min_size=len(arcs), max_size=len(arcs))
    return Case(nodes, arcs, draw(st.lists(cost, min_size=1, max_size=3)))


@settings(max_examples=300, deadline=None)
@given(cases())
def test_costs_one_after_the_other_are_those_of_the_best_of_all_circulations(case: Case) -> None:
    flow = case.circulation()
    found = [flow.minimise(ints(*cost)) for cost in case.costs]
    best = case.best()
    if best is None:
        assert found == [None] * len(case.costs)
        return
    assert tuple(v for v in found if v is not None) == best
    amounts = tuple(flow.amount.tolist())
    assert amounts in set(case.all_amounts())
    assert case.values(amounts) == best


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_narrowed_bounds_hold_every_best_circulation_and_no_other(case: Case) -> None:
    flow = case.circulation()
    if flow.minimise(ints(*case.costs[0])) is None:
        return
    least = min(case.values(amounts)[0] for amounts in case.all_amounts())
    inside = {
        amounts
        for amounts in case.all_amounts()
        if all(low <= a <= up for low, a, up in zip(flow.lower, amounts, flow.upper, strict=True))
    }
    assert inside == {a for a in case.all_amounts() if case.values(a)[0] == least}


@settings(max_examples=150, deadline=None)
@given(cases(), st.data())
def test_amounts_that_are_not_the_cheapest_are_never_certified(
    case: Case, data: st.DataObject
) -> None:
    everything = list(case.all_amounts())
    if not everything:
        return
    amounts = data.draw(st.sampled_from(everything))
    flow = case.circulation()
    flow.amount = ints(*amounts)
    least = min(case.values(other)[0] for other in everything)
    if case.values(amounts)[0] == least:
        assert flow.certify(ints(*case.costs[0])) == least
    else:
        with pytest.raises(FlowError, match="cheaper"):
            flow.certify(ints(*case.costs[0]))


def test_lower_bounds_that_cannot_be_carried_on_have_no_circulation() -> None:
    assert (
        circulation(3, [(0, 1, 2, 2), (1, 2, 0, 1), (2, 0, 0, 5)]).minimise(ints(0, 0, 0)) is None
    )


def test_forced_amounts_count_towards_the_cost() -> None:
    flow = circulation(2, [(0, 1, 2, 4), (1, 0, 0, 9)])
    assert flow.minimise(ints(3, 1)) == 8
    assert flow.amount.tolist() == [2, 2]


def test_a_second_cost_takes_nothing_from_the_first() -> None:
    # Two ways round; the first cost wants the upper one, the second would rather have the lower.
    flow = circulation(2, [(0, 1, 0, 1), (0, 1, 0, 1), (1, 0, 1, 1)])
    assert flow.minimise(ints(-1, 0, 0)) == -1
    assert flow.minimise(ints(5, 0, 0)) == 5
    assert flow.amount.tolist() == [1, 0, 1]


def test_what_was_best_is_kept_without_a_second_search(monkeypatch: pytest.MonkeyPatch) -> None:
    flow = circulation(2, [(0, 1, 0, 3), (1, 0, 0, 3)])
    assert flow.minimise(ints(-1, 0)) == -3

    def fail(*_: object) -> None:
        raise AssertionError("searched again")

    monkeypatch.setattr("speeddating.solve.flow.network.cheapest_flow", fail)
    assert flow.minimise(ints(-1, -1)) == -6


def test_amounts_beyond_the_cheapest_bounds_are_noticed() -> None:
    flow = circulation(2, [(0, 1, 0, 3), (1, 0, 0, 3)])
    flow.amount = ints(1, 1)
    with pytest.raises(FlowError, match="cheaper"):
        flow.certify(ints(-1, -1))


@pytest.mark.parametrize("lie", [(4, 4), (-1, -1), (2, 1)], ids=["above", "below", "lost"])
def test_amounts_that_are_no_circulation_are_noticed(lie: tuple[int, int]) -> None:
    flow = circulation(2, [(0, 1, 0, 3), (1, 0, 0, 3)])
    flow.amount = ints(*lie)
    with pytest.raises(FlowError, match="no circulation"):
        flow.certify(ints(1, -1))


@given(st.integers(1, 4000), st.integers(1, 60), st.integers(2, 20_000))
def test_weights_outweigh_all_later_ones_together_and_fit_64_bits(
    terms: int, classes: int, nodes: int
) -> None:
    weights = weights_that_fit(terms, classes, nodes)
    assert 1 <= len(weights) <= classes
    assert weights[-1] == 1
    for position, weight in enumerate(weights):
        assert weight > terms * sum(weights[position + 1 :])
        assert weight * terms * nodes < 2**60


@pytest.mark.parametrize(("classes", "least"), [(3, 3), (10, 8), (40, 8)])
def test_an_everyday_room_needs_few_searches_for_the_worst_off(classes: int, least: int) -> None:
    assert len(weights_that_fit(60, classes, 400)) >= least


@pytest.mark.parametrize("terms", [2, 60, 600])
def test_the_largest_weights_are_solved_exactly(terms: int) -> None:
    nodes = 50
    weights = weights_that_fit(terms, 60, nodes)
    tails = [0] * len(weights)
    heads = [1 + i % (nodes - 1) for i in range(len(weights))]
    there = [(t, h, 0, 1) for t, h in zip(tails, heads, strict=True)]
    back = [(h, 0, 0, 2) for h in heads]
    flow = circulation(nodes, [*there, *back])
    assert flow.minimise(ints(*(-w for w in weights), *(0 for _ in weights))) == -sum(weights)
    assert flow.minimise(ints(*weights, *(w + 1 for w in weights))) == 2 * sum(weights) + len(
        weights
    )

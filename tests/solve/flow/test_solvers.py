"""The doors to ortools: true answers come through, lies are noticed."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from speeddating.solve.flow import solvers
from speeddating.solve.flow.network import Circulation
from speeddating.solve.flow.solvers import FlowError, cheapest_flow, maximum_flow

Ints = NDArray[np.int64]

TAIL, HEAD = np.array([0, 0, 1, 2]), np.array([1, 2, 3, 3])
CAPACITY, COST = np.array([2, 1, 1, 3]), np.array([1, 5, 1, 0])
"""0 gives 2 to 3 by 1 (dear at first, one unit only) and by 2."""
SUPPLY = np.array([2, 0, 0, -2])


class Liar:
    """Either solver of ortools, saying what it is told to say."""

    OPTIMAL, INFEASIBLE, UNBALANCED = 1, 2, 3

    def __init__(self, status: int, flows: list[int], cut: list[int] | None = None) -> None:
        self.said, self.amounts, self.cut = status, flows, cut or []

    def add_arcs_with_capacity(self, tail: Ints, *_: object) -> Ints:
        return np.arange(tail.size)

    add_arcs_with_capacity_and_unit_cost = add_arcs_with_capacity

    def set_nodes_supplies(self, *_: object) -> None: ...

    def solve(self, *_: object) -> int:
        return self.said

    def flows(self, _arcs: Ints) -> list[int]:
        return self.amounts

    def get_source_side_min_cut(self) -> list[int]:
        return self.cut


def believe(
    monkeypatch: pytest.MonkeyPatch, *, cost: Liar | None = None, most: Liar | None = None
) -> None:
    """Put liars behind the doors; what has no liar stays as it is."""

    def door(name: str) -> Any:
        if cost is not None and name.endswith("min_cost_flow"):
            return SimpleNamespace(SimpleMinCostFlow=lambda: cost)
        if most is not None and name.endswith("max_flow"):
            return SimpleNamespace(SimpleMaxFlow=lambda: most)
        return import_module(name)

    monkeypatch.setattr(solvers, "import_module", door)


def test_a_cheapest_flow_takes_the_cheap_way_as_far_as_it_goes() -> None:
    amount = cheapest_flow(TAIL, HEAD, CAPACITY, COST, SUPPLY)
    assert amount is not None
    assert amount.tolist() == [1, 1, 1, 1]


def test_more_than_can_flow_has_no_flow() -> None:
    assert cheapest_flow(TAIL, HEAD, CAPACITY, COST, 2 * SUPPLY) is None


def test_nothing_to_carry_and_nothing_to_carry_it_on_is_a_flow() -> None:
    none = np.zeros(0, dtype=np.int64)
    amount = cheapest_flow(none, none, none, none, np.zeros(3, dtype=np.int64))
    assert amount is not None
    assert amount.size == 0


def test_something_to_carry_and_nothing_to_carry_it_on_is_none() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert cheapest_flow(none, none, none, none, np.array([1, -1])) is None


def test_a_supply_that_is_not_balanced_is_our_defect() -> None:
    with pytest.raises(FlowError, match="status"):
        cheapest_flow(TAIL, HEAD, CAPACITY, COST, np.array([2, 0, 0, -1]))


def test_a_maximum_flow_fills_its_minimum_cut() -> None:
    assert maximum_flow(TAIL, HEAD, CAPACITY, 0, 3)[:2].tolist() == [1, 1]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_maximum_flow_is_the_most_that_a_cheapest_flow_carries(data: st.DataObject) -> None:
    nodes = data.draw(st.integers(2, 5))
    node = st.integers(0, nodes - 1)
    arcs = data.draw(
        st.lists(st.tuples(node, node).filter(lambda arc: arc[0] != arc[1]), min_size=1, max_size=9)
    )
    arcs = [(t, h) for t, h in arcs if h != 0 and t != 1]  # nothing enters 0 or leaves 1
    if not arcs:
        return
    tail, head = (np.array(column) for column in zip(*arcs, strict=True))
    capacity = np.array([data.draw(st.integers(0, 3)) for _ in arcs])
    value = int(maximum_flow(tail, head, capacity, 0, 1)[tail == 0].sum())
    supply = np.zeros(nodes, dtype=np.int64)
    for carried, possible in ((value, True), (value + 1, False)):
        supply[0], supply[1] = carried, -carried
        found = cheapest_flow(tail, head, capacity, np.zeros_like(capacity), supply)
        assert (found is not None) is possible


@pytest.mark.parametrize(
    ("flows", "why"),
    [
        ([2, 1, 1, 2], "gives more than there is"),
        ([2, 0, 2, 0], "above capacity"),
        ([1, 1, 1, 0], "lost on the way"),
        ([0, 0, 0, 0], "does nothing"),
        ([3, -1, 3, -1], "flows backwards"),
    ],
)  # fmt: skip
def test_amounts_that_are_no_flow_are_noticed(
    monkeypatch: pytest.MonkeyPatch, flows: list[int], why: str
) -> None:
    believe(monkeypatch, cost=Liar(Liar.OPTIMAL, flows))
    with pytest.raises(FlowError, match="no flow"):
        cheapest_flow(TAIL, HEAD, CAPACITY, COST, SUPPLY)
    assert why


def test_a_flow_that_is_dearer_than_need_be_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    believe(monkeypatch, cost=Liar(Liar.OPTIMAL, [0, 0, 0, 0]))
    flow = Circulation(2, *(np.array(c) for c in ([0, 0, 1, 1], [1, 1, 0, 0], [0] * 4, [1] * 4)))
    with pytest.raises(FlowError, match="cheaper"):
        flow.minimise(np.array([-1, 2, 0, 0]))


def test_a_flow_denied_is_confirmed_by_a_second_route(monkeypatch: pytest.MonkeyPatch) -> None:
    believe(monkeypatch, cost=Liar(Liar.INFEASIBLE, []))
    with pytest.raises(FlowError, match="denied"):
        cheapest_flow(TAIL, HEAD, CAPACITY, COST, SUPPLY)
    assert cheapest_flow(TAIL, HEAD, CAPACITY, COST, 2 * SUPPLY) is None


@pytest.mark.parametrize("status", [Liar.UNBALANCED, 0, 7])
def test_any_other_status_is_an_error(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    believe(monkeypatch, cost=Liar(status, [1, 1, 1, 1]), most=Liar(status, [1, 1, 1, 1]))
    with pytest.raises(FlowError, match=f"status {status}"):
        cheapest_flow(TAIL, HEAD, CAPACITY, COST, SUPPLY)
    with pytest.raises(FlowError, match=f"status {status}"):
        maximum_flow(TAIL, HEAD, CAPACITY, 0, 3)


@pytest.mark.parametrize(
    ("flows", "cut"),
    [
        ([0, 0, 0, 0], [0, 1]),  # less than the cut holds
        ([1, 1, 1, 1], [0]),  # a cut that is not the smallest
        ([1, 1, 1, 1], [1]),  # a cut without the source
        ([1, 1, 1, 1], [0, 1, 2, 3]),  # a cut with the sink
        ([2, 0, 1, 1], [0, 1]),  # not conserved
        ([2, 0, 2, 0], [0, 1]),  # above capacity
    ],
)
def test_a_maximum_flow_without_a_certificate_is_noticed(
    monkeypatch: pytest.MonkeyPatch, flows: list[int], cut: list[int]
) -> None:
    believe(monkeypatch, most=Liar(Liar.OPTIMAL, flows, cut))
    with pytest.raises(FlowError):
        maximum_flow(TAIL, HEAD, CAPACITY, 0, 3)


def test_the_truth_told_by_a_stub_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    believe(
        monkeypatch,
        cost=Liar(Liar.OPTIMAL, [1, 1, 1, 1]),
        most=Liar(Liar.OPTIMAL, [1, 1, 1, 1], [0, 1]),
    )
    assert cheapest_flow(TAIL, HEAD, CAPACITY, COST, SUPPLY) is not None
    assert maximum_flow(TAIL, HEAD, CAPACITY, 0, 3).tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(("source", "sink"), [(0, 9), (9, 3), (3, 0)])
def test_nothing_flows_from_or_to_a_node_without_arcs(source: int, sink: int) -> None:
    assert maximum_flow(TAIL, HEAD, CAPACITY, source, sink).tolist() == [0, 0, 0, 0]

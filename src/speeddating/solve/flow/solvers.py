"""Typed doors to the flow solvers of ortools, which are not typed themselves."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]


class FlowError(RuntimeError):
    """The flow library gave an answer that its own certificate refutes."""


def cheapest_flow(tail: Ints, head: Ints, capacity: Ints, cost: Ints, supply: Ints) -> Ints | None:
    """
    ``[arc]`` amounts of a minimum-cost flow by cost scaling (Goldberg 1997); None if none fits.

    Parameters
    ----------
    supply
        ``[node]`` what enters there, negative where it leaves; sums to 0.

    Raises
    ------
    FlowError
        If the amounts are no flow, or a maximum flow refutes that there is none.
    """
    solver: Any = import_module("ortools.graph.python.min_cost_flow").SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32), head.astype(np.int32), capacity.astype(np.int64), cost
    )
    solver.set_nodes_supplies(np.arange(supply.size, dtype=np.int32), supply)
    status = solver.solve()
    if status == solver.INFEASIBLE:
        if _fits(tail, head, capacity, supply):
            raise FlowError("a flow that exists is denied")
        return None
    if status != solver.OPTIMAL:
        raise FlowError(f"minimum-cost flow ended with status {status}")
    return _conserved(np.asarray(solver.flows(arcs), dtype=np.int64), tail, head, capacity, supply)


def _fits(tail: Ints, head: Ints, capacity: Ints, supply: Ints) -> bool:
    """Whether all of ``supply`` can flow: a second route, certified by a minimum cut."""
    source, sink = supply.size, supply.size + 1
    gives, takes = np.flatnonzero(supply > 0), np.flatnonzero(supply < 0)
    amount = maximum_flow(
        np.concatenate([np.full(gives.size, source), tail, takes]),
        np.concatenate([gives, head, np.full(takes.size, sink)]),
        np.concatenate([supply[gives], capacity, -supply[takes]]),
        source,
        sink,
    )
    return int(amount[: gives.size].sum()) == int(supply[gives].sum())


def _conserved(amount: Ints, tail: Ints, head: Ints, capacity: Ints, supply: Ints) -> Ints:
    """
    ``amount``, once it is seen to be a flow.

    Raises
    ------
    FlowError
        If an arc carries what it cannot, or a node gives what it has not.
    """
    left = supply.copy()
    np.subtract.at(left, tail, amount)
    np.add.at(left, head, amount)
    if left.any() or (amount < 0).any() or (amount > capacity).any():
        raise FlowError("the amounts are no flow")
    return amount


def maximum_flow(tail: Ints, head: Ints, capacity: Ints, source: int, sink: int) -> Ints:
    """``[arc]`` amounts of a maximum flow; see :func:`flow_and_cut`."""
    return flow_and_cut(tail, head, capacity, source, sink)[0]


def flow_and_cut(
    tail: Ints, head: Ints, capacity: Ints, source: int, sink: int
) -> tuple[Ints, Bools]:
    """
    ``[arc]`` amounts of a maximum flow (Goldberg & Tarjan 1988), ``[node]`` its side of the cut.

    Raises
    ------
    FlowError
        If the amounts are no flow, or their value is not the capacity of the minimum cut, added
        up here.
    """
    nodes = int(max(tail.max(initial=0), head.max(initial=0), source, sink)) + 1
    reached = np.zeros(nodes, dtype=np.bool_)
    if not (tail == source).any() or not (head == sink).any():
        reached[source] = True  # the solver knows only nodes that have arcs
        return np.zeros(tail.size, dtype=np.int64), reached
    solver: Any = import_module("ortools.graph.python.max_flow").SimpleMaxFlow()
    arcs = solver.add_arcs_with_capacity(
        tail.astype(np.int32), head.astype(np.int32), capacity.astype(np.int64)
    )
    status = solver.solve(source, sink)
    if status != solver.OPTIMAL:
        raise FlowError(f"maximum flow ended with status {status}")
    reached[solver.get_source_side_min_cut()] = True
    cut = int(capacity[reached[tail] & ~reached[head]].sum())
    amount = np.asarray(solver.flows(arcs), dtype=np.int64)
    if not reached[source] or reached[sink] or cut != int(amount[tail == source].sum()):
        raise FlowError("the minimum cut does not certify the maximum flow")
    supply = np.zeros(reached.size, dtype=np.int64)
    supply[source], supply[sink] = cut, -cut
    return _conserved(amount, tail, head, capacity, supply), reached

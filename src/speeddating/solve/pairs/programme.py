"""
The same circulation as a CP-SAT model: one variable per arc, conserved at every node.

The amounts it ends with are written back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from speeddating.domain.plan import Bound, Progress
from speeddating.domain.score import Sense
from speeddating.solve.cpsat.lexicographic import Goal, Lexicographic
from speeddating.solve.pairs.levels import LEVELS, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from speeddating.domain.score import Value
    from speeddating.solve.clock import Clock
    from speeddating.solve.flow.network import Circulation
    from speeddating.solve.pairs.network import PairNetwork


FOLLOW_THE_HINT = {"cp_model_presolve": False}
"""Presolve mends what is whole: with it, another solution comes first, and each level a search."""


def pursue(
    network: PairNetwork, levels: Sequence[str], clock: Clock, best: NDArray[np.int64] | None = None
) -> list[Bound]:
    """
    Reach ``levels`` in their order.

    Parameters
    ----------
    best
        Amounts that flows have proven best for all levels: a hint, and a cap for each of them.

    Raises
    ------
    NoSolution, NothingFound
        As :meth:`Lexicographic.reach`.
    """
    circulation = network.circulation
    model, variables = programme(circulation)
    if best is not None:
        for variable, amount in zip(variables, best.tolist(), strict=True):
            model.add_hint(variable, amount)
    search = Lexicographic(model, clock, parameters={} if best is None else FOLLOW_THE_HINT)
    engine = "cpsat" if best is None else "flow_cpsat"
    bounds: list[Bound] = []
    for position, level in enumerate(levels):
        began = clock.seconds
        proven = True
        for cost in LEVELS[level](network):
            used = np.flatnonzero(cost)
            goal = Goal(
                level, [variables[i] for i in used], [int(cost[i]) for i in used], Sense.LESS,
                known=_cheapest(circulation, cost) if best is None else int(cost @ best),
            )  # fmt: skip
            proven &= search.reach(goal, len(levels) - position).proven
        search.find()  # costs that count nothing leave it unasked
        circulation.amount = np.array(search.values, dtype=np.int64)
        value = value_of(network, level)
        limit = value if proven else _limit(network, level)
        clock.tell(Progress(level=level, value=value, bound=limit, seconds=clock.seconds))
        bounds.append(Bound(level=level, value=limit, engine=engine, seconds=clock.seconds - began))
    return bounds


def programme(circulation: Circulation) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """Σ amounts into a node = Σ amounts out of it; bounds are those of the arcs."""
    model = cp_model.CpModel()
    ends = zip(circulation.lower.tolist(), circulation.upper.tolist(), strict=True)
    variables = [model.new_int_var(low, high, "") for low, high in ends]
    into: list[list[cp_model.IntVar]] = [[] for _ in range(circulation.nodes)]
    out: list[list[cp_model.IntVar]] = [[] for _ in range(circulation.nodes)]
    arcs = zip(circulation.tail.tolist(), circulation.head.tolist(), variables, strict=True)
    for tail, head, variable in arcs:
        out[tail].append(variable)
        into[head].append(variable)
    for inwards, outwards in zip(into, out, strict=True):
        if inwards or outwards:  # 0 == 0 would bring a variable of its own, which is no arc
            model.add(sum(inwards) == sum(outwards))
    return model, variables


def _cheapest(circulation: Circulation, cost: NDArray[np.int64]) -> int:
    """No circulation is cheaper than every arc at its own cheapest bound."""
    return int(np.where(cost > 0, cost * circulation.lower, cost * circulation.upper).sum())


def _limit(network: PairNetwork, level: str) -> Value:
    """What no circulation exceeds: every arc that counts at its best bound."""
    held = network.circulation.amount
    network.circulation.amount = network.circulation.upper
    limit = value_of(network, level)
    network.circulation.amount = held
    return limit

"""Where a flow is held back: a network over nodes of any name, and its minimum cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.flow.solvers import maximum_flow

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

SOURCE, SINK = "source", "sink"


class Network:
    """Arcs from :data:`SOURCE` to :data:`SINK` over nodes of any name."""

    def __init__(self) -> None:
        self._at: dict[Hashable, int] = {SOURCE: 0, SINK: 1}
        self._arcs: list[tuple[int, int, int]] = []

    def add(self, tail: Hashable, head: Hashable, capacity: int) -> None:
        """One arc."""
        ends = [self._at.setdefault(node, len(self._at)) for node in (tail, head)]
        self._arcs.append((ends[0], ends[1], capacity))

    def cut(self) -> tuple[set[Hashable], int]:
        """
        Nodes that cannot pass on all they get, and what can leave them; none if all arrives.

        Notes
        -----
        The source's side of a minimum cut (Ford & Fulkerson 1956).
        """
        if not self._arcs:
            return set(), 0
        tail, head, capacity = np.array(self._arcs, dtype=np.int64).T
        amount = maximum_flow(tail, head, capacity, 0, 1)
        leaves = tail == 0
        if int(amount[leaves].sum()) == int(capacity[leaves].sum()):
            return set(), 0
        behind = self._reached(tail, head, amount, capacity)
        across = behind[tail] & ~behind[head] & ~leaves
        held = {node for node, i in self._at.items() if behind[i] and i}
        return held, int(capacity[across].sum())

    def _reached(self, tail: Ints, head: Ints, amount: Ints, capacity: Ints) -> NDArray[np.bool_]:
        """``[node]`` whether more could flow there."""
        found = np.zeros(len(self._at), dtype=np.bool_)
        found[0] = True
        for _ in range(found.size):
            before = int(found.sum())
            found[head[found[tail] & (amount < capacity)]] = True
            found[tail[found[head] & (amount > 0)]] = True
            if int(found.sum()) == before:
                break
        return found

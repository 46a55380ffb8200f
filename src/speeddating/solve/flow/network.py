"""
Lexicographic minimum-cost circulation: one linear level after the other, each on the optimal face.

A circulation gives every arc an amount between its bounds and conserves it at every node. The
constraint matrix is totally unimodular, so optima are whole numbers; and the optima of one cost
are exactly the circulations that keep every arc of non-zero reduced cost at its bound
(complementary slackness, Ahuja, Magnanti & Orlin 1993, section 9.4). Fixing those arcs and going
on with the next cost is therefore exact, with no weights to believe in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.flow.solvers import FlowError, cheapest_flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass
class Circulation:
    """
    Arcs with bounds, and the amounts of the best circulation so far.

    Attributes
    ----------
    tail, head
        ``[arc]`` nodes, from 0.
    lower, upper
        ``[arc]`` bounds of the amount; :meth:`minimise` narrows them to the optimal face.
    amount
        ``[arc]`` the incumbent.
    """

    nodes: int
    tail: Ints
    head: Ints
    lower: Ints
    upper: Ints
    amount: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def minimise(self, cost: Ints) -> int | None:
        """
        Least total ``cost`` over circulations optimal for all earlier costs; None if there is none.

        The value is certified: it equals the dual value of integer potentials, recomputed here.

        Raises
        ------
        FlowError
            If the certificate fails.
        """
        if not self.amount.size or not self._at_the_least(cost):
            found = self._solve(cost)
            if found is None:
                return None
            self.amount = found
        return self.certify(cost)

    def certify(self, cost: Ints, guess: Ints | None = None) -> int:
        """
        Prove that the amounts are optimal for ``cost``, and keep the optimal face.

        Parameters
        ----------
        guess
            ``[node]`` potentials to begin with, such as a minimum cut gives; any will do.

        Raises
        ------
        FlowError
            If they are not.
        """
        self._conserves()
        if self._at_the_least(cost):
            self.narrow(cost)
            return int(cost @ self.amount)
        potential = self.potentials(cost, guess)
        reduced = cost + potential[self.tail] - potential[self.head]
        value = int(cost @ self.amount)
        dual = int(np.where(reduced > 0, reduced * self.lower, reduced * self.upper).sum())
        if value != dual:
            raise FlowError("amounts and potentials disagree")
        self.narrow(reduced)
        return value

    def narrow(self, reduced: Ints) -> None:
        """Keep the optimal face: an arc of non-zero reduced cost stays at its bound."""
        self.upper = np.where(reduced > 0, self.lower, self.upper)
        self.lower = np.where(reduced < 0, self.upper, self.lower)

    def _conserves(self) -> None:
        left = np.zeros(self.nodes, dtype=np.int64)
        np.subtract.at(left, self.tail, self.amount)
        np.add.at(left, self.head, self.amount)
        if left.any() or (self.amount < self.lower).any() or (self.amount > self.upper).any():
            raise FlowError("the amounts are no circulation")

    def _at_the_least(self, cost: Ints) -> bool:
        """Whether every arc alone is at its cheapest bound: nothing can be better."""
        least = np.where(cost > 0, cost * self.lower, cost * self.upper).sum()
        return int(cost @ self.amount) == int(least)

    def _solve(self, cost: Ints) -> Ints | None:
        """A cheapest circulation; None if there is none. Arcs that cannot move are left out."""
        loose = np.flatnonzero(self.lower < self.upper)
        supply = np.zeros(self.nodes, dtype=np.int64)
        np.subtract.at(supply, self.tail, self.lower)
        np.add.at(supply, self.head, self.lower)
        room = (self.upper - self.lower)[loose]
        moved = cheapest_flow(self.tail[loose], self.head[loose], room, cost[loose], supply)
        if moved is None:
            return None
        amount = self.lower.copy()
        amount[loose] += moved
        return amount

    def potentials(self, cost: Ints, guess: Ints | None = None) -> Ints:
        """
        ``[node]`` shortest distances over the residual arcs from anywhere (Bellman & Ford).

        Every node begins with its ``guess``, or else with 0.

        Raises
        ------
        FlowError
            If a residual cycle of negative cost exists: the amounts were not optimal.
        """
        forward, backward = self.amount < self.upper, self.amount > self.lower
        tail = np.concatenate([self.tail[forward], self.head[backward]])
        head = np.concatenate([self.head[forward], self.tail[backward]])
        weight = np.concatenate([cost[forward], -cost[backward]])
        distance = np.zeros(self.nodes, dtype=np.int64) if guess is None else guess.copy()
        for _ in range(self.nodes + 1):
            reach = distance[tail] + weight
            shorter = reach < distance[head]
            if not shorter.any():
                return distance
            np.minimum.at(distance, head[shorter], reach[shorter])
        raise FlowError("a cheaper circulation exists")


def weights_that_fit(terms: int, classes: int, nodes: int) -> Sequence[int]:
    """
    Weights (terms + 1)**k, largest first, for as many of ``classes`` as 64 bits hold.

    The solver multiplies costs by the number of nodes, and sums over at most ``terms`` units must
    stay below 2**62: so the first class outweighs all later ones together, exactly.
    """
    base = terms + 1
    room = (2**60) // (4 * nodes * base)
    count = 1
    while count < classes and base**count <= room:
        count += 1
    return [base**power for power in range(count - 1, -1, -1)]

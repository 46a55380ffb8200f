"""Even shares where some people may not sit everywhere: nobody pauses for the evenness."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.flow.solvers import cheapest_flow
from speeddating.solve.mixed.facts.problem import FREE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from speeddating.solve.mixed.facts.arrays import Integers
    from speeddating.solve.mixed.facts.problem import MixedProblem

    Reach = Mapping[tuple[int, ...], int]
    """How many people may sit at just these tables."""


def reaches(problem: MixedProblem, round_: int, seats: Sequence[Integers]) -> tuple[Reach, Reach]:
    """By side, where those who are there may sit; who is locked, at that table only."""
    found: list[Reach] = []
    for people, chairs in zip(problem.sides, seats, strict=True):
        locked = people.locked[:, round_, None]
        open_ = True if people.open is None else people.open[:, :, round_]
        may = np.where(locked == FREE, open_ & (chairs > 0), locked == np.arange(len(chairs)))
        kinds = Counter(bytes(row) for row in may[people.there[:, round_]])
        found.append(
            {
                tuple(np.flatnonzero(np.frombuffer(kind, np.bool_)).tolist()): count
                for kind, count in kinds.items()
            }
        )
    return found[0], found[1]


def wanted_first(order: Integers, reach: tuple[Reach, Reach]) -> Integers:
    """``order`` with the tables first to which most people are confined."""
    wanted = np.zeros(int(order.max(initial=-1)) + 1)
    for here in reach:
        for tables, count in here.items():
            if len(tables) < len(order):
                wanted[list(tables)] += count / max(1, len(tables))
    return order[np.argsort(-wanted[order], kind="stable")]


def even_within(
    reach: tuple[Reach, Reach], seats: Sequence[Integers], used: Integers
) -> tuple[Integers, Integers]:
    """
    Shares of both sides at tables of ``used``: as many people as can sit, then as even as can be.

    Tables that one side does not reach are left out, so that nobody sits alone; the larger shares
    go to tables that come first, those of the second side where the first has them.
    """
    picky = [sum(n for tables, n in here.items() if len(tables) < len(used)) for here in reach]
    first = int(picky[1] > picky[0])
    shares = [np.zeros_like(chairs) for chairs in seats]
    while len(used):
        shares[first] = _spread(reach[first], seats[first], used)
        ranked = used[np.argsort(-shares[first][used], kind="stable")]
        ranked = ranked[shares[first][ranked] > 0]
        shares[1 - first] = _spread(reach[1 - first], seats[1 - first], ranked)
        manned = used[(shares[0][used] > 0) & (shares[1][used] > 0)]
        if len(manned) == len(used):
            break
        used = manned
    else:
        shares = [np.zeros_like(chairs) for chairs in seats]
    return shares[0], shares[1]


def _spread(reach: Reach, chairs: Integers, used: Integers) -> Integers:
    """Σ share² is least among the shares that seat most, by one flow; first tables first."""
    share = np.zeros_like(chairs)
    kinds = list(reach)
    people = sum(reach.values())
    if not len(used) or not people:
        return share
    column = {int(t): i for i, t in enumerate(used)}
    sink = len(kinds) + len(used)
    step = people * len(used) + 1
    widest = int(chairs[used].max())
    arcs = [(k, sink, people, 2 * (widest + 1) * step) for k in range(len(kinds))]
    arcs += [
        (k, len(kinds) + column[t], people, 0)
        for k, tables in enumerate(kinds)
        for t in tables
        if t in column
    ]
    arcs += [
        (len(kinds) + i, sink, 1, (2 * place + 1) * step + i)
        for i, t in enumerate(used)
        for place in range(min(int(chairs[t]), people))
    ]
    tail, head, capacity, cost = np.array(arcs, dtype=np.int64).T
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[: len(kinds)], supply[sink] = [reach[kind] for kind in kinds], -people
    amount = cheapest_flow(tail, head, capacity, cost, supply)
    if amount is not None:
        seated = (head == sink) & (tail >= len(kinds))
        np.add.at(share, used[tail[seated] - len(kinds)], amount[seated])
    return share

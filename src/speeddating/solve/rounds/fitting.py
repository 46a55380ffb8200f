"""
Which of the wanted meetings of one round find a table, where people cannot sit just anywhere.

Sets of meetings that fit the tables are the independent sets of a transversal matroid (Edmonds &
Fulkerson 1965): taking meetings greedily, by weight, loses nothing among those that were wanted.
Tables open to the same meetings are one class, so that exchanges run over a handful of classes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    from speeddating.solve.rounds.space import RoundSpace

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

Kind = int
"""Meetings of one kind may take the same tables."""


class Kinds:
    """
    What kind of meeting each open (pair, round) is.

    Attributes
    ----------
    of
        ``[pair, round]`` the kind; 0 may take any table that stands.
    tables
        ``[round]`` by kind, the tables it may take.
    """

    def __init__(self, space: RoundSpace) -> None:
        self.of = np.zeros(space.open.shape, dtype=np.int64)
        self.tables: list[dict[Kind, AbstractSet[str]]] = []
        known: dict[AbstractSet[str], Kind] = {}
        for number, standing in enumerate(space.standing):
            here: dict[Kind, AbstractSet[str]] = {0: standing}
            for k in np.flatnonzero(space.open[:, number]).tolist():
                tables = space.tables_for(k, number)
                if tables is not None:
                    kind = known.setdefault(tables, len(known) + 1)
                    self.of[k, number] = kind
                    here[kind] = tables
            self.tables.append(here)

    def fitting(self, number: int) -> Fitting:
        """The empty tables of a round."""
        return Fitting(self.tables[number])


class Fitting:
    """Tables of one round that fill up; ``take`` says whether one more meeting fits."""

    def __init__(self, tables: Mapping[Kind, AbstractSet[str]]) -> None:
        alike = Counter(
            frozenset(kind for kind, found in tables.items() if table in found)
            for table in set().union(*tables.values())
        )
        self._free = list(alike.values())
        self._classes = {
            kind: [i for i, kinds in enumerate(alike) if kind in kinds] for kind in tables
        }
        self._taken: list[Counter[Kind]] = [Counter() for _ in alike]

    def take(self, kind: Kind) -> bool:
        """Seat one more meeting, moving others to other tables where that makes room."""
        reached: dict[int, tuple[int, Kind]] = dict.fromkeys(self._classes[kind], (-1, kind))
        queue = list(reached)
        for here in queue:
            if self._free[here]:
                self._shift(here, reached)
                return True
            for other in +self._taken[here]:
                for there in self._classes[other]:
                    if there not in reached:
                        reached[there] = (here, other)
                        queue.append(there)
        return False

    def _shift(self, end: int, reached: Mapping[int, tuple[int, Kind]]) -> None:
        """Along the way to ``end``, each class hands one meeting on and gets one."""
        self._free[end] -= 1
        while end >= 0:
            before, kind = reached[end]
            self._taken[end][kind] += 1
            if before >= 0:
                self._taken[before][kind] -= 1
            end = before


def fit(
    ends: tuple[Ints, Ints],
    weights: Ints,
    kinds: Ints,
    fitting: Fitting,
    heaviest: Callable[[Ints, Ints, Ints], Bools],
) -> Bools:
    """
    ``[meeting]`` meetings that all find a table, nobody in two, and to which none can be added.

    Parameters
    ----------
    ends
        ``(entreprises, associations)``: ``[meeting]`` who meets.
    heaviest
        A maximum-weight matching of (ends, ends, weights): its meetings are taken, dearest first,
        as far as they fit; the same again among the people who are left.
    """
    found = np.zeros(weights.size, dtype=np.bool_)
    left = np.arange(weights.size)
    while left.size:
        wanted = left[heaviest(ends[0][left], ends[1][left], weights[left])]
        if not wanted.size:
            break
        full = set()
        for i in wanted[np.argsort(-weights[wanted], kind="stable")].tolist():
            if fitting.take(int(kinds[i])):
                found[i] = True
            else:
                full.add(int(kinds[i]))
        for end in ends:
            left = left[~np.isin(end[left], end[found])]
        left = left[~np.isin(kinds[left], sorted(full))]
    return found

"""One side in one round: who can be reseated, and on which places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.mixed.facts.problem import FREE

if TYPE_CHECKING:
    from speeddating.solve.mixed.facts.arrays import Booleans, Integers
    from speeddating.solve.mixed.facts.problem import MixedProblem, People


@dataclass(frozen=True, eq=False)
class Bench:
    """
    The free people of one side in one round, and the places they may take, as columns.

    Attributes
    ----------
    people
        Rows: the free people.
    tables
        Table of each column: the free places, then as many pauses (one table more than there are)
        as may be needed, so that there are never more rows than columns.
    places
        Number of columns that are no pauses.
    widest
        Seats that any table has for this side in any round.
    fixed
        ``[person]`` table of those who are locked; a pause for all others.
    closed
        ``closed[row, table]``: this person may not sit there; None if all is open.
    """

    people: Integers
    tables: Integers
    places: int
    widest: int
    fixed: Integers
    closed: Booleans | None

    @property
    def movable(self) -> bool:
        """There is a choice at all."""
        return len(self.people) > 0 and len(self.tables) > 1

    @property
    def pausing(self) -> bool:
        """Somebody has to pause, or may choose to."""
        return len(self.tables) > self.places

    def seated(self, columns: Integers) -> Integers:
        """``[person]`` tables when each row takes the column given."""
        here = self.fixed.copy()
        here[self.people] = self.tables[columns]
        return here


def benches(problem: MixedProblem, side: int, places: Integers) -> list[Bench]:
    """The benches of one side, round by round."""
    people = problem.sides[side]
    widest = max(int(places.max(initial=0)), 1)
    return [
        _bench(people, round_, places[:, round_], widest, roaming=problem.refuses)
        for round_ in range(problem.rounds)
    ]


def _bench(people: People, round_: int, places: Integers, widest: int, *, roaming: bool) -> Bench:
    """If ``roaming``, anybody may pause and any place may stay empty."""
    tables, locked = len(places), people.locked[:, round_]
    taken = np.bincount(locked[locked != FREE], minlength=tables)
    free_places = np.repeat(np.arange(tables), (places - taken).clip(0))
    rows = np.flatnonzero(people.there[:, round_] & (locked == FREE))
    pauses = len(rows) if roaming else max(0, len(rows) - len(free_places))
    return Bench(
        people=rows,
        tables=np.concatenate([free_places, np.full(pauses, tables)]),
        places=len(free_places),
        widest=widest,
        fixed=np.where(locked == FREE, tables, locked),
        closed=None if people.open is None else _closed(people.open[rows, :, round_]),
    )


def _closed(open_: Booleans) -> Booleans:
    """Tables where a row may not sit; a pause is always allowed."""
    return np.hstack([~open_, np.zeros((len(open_), 1), bool)])

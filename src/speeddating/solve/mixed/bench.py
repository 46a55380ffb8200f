"""One side in one round: who can be reseated, and on which places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.mixed.problem import FREE

if TYPE_CHECKING:
    from speeddating.solve.mixed.arrays import Booleans, Integers
    from speeddating.solve.mixed.problem import MixedProblem, People


@dataclass(frozen=True, eq=False)
class Bench:
    """
    The free people of one side in one round and the free places at the tables.

    There are as many rows as columns, so that a reseating is a permutation: when people are too
    few, phantoms (number ``people.count``) hold the empty places; when they are too many, the
    surplus columns are pauses (table ``tables``).

    Attributes
    ----------
    real
        Number of rows that are people.
    template
        Seats ``[table, place]`` with the locked people in them and phantoms elsewhere.
    people
        Rows: the free people, then phantoms.
    organisation
        Organisation of each row; phantoms have one of their own, the last.
    places
        Columns that are no pauses: positions in the flattened template.
    tables
        Table of each column; pauses last.
    closed
        ``closed[row, table]``: this person may not sit there; None if all is open.
    """

    real: int
    template: Integers
    people: Integers
    organisation: Integers
    places: Integers
    tables: Integers
    closed: Booleans | None

    @property
    def movable(self) -> bool:
        """There is a choice at all."""
        return len(self.people) > 1


def benches(problem: MixedProblem, side: int, places: Integers, organisations: int) -> list[Bench]:
    """The benches of one side, round by round."""
    people = problem.sides[side]
    widest = max(int(places.max(initial=0)), 1)
    return [
        _bench(people, round_, places[:, round_], widest, organisations, roaming=problem.refuses)
        for round_ in range(problem.rounds)
    ]


def _bench(
    people: People,
    round_: int,
    places: Integers,
    widest: int,
    organisations: int,
    *,
    roaming: bool,
) -> Bench:
    """If ``roaming``, anybody may pause and any place may stay empty."""
    tables = len(places)
    locked = people.locked[:, round_]
    template = np.full((tables, widest), people.count)
    for table in range(tables):
        fixed = np.flatnonzero(locked == table)
        template[table, : len(fixed)] = fixed
    columns = np.arange(widest) < places[:, None]
    free_places = np.flatnonzero(columns & (template == people.count))
    free_people = np.flatnonzero(people.there[:, round_] & (locked == FREE))
    spare = min(len(free_places), len(free_people)) if roaming else 0
    phantoms = max(0, len(free_places) - len(free_people)) + spare
    pauses = max(0, len(free_people) - len(free_places)) + spare
    rows = np.concatenate([free_people, np.full(phantoms, people.count)])
    extended = np.append(people.organisation, organisations)
    return Bench(
        real=len(free_people),
        template=template,
        people=rows,
        organisation=extended[rows],
        places=free_places,
        tables=np.concatenate([free_places // widest, np.full(pauses, tables)]),
        closed=_closed(people, round_, rows),
    )


def _closed(people: People, round_: int, rows: Integers) -> Booleans | None:
    """Tables where a row may not sit; phantoms and pauses are always allowed."""
    if people.open is None:
        return None
    closed = np.zeros((people.count + 1, people.seats.shape[0] + 1), bool)
    closed[:-1, :-1] = ~people.open[:, :, round_]
    return closed[rows]

"""Tables that are alike in a round: one order of them is enough."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.mixed.facts.sizes import standing
from speeddating.solve.mixed.model.variables import sum_of
from speeddating.solve.mixed.refine.counted import PAUSE

if TYPE_CHECKING:
    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.facts.arrays import Tables
    from speeddating.solve.mixed.facts.asked import Asked
    from speeddating.solve.mixed.model.variables import SeatVars

Classes = list[list[list[int]]]


def alike(limits: Limits, asked: Asked) -> Classes:
    """
    ``[round]`` classes of tables with the same seats, open to the same people, unlocked.

    Published tables have names: none is like another.
    """
    if asked.published:
        return [[] for _ in limits.rounds]
    problem = asked.problem
    stands = standing(problem, 0) > 0
    at = {table.id: t for t, table in enumerate(limits.rencontre.tables)}
    locked = {(lock.round, at[lock.table]) for lock in limits.rencontre.locks}
    found: Classes = []
    for r, number in enumerate(limits.rounds):
        classes: dict[object, list[int]] = {}
        for t in np.flatnonzero(stands[:, r]).tolist():
            seats = tuple(int(people.seats[t, r]) for people in problem.sides)
            open_to = tuple(
                None if people.open is None else people.open[:, t, r].tobytes()
                for people in problem.sides
            )
            own = t if (number, t) in locked else None
            classes.setdefault((seats, open_to, own), []).append(t)
        found.append([tables for tables in classes.values() if len(tables) > 1])
    return found


def ordered(x: SeatVars, classes: Classes) -> None:
    """
    Tables of a class by their first entreprise person, empty ones last.

    x[p, t] ≤ Σ_{q < p} x[q, t'], t' being the table before t: value precedence (Law and Lee 2004).
    """
    for r, of_round in enumerate(classes):
        for tables in of_round:
            for before, table in pairwise(tables):
                earlier = x.at_table.get((0, r, before), {})
                for p, seat in x.at_table.get((0, r, table), {}).items():
                    first = sum_of(v for q, v in earlier.items() if q < p)
                    x.model.add(first >= seat)


def in_order(at: Tables, classes: Classes) -> Tables:
    """The same companies at tables in that order."""
    at = (at[0].copy(), at[1].copy())
    for r, of_round in enumerate(classes):
        for tables in of_round:
            rows = at[0][:, r]
            firsts = {t: next(iter(np.flatnonzero(rows == t)), len(rows)) for t in tables}
            by_first = sorted(tables, key=lambda t: firsts[t])
            new = np.arange(max(tables) + 1)
            new[by_first] = tables
            for one in at:
                here = (one[:, r] != PAUSE) & np.isin(one[:, r], tables)
                one[here, r] = new[one[here, r]]
    return at

"""Seats given up until no rule is broken: a poor schedule, but one, before CP-SAT has begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.mixed.facts.problem import FREE
from speeddating.solve.mixed.found import counted
from speeddating.solve.mixed.refine.counted import PAUSE
from speeddating.solve.mixed.refine.measures import breaches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.found import Found
    from speeddating.solve.mixed.refine.counted import Counted

    Seats = list[tuple[int, int]]


def thinned(limits: Limits, found: Found) -> Found:
    """
    ``found`` with people sent to a pause wherever fewer rules are broken then.

    One person at a time, then whole tables; what asks for more meetings stays broken.
    """
    c = counted(limits, found)
    worth = breaches(c)
    for whole in (False, True):
        for round_ in range(c.problem.rounds):
            for seats in list(_seats(c, round_, whole=whole)):
                if worth == 0:
                    break
                worth = max(worth, _tried(c, round_, seats, worth))
    return found._replace(at=c.at)


def _seats(c: Counted, round_: int, *, whole: bool) -> Iterator[Seats]:
    """Who may give up a seat: each by themselves, or everybody at a table."""
    free = [
        [
            (side, int(person))
            for person in np.flatnonzero(c.at[side][:, round_] != PAUSE)
            if c.problem.sides[side].locked[person, round_] == FREE
        ]
        for side in (0, 1)
    ]
    if not whole:
        yield from ([seat] for of_side in free for seat in of_side)
        return
    for table in range(c.problem.tables):
        yield [(s, p) for of_side in free for s, p in of_side if c.at[s][p, round_] == table]


def _tried(c: Counted, round_: int, seats: Seats, worth: int) -> int:
    """Empty the seats if fewer rules are broken then."""
    before = [int(c.at[side][person, round_]) for side, person in seats]
    for side, person in seats:
        c.move(side, person, round_, PAUSE)
    now = breaches(c)
    if now <= worth:
        for (side, person), table in zip(seats, before, strict=True):
            c.move(side, person, round_, table)
    return now

"""A schedule with everything counted that its rules and levels read, one seat at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from speeddating.solve.mixed.facts.arrays import Booleans, Integers
    from speeddating.solve.mixed.facts.asked import Asked

PAUSE = -1
"""Table of a person who does not sit in a round."""


class Counted:
    """
    Seats ``at[side][person, round]``, with the meetings counted along.

    Attributes
    ----------
    meets
        ``[entreprise, association]`` organisations: people of theirs at one table, over all rounds.
    beside
        By side, ``[person, person]``: how often two people of it share a table.
    taken
        By side, ``[table, round]`` people there.
    """

    def __init__(self, asked: Asked, at: tuple[Integers, Integers]) -> None:
        self.asked, self.problem = asked, asked.problem
        self.at = (at[0].copy(), at[1].copy())
        self._organisation = [people.organisation for people in self.problem.sides]
        self.meets = np.zeros(self.problem.new.shape, np.int64)
        self.beside = [np.zeros((side.count, side.count), np.int64) for side in self.problem.sides]
        self.taken = [
            np.zeros((self.problem.tables, self.problem.rounds), np.int64) for _ in (0, 1)
        ]
        for round_ in range(self.problem.rounds):
            self.meets += self.meets_in(round_)
            for side in (0, 1):
                self.beside[side] += self.beside_in(side, round_)
                here = self.at[side][:, round_]
                np.add.at(self.taken[side], (here[here != PAUSE], round_), 1)

    def meets_in(self, round_: int) -> Integers:
        """Meetings of one round, by organisations."""
        one, other = self.at[0][:, round_], self.at[1][:, round_]
        e, a = np.nonzero((one[:, None] == other) & (one != PAUSE)[:, None])
        found = np.zeros(self.problem.new.shape, np.int64)
        np.add.at(found, (self._organisation[0][e], self._organisation[1][a]), 1)
        return found

    def beside_in(self, side: int, round_: int) -> Booleans:
        """Who of a side shares a table with whom in one round."""
        here = self.at[side][:, round_]
        same: Booleans = (here[:, None] == here) & (here != PAUSE)[:, None]
        np.fill_diagonal(same, val=False)
        return same

    def move(self, side: int, person: int, round_: int, table: int) -> None:
        """Seat a person at another table, or send them to a pause."""
        self._count(side, person, round_, -1)
        self.at[side][person, round_] = table
        self._count(side, person, round_, 1)

    def _count(self, side: int, person: int, round_: int, sign: int) -> None:
        """Count a person's meetings in one round, or take them out (-1)."""
        table = self.at[side][person, round_]
        if table == PAUSE:
            return
        mine = self._organisation[side][person]
        partners = np.flatnonzero(self.at[1 - side][:, round_] == table)
        theirs = self._organisation[1 - side][partners]
        np.add.at(self.meets[mine] if side == 0 else self.meets[:, mine], theirs, sign)
        companions = np.flatnonzero(self.at[side][:, round_] == table)
        companions = companions[companions != person]
        self.beside[side][person, companions] += sign
        self.beside[side][companions, person] += sign
        self.taken[side][table, round_] += sign

    @property
    def degrees(self) -> tuple[Integers, Integers]:
        """New pairings of each organisation, by side."""
        met = (self.meets > 0) & self.problem.new
        return met.sum(1), met.sum(0)

    def sits(self, side: int) -> Booleans:
        """``[person, round]`` who has a seat."""
        found: Booleans = self.at[side] != PAUSE
        return found

    def idle(self, side: int) -> Booleans:
        """``[person, round]`` who is there without a seat."""
        found: Booleans = self.problem.sides[side].there & ~self.sits(side)
        return found

    def changes(self, side: int) -> int:
        """Changes of table of one side."""
        return changes(self.at[side])


def changes(rows: Integers) -> int:
    """How often people sit at another table than the last time they sat."""
    total, last = 0, np.full(len(rows), PAUSE)
    for now in rows.T:
        total += int(np.count_nonzero((now != PAUSE) & (last != PAUSE) & (now != last)))
        last = np.where(now == PAUSE, last, now)
    return total

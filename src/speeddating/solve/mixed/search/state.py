"""The schedule while it is being changed: seats, and how often organisations meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from speeddating.solve.mixed.facts.sizes import sizes
from speeddating.solve.mixed.search.bench import benches

if TYPE_CHECKING:
    from speeddating.solve.mixed.facts.arrays import Floats, Integers
    from speeddating.solve.mixed.facts.problem import MixedProblem

BREACH = 1e5
"""What a broken rule costs, in new pairings."""
_MUST = 1e3
"""What a meeting that must take place is worth, in new pairings."""
_PAUSE = 0.02
"""What a pause costs, per pause of the same person: only ever a tie-break."""


class Value(NamedTuple):
    """What a schedule is worth, best compared as a tuple."""

    breaches: int
    """Minus the number of seats and meetings that are refused."""
    missing: int
    """Minus the number of meetings that must take place and do not."""
    new_pairings: int


class State:
    """
    All seats, with the meetings counted along.

    ``at[side][round][person]`` is a table, or the number of tables for a pause. What an assignment
    weighs are products of two matrices: worth of each pairing, and who sits where.
    """

    def __init__(self, problem: MixedProblem) -> None:
        self.problem = problem
        places = sizes(problem)
        self.benches = [benches(problem, side, places[side]) for side in (0, 1)]
        self._alone = [
            np.array_equal(people.organisation, np.arange(count))
            for people, count in zip(problem.sides, problem.new.shape, strict=True)
        ]
        self._rivals = [
            None if people.rivals is None else people.rivals.astype(np.float32)
            for people in problem.sides
        ]
        self._first, self._again = _worth(problem)
        self._seat_at = np.eye(problem.tables + 1, problem.tables, dtype=np.float32)
        self.meets: Floats = np.zeros(problem.new.shape, np.float32)
        self.load([[bench.fixed for bench in side] for side in self.benches])

    def load(self, at: list[list[Integers]]) -> None:
        """Go back to seats of before (a copy of ``at``), and count their meetings."""
        self.at = [list(side) for side in at]
        self._sitting = [[self._sits(side, here) for here in at[side]] for side in (0, 1)]
        self.meets[:] = 0
        for round_ in range(self.problem.rounds):
            self.count(round_, 1)

    def copy(self) -> list[list[Integers]]:
        """Who sits where now; the arrays are never changed in place."""
        return [list(side) for side in self.at]

    def count(self, round_: int, sign: int) -> None:
        """Add the meetings of a round to the count, or take them out of it (-1)."""
        met = self._sitting[0][round_] @ self._sitting[1][round_].T
        if sign > 0:
            self.meets += met
        else:
            self.meets -= met

    def gains(self) -> Floats:
        """What one more meeting is worth, per pairing, given the meetings counted now."""
        gains: Floats = self._first * (self.meets == 0)
        if self._again is not None:
            gains += self._again * (self.meets > 0)
        return gains

    def weights(self, side: int, round_: int, gains: Floats) -> Floats:
        """
        Worth of each free person of a side at each table of a round, the other side staying put.

        ``gains`` is counted without this round. Where somebody may pause, the last column is for
        that.
        """
        bench, people = self.benches[side][round_], self.problem.sides[side]
        worth: Floats = (gains if side == 0 else gains.T) @ self._sitting[1 - side][round_]
        if len(bench.people) < people.count or not self._alone[side]:
            worth = worth[people.organisation[bench.people]]
        rivals = self._rivals[side]
        if rivals is not None:
            sitting = self._at_tables(self.at[side][round_])
            worth = worth - BREACH * (rivals @ sitting)[bench.people]
        if bench.pausing:
            worth = np.hstack([worth, -_PAUSE * (1 + self._pauses(side)[bench.people, None])])
        if bench.closed is not None:
            worth[bench.closed[:, : worth.shape[1]]] = -BREACH
        return worth

    def reseat(self, side: int, round_: int, columns: Integers) -> None:
        """Seat everybody free on the column given; meetings are not counted."""
        self.put(side, round_, self.benches[side][round_].seated(columns))

    def put(self, side: int, round_: int, here: Integers) -> None:
        """Seat everybody of a side in a round, person by person; meetings are not counted."""
        self.at[side][round_] = here
        self._sitting[side][round_] = self._sits(side, here)

    def _sits(self, side: int, here: Integers) -> Floats:
        """``[organisation, table]`` people who sit there."""
        people = self._at_tables(here)
        if self._alone[side]:
            return people
        found = np.zeros((self.problem.new.shape[side], self.problem.tables), np.float32)
        np.add.at(found, self.problem.sides[side].organisation, people)
        return found

    def _at_tables(self, here: Integers) -> Floats:
        """``[person, table]`` 1 where somebody sits; a pause is no table."""
        return self._seat_at.take(here, axis=0)

    def _pauses(self, side: int) -> Integers:
        """Pauses of each person."""
        seated = np.count_nonzero(np.stack(self.at[side]) < self.problem.tables, axis=0)
        found: Integers = self.problem.sides[side].there.sum(1) - seated
        return found

    def value(self) -> Value:
        """What the counted meetings are worth."""
        problem, met = self.problem, self.meets > 0
        return Value(
            breaches=-self._breaches() if problem.refuses else 0,
            missing=0 if problem.must is None else -int(np.count_nonzero(problem.must & ~met)),
            new_pairings=int(np.count_nonzero(met & problem.wanted)),
        )

    def _breaches(self) -> int:
        """Refused seats and meetings."""
        problem, meets, broken = self.problem, self.meets, 0
        if problem.banned is not None:
            broken += int(np.count_nonzero(problem.banned & (meets > 0)))
        if problem.once is not None:
            broken += int((meets - 1).clip(0)[problem.once].sum())
        for side, rivals in enumerate(self._rivals):
            for bench, here in zip(self.benches[side], self.at[side], strict=True):
                if rivals is not None:
                    sitting = self._at_tables(here)
                    broken += int((sitting * (rivals @ sitting)).sum()) // 2
                if bench.closed is not None:
                    broken += int(
                        bench.closed[np.arange(len(bench.people)), here[bench.people]].sum()
                    )
        return broken

    def tables(self, side: int) -> Integers:
        """``[person, round]``: the table, or -1 for a pause."""
        at = np.stack(self.at[side], axis=1)
        return np.where(at < self.problem.tables, at, -1)


def _worth(problem: MixedProblem) -> tuple[Floats, Floats | None]:
    """Worth of a first meeting of each pairing, and of a further one if that is worth anything."""
    first = problem.wanted.astype(np.float32)
    again = np.zeros_like(first)
    if problem.must is not None:
        first[problem.must] += _MUST
    if problem.banned is not None:
        first[problem.banned] -= BREACH
        again[problem.banned] -= BREACH
    if problem.once is not None:
        again[problem.once] -= BREACH
    return first, again if again.any() else None

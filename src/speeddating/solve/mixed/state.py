"""The schedule while it is being changed: seats, and how often organisations meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from speeddating.solve.mixed.bench import benches
from speeddating.solve.mixed.sizes import sizes

if TYPE_CHECKING:
    from speeddating.solve.mixed.arrays import Booleans, Floats, Integers
    from speeddating.solve.mixed.problem import MixedProblem

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

    ``seats[side][round, table, place]`` is a person, or the number of people for an empty place.
    ``held[side][round][column]`` is the row of the bench that holds the column: a permutation.
    """

    def __init__(self, problem: MixedProblem) -> None:
        self.problem = problem
        places = sizes(problem)
        self.benches = [benches(problem, s, places[s], problem.new.shape[s]) for s in (0, 1)]
        self.held = [[np.arange(len(b.people)) for b in side] for side in self.benches]
        self.seats = [np.stack([b.template for b in side]) for side in self.benches]
        self._organisation = [
            np.append(people.organisation, count)
            for people, count in zip(problem.sides, problem.new.shape, strict=True)
        ]
        self._rivals = [_padded(people.rivals) for people in problem.sides]
        self._first, self._again = _worth(problem)
        self.meets: Integers = np.zeros(self._first.shape, np.int32)
        self.load(self.held)

    def _seat(self, side: int, round_: int) -> None:
        """Write the seats of a bench from what it holds."""
        bench = self.benches[side][round_]
        rows = self.held[side][round_][: len(bench.places)]
        self.seats[side][round_].ravel()[bench.places] = bench.people[rows]

    def count(self, round_: int, sign: int) -> None:
        """Add the meetings of a round to the count, or take them out of it (-1)."""
        entreprises, associations = (
            organisation[seats[round_]]
            for organisation, seats in zip(self._organisation, self.seats, strict=True)
        )
        cells = entreprises[:, :, None] * self.meets.shape[1] + associations[:, None, :]
        np.add.at(self.meets.ravel(), cells.ravel(), sign)

    def gains(self) -> Floats:
        """What one more meeting is worth, per pairing, given the meetings counted now."""
        again = 0.0 if self._again is None else self._again
        gains: Floats = np.where(self.meets == 0, self._first, again)
        return gains

    def weights(self, side: int, round_: int, gains: Floats) -> Floats:
        """
        Worth of each person of a side at each table of a round, the other side staying put.

        ``gains`` is counted without this round. Rows are in the order in which they hold the
        columns; the last column is a pause.
        """
        bench, rows = self.benches[side][round_], self.held[side][round_]
        partners = self._organisation[1 - side][self.seats[1 - side][round_]]
        mine = (gains if side == 0 else gains.T)[bench.organisation[rows]]
        tables, width = partners.shape
        weights = np.zeros((len(rows), tables + 1), np.float32)
        mine.take(partners.ravel(), axis=1).reshape(len(rows), tables, width).sum(
            2, out=weights[:, :-1]
        )
        people = bench.people[rows]
        rivals = self._rivals[side]
        if rivals is not None:
            weights[:, :-1] -= BREACH * rivals[people][:, self.seats[side][round_]].sum(2)
        if bench.closed is not None:
            weights[bench.closed[rows]] = -BREACH
        if len(bench.tables) > len(bench.places):
            weights[:, -1] = -_PAUSE * (1 + self._pauses(side)[people])
        return weights

    def reseat(self, side: int, round_: int, permutation: Integers) -> None:
        """Let column ``c`` be held by what held column ``permutation[c]``; meetings not counted."""
        self.hold(side, round_, self.held[side][round_][permutation])

    def hold(self, side: int, round_: int, rows: Integers) -> None:
        """Seat a bench as given, column by column; meetings are not counted."""
        self.held[side][round_] = rows
        self._seat(side, round_)

    def copy(self) -> list[list[Integers]]:
        """What is held now; the arrays are never changed in place."""
        return [list(side) for side in self.held]

    def load(self, held: list[list[Integers]]) -> None:
        """Go back to seats held before (a copy of ``held``), and count their meetings."""
        self.held = [list(side) for side in held]
        self.meets[:] = 0
        for round_ in range(self.problem.rounds):
            for side in (0, 1):
                self._seat(side, round_)
            self.count(round_, 1)

    def _pauses(self, side: int) -> Integers:
        """Pauses of each person; phantoms never mind one."""
        people = self.problem.sides[side]
        seated = np.bincount(self.seats[side].ravel(), minlength=people.count + 1)
        pauses = np.append(people.there.sum(1), 0) - seated
        pauses[-1] = -1
        return pauses

    def value(self) -> Value:
        """What the counted meetings are worth."""
        problem, met = self.problem, self.meets[:-1, :-1] > 0
        return Value(
            breaches=-self._breaches() if problem.refuses else 0,
            missing=0 if problem.must is None else -int(np.count_nonzero(problem.must & ~met)),
            new_pairings=int(np.count_nonzero(met & problem.wanted)),
        )

    def _breaches(self) -> int:
        """Refused seats and meetings."""
        problem, meets, broken = self.problem, self.meets[:-1, :-1], 0
        if problem.banned is not None:
            broken += int(np.count_nonzero(problem.banned & (meets > 0)))
        if problem.once is not None:
            broken += int((meets - 1).clip(0)[problem.once].sum())
        for side, rivals in enumerate(self._rivals):
            if rivals is not None:
                seats = self.seats[side]
                broken += int(rivals[seats[..., :, None], seats[..., None, :]].sum()) // 2
            for bench, held in zip(self.benches[side], self.held[side], strict=True):
                if bench.closed is not None:
                    broken += int(bench.closed[held, bench.tables].sum())
        return broken

    def tables(self, side: int) -> Integers:
        """``[person, round]``: the table, or -1 for a pause."""
        people = self.problem.sides[side]
        result = np.full((people.count + 1, self.problem.rounds), -1)
        rounds, tables, _ = np.indices(self.seats[side].shape)
        result[self.seats[side].ravel(), rounds.ravel()] = tables.ravel()
        return result[:-1]


def _worth(problem: MixedProblem) -> tuple[Floats, Floats | None]:
    """Worth of a first meeting and of a further one, with a last row and column for phantoms."""
    rows, columns = problem.new.shape
    first = np.zeros((rows + 1, columns + 1), np.float32)
    again = np.zeros_like(first)
    first[:-1, :-1] = problem.wanted
    if problem.must is not None:
        first[:-1, :-1][problem.must] += _MUST
    if problem.banned is not None:
        first[:-1, :-1][problem.banned] -= BREACH
        again[:-1, :-1][problem.banned] -= BREACH
    if problem.once is not None:
        again[:-1, :-1][problem.once] -= BREACH
    return first, again if again.any() else None


def _padded(matrix: Booleans | None) -> Booleans | None:
    """One more row and column, for phantoms; None if nothing is set."""
    return None if matrix is None or not matrix.any() else np.pad(matrix, (0, 1))

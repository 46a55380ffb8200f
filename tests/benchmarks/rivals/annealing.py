"""Simulated annealing by swaps: two people of one side change places in one round."""

from __future__ import annotations

from math import exp
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.case import Case, Evening

HOT, COLD = 1.0, 0.05
PACE = 200
"""Swaps between two looks at the clock."""


class _Seats:
    """Who sits where, how often each pairing meets, and how many of them are new."""

    def __init__(self, case: Case, random: Random) -> None:
        self.case = case
        self.known = case.history.tolist()
        self.counts = [[0] * case.people[1] for _ in range(case.people[0])]
        self.at = [[_row(case, end, random) for end in (0, 1)] for _ in range(case.rounds)]
        self.value = 0
        for turn in self.at:
            for table in range(case.tables):
                others = _seated(turn[1], table, case.seats[1])
                for e in _seated(turn[0], table, case.seats[0]):
                    self.value += self.meet(0, e, others, 1)

    def meet(self, end: int, person: int, others: list[int], by: int) -> int:
        """New pairings won when a person joins (by 1) or leaves (by -1) others."""
        if person < 0:
            return 0
        won = 0
        for other in others:
            e, a = (person, other) if end == 0 else (other, person)
            before = self.counts[e][a]
            self.counts[e][a] = before + by
            if not self.known[e][a]:
                won += (before + by > 0) - (before > 0)
        return won

    def swap(self, number: int, end: int, i: int, j: int) -> int:
        """Two seats change hands; new pairings won by that."""
        row, size = self.at[number][end], self.case.seats[end]
        one, other = (
            _seated(self.at[number][1 - end], seat // size, self.case.seats[1 - end])
            for seat in (i, j)
        )
        won = self.meet(end, row[i], one, -1) + self.meet(end, row[j], other, -1)
        row[i], row[j] = row[j], row[i]
        won += self.meet(end, row[i], one, 1) + self.meet(end, row[j], other, 1)
        self.value += won
        return won


def annealed(case: Case, seconds: float) -> Evening:
    """From a random evening, colder and colder, as long as the time allows."""
    random, began = Random(0), perf_counter()  # noqa: S311 - no secret
    seats = _Seats(case, random)
    share = 0.0
    while share < 1.0:
        share = (perf_counter() - began) / seconds
        heat = HOT * (COLD / HOT) ** min(share, 1.0)
        for _ in range(PACE):
            number, end = random.randrange(case.rounds), random.randrange(2)
            i, j = (random.randrange(len(seats.at[number][end])) for _ in range(2))
            if i // case.seats[end] == j // case.seats[end]:
                continue
            gain = seats.swap(number, end, i, j)
            if gain < 0 and random.random() >= exp(gain / heat):
                seats.swap(number, end, i, j)
    return _as_evening(case, seats.at)


def _as_evening(case: Case, at: list[list[list[int]]]) -> Evening:
    return [
        [
            sitting
            for table in range(case.tables)
            if all(
                sitting := (_seated(one, table, case.seats[0]), _seated(two, table, case.seats[1]))
            )
        ]
        for one, two in at
    ]


def _row(case: Case, end: int, random: Random) -> list[int]:
    """People by seat, -1 on an empty one; those beyond the tables stand at the end."""
    seats = max(case.people[end], case.tables * case.seats[end])
    row = [*range(case.people[end]), *[-1] * (seats - case.people[end])]
    random.shuffle(row)
    return row


def _seated(row: list[int], table: int, size: int) -> list[int]:
    return [p for p in row[table * size : (table + 1) * size] if p >= 0]

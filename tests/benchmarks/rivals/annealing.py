"""Simulated annealing by swaps: two people of one side change places in one round."""

from __future__ import annotations

from math import exp
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.case import Case, Evening

HOT, COLD = 1.0, 0.05


def annealed(case: Case, seconds: float) -> Evening:
    """As long as the time allows, from a random evening; the best seen is kept."""
    random, began = Random(0), perf_counter()  # noqa: S311 - no secret
    known = case.history.tolist()
    counts = [[0] * case.people[1] for _ in range(case.people[0])]
    at = [[_row(case, end, random) for end in (0, 1)] for _ in range(case.rounds)]
    value = 0
    for turn in at:
        for table in range(case.tables):
            for e in _seated(turn[0], table, case.seats[0]):
                value += _change(counts, known, 0, e, _seated(turn[1], table, case.seats[1]), 1)
    best, kept = value, [[list(row) for row in turn] for turn in at]
    share = 0.0
    while share < 1.0:
        share = (perf_counter() - began) / seconds
        heat = HOT * (COLD / HOT) ** min(share, 1.0)
        for _ in range(200):
            turn, end = random.choice(at), random.randrange(2)
            row, other, size = turn[end], turn[1 - end], case.seats[end]
            i, j = random.randrange(len(row)), random.randrange(len(row))
            if i // size == j // size:
                continue
            groups = [_seated(other, spot // size, case.seats[1 - end]) for spot in (i, j)]
            moves = ((row[i], 0, -1), (row[j], 1, -1), (row[i], 1, 1), (row[j], 0, 1))
            gain = sum(_change(counts, known, end, p, groups[g], by) for p, g, by in moves)
            if gain >= 0 or random.random() < exp(gain / heat):
                row[i], row[j] = row[j], row[i]
                value += gain
                if value > best:
                    best, kept = value, [[list(r) for r in t] for t in at]
            else:
                for p, g, by in moves:
                    _change(counts, known, end, p, groups[g], -by)
    return [
        [
            sitting
            for table in range(case.tables)
            if all(
                sitting := (_seated(one, table, case.seats[0]), _seated(two, table, case.seats[1]))
            )
        ]
        for one, two in kept
    ]


def _row(case: Case, end: int, random: Random) -> list[int]:
    """People by seat, -1 on an empty one; those beyond the tables stand at the end."""
    seats = max(case.people[end], case.tables * case.seats[end])
    row = [*range(case.people[end]), *[-1] * (seats - case.people[end])]
    random.shuffle(row)
    return row


def _seated(row: list[int], table: int, size: int) -> list[int]:
    return [p for p in row[table * size : (table + 1) * size] if p >= 0]


def _change(  # noqa: PLR0917 - an inner loop
    counts: list[list[int]],
    known: list[list[bool]],
    end: int,
    person: int,
    others: list[int],
    by: int,
) -> int:
    """New pairings won when a person joins (or leaves) others."""
    if person < 0:
        return 0
    won = 0
    for other in others:
        e, a = (person, other) if end == 0 else (other, person)
        before = counts[e][a]
        counts[e][a] = before + by
        if not known[e][a]:
            won += (before + by > 0) - (before > 0)
    return won

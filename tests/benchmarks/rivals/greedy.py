"""Round by round, as many new pairings as this round can have, ties at random."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from speeddating.solve.flow.matching import heaviest
from speeddating.solve.flow.solvers import maximum_flow
from tests.benchmarks.case import Bools, Case, Evening, Sitting, worth

NOISE = 1000
"""Ties are broken at random by less than one new pairing."""
STARTS = 8
"""Random beginnings of a round of mixed tables."""


def one_pass(case: Case, random: np.random.Generator) -> Evening:
    """One evening."""
    met = case.history
    fill = _matching if case.seats == (1, 1) else _tables
    evening = []
    for _ in range(case.rounds):
        sittings = fill(case, ~met, random)
        for entreprises, associations in sittings:
            met[np.ix_(entreprises, associations)] = True
        evening.append(sittings)
    return evening


def repeated(case: Case, seconds: float) -> Evening:
    """The best of as many evenings as the time allows."""
    began, random = perf_counter(), np.random.default_rng(0)
    best = one_pass(case, random)
    spent = longest = perf_counter() - began
    while spent + longest < seconds:
        best = max(best, one_pass(case, random), key=lambda found: worth(case, found))
        longest, spent = max(longest, perf_counter() - began - spent), perf_counter() - began
    return best


def _matching(case: Case, new: Bools, random: np.random.Generator) -> list[Sitting]:
    """A maximum matching of pairings that have not met, among people in a random order."""
    order = [random.permutation(count) for count in case.people]
    e, a = matching(new[np.ix_(*order)], case.tables)
    return [([i], [j]) for i, j in zip(order[0][e].tolist(), order[1][a].tolist(), strict=True)]


def matching(new: Bools, tables: int) -> tuple[np.ndarray, np.ndarray]:
    """As many pairings as there can be at once, at one table each."""
    e, a = np.nonzero(new)
    rows, columns = new.shape
    source, gate, sink = range(rows + columns, rows + columns + 3)
    ones = np.ones(e.size + rows + columns, dtype=np.int64)
    amount = maximum_flow(
        np.concatenate([e, np.full(rows, gate), rows + np.arange(columns), [source]]),
        np.concatenate([rows + a, np.arange(rows), np.full(columns, sink), [gate]]),
        np.concatenate([ones, [tables]]),
        source,
        sink,
    )
    met = amount[: e.size] > 0
    return e[met], a[met]


def _tables(case: Case, new: Bools, random: np.random.Generator) -> list[Sitting]:
    """The best of a few starts, as soon as everybody at every table is new to each other."""
    most = case.tables * case.seats[0] * case.seats[1]
    best, at = -1, [np.zeros(0)] * 2
    for _ in range(STARTS):
        found = _alternated(case, new, random)
        if (value := _worth(new, found)) > best:
            best, at = value, found
        if best == most:
            break
    return [
        (e.tolist(), a.tolist())
        for table in range(case.tables)
        if (e := np.flatnonzero(at[0] == table)).size and (a := np.flatnonzero(at[1] == table)).size
    ]


def _alternated(case: Case, new: Bools, random: np.random.Generator) -> list[np.ndarray]:
    """One side, then the other, takes the best seats there are until the round gets no better."""
    at, best = [_anywhere(case, end, random) for end in (0, 1)], -1
    while (value := _worth(new, at)) > best:
        best = value
        for end in (0, 1):
            at[end] = _best_seats(case, new, at, end, random)
    return at


def _anywhere(case: Case, end: int, random: np.random.Generator) -> np.ndarray:
    """``[person]`` a table with a free seat, or -1."""
    seats = np.repeat(np.arange(case.tables), case.seats[end])
    spare = max(0, case.people[end] - seats.size)
    return random.permutation(np.concatenate([seats, np.full(spare, -1)]))[: case.people[end]]


def _worth(new: Bools, at: list[np.ndarray]) -> int:
    together = (at[0][:, None] == at[1]) & (at[0][:, None] >= 0)
    return int((new & together).sum())


def _best_seats(
    case: Case, new: Bools, at: list[np.ndarray], end: int, random: np.random.Generator
) -> np.ndarray:
    """``[person]`` tables of one side that bring most, the other side staying where it is."""
    towards = (new if end == 0 else new.T).astype(np.int64)
    gains = towards @ (at[1 - end][:, None] == np.arange(case.tables))
    seats = np.repeat(np.arange(case.tables), case.seats[end])
    who, seat = (axis.ravel() for axis in np.indices((case.people[end], seats.size)))
    weights = 1 + NOISE * gains[who, seats[seat]] + random.integers(NOISE, size=who.size)
    taken = heaviest(who, seat, weights, seats.size)
    found = np.full(case.people[end], -1)
    found[who[taken]] = seats[seat[taken]]
    return found

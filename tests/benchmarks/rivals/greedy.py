"""Round by round, as many new pairings as this round can have, ties at random."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from speeddating.solve.rounds.reassign import heaviest
from tests.benchmarks.case import Bools, Case, Evening, Sitting, worth

NOISE = 1000


def one_pass(case: Case, random: np.random.Generator) -> Evening:
    """One evening."""
    met = case.history.copy()
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
    while perf_counter() - began < seconds:
        best = max(best, one_pass(case, random), key=lambda found: worth(case, found))
    return best


def _matching(case: Case, new: Bools, random: np.random.Generator) -> list[Sitting]:
    """A maximum matching of pairings that have not met."""
    e, a = np.nonzero(new)
    weights = NOISE * min(case.people) + random.integers(NOISE, size=e.size)
    picked = heaviest(e, a, weights.astype(np.int64), case.tables)
    return [([int(i)], [int(j)]) for i, j in zip(e[picked], a[picked], strict=True)]


def _tables(case: Case, new: Bools, random: np.random.Generator) -> list[Sitting]:
    """Table by table, seat by seat, whoever brings most that is new."""
    free = [list(random.permutation(count)) for count in case.people]
    found: list[Sitting] = []
    for _ in range(case.tables):
        here: Sitting = ([], [])
        for seat in range(max(case.seats)):
            for end in (0, 1):
                if seat >= case.seats[end] or not free[end]:
                    continue
                others = here[1 - end]
                gains = [
                    int((new[p, others] if end == 0 else new[others, p]).sum()) for p in free[end]
                ]
                here[end].append(int(free[end].pop(int(np.argmax(gains)))))
        if all(here):
            found.append(here)
    return found

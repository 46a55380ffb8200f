"""
Mixed tables: new pairings, bounds and seconds, against the plain alternating assignment.

    python -m tests.benchmarks.mixed              the instances of the issue, 15 s each
    python -m tests.benchmarks.mixed seeds 5      averages over ten seeds, 5 s each
    python -m tests.benchmarks.mixed small 10     16 + 16 alone, ten seeds: how often the bound
    python -m tests.benchmarks.mixed bounds       where whole tables bound tighter than the flow

Two cores: run it with OMP_NUM_THREADS=1. On a machine that others use, the seconds of a core tell
how much of it a search had.
"""

from __future__ import annotations

import sys
from time import process_time
from typing import NamedTuple

import numpy as np

from speeddating.solve.mixed.bounds.flow import flow_bound
from speeddating.solve.mixed.bounds.packing import packing_bound
from speeddating.solve.mixed.effort import Effort
from speeddating.solve.mixed.facts.problem import MixedProblem, full_tables
from speeddating.solve.mixed.search.assign import assign
from speeddating.solve.mixed.search.new_pairings import solve
from speeddating.solve.mixed.search.start import turn
from speeddating.solve.mixed.search.state import State

_WORKERS = 2


class Instance(NamedTuple):
    """People and seats per side, tables, rounds, share of pairings met, seed."""

    people: tuple[int, int]
    seats: tuple[int, int]
    tables: int
    rounds: int
    met: float
    seed: int

    def problem(self) -> MixedProblem:
        new = np.random.default_rng(self.seed).random(self.people) >= self.met
        return full_tables(new, self.tables, self.seats, self.rounds)

    def __str__(self) -> str:
        people, seats = ("+".join(map(str, pair)) for pair in (self.people, self.seats))
        return f"{people}, {seats}, {self.rounds} rounds, {self.met:.0%} met, seed {self.seed}"


SPARSE = (
    Instance((16, 16), (2, 2), 8, 6, 0.2, 1),
    Instance((60, 60), (3, 3), 20, 10, 0.2, 1),
    Instance((120, 120), (3, 3), 40, 12, 0.2, 1),
    Instance((600, 600), (3, 3), 200, 15, 0.2, 3),
)
DENSE = (
    Instance((60, 60), (3, 3), 20, 6, 0.7, 3),
    Instance((24, 24), (4, 4), 6, 4, 0.3, 3),
    Instance((36, 24), (3, 2), 12, 8, 0.3, 3),
)
LOOSE = (
    Instance((24, 24), (4, 4), 6, 1, 0.5, 3),
    Instance((24, 24), (4, 4), 6, 2, 0.5, 3),
    Instance((60, 60), (3, 3), 20, 1, 0.8, 3),
    Instance((60, 60), (3, 3), 20, 2, 0.85, 3),
)


def plain(problem: MixedProblem, seconds: float, seed: int = 0) -> tuple[int, float]:
    """Alternating assignment with noise 0.1 to 0.3 and annealing at 0.25: value and seconds."""
    effort, state, rng = Effort(seconds), State(problem), np.random.default_rng(seed)
    turn(state)
    bound, now = flow_bound(problem), state.value().new_pairings
    best = now
    while not effort.done and best < bound:
        round_ = int(rng.integers(problem.rounds))
        before = [side[round_] for side in state.at]
        state.count(round_, -1)
        gains = state.gains()
        for side in (0, 1):
            weights = state.weights(side, round_, gains)
            weights += rng.uniform(0.1, 0.3) * rng.random(weights.shape)
            state.reseat(side, round_, assign(weights, state.benches[side][round_].tables))
        state.count(round_, 1)
        found = state.value().new_pairings
        if found < now and rng.random() >= np.exp((found - now) / 0.25):
            state.count(round_, -1)
            for side in (0, 1):
                state.put(side, round_, before[side])
            state.count(round_, 1)
        else:
            now = found
        best = max(best, now)
    return best, effort.seconds


def instances(seconds: float) -> None:
    """One line per instance of the issue."""
    for instance in SPARSE + DENSE:
        problem = instance.problem()
        began = process_time()
        made = solve(problem, seconds=seconds, workers=_WORKERS)
        busy = process_time() - began
        base, spent = plain(problem, seconds)
        print(
            f"{instance}: {made.new_pairings} of {made.bound} in {made.seconds:.1f} s "
            f"({busy:.1f} s of a core), flow bound {flow_bound(problem)}; "
            f"plain {base} in {spent:.1f} s ({process_time() - began - busy:.1f} s of a core)",
            flush=True,
        )


def small(seconds: float) -> None:
    """Small tables, where the bound is hard to reach: one line per seed."""
    reached = 0
    for seed in range(1, 11):
        began = process_time()
        made = solve(SPARSE[0]._replace(seed=seed).problem(), seconds=seconds, workers=_WORKERS)
        reached += made.proven
        print(
            f"{SPARSE[0]._replace(seed=seed)}: {made.new_pairings} of {made.bound} "
            f"in {made.seconds:.1f} s ({process_time() - began:.1f} s of a core)",
            flush=True,
        )
    print(f"bound reached {reached} of 10", flush=True)


def seeds(seconds: float) -> None:
    """Averages over ten seeds."""
    for kind in (SPARSE[0], *DENSE):
        rows = []
        for seed in range(1, 11):
            problem = kind._replace(seed=seed).problem()
            made = solve(problem, seconds=seconds, workers=_WORKERS)
            rows.append((made.new_pairings, plain(problem, seconds)[0], made.bound, made.seconds))
        ours, base, bound, spent = np.mean(rows, axis=0)
        reached = sum(row[0] == row[2] for row in rows)
        found = " ".join(f"{row[0]}/{row[2]}" for row in rows)
        name = str(kind).rpartition(", seed")[0]
        print(f"{name}, seeds 1-10: ours {ours:.1f}, plain {base:.1f}, bound {bound:.1f}")
        print(f"    bound reached {reached} of 10, {spent:.1f} s on average; {found}", flush=True)


def bounds(seconds: float) -> None:
    """Flow bound, bound by whole tables, and a schedule."""
    for instance in LOOSE:
        problem, effort = instance.problem(), Effort(seconds)
        flow = flow_bound(problem)
        packing = packing_bound(problem, effort, flow)
        made = solve(problem, seconds=seconds / 3)
        print(
            f"{instance}: schedule {made.new_pairings}, packing {packing} "
            f"in {effort.seconds:.1f} s, flow {flow}",
            flush=True,
        )


if __name__ == "__main__":
    modes = {"instances": instances, "small": small, "seeds": seeds, "bounds": bounds}
    mode = sys.argv[1] if len(sys.argv) > 1 else "instances"
    modes[mode](float(sys.argv[2]) if len(sys.argv) > 2 else 15.0)

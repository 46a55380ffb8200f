"""
Presence missing at random: this library against the plain pair x round model and greedy rounds.

    python -m tests.benchmarks.presence            all instances, 60 s for the plain model
    python -m tests.benchmarks.presence 20 dense   20 s, the dense ones only
"""

from __future__ import annotations

import sys
from time import perf_counter
from typing import NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from speeddating import (
    Budget,
    Encounter,
    History,
    Organisation,
    Participant,
    Rencontre,
    Side,
    one_to_one,
    plan,
    rounds,
)
from speeddating.domain.base import OrganisationId
from speeddating.domain.score import DEFAULT_LEVELS
from speeddating.solve.flow.matching import heaviest


class Instance(NamedTuple):
    """People per side, tables, rounds, share of pairings met, share of presence missing."""

    entreprises: int
    associations: int
    tables: int
    rounds: int
    met: float
    missing: float

    def draw(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Pairings met, and who is there when."""
        random = np.random.default_rng(1)
        met = random.random((self.entreprises, self.associations)) < self.met
        there = random.random((self.entreprises, self.rounds)) >= self.missing
        return met, there, random.random((self.associations, self.rounds)) >= self.missing


SPARSE = (
    Instance(22, 32, 22, 10, 0.2, 0.1),
    Instance(60, 60, 60, 12, 0.2, 0.1),
    Instance(100, 100, 100, 15, 0.2, 0.1),
)
DENSE = (
    Instance(30, 30, 30, 12, 0.6, 0.1),
    Instance(60, 60, 60, 12, 0.8, 0.15),
    Instance(22, 32, 15, 12, 0.6, 0.2),
)
LARGE = (Instance(1000, 1000, 1000, 20, 0.2, 0.1),)


def as_rencontre(instance: Instance) -> tuple[Rencontre, History]:
    """The instance as a caller would say it."""
    met, *there = instance.draw()
    names = [
        [f"{letter}{i}" for i in range(len(rows))] for letter, rows in zip("EA", there, strict=True)
    ]
    people = [
        Participant(
            name="Somebody",
            organisation=OrganisationId(name),
            absent=frozenset((np.flatnonzero(~row) + 1).tolist()),
        )
        for side, rows in zip(names, there, strict=True)
        for name, row in zip(side, rows, strict=True)
    ]
    organisations = tuple(
        Organisation(name=name, side=side)
        for side, of_side in zip(Side, names, strict=True)
        for name in of_side
    )
    encounters = tuple(
        Encounter(entreprise=OrganisationId(names[0][e]), association=OrganisationId(names[1][a]))
        for e, a in np.argwhere(met)
    )
    event = Rencontre(
        name="Presence",
        organisations=organisations,
        participants=tuple(people),
        tables=one_to_one(instance.tables),
        rounds=rounds(instance.rounds),
    )
    return event, History(encounters=encounters)


def plain(instance: Instance, seconds: float) -> tuple[int, bool, float]:
    """The textbook pair x round model: value, proven, seconds."""
    began = perf_counter()
    met, there_e, there_a = instance.draw()
    model = cp_model.CpModel()
    meets = {
        (e, a, r): model.new_bool_var("")
        for e, a in np.argwhere(~met).tolist()
        for r in np.flatnonzero(there_e[e] & there_a[a]).tolist()
    }
    groups: dict[tuple[object, ...], list[cp_model.IntVar]] = {}
    for (e, a, r), variable in meets.items():
        for key in (("pair", e, a), ("e", e, r), ("a", a, r)):
            groups.setdefault(key, []).append(variable)
    for variables in groups.values():
        model.add_at_most_one(variables)
    for r in range(instance.rounds):
        model.add(sum(v for key, v in meets.items() if key[2] == r) <= instance.tables)
    model.maximize(sum(meets.values()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return 0, False, perf_counter() - began
    return round(solver.objective_value), status == cp_model.OPTIMAL, perf_counter() - began


def greedy(instance: Instance) -> int:
    """Round by round a maximum matching of pairings that have not met."""
    met, there_e, there_a = instance.draw()
    total = 0
    for r in range(instance.rounds):
        e, a = np.nonzero(~met & there_e[:, r, None] & there_a[None, :, r])
        picked = heaviest(e, a, np.ones(e.size, dtype=np.int64), instance.tables)
        met[e[picked], a[picked]] = True
        total += int(picked.sum())
    return total


def ours(instance: Instance, levels: tuple[str, ...], seconds: float) -> str:
    """New pairings, bound, proven levels and seconds."""
    event, history = as_rencontre(instance)
    began = perf_counter()
    made = plan(event, history, budget=Budget(seconds=seconds), levels=levels)
    spent = perf_counter() - began
    value, bound = made.score.new_pairings, made.bound("new_pairings").value
    return f"{value} of {bound}, {len(made.proven)} of {len(levels)} levels proven, {spent:.2f} s"


def main() -> None:
    """One paragraph per instance."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    chosen = DENSE if "dense" in sys.argv else (*SPARSE, *DENSE, *LARGE)
    ours(SPARSE[0], ("new_pairings",), 5)  # imports are not measured
    for instance in chosen:
        print(instance)
        began = perf_counter()
        print("  new pairings:", ours(instance, ("new_pairings",), 20), flush=True)
        spent = perf_counter() - began
        print("  all levels:  ", ours(instance, DEFAULT_LEVELS, 10), flush=True)
        print("  greedy:      ", greedy(instance), flush=True)
        if instance not in LARGE:
            value, proven, needed = plain(instance, seconds)
            told = "proven" if proven else "not proven"
            print(
                f"  plain model:  {value} {told}, {needed:.1f} s = {needed / spent:.0f} x",
                flush=True,
            )


if __name__ == "__main__":
    main()

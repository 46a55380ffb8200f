"""
Seasons with other people each time: planned together, one after the other, and by CP-SAT alone.

    python -m tests.benchmarks.season          20 random seasons of each kind, 10 s each
    python -m tests.benchmarks.season 5 30     5 of each kind; 30 s for each season, and for CP-SAT
"""

from __future__ import annotations

import sys
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

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
    plan_season,
    rounds,
)
from speeddating.report.evening import Evening
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.season.bound import by_flow
from speeddating.solve.season.joint import joint
from speeddating.solve.season.programme import pursue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating import Progress


class Instance(NamedTuple):
    """Rencontres, people per side, rounds, share who come each time, share of pairings met."""

    rencontres: int = 4
    people: int = 30
    rounds: int = 8
    attendance: float = 0.8
    met: float = 0.0

    def draw(self, seed: int) -> tuple[list[Rencontre], History]:
        """As many tables as the smaller side that comes."""
        random = np.random.default_rng(seed)
        there = random.random((2, self.people, self.rencontres)) < self.attendance
        known = [
            tuple(Organisation(name=f"{letter}{i}", side=side) for i in range(self.people))
            for letter, side in zip("EA", Side, strict=True)
        ]
        met = np.argwhere(random.random((self.people, self.people)) < self.met).tolist()
        past = tuple(Encounter(entreprise=known[0][e].id, association=known[1][a].id)
                     for e, a in met)  # fmt: skip
        found = []
        for k in range(self.rencontres):
            coming = [
                [side[i] for i in np.flatnonzero(there[s, :, k])] for s, side in enumerate(known)
            ]
            found.append(
                Rencontre(
                    name=f"Rencontre {k + 1}",
                    organisations=tuple(coming[0] + coming[1]),
                    participants=tuple(
                        Participant(name="Somebody", organisation=o.id)
                        for o in coming[0] + coming[1]
                    ),
                    tables=one_to_one(min(map(len, coming))),
                    rounds=rounds(self.rounds),
                )
            )
        return found, History(encounters=past)


INSTANCES = (Instance(), Instance(met=0.3), Instance(6, 40, 6, 0.6, 0.2))


def one_after_the_other(rencontres: Sequence[Rencontre], past: History, seconds: float) -> int:
    """Each planned alone, with an even share of the time."""
    share, total = seconds / len(rencontres), 0
    for one in rencontres:
        made = plan(one, past, budget=Budget(seconds=share))
        total += made.score.new_pairings
        past = Evening(one, past, made.schedule).grown()
    return total


def by_cp_sat(rencontres: Sequence[Rencontre], past: History, seconds: float) -> str:
    """The same choice as one CP-SAT model, from nothing, bounded by the same flow."""
    season = joint([Limits(one, past) for one in rencontres])
    clock = Clock(Budget(seconds=seconds))
    found, bound = pursue(season, season.nothing(), by_flow(season), clock)
    return f"{int(found.sum())} of {bound}, {clock.seconds:.1f} s"


def main() -> None:
    """One line per season, one per instance."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10.0
    plan_season(Instance(2, 3, 2).draw(0)[0], budget=Budget(seconds=2))  # imports are not measured
    for instance in INSTANCES:
        print(instance)
        gains, proofs = [], []
        for seed in range(seeds):
            rencontres, past = instance.draw(seed)
            steps: list[Progress] = []
            began = perf_counter()
            season = plan_season(
                rencontres, past, budget=Budget(seconds=seconds), on_progress=steps.append
            )
            spent = perf_counter() - began
            alone = one_after_the_other(rencontres, past, seconds)
            gains.append(season.new_pairings - alone)
            shown = next((s.seconds for s in steps if s.value == s.bound), None)
            proofs.append(shown)
            told = "not proven" if shown is None else f"proven after {shown:.1f} s"
            print(
                f"  seed {seed:2}: {season.new_pairings} of {season.most} "
                f"({season.bound.engine}), gap {season.gap}, {told}, {spent:.1f} s in all; "
                f"one after the other {alone}; CP-SAT alone {by_cp_sat(rencontres, past, seconds)}",
                flush=True,
            )
        within = sum(shown is not None and shown <= 10 for shown in proofs)
        print(
            f"  proven within 10 s: {within} of {seeds}; gained over one after the other: "
            f"{np.mean(gains):.1f} on average, {min(gains)} to {max(gains)}",
            flush=True,
        )


if __name__ == "__main__":
    main()

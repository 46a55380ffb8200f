"""
Ten rencontres of 30 + 30, 80 % coming back: pairings met since the first, and what was possible.

    python -m tests.benchmarks.cumulative                   the table
    python -m tests.benchmarks.cumulative cumulative.svg    and a picture (needs matplotlib)
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from speeddating import Budget, Encounter, History, Rencontre, Side, one_to_one, plan, rounds
from speeddating.domain.base import OrganisationId
from speeddating.domain.people import Organisation, Participant
from speeddating.solve.flow.solvers import maximum_flow
from speeddating.solve.rounds.reassign import heaviest

TIMES, PEOPLE, ROUNDS, BACK = 10, 30, 8, 0.8
Crowd = tuple[list[int], list[int]]


def crowds(seed: int = 1) -> list[Crowd]:
    """Who comes each time: four in five of the last time, the rest new."""
    random = np.random.default_rng(seed)
    found: list[Crowd] = []
    last, seen = [list(range(PEOPLE)), list(range(PEOPLE))], [PEOPLE, PEOPLE]
    for _ in range(TIMES):
        found.append((list(last[0]), list(last[1])))
        for side in (0, 1):
            staying = random.choice(last[side], int(BACK * PEOPLE), replace=False).tolist()
            fresh = range(seen[side], seen[side] + PEOPLE - len(staying))
            seen[side] += len(fresh)
            last[side] = sorted([*staying, *fresh])
    return found


def ours(crowd: Crowd, met: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Pairings of a plan with that history."""
    sides = [
        [OrganisationId(f"{letter}{i}") for i in of_side]
        for letter, of_side in zip("EA", crowd, strict=True)
    ]
    organisations = tuple(
        Organisation(name=name, side=side)
        for side, names in zip(Side, sides, strict=True)
        for name in names
    )
    event = Rencontre(
        name="Season",
        organisations=organisations,
        participants=tuple(
            Participant(name="Somebody", organisation=one.id) for one in organisations
        ),
        tables=one_to_one(PEOPLE),
        rounds=rounds(ROUNDS),
    )
    past = tuple(
        Encounter(entreprise=OrganisationId(f"E{e}"), association=OrganisationId(f"A{a}"))
        for e, a in sorted(met)
    )
    made = plan(
        event, History(encounters=past), budget=Budget(seconds=10), levels=("new_pairings",)
    )
    home = {person.id: person.organisation for person in event.participants}
    return {
        (int(home[e][1:]), int(home[a][1:]))
        for sitting in made.schedule.seatings
        for e in sitting.entreprises
        for a in sitting.associations
    }


def greedy(crowd: Crowd, met: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Round by round a maximum matching of those who have not met."""
    found: set[tuple[int, int]] = set()
    for _ in range(ROUNDS):
        open_to = [(e, a) for e in crowd[0] for a in crowd[1] if (e, a) not in met | found]
        if not open_to:
            break
        e, a = np.array(open_to, dtype=np.int64).T
        picked = heaviest(e, a, np.ones(e.size, dtype=np.int64), PEOPLE)
        found |= {pair for pair, chosen in zip(open_to, picked, strict=True) if chosen}
    return found


def rotation(crowd: Crowd, _met: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Everybody moves on by one table, in the order of their names, as by hand."""
    return {
        (crowd[0][(i + turn) % PEOPLE], crowd[1][i])
        for turn in range(ROUNDS)
        for i in range(PEOPLE)
    }


def bound(so_far: list[Crowd]) -> int:
    """Most pairings that these rencontres can have had together, by degrees over all of them."""
    evenings = [{(side, p) for side in (0, 1) for p in crowd[side]} for crowd in so_far]
    people = sorted(set().union(*evenings))
    at = {person: i for i, person in enumerate(people)}
    degree = np.array([ROUNDS * sum(p in there for there in evenings) for p in people])
    pairs = {(e, a) for crowd in so_far for e in crowd[0] for a in crowd[1]}
    e, a = np.array([(at[0, x], at[1, y]) for x, y in sorted(pairs)], dtype=np.int64).T
    source, sink = len(people), len(people) + 1
    ones = np.array([i for i, (side, _) in enumerate(people) if side == 0])
    others = np.array([i for i, (side, _) in enumerate(people) if side == 1])
    amount = maximum_flow(
        np.concatenate([e, np.full(ones.size, source), others]),
        np.concatenate([a, ones, np.full(others.size, sink)]),
        np.concatenate([np.ones(e.size, np.int64), degree[ones], degree[others]]),
        source,
        sink,
    )
    return int(amount[: e.size].sum())


def main() -> None:
    """One line per rencontre."""
    ways = {"speeddating": ours, "greedy": greedy, "rotation": rotation}
    met: dict[str, set[tuple[int, int]]] = {name: set() for name in ways}
    lines: dict[str, list[int]] = {name: [] for name in (*ways, "bound")}
    everyone = crowds()
    print("rencontre", *lines, sep="\t")
    for number, crowd in enumerate(everyone, start=1):
        for name, way in ways.items():
            met[name] |= way(crowd, met[name])
            lines[name].append(len(met[name]))
        lines["bound"].append(bound(everyone[:number]))
        print(number, *(line[-1] for line in lines.values()), sep="\t", flush=True)
    for wanted in sys.argv[1:]:
        picture(lines, Path(wanted))


def picture(lines: dict[str, list[int]], path: Path) -> None:
    """New pairings since the first rencontre."""
    from matplotlib import pyplot as plt  # noqa: PLC0415 - only for who wants a picture

    figure, axes = plt.subplots(figsize=(6, 4))
    for (name, values), style in zip(lines.items(), ("o-", "s--", "^:", "k-"), strict=True):
        axes.plot(range(1, TIMES + 1), values, style, label=name, markersize=4)
    axes.set_xlabel("rencontre")
    axes.set_ylabel("pairings met since the first")
    axes.legend()
    figure.tight_layout()
    figure.savefig(path)


if __name__ == "__main__":
    main()

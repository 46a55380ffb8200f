"""
Ten rencontres of 30 + 30, 80 % coming back: pairings met since the first, and what was possible.

    python -m tests.benchmarks.cumulative    the table, and examples/images/ten-rencontres.png

Most of a minute; the picture needs matplotlib. The bound counts, over all rencontres so far
together, how often each person came and which pairs were ever in one room: no season does better,
planned with whatever foresight.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from speeddating import (
    Budget,
    Encounter,
    History,
    Organisation,
    Participant,
    Rencontre,
    Schedule,
    Side,
    one_to_one,
    plan,
    plan_season,
    rounds,
)
from speeddating.domain.base import OrganisationId
from speeddating.solve.flow.matching import heaviest
from speeddating.solve.flow.solvers import maximum_flow

PICTURE = Path("examples/images/ten-rencontres.png")
TIMES, PEOPLE, ROUNDS, BACK = 10, 30, 8, 0.8
Crowd = tuple[list[int], list[int]]
Met = set[tuple[int, int]]


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


def as_rencontre(crowd: Crowd, number: int = 1) -> Rencontre:
    """An evening of these people, everybody at all rounds."""
    organisations = tuple(
        Organisation(name=f"{letter}{i}", side=side)
        for side, letter, of_side in zip(Side, "EA", crowd, strict=True)
        for i in of_side
    )
    return Rencontre(
        name=f"Rencontre {number}",
        organisations=organisations,
        participants=tuple(
            Participant(name="Somebody", organisation=one.id) for one in organisations
        ),
        tables=one_to_one(PEOPLE),
        rounds=rounds(ROUNDS),
    )


def met_at(event: Rencontre, schedule: Schedule) -> Met:
    """Pairings of a schedule."""
    home = {person.id: person.organisation for person in event.participants}
    return {
        (int(home[e][1:]), int(home[a][1:]))
        for sitting in schedule.seatings
        for e in sitting.entreprises
        for a in sitting.associations
    }


def ours(crowd: Crowd, met: Met) -> Met:
    """Pairings of a plan with that history."""
    event = as_rencontre(crowd)
    past = tuple(
        Encounter(entreprise=OrganisationId(f"E{e}"), association=OrganisationId(f"A{a}"))
        for e, a in sorted(met)
    )
    made = plan(
        event, History(encounters=past), budget=Budget(seconds=10), levels=("new_pairings",)
    )
    return met_at(event, made.schedule)


def together(everyone: list[Crowd]) -> list[Met]:
    """Pairings of each rencontre, all planned at once: who comes to each must be known."""
    events = [as_rencontre(crowd, number) for number, crowd in enumerate(everyone, start=1)]
    season = plan_season(events, budget=Budget(seconds=30))
    return [met_at(event, made.schedule) for event, made in zip(events, season.plans, strict=True)]


def greedy(crowd: Crowd, met: Met) -> Met:
    """Round by round a maximum matching of those who have not met."""
    found: Met = set()
    for _ in range(ROUNDS):
        open_to = [(e, a) for e in crowd[0] for a in crowd[1] if (e, a) not in met | found]
        if not open_to:
            break
        e, a = np.array(open_to, dtype=np.int64).T
        picked = heaviest(e, a, np.ones(e.size, dtype=np.int64), PEOPLE)
        found |= {pair for pair, chosen in zip(open_to, picked, strict=True) if chosen}
    return found


def rotation(crowd: Crowd, _met: Met) -> Met:
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
    everyone = crowds()
    ahead = together(everyone)
    met: dict[str, Met] = {name: set() for name in ("planned together", *ways)}
    lines: dict[str, list[int]] = {name: [] for name in (*met, "bound")}
    print("rencontre", *lines, sep="\t")
    for number, crowd in enumerate(everyone, start=1):
        met["planned together"] |= ahead[number - 1]
        for name, way in ways.items():
            met[name] |= way(crowd, met[name])
        for name, pairings in met.items():
            lines[name].append(len(pairings))
        lines["bound"].append(bound(everyone[:number]))
        print(number, *(line[-1] for line in lines.values()), sep="\t", flush=True)
    picture(lines)


def picture(lines: dict[str, list[int]]) -> None:
    """New pairings since the first rencontre."""
    try:
        from matplotlib import pyplot as plt  # noqa: PLC0415 - only for who wants a picture
    except ImportError:
        print("no picture: matplotlib is not installed")
        return
    figure, axes = plt.subplots(figsize=(6, 4))
    for (name, values), style in zip(lines.items(), ("D-", "o-", "s--", "^:", "k-"), strict=True):
        label = f"{name}: {values[-1]}"
        axes.plot(range(1, TIMES + 1), values, style, label=label, markersize=4)
    axes.set_xlabel("rencontre")
    axes.set_ylabel("pairings met since the first")
    axes.legend()
    figure.tight_layout()
    figure.savefig(PICTURE, dpi=110)
    print(f"{PICTURE} written")


if __name__ == "__main__":
    main()

"""Levels over the seats of mixed tables: each yields the goals to reach one after the other."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from speeddating.domain.score import Sense
from speeddating.solve.cpsat.lexicographic import Goal
from speeddating.solve.mixed.model.variables import first_meetings, sum_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from speeddating.solve.mixed.model.variables import Bool, SeatVars


def new_pairings(x: SeatVars) -> Iterator[Goal]:
    """Σ over new pairings of min(1, Σ y)."""
    found = list(first_meetings(x).values())
    yield Goal("new_pairings", found, [1] * len(found), Sense.MORE)


def kept(x: SeatVars) -> Iterator[Goal]:
    """
    Σ over published companies of their people, where all of them and nobody else sit there.

    k ≤ x[p, r, t] for its people, k + x[q, r, t] ≤ 1 for all others.
    """
    found: list[Bool] = []
    for company in x.asked.published:
        stays = x.model.new_bool_var("")
        for side, mine in enumerate(company.sides):
            here = x.at_table.get((side, company.round, company.table), {})
            for p, seat in here.items():
                x.model.add_implication(stays, seat if p in mine else ~seat)
        found.append(stays)
    yield Goal("kept", found, [company.size for company in x.asked.published], Sense.MORE)


def worst_off(x: SeatVars) -> Iterator[Goal]:
    """
    Leximin by thresholds: most organisations with one new pairing, then with two, and so on.

    reached[o, v] with Σ_v reached[o, v] ≤ new pairings of o; units of one organisation are alike.
    """
    ends: dict[tuple[int, int], list[Bool]] = {}
    for pairing, first in first_meetings(x).items():
        for key in enumerate(pairing):
            ends.setdefault(key, []).append(first)
    thresholds: dict[int, list[Bool]] = {}
    for _, firsts in sorted(ends.items()):
        units = [x.model.new_bool_var("") for _ in firsts]
        x.model.add(sum_of(units) <= sum_of(firsts))
        for one, following in pairwise(units):
            x.model.add_implication(following, one)
        for value, unit in enumerate(units, start=1):
            thresholds.setdefault(value, []).append(unit)
    for _, units in sorted(thresholds.items()):
        yield Goal("worst_off", units, [1] * len(units), Sense.MORE)


def wishes(x: SeatVars) -> Iterator[Goal]:
    """Most wishes of rank 1, then of rank 2, …; last, old pairings that one side asks for."""
    for rank in range(1, x.asked.ranks + 1):
        asked = [x.granting(wish) for wish in x.asked.wishes if wish.rank == rank]
        yield _granted(x, asked)
    eager = x.asked.eager
    yield _granted(x, [found for pairing, found in x.of_pairing.items() if eager[pairing]])


def _granted(x: SeatVars, found: list[list[Bool]]) -> Goal:
    literals = [x.any_of(meetings) for meetings in found if meetings]
    return Goal("wishes", literals, [1] * len(literals), Sense.MORE)


def affinity(x: SeatVars) -> Iterator[Goal]:
    """Σ over meetings of themes shared and needs met."""
    worth = x.asked.affinity
    counted = [(v, int(worth[p])) for p, found in x.of_pairing.items() if worth[p] for v in found]
    yield Goal("affinity", [v for v, _ in counted], [w for _, w in counted], Sense.MORE)


def seated(x: SeatVars) -> Iterator[Goal]:
    """Σ x."""
    found = list(x.busy.values())
    yield Goal("seated", found, [1] * len(found), Sense.MORE)


def pauses(x: SeatVars) -> Iterator[Goal]:
    """Σ over people of the square of pauses, in units: the n-th pause costs 2n - 1."""
    units: list[Bool] = []
    costs: list[int] = []
    for side, people in enumerate(x.asked.problem.sides):
        for p, there in enumerate(people.there.sum(axis=1).tolist()):
            mine = [x.model.new_bool_var("") for _ in range(there)]
            x.model.add(sum_of(mine) + sum_of(x.seats_of(side, p)) == there)
            for one, following in pairwise(mine):
                x.model.add_implication(following, one)
            units += mine
            costs += [2 * n - 1 for n in range(1, there + 1)]
    yield Goal("pauses", units, costs, Sense.LESS)


def pauses_in_a_row(x: SeatVars) -> Iterator[Goal]:
    """Σ pause[p, r] · pause[p, r + 1] over consecutive working rounds."""
    found: list[Bool] = []
    for side, p, r in x.tables_of:
        if (side, p, r + 1) not in x.tables_of:
            continue
        both = x.model.new_bool_var("")
        sits = [x.busy[key] for key in ((side, p, r), (side, p, r + 1)) if key in x.busy]
        x.model.add_bool_or(both, *sits)
        found.append(both)
    yield Goal("pauses_in_a_row", found, [1] * len(found), Sense.LESS)


def mixing(x: SeatVars) -> Iterator[Goal]:
    """Σ over pairs of one side of max(0, Σ_r b[p, q, r] - 1), b ≥ x[p, t] + x[q, t] - 1."""
    repeats: list[Bool] = []
    rounds = range(x.asked.problem.rounds)
    for side, people in enumerate(x.asked.problem.sides):
        for p, q in combinations(range(people.count), 2):
            beside = [b for r in rounds if (b := _beside(x, side, p, q, r)) is not None]
            units = [x.model.new_bool_var("") for _ in beside[1:]]
            if units:
                x.model.add(sum_of(beside) <= 1 + sum_of(units))
            repeats += units
    yield Goal("mixing", repeats, [1] * len(repeats), Sense.LESS)


def _beside(x: SeatVars, side: int, p: int, q: int, r: int) -> Bool | None:
    """A literal that is true if two people of a side share a table in a round."""
    one, other = x.tables_of.get((side, p, r), {}), x.tables_of.get((side, q, r), {})
    common = [t for t in one if t in other]
    if not common:
        return None
    beside = x.model.new_bool_var("")
    for t in common:
        x.model.add_bool_or(beside, ~one[t], ~other[t])
    return beside


def waits(x: SeatVars) -> Iterator[Goal]:
    """
    Σ over people of (runs of rounds with a seat - 1), 0 for who has none.

    begins[p, r] ≥ busy[p, r] - busy[p, r - 1]; a break or an absence ends a run.
    """
    numbers = x.asked.numbers
    starts: list[Bool] = []
    ever: list[Bool] = []
    for side, people in enumerate(x.asked.problem.sides):
        for p in range(people.count):
            sits = x.seats_of(side, p)
            if len(sits) < 2:  # noqa: PLR2004
                continue
            ever.append(x.any_of(sits))
            for r in range(len(numbers)):
                if (now := x.busy.get((side, p, r))) is None:
                    continue
                follows = r > 0 and numbers[r] == numbers[r - 1] + 1
                before = x.busy.get((side, p, r - 1)) if follows else None
                if before is None:
                    starts.append(now)
                    continue
                starts.append(x.model.new_bool_var(""))
                x.model.add_bool_or(starts[-1], ~now, before)
    costs = [1] * len(starts) + [-1] * len(ever)
    yield Goal("waits", [*starts, *ever], costs, Sense.LESS, known=0)


GOALS: dict[str, Callable[[SeatVars], Iterator[Goal]]] = {
    level.__name__: level
    for level in (
        new_pairings,
        kept,
        worst_off,
        wishes,
        affinity,
        seated,
        pauses,
        pauses_in_a_row,
        mixing,
        waits,
    )
}
"""Levels of this model, by name; moves are for the tables, which have no names in it."""

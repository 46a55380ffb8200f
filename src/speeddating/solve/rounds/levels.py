"""Levels over pair x round: each yields the goals to reach one after the other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from speeddating.domain.people import Appetite
from speeddating.domain.score import Sense
from speeddating.solve.cpsat.lexicographic import Goal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ortools.sat.python.cp_model import IntVar

    from speeddating.solve.rounds.model import RoundVars


def new_pairings(x: RoundVars) -> Iterator[Goal]:
    """Σ over new pairings of min(1, times they meet)."""
    firsts = first_meetings(x)
    found = [variable for variables in firsts.values() for variable in variables]
    yield Goal("new_pairings", found, [1] * len(found), Sense.MORE, known=len(firsts))


def first_meetings(x: RoundVars) -> dict[int, list[IntVar]]:
    """By number of a new pairing, literals of which as many are true as it meets: one or none."""
    fresh = {int(p) for p in x.space.pairing[x.space.new]}
    return {
        pairing: _at_most_one(x, meetings)
        for pairing, meetings in x.of_pairing.items()
        if pairing in fresh
    }


def _at_most_one(x: RoundVars, meetings: list[IntVar]) -> list[IntVar]:
    """
    Literals of which one is true if any of ``meetings`` of one pairing is, else none.

    Where a pairing meets once at most these are the meetings themselves: a clause in between would
    be lost on the linear relaxation, and with it every bound (measured: 5 + 5 people not proven in
    10 s, or at once).
    """
    return meetings if x.space.limits.meets_once or len(meetings) == 1 else [x.any_of(meetings)]


def kept(x: RoundVars) -> Iterator[Goal]:
    """Σ 2 keeps[k, r]: a table for two that is laid as published keeps both."""
    found = list(x.keeps.values())
    yield Goal("kept", found, [2] * len(found), Sense.MORE)


def worst_off(x: RoundVars) -> Iterator[Goal]:
    """
    Leximin by thresholds: most organisations with one new pairing, then with two, and so on.

    reached[o, v] with Σ_v reached[o, v] ≤ new pairings of o; units of one organisation are alike.
    """
    width = x.space.limits.shape[1]
    ends: dict[tuple[int, int], list[list[IntVar]]] = {}
    for pairing, first in first_meetings(x).items():
        for key in ((0, pairing // width), (1, pairing % width)):
            ends.setdefault(key, []).append(first)
    rounds = len(x.space.limits.rounds)
    sides = (x.space.limits.entreprises, x.space.limits.associations)
    thresholds: dict[int, list[IntVar]] = {}
    for (end, organisation), firsts in sorted(ends.items()):
        delegates = len(sides[end].delegates[organisation])
        units = [x.model.new_bool_var("") for _ in range(min(len(firsts), delegates * rounds))]
        x.model.add(sum(units) <= sum(variable for first in firsts for variable in first))
        for one, following in pairwise(units):
            x.model.add_implication(following, one)
        for value, unit in enumerate(units, start=1):
            thresholds.setdefault(value, []).append(unit)
    for _, units in sorted(thresholds.items()):
        yield Goal("worst_off", units, [1] * len(units), Sense.MORE)


def wishes(x: RoundVars) -> Iterator[Goal]:
    """Most wishes of rank 1, then of rank 2, …, granted or not; then re-meetings asked for."""
    granted: dict[int, list[list[IntVar]]] = {}
    for wish in x.space.limits.rencontre.wishes:
        if wish.is_must:
            continue
        meetings = x.granting(wish)
        granted.setdefault(wish.rank, []).extend([_at_most_one(x, meetings)] if meetings else [])
    for _, found in sorted(granted.items()):
        yield _granted(found)
    yield _granted([_at_most_one(x, x.of_pairing[pairing]) for pairing in _asked_again(x)])


def _granted(found: list[list[IntVar]]) -> Goal:
    variables = [variable for one in found for variable in one]
    return Goal("wishes", variables, [1] * len(variables), Sense.MORE, known=len(found))


def _asked_again(x: RoundVars) -> list[int]:
    limits = x.space.limits
    known = limits.rencontre.organisation_by_id
    eager = [
        {i for i, o in enumerate(one.organisations) if known[o].appetite is Appetite.AGAIN}
        for one in (limits.entreprises, limits.associations)
    ]
    old = {int(p) for p in x.space.pairing[~x.space.new]}
    width = limits.shape[1]
    return [
        pairing
        for pairing in x.of_pairing
        if pairing in old and (pairing // width in eager[0] or pairing % width in eager[1])
    ]


def affinity(x: RoundVars) -> Iterator[Goal]:
    """Σ over meetings of themes shared and needs met."""
    worth = x.space.limits.affinity[x.space.organisations]
    counted = [(v, int(worth[k])) for (k, _), v in x.meets.items() if worth[k]]
    yield Goal("affinity", [v for v, _ in counted], [w for _, w in counted], Sense.MORE)


def seated(x: RoundVars) -> Iterator[Goal]:
    """Σ 2 x: each meeting seats two."""
    found = list(x.meets.values())
    yield Goal("seated", found, [2] * len(found), Sense.MORE)


def pauses(x: RoundVars) -> Iterator[Goal]:
    """Σ over people of the square of pauses, in units: the n-th pause costs 2n - 1."""
    variables: list[IntVar] = []
    costs: list[int] = []
    for (side, person), rounds in x.of_person.items():
        who = x.space.limits.sides[side].people[person]
        there = len(x.space.limits.rencontre.rounds_of(who))
        meetings = [variable for found in rounds for variable in found]
        units = [x.model.new_bool_var("") for _ in range(there)]
        x.model.add(sum(units) + sum(meetings) == there)
        variables += units
        costs += [2 * n - 1 for n in range(1, there + 1)]
        for one, following in pairwise(units):
            x.model.add_implication(following, one)
    yield Goal("pauses", variables, costs, Sense.LESS)


def pauses_in_a_row(x: RoundVars) -> Iterator[Goal]:
    """Σ pause[p, r] · pause[p, r + 1] over consecutive working rounds."""
    found: list[IntVar] = []
    for side, one in x.space.limits.sides.items():
        there = x.space.limits.there(side)
        for person in range(len(one.people)):
            for now in range(there.shape[1] - 1):
                if not there[person, now : now + 2].all():
                    continue
                both = x.model.new_bool_var("")
                sits = [x.busy.get((side, person, r)) for r in (now, now + 1)]
                x.model.add_bool_or(both, *(busy for busy in sits if busy is not None))
                found.append(both)
    yield Goal("pauses_in_a_row", found, [1] * len(found), Sense.LESS)


def waits(x: RoundVars) -> Iterator[Goal]:
    """
    Σ over people of (runs of rounds with a meeting - 1), 0 for who has none.

    begins[p, r] ≥ busy[p, r] - busy[p, r - 1]; a break or an absence ends a run.
    """
    numbers = x.space.limits.rounds
    starts: list[IntVar] = []
    ever: list[IntVar] = []
    for side, person in x.of_person:
        busy = [x.busy.get((side, person, r)) for r in range(len(numbers))]
        sits = [one for one in busy if one is not None]
        if len(sits) < 2:  # noqa: PLR2004
            continue
        ever.append(x.any_of(sits))
        for r, now in enumerate(busy):
            if now is None:
                continue
            before = busy[r - 1] if r and numbers[r] == numbers[r - 1] + 1 else None
            begins = now
            if before is not None:
                begins = x.model.new_bool_var("")
                x.model.add_bool_or(begins, ~now, before)
            starts.append(begins)
    costs = [1] * len(starts) + [-1] * len(ever)
    yield Goal("waits", [*starts, *ever], costs, Sense.LESS, known=0)


LEVELS: dict[str, Callable[[RoundVars], Iterator[Goal]]] = {
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
        waits,
    )
}
"""Levels of this space, by the names of :data:`speeddating.domain.score.LEVELS`."""

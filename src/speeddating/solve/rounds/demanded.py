"""
The meetings that demands need, and no others: a small exact question inside the large one.

Bans and bounds from above only forbid. So a schedule that keeps every rule still does once it is
left with the meetings by which a must, a promise or a lock is kept: whether there is a schedule is
a question about those alone, and its answer is a start to which more can be added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from speeddating.solve.cpsat.lexicographic import NoSolution
from speeddating.solve.cpsat.runner import run
from speeddating.solve.rounds.model import variables
from speeddating.solve.rounds.rules import (
    FAMILIES,
    least_meetings,
    lock_said,
    must_said,
    promise_said,
)
from speeddating.solve.rounds.space import RoundSpace
from speeddating.solve.rounds.start import begun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from speeddating.domain.demands import Lock
    from speeddating.solve.clock import Clock
    from speeddating.solve.rounds.model import RoundVars

    Bools = NDArray[np.bool_]
    Chosen = list[tuple[int, int]]

LARGEST = 60_000
"""(pair, round) up to which demands are looked at together."""
SHARE = 0.25
"""Of the time left, for each of the two questions."""


class Asked(NamedTuple):
    """A demand for meetings, labelled as its conditions are, and the meetings that may keep it."""

    rule: str
    data: Mapping[str, object]
    pairs: list[int]
    rounds: list[int]


def asked(space: RoundSpace) -> Iterator[Asked]:
    """Every demand for meetings."""
    limits = space.limits
    every = list(range(len(limits.rounds)))
    at = {number: position for position, number in enumerate(limits.rounds)}
    for wish in limits.rencontre.wishes:
        if wish.is_must:
            pairs = space.between(wish.source, wish.target)
            rounds = every if wish.round is None else [at[n] for n in [wish.round] if n in at]
            yield Asked("musts_are_met", must_said(wish), pairs, rounds)
    locks: dict[str, list[Lock]] = {}
    for lock in limits.rencontre.locks:
        locks.setdefault(lock.participant, []).append(lock)
    for side, person, pairs in space.of_people():
        who = limits.sides[side].people[person]
        if who.least:
            yield Asked("least_meetings", promise_said(who), pairs, every)
        for lock in locks.get(who.id, ()):
            yield Asked("locks_are_kept", lock_said(lock), pairs, [at[lock.round]])


def needed(space: RoundSpace, counts: Callable[[Asked], bool] = lambda _: True) -> Bools:
    """
    ``[pair, round]`` meetings by which some demand may be kept.

    Parameters
    ----------
    counts
        Which demands are to be kept; all by default.

    Notes
    -----
    The first of two ordered meetings is always among them: it gives leave to have the later one.
    """
    found = np.zeros_like(space.open)
    for one in asked(space):
        if counts(one):
            found[np.ix_(one.pairs, one.rounds)] = True
    for wish in space.limits.rencontre.wishes:
        if wish.before is not None:
            found[space.between(wish.source, wish.target)] = True
    return found & space.open


def only(space: RoundSpace, wanted: Bools) -> tuple[RoundSpace, NDArray[np.int64]]:
    """The space of the wanted (pair, round), and the pairs of ``space`` that are left in it."""
    left = np.flatnonzero(wanted.any(axis=1))
    people = (space.people[0][left], space.people[1][left])
    return RoundSpace(space.limits, people, wanted[left]), left


def kept_together(space: RoundSpace, levels: Sequence[str], clock: Clock) -> Chosen | None:
    """
    Meetings to which others may be added as bans allow; None if that is not known in time.

    They keep all musts, locks and orders; own rules are not looked at. Promises are left to the
    search where its first pass keeps them by itself, and kept by these meetings where it does not.

    Raises
    ------
    NoSolution
        If demands contradict each other.
    """
    promises = any(person.least for person in space.limits.rencontre.participants)
    found = _together(space, clock, promises=False)
    if found is None or not promises:
        return found
    if not begun(space, levels, clock, found).short:
        return found
    return _together(space, clock, promises=True)


def keeps(space: RoundSpace, chosen: Chosen) -> bool:
    """Whether meetings that break no ban keep all that is demanded, own rules apart."""
    rounds: dict[int, list[int]] = {}
    for k, number in chosen:
        rounds.setdefault(k, []).append(number)

    def held(pairs: list[int]) -> list[int]:
        return [number for k in pairs for number in rounds.get(k, ())]

    for one in asked(space):
        found = [number for number in held(one.pairs) if number in one.rounds]
        if len(found) < int(str(one.data.get("least", 1))):
            return False
    return all(
        not (first := held(space.between(wish.source, wish.target)))
        or not (later := held(space.between(wish.source, wish.before)))
        or min(first) < min(later)
        for wish in space.limits.rencontre.wishes
        if wish.before is not None
    )


def _together(space: RoundSpace, clock: Clock, *, promises: bool) -> Chosen | None:
    """Meetings that keep all demands, or all but promises."""
    wanted = needed(space, lambda one: promises or one.rule != "least_meetings")
    ordered = space.ordered
    wanted[ordered] |= space.open[ordered] & space.new[ordered][:, None]
    if int(wanted.sum()) > LARGEST:
        return None
    here, left = only(space, wanted)
    x = variables(here)
    for family in FAMILIES:
        if promises or family is not least_meetings:
            for condition in family(x):
                x.model.add(condition.holds)
    if in_order := _in_order(x, set(ordered), left):
        x.model.maximize(sum(in_order))
    solver, status = run(x.model, clock, clock.left * SHARE)
    if status == cp_model.INFEASIBLE:
        raise NoSolution
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    chosen = x.chosen(list(solver.response_proto.solution))
    return [(int(left[k]), number) for k, number in chosen]


def _in_order(x: RoundVars, ordered: set[int], left: NDArray[np.int64]) -> list[cp_model.IntVar]:
    """Meetings that would be new, and that nobody adds later."""
    fresh = x.space.new
    return [v for (k, _), v in x.meets.items() if fresh[k] and int(left[k]) in ordered]

"""
What each level is worth, over counted seats; larger is always better here.

The equations are those of :mod:`speeddating.checks.levels`, restated; a test compares the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.score import SENSE, Sense

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from speeddating.domain.score import Value
    from speeddating.solve.mixed.facts.arrays import Booleans, Integers
    from speeddating.solve.mixed.refine.counted import Counted


def breaches(c: Counted) -> int:
    """Minus the number of rules broken; bans of single seats are never proposed."""
    asked, problem, left = c.asked, c.problem, slice(c.asked.held, None)
    broken = int(np.count_nonzero((c.taken[0] > 0) != (c.taken[1] > 0)))
    if asked.apart.any():
        for one, other in zip(c.at[0][:, left].T, c.at[1][:, left].T, strict=True):
            same = (one[:, None] == other) & (one >= 0)[:, None]
            broken += int(np.count_nonzero(same & asked.apart))
    for side, people in enumerate(problem.sides):
        seated = c.sits(side).sum(1)
        broken += int((asked.least[side] - seated).clip(0).sum())
        broken += int((seated - asked.most[side]).clip(0).sum())
        if people.rivals is not None:
            broken += int(c.beside[side][people.rivals].sum()) // 2
            broken -= asked.beside_held(c.at, side)
    broken += int((c.meets - asked.times).clip(0).sum())
    broken += sum(not must.granted(c.at) for must in asked.musts)
    for first, later in asked.orders:
        one, other = (np.flatnonzero(both.together(c.at)) for both in (first, later))
        broken += bool(one.size and other.size and one[0] >= other[0])
    if asked.least_new:
        broken += max(0, asked.least_new - new_pairings(c))
    return -broken


def new_pairings(c: Counted) -> int:
    """New pairings that meet, once each."""
    return int(np.count_nonzero((c.meets > 0) & c.problem.new))


def kept(c: Counted) -> int:
    """People whose table and company are those published, round by round."""
    return sum(one.size for one in c.asked.published if one.sits(c.at))


def worst_off(c: Counted) -> tuple[int, ...]:
    """New pairings of each organisation, ascending."""
    return tuple(np.sort(np.concatenate(c.degrees)).tolist())


def wishes(c: Counted) -> tuple[int, ...]:
    """Wishes granted by rank; last, re-meetings asked for."""
    granted = [0] * c.asked.ranks
    for wish in c.asked.wishes:
        granted[wish.rank - 1] += wish.granted(c.at)
    return (*granted, int(np.count_nonzero((c.meets > 0) & c.asked.eager)))


def affinity(c: Counted) -> int:
    """Themes shared and needs met, over all meetings."""
    return int((c.meets * c.asked.affinity).sum())


def seated(c: Counted) -> int:
    """Person-rounds seated."""
    return sum(int(np.count_nonzero(c.sits(side))) for side in (0, 1))


def pauses(c: Counted) -> int:
    """Squares of pauses."""
    return -sum(int((c.idle(side).sum(1) ** 2).sum()) for side in (0, 1))


def pauses_in_a_row(c: Counted) -> int:
    """Pauses in two working rounds running."""
    both = [c.idle(side) for side in (0, 1)]
    return -sum(int(np.count_nonzero(idle[:, :-1] & idle[:, 1:])) for idle in both)


def mixing(c: Counted) -> int:
    """Times that two of one side share a table again."""
    return -sum(int((pairs - 1).clip(0).sum()) // 2 for pairs in c.beside)


def waits(c: Counted) -> int:
    """Runs of rounds without a seat between the first and the last."""
    return -sum(int(runs(c.sits(side), c.asked.numbers).sum()) for side in (0, 1))


def runs(sits: Booleans, numbers: Sequence[int]) -> Integers:
    """``[person]`` waits; a break between two rounds is one too."""
    evening = np.zeros((len(sits), max(numbers, default=0) + 1), np.bool_)
    evening[:, np.array(numbers, dtype=np.int64)] = sits
    starts = np.count_nonzero(evening[:, 1:] & ~evening[:, :-1], axis=1)
    found: Integers = (starts - 1).clip(0)
    return found


def moves(c: Counted) -> tuple[int, int]:
    """Changes of table: of the seated side, of the other."""
    return -c.changes(c.asked.seated), -c.changes(1 - c.asked.seated)


MEASURES: dict[str, Callable[[Counted], Value]] = {
    measure.__name__: measure
    for measure in (
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
        moves,
    )
}
"""Levels of this space, by the names of :data:`speeddating.domain.score.LEVELS`."""


def turned(level: str, value: Value) -> Value:
    """A measure as the score says it, or the other way round: what is to be small changes sign."""
    if SENSE[level] is Sense.MORE:
        return value
    return tuple(-part for part in value) if isinstance(value, tuple) else -value

"""
What a seat promises each level: worth of every person of a side at every table of one round.

All else stays put, so a swap of two people is worth the sum of four cells; exactly for levels that
are sums over seats, nearly for fairness. The last column is a pause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.mixed.refine.counted import PAUSE
from speeddating.solve.mixed.refine.measures import runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from speeddating.solve.mixed.facts.arrays import Booleans, Floats, Integers
    from speeddating.solve.mixed.refine.counted import Counted


class Bench:
    """One side in one round, with the meetings of the other rounds."""

    def __init__(self, c: Counted, side: int, round_: int) -> None:
        self.c, self.side, self.round = c, side, round_
        self.tables = c.problem.tables
        self.meets = c.meets - c.meets_in(round_)
        self.here = c.at[side][:, round_]
        there = c.at[1 - side][:, round_]
        self.partners = (there[:, None] == np.arange(self.tables)).astype(np.float64)

    @property
    def seated_elsewhere(self) -> Booleans:
        """``[person, round]`` who sits, nobody in this round."""
        sits = self.c.sits(self.side)
        sits[:, self.round] = False
        return sits

    def by_pairing(self, gains: Floats) -> Floats:
        """Worth of seats when a meeting of organisations is worth ``gains``."""
        rows, columns = (people.organisation for people in self.c.problem.sides)
        return self.by_people(gains[np.ix_(rows, columns)])

    def by_people(self, gains: Floats) -> Floats:
        """Worth of seats when a meeting of two people is worth ``gains``."""
        mine = gains if self.side == 0 else gains.T
        return np.hstack([mine @ self.partners, np.zeros((len(self.here), 1))])

    def by_pause(self, costs: Integers) -> Floats:
        """Worth of seats when only a pause costs something."""
        worth: Floats = np.zeros((len(costs), self.tables + 1))
        worth[:, -1] = -costs
        return worth


def new_pairings(b: Bench) -> Floats:
    """One per partner met nowhere else."""
    return b.by_pairing(_fresh(b).astype(np.float64))


def _fresh(b: Bench) -> Booleans:
    fresh: Booleans = (b.meets == 0) & b.c.problem.new
    return fresh


def kept(b: Bench) -> Floats:
    """
    To sit where one sat when the plan was handed out, the more of one's company is there.

    Whoever was not there then is one too many.
    """
    worth: Floats = np.zeros((len(b.here), b.tables + 1))
    for company in b.c.asked.published:
        if company.round != b.round:
            continue
        mine, theirs = company.sides[b.side], company.sides[1 - b.side]
        others = b.c.at[1 - b.side][:, b.round]
        here = np.count_nonzero(others[theirs] == company.table)
        share = here / max(len(theirs), int(np.count_nonzero(others == company.table)))
        worth[:, company.table] -= share
        worth[mine, company.table] += 2 * share
    return worth


def worst_off(b: Bench) -> Floats:
    """A new pairing, worth half as much with each that the two have already."""
    met = (b.meets > 0) & b.c.problem.new
    rows, columns = met.sum(1), met.sum(0)
    share = 0.5 ** rows[:, None] + 0.5**columns
    return b.by_pairing(_fresh(b) * share)


def wishes(b: Bench) -> Floats:
    """Wishes granted nowhere else, dearer ones more; old pairings asked for."""
    asked = b.c.asked
    gains = np.zeros(asked.apart.shape)
    for wish in asked.wishes:
        found = wish.together(b.c.at)
        found[b.round] = False
        if wish.round not in (None, b.round) or (wish.round is None and found.any()):
            continue
        gains[wish.entreprises, wish.associations] += 4.0 ** (asked.ranks - wish.rank)
    worth = b.by_people(gains)
    if asked.eager.any():
        worth += b.by_pairing(((b.meets == 0) & asked.eager).astype(np.float64)) / 4
    return worth


def affinity(b: Bench) -> Floats:
    """Themes shared and needs met."""
    return b.by_pairing(b.c.asked.affinity.astype(np.float64))


def seated(b: Bench) -> Floats:
    """A pause is one seat less."""
    return b.by_pause(np.ones(len(b.here), np.int64))


def pauses(b: Bench) -> Floats:
    """One more pause costs 2 n + 1 to who has n."""
    there = b.c.problem.sides[b.side].there.sum(1)
    others = there - b.seated_elsewhere.sum(1) - 1
    return b.by_pause(2 * others + 1)


def pauses_in_a_row(b: Bench) -> Floats:
    """A pause beside another."""
    idle = np.pad(b.c.idle(b.side), ((0, 0), (1, 1)))
    return b.by_pause(idle[:, b.round].astype(np.int64) + idle[:, b.round + 2])


def mixing(b: Bench) -> Floats:
    """Companions at the table whom one sits beside elsewhere too."""
    again = (b.c.beside[b.side] - b.c.beside_in(b.side, b.round)) > 0
    at = (b.here[:, None] == np.arange(b.tables)).astype(np.float64)
    return np.hstack([-(again @ at), np.zeros((len(b.here), 1))])


def waits(b: Bench) -> Floats:
    """What a pause adds to the waits of a person."""
    without = b.seated_elsewhere
    with_seat = without.copy()
    with_seat[:, b.round] = True
    numbers = b.c.asked.numbers
    return b.by_pause(runs(without, numbers) - runs(with_seat, numbers))


def moves(b: Bench) -> Floats:
    """Not to sit where one sat the last time, or will the next."""
    tables = np.append(np.arange(b.tables), PAUSE)
    before, after = (
        _last(b.c.at[b.side][:, : b.round]),
        _last(b.c.at[b.side][:, ::-1][:, : b.c.problem.rounds - b.round - 1]),
    )
    worth: Floats = np.zeros((len(b.here), b.tables + 1))
    for other in (before, after):
        worth -= (other[:, None] != tables) & (other != PAUSE)[:, None]
    worth[:, -1] = np.where((before != after) & (before != PAUSE) & (after != PAUSE), -1, 0)
    return worth


def _last(at: Integers) -> Integers:
    """``[person]`` table of the last seat taken."""
    last = np.full(len(at), PAUSE)
    for now in at.T:
        last = np.where(now == PAUSE, last, now)
    return last


def repeats(b: Bench) -> Booleans:
    """Whom each person sits beside in other rounds: no repeat once the other has left."""
    found: Booleans = (b.c.beside[b.side] - b.c.beside_in(b.side, b.round)) > 0
    return found


PROMISES: dict[str, Callable[[Bench], Floats]] = {
    promise.__name__: promise
    for promise in (
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
"""Levels that a seat changes, by name."""

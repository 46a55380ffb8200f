"""
One round reassigned at a time, exactly, all others kept.

In one round nobody meets twice, so reassigning it is a maximum-weight matching over the gains of
:class:`Worth`. Musts, promises and locks weigh more than all levels, and people with one table of
their own count as one, tables not open to everybody are filled as far as they go; what else is
demanded is left to the model that follows.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.flow.matching import heaviest
from speeddating.solve.rounds.fitting import Kinds, fit
from speeddating.solve.rounds.worth import DEMAND, HALVINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from speeddating.domain.score import Value
    from speeddating.solve.rounds.space import RoundSpace
    from speeddating.solve.rounds.worth import Worth

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

FIRM = 4 * DEMAND
"""More than a must and two promises together: what is firm is in every matching."""
MANY = 60_000
"""Candidates of a round beyond which a random part of them is matched."""


class Reassignment:
    """``chosen[pair, round]`` and how the search changes it."""

    def __init__(
        self,
        worth: Worth,
        random: np.random.Generator,
        firm: Sequence[tuple[int, int]] | None = None,
    ) -> None:
        space = worth.space
        self.space = space
        self.worth = worth
        self.random = random
        self.chosen = np.zeros(space.open.shape, dtype=np.bool_)
        self.times = np.zeros(space.open.shape[0], dtype=np.int64)
        sides = space.limits.sides.values()
        self.most = [np.array([space.limits.most(p) for p in one.people]) for one in sides]
        self.pairings = int(space.pairing.max(initial=0)) + 1
        self.ends = [_owners(space, end)[space.people[end]] for end in (0, 1)]
        self.open = _open(space)
        self.firm = np.zeros(space.open.shape, dtype=np.bool_)
        if firm is not None:
            self._make_room(firm)
        self.locked = _locked(space)
        self.kinds = Kinds(space) if space.restricted else None
        self.bonus = _bonus(worth)
        rounds = range(space.open.shape[1])
        self.free = [number for number in rounds if not space.limits.is_held(number)]
        self.work = 0
        """Candidates matched so far."""

    def _make_room(self, firm: Sequence[tuple[int, int]]) -> None:
        """Whoever has a firm meeting has no other in that round; nothing else upsets an order."""
        self.open[self.space.ordered] = False
        for k, number in firm:
            for end in self.ends:
                self.open[end == end[k], number] = False
        for k, number in firm:
            self.firm[k, number] = self.open[k, number] = True

    def begin(self) -> None:
        """From what was held, published or firm; from nothing where nothing was."""
        space = self.space
        self.chosen |= self.firm
        for k, number, _ in space.kept:
            self.chosen[k, number] = True
        for number in range(space.open.shape[1]):
            if space.limits.is_held(number):
                self.chosen[:, number] = space.open[:, number]
        self.times = self.chosen.sum(axis=1, dtype=np.int64)

    def put(self, number: int, column: Bools) -> None:
        """Replace the meetings of one round."""
        self.times += column.astype(np.int64) - self.chosen[:, number]
        self.chosen[:, number] = column

    def again(self, number: int, noise: float) -> Bools:
        """``[pair]`` a best matching of one round, all other rounds kept."""
        space = self.space
        others = self.times - self.chosen[:, number]
        met = np.bincount(space.pairing, others, self.pairings)[space.pairing]
        free = met < space.limits.rencontre.meetings_per_pairing
        for end in (0, 1):
            taken = np.bincount(space.people[end], others, self.most[end].size)
            free &= (taken < self.most[end])[space.people[end]]
        candidates = np.flatnonzero(self.open[:, number] & free)
        if candidates.size > MANY:
            some = self.random.choice(candidates, MANY, replace=False)
            candidates = np.union1d(some, np.flatnonzero(self.firm[:, number]))
        self.work += candidates.size
        weights = self.worth.gains(others, candidates) + self.bonus[candidates, number]
        weights += FIRM * self.firm[candidates, number]
        for end, people in self.locked[number]:
            weights += DEMAND * np.isin(space.people[end][candidates], people)
        weights += (noise * self.random.random(candidates.size)).astype(np.int64)
        ends = (self.ends[0][candidates], self.ends[1][candidates])
        found = np.zeros(free.size, dtype=np.bool_)
        found[candidates[self._matched(number, candidates, ends, weights)]] = True
        return found

    def _matched(
        self, number: int, candidates: Ints, ends: tuple[Ints, Ints], weights: Ints
    ) -> Bools:
        """``[candidate]`` a heaviest matching, thinned and filled up where tables are not alike."""
        most = int(self.space.capacity[number])
        if self.kinds is None:
            return heaviest(*ends, weights, most)
        kinds = self.kinds.of[candidates, number]
        fitting = self.kinds.fitting(number)
        return fit(ends, weights, kinds, fitting, partial(heaviest, most=most))

    @property
    def short(self) -> int:
        """Musts and promised meetings that are missing."""
        return self.worth.shortfall(self.times)

    @property
    def kept(self) -> int:
        """What is kept of a published plan, as a part of the number to climb."""
        return int(self.bonus[self.chosen].sum())

    def reached(self, caps: Mapping[str, Value]) -> list[str]:
        """The leading levels whose cap is attained."""
        if "kept" not in caps:
            return self.worth.reached(self.times, caps)
        found = []
        for level in self.worth.levels:
            if level == "kept":
                value: Value | None = 2 * int(self.chosen[self.bonus > 0].sum())
            else:
                value = self.worth.value(level, self.times)
            if level not in caps or value != caps[level]:
                break
            found.append(level)
        return found

    def scale(self, reached: Sequence[str]) -> float:
        """The unit of a level still to be improved: the dearest one, or at random a cheaper one."""
        open_to = [level for level in self.worth.levels if level not in reached]
        open_to = open_to or list(self.worth.levels)  # some demand is not met yet
        if not open_to:
            return 1.0
        level = open_to[min(int(self.random.geometric(0.7)) - 1, len(open_to) - 1)]
        halved = int(self.random.integers(HALVINGS)) if level == "worst_off" else 0
        return float(self.worth.unit[level] >> halved)


def _owners(space: RoundSpace, end: int) -> Ints:
    """``[person]`` the first person who has the same one table, or the person."""
    first: dict[object, int] = {}
    people = list(space.limits.sides.values())[end].people
    return np.array(
        [
            i if person.table is None else first.setdefault(person.table, i)
            for i, person in enumerate(people)
        ],
        dtype=np.int64,
    )


def _bonus(worth: Worth) -> Ints:
    """``[pair, round]`` what a meeting adds for being the published one."""
    found = np.zeros(worth.space.open.shape, dtype=np.int64)
    for k, number, _ in worth.space.kept if "kept" in worth.levels else ():
        found[k, number] = 2 * worth.unit["kept"]
    return found


def _open(space: RoundSpace) -> Bools:
    """``[pair, round]`` open meetings; one that must be in a round waits for it."""
    found = space.open.copy()
    for wish in space.limits.rencontre.wishes:
        if wish.is_must and wish.round is not None:
            pairs = space.between(wish.source, wish.target)
            found[pairs] &= np.array(space.limits.rounds) == wish.round
    return found


def _locked(space: RoundSpace) -> list[list[tuple[int, list[int]]]]:
    """``[round]`` the positions of people who must sit then, per side that has any."""
    limits = space.limits
    who = {(lock.participant, lock.round) for lock in limits.rencontre.locks}
    return [
        [
            (end, people)
            for end, one in enumerate(limits.sides.values())
            if (people := [i for i, p in enumerate(one.people) if (p.id, number) in who])
        ]
        for number in limits.rounds
    ]

"""
What a set of timed meetings is worth to the levels that count pairings, as one number to climb.

Every such level is a sum of concave functions of how often pairs, organisations or people meet.
So, all other rounds kept, what a meeting adds is a weight of its pair alone, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.people import Appetite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from speeddating.domain.score import Value
    from speeddating.solve.rounds.space import RoundSpace

    Ints = NDArray[np.int64]

WIDTH: dict[str, int] = {
    "new_pairings": 4,
    "kept": 12,
    "worst_off": 16,
    "wishes": 6,
    "affinity": 6,
    "seated": 2,
    "pauses": 7,
}
"""
Bits that a meeting's gain in a level may need: a dearer level outweighs all cheaper ones.

What is kept outweighs only if all of it is less than one new pairing: seats of a whole evening.
"""
SPARE = 4
"""Bits below the cheapest level: a meeting that adds nothing still weighs 1."""
DEMAND = 1 << 48
"""A must granted or a promised meeting weighs more than any gain in levels of a whole meeting."""
HALVINGS = 15
"""A further new pairing of an organisation is worth half as much as the one before."""


@dataclass(frozen=True)
class Worth:
    """
    Weights of ``levels``, dearest first, on ``space``.

    ``times`` stands throughout for ``[pair]`` how often each pair of people meets.
    """

    space: RoundSpace
    levels: Sequence[str]

    @cached_property
    def unit(self) -> dict[str, int]:
        """What one step in each level weighs."""
        found = {}
        bit = SPARE + sum(WIDTH[level] for level in self.levels)
        for level in self.levels:
            bit -= WIDTH[level]
            found[level] = 1 << (bit + (HALVINGS if level == "worst_off" else 0))
        return found

    @cached_property
    def fixed(self) -> Ints:
        """``[pair]`` what a meeting adds whatever the others do."""
        space = self.space
        worth = np.zeros(space.open.shape[0], dtype=np.int64)
        worth += self.unit.get("wishes", 0) * np.minimum(self.wished, 63)
        if "affinity" in self.unit:
            worth += self.unit["affinity"] * space.limits.affinity[space.organisations]
        return worth + 2 * self.unit.get("seated", 0)

    @cached_property
    def wished(self) -> Ints:
        """``[pair]`` wishes granted by meeting, the dearest counting most."""
        space = self.space
        found = np.zeros(space.open.shape[0], dtype=np.int64)
        for wish in space.limits.rencontre.wishes:
            if not wish.is_must:
                found[space.between(wish.source, wish.target)] += max(1, 16 >> (wish.rank - 1))
        known = space.limits.rencontre.organisation_by_id
        for organisation, side in zip(
            space.organisations, space.limits.sides.values(), strict=True
        ):
            eager = np.array([known[o].appetite is Appetite.AGAIN for o in side.organisations])
            found[eager[organisation] & ~space.new] |= 1
        return found

    @cached_property
    def musts(self) -> list[list[int]]:
        """Pairs of which one has to meet, must by must."""
        space = self.space
        wishes = space.limits.rencontre.wishes
        return [space.between(wish.source, wish.target) for wish in wishes if wish.is_must]

    @cached_property
    def promised(self) -> tuple[Ints, ...]:
        """Per side ``[person]`` fewest meetings."""
        limits = self.space.limits
        return tuple(
            np.array([limits.least(person) for person in one.people], dtype=np.int64)
            for one in limits.sides.values()
        )

    def shortfall(self, times: Ints) -> int:
        """Musts that are not granted, and meetings that are promised and do not take place."""
        found = sum(not times[pairs].any() for pairs in self.musts)
        for least, sat in zip(self.promised, self.sat(times), strict=True):
            found += int(np.maximum(least - sat, 0).sum())
        return found

    @cached_property
    def there(self) -> tuple[Ints, ...]:
        """Per side ``[person]`` rounds in which the person is there."""
        rencontre = self.space.limits.rencontre
        return tuple(
            np.array([len(rencontre.rounds_of(person)) for person in one.people])
            for one in self.space.limits.sides.values()
        )

    def firsts(self, times: Ints) -> Ints:
        """Numbers of the new pairings of organisations that meet."""
        return np.unique(self.space.pairing[(times > 0) & self.space.new])

    def degrees(self, times: Ints) -> tuple[Ints, Ints]:
        """Per side ``[organisation]`` its new pairings."""
        firsts = self.firsts(times)
        ne, na = self.space.limits.shape
        return np.bincount(firsts // na, minlength=ne), np.bincount(firsts % na, minlength=na)

    def sat(self, times: Ints) -> tuple[Ints, ...]:
        """Per side ``[person]`` rounds in which the person sits."""
        return tuple(
            np.bincount(people, times, one.size).astype(np.int64)
            for people, one in zip(self.space.people, self.there, strict=True)
        )

    def gains(self, times: Ints, candidates: Ints) -> Ints:
        """``[candidate]`` what one more meeting of each adds to :meth:`total`."""
        space = self.space
        met = np.zeros(int(space.pairing.max(initial=0)) + 1, dtype=np.bool_)
        met[space.pairing[times > 0]] = True
        fresh = space.new[candidates] & ~met[space.pairing[candidates]]
        weights: Ints = self.fixed[candidates] + fresh * self.unit.get("new_pairings", 0)
        sat, degrees = self.sat(times), self.degrees(times)
        for end in (0, 1):
            has = degrees[end][space.organisations[end][candidates]]
            first = self.unit.get("worst_off", 0)
            weights += np.where(fresh & (has <= HALVINGS), first >> np.minimum(has, HALVINGS), 0)
            person = space.people[end][candidates]
            idle = (self.there[end] - sat[end])[person]
            weights += self.unit.get("pauses", 0) * np.maximum(2 * idle - 1, 0)
            weights += DEMAND * (self.promised[end] > sat[end])[person]
        owed = np.zeros(times.size, dtype=np.int64)
        for pairs in self.musts:
            if not times[pairs].any():
                owed[pairs] += 1
        weights += DEMAND * owed[candidates]
        return np.maximum(weights, 1)

    def total(self, times: Ints) -> int:
        """The number to climb."""
        found = int((self.fixed * times).sum()) - DEMAND * self.shortfall(times)
        found += self.unit.get("new_pairings", 0) * self.firsts(times).size
        first = self.unit.get("worst_off", 0)
        steps = np.concatenate([[0], np.cumsum(first >> np.arange(HALVINGS + 1))])
        for has in self.degrees(times):
            found += int(steps[np.minimum(has, HALVINGS + 1)].sum())
        for there, sat in zip(self.there, self.sat(times), strict=True):
            found -= self.unit.get("pauses", 0) * int(((there - sat) ** 2).sum())
        return found

    def reached(self, times: Ints, caps: Mapping[str, Value]) -> list[str]:
        """The leading levels whose cap is attained."""
        found = []
        for level in self.levels:
            if level not in caps or self.value(level, times) != caps[level]:
                break
            found.append(level)
        return found

    def value(self, level: str, times: Ints) -> Value | None:
        """What a level is worth; None for wishes that more than one rank decides."""
        if level == "new_pairings":
            return int(self.firsts(times).size)
        if level == "worst_off":
            return tuple(int(d) for d in np.sort(np.concatenate(self.degrees(times))))
        if level == "seated":
            return 2 * int(times.sum())
        if level == "affinity":
            return int((self.space.limits.affinity[self.space.organisations] * times).sum())
        if level == "pauses":
            sat = self.sat(times)
            return sum(int(((c - d) ** 2).sum()) for c, d in zip(self.there, sat, strict=True))
        return (0,) if not self.wished.any() else None

"""What the rules and levels of mixed tables read beside the seats, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from speeddating.domain.people import Appetite, Side
from speeddating.solve.mixed.translate import in_one_group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speeddating.domain.base import PartyId
    from speeddating.domain.demands import Wish
    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.arrays import Booleans, Integers
    from speeddating.solve.mixed.problem import MixedProblem

NEVER = -1
"""Position of a round in which nobody sits."""


class Between(NamedTuple):
    """Meetings of two parties: people of both sides, pair by pair, and a round if it is named."""

    entreprises: Integers
    associations: Integers
    round: int | None = None
    rank: int = 1

    def together(self, at: tuple[Integers, Integers]) -> Booleans:
        """``[round]`` whether the two share a table, given ``[person, round]`` tables by side."""
        one, other = at[0][self.entreprises], at[1][self.associations]
        found: Booleans = ((one == other) & (one >= 0)).any(axis=0)
        return found

    def granted(self, at: tuple[Integers, Integers]) -> bool:
        """Whether they meet, in the round that is named if one is."""
        found = self.together(at)
        if self.round is None:
            return bool(found.any())
        return self.round != NEVER and bool(found[self.round])


@dataclass(frozen=True, eq=False)
class Asked:
    """
    A rencontre as its levels, and the rules that no assignment keeps, look at it.

    Attributes
    ----------
    problem
        People, seats, bans and which pairings are new; its locks are those of the search.
    numbers
        Number of each round; between two that do not follow each other lies a break.
    wishes, musts
        What is wished for, and what must be.
    orders
        Meetings of which the first comes before the second if both take place.
    eager
        Old pairings that one side asks to meet again.
    affinity
        ``[entreprise, association]`` organisations: themes shared and needs met.
    least, most
        By side, ``[person]`` rounds to sit in.
    apart
        ``[entreprise, association]`` people who never share a table.
    times
        ``[entreprise, association]`` organisations: how often they may meet at most.
    seated
        Position of the side that keeps its tables.
    """

    problem: MixedProblem
    numbers: tuple[int, ...]
    wishes: tuple[Between, ...]
    musts: tuple[Between, ...]
    orders: tuple[tuple[Between, Between], ...]
    eager: Booleans
    affinity: Integers
    least: tuple[Integers, Integers]
    most: tuple[Integers, Integers]
    apart: Booleans
    times: Integers
    seated: int

    @property
    def ranks(self) -> int:
        """The largest rank of a wish."""
        return max((wish.rank for wish in self.wishes), default=0)


def asked(limits: Limits, problem: MixedProblem) -> Asked:
    """Everything that ``limits`` asks, for the people of ``problem``."""
    rencontre, sides = limits.rencontre, tuple(limits.sides.values())
    wishes = [(wish, _granting(limits, wish)) for wish in rencontre.wishes]
    least, most = (
        tuple(np.array([bound(who) for who in one.people], dtype=np.int64) for one in sides)
        for bound in (limits.least, limits.most)
    )
    return Asked(
        problem=problem,
        numbers=limits.rounds,
        wishes=tuple(found for wish, found in wishes if not wish.is_must),
        musts=tuple(found for wish, found in wishes if wish.is_must),
        orders=tuple(_orders(limits)),
        eager=_eager(limits),
        affinity=limits.affinity,
        least=(least[0], least[1]),
        most=(most[0], most[1]),
        apart=_apart(limits),
        times=_times(limits),
        seated=list(Side).index(rencontre.seated_side),
    )


def _between(limits: Limits, one: PartyId, other: PartyId) -> Between:
    pairs = np.array(sorted(set(limits.people_pairs(one, other))), dtype=np.int64).reshape(-1, 2)
    return Between(pairs[:, 0], pairs[:, 1])


def _granting(limits: Limits, wish: Wish) -> Between:
    found = _between(limits, wish.source, wish.target)._replace(rank=wish.rank)
    if wish.round is None:
        return found
    here = wish.round in limits.rounds
    return found._replace(round=limits.rounds.index(wish.round) if here else NEVER)


def _orders(limits: Limits) -> Iterator[tuple[Between, Between]]:
    for wish in limits.rencontre.wishes:
        if wish.before is not None:
            yield (
                _between(limits, wish.source, wish.target),
                _between(limits, wish.source, wish.before),
            )


def _eager(limits: Limits) -> Booleans:
    """Old pairings of which one organisation asks for re-meetings."""
    known = limits.rencontre.organisation_by_id
    rows, columns = (
        np.array([known[o].wants is Appetite.AGAIN for o in one.organisations], dtype=np.bool_)
        for one in limits.sides.values()
    )
    found: Booleans = limits.met & (rows[:, None] | columns[None, :])
    return found


def _apart(limits: Limits) -> Booleans:
    """People who never share a table: incompatible, or of organisations that may not meet."""
    banned = ~(limits.new | limits.again | in_one_group(limits))
    rows, columns = limits.entreprises.organisation_of, limits.associations.organisation_of
    found: Booleans = limits.people_apart | banned[np.ix_(rows, columns)]
    return found


def _times(limits: Limits) -> Integers:
    """At tables of one and one a pairing meets as often as asked for, else as often as it does."""
    free = len(limits.rounds) * max(1, max(map(len, limits.entreprises.delegates), default=1))
    free *= max(1, max(map(len, limits.associations.delegates), default=1))
    if not limits.rencontre.one_to_one:
        return np.full(limits.shape, free)
    return np.where(in_one_group(limits), free, limits.rencontre.meetings_per_pairing)

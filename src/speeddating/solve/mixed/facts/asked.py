"""What the rules and levels of mixed tables read beside the seats, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from speeddating.domain.people import Appetite, Side
from speeddating.solve.mixed.facts.companies import fixed, may_stay, published
from speeddating.solve.mixed.facts.translate import in_one_group, meeting_seldom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from speeddating.domain.base import PartyId
    from speeddating.domain.demands import Wish
    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.facts.arrays import Booleans, Integers
    from speeddating.solve.mixed.facts.companies import Company
    from speeddating.solve.mixed.facts.problem import MixedProblem

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
    held
        Rounds already held, the first ones; what they broke is excused.
    published
        Companies of a published plan that can still be kept.
    least_new
        New pairings that must be reached.
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
    held: int = 0
    published: tuple[Company, ...] = ()
    least_new: int = 0

    @property
    def ranks(self) -> int:
        """The largest rank of a wish."""
        return max((wish.rank for wish in self.wishes), default=0)

    def beside_held(self, at: tuple[Integers, Integers], side: int) -> int:
        """Rivals of a side that shared a table in a round already held."""
        rivals = self.problem.sides[side].rivals
        if rivals is None or not self.held:
            return 0
        rows = [(one[:, None] == one) & (one >= 0)[:, None] for one in at[side][:, : self.held].T]
        return sum(int(np.count_nonzero(same & rivals)) for same in rows) // 2


def asked(limits: Limits, problem: MixedProblem) -> Asked:
    """Everything that ``limits`` asks, for the people of ``problem``."""
    rencontre, sides = limits.rencontre, tuple(limits.sides.values())
    wishes = [_granting(limits, wish) for wish in rencontre.wishes if not wish.is_must]
    least, most = (
        tuple(np.array([bound(who) for who in one.people], dtype=np.int64) for one in sides)
        for bound in (limits.least, limits.most)
    )
    facts = [one for one in fixed(limits) if limits.is_held(one.round)]
    sat = [np.zeros(len(one.people), dtype=np.int64) for one in sides]
    for company in facts:
        for side in (0, 1):
            sat[side][company.sides[side]] += 1
    found = Asked(
        problem=problem,
        numbers=limits.rounds,
        wishes=tuple(wishes),
        musts=tuple(_granting(limits, wish) for wish in demanded(limits)),
        orders=tuple(between for _, between in ordered_meetings(limits)),
        eager=_eager(limits),
        affinity=limits.affinity,
        least=(least[0], least[1]),
        most=(np.maximum(most[0], sat[0]), np.maximum(most[1], sat[1])),
        apart=_apart(limits),
        times=np.maximum(_times(limits), _times_held(limits, facts)),
        seated=list(Side).index(rencontre.seated_side),
        held=sum(limits.is_held(r) for r in range(len(limits.rounds))),
        least_new=0 if limits.resumed is None else limits.resumed.least_new,
    )
    return replace(found, published=tuple(_keepable(limits, found)))


def _keepable(limits: Limits, asked: Asked) -> Iterator[Company]:
    """Published companies that break no rule where they sit; held ones are facts."""
    at = {table.id: t for t, table in enumerate(limits.rencontre.tables)}
    locks: dict[tuple[int, int, int], int] = {}
    for lock in limits.rencontre.locks:
        for side, one in enumerate(limits.sides.values()):
            for p in one.stands_for(lock.participant):
                locks[side, p, lock.round] = at[lock.table]
    for company in published(limits):
        number = limits.rounds[company.round]
        bound = {(s, p): t for (s, p, r), t in locks.items() if r == number}
        if company.round < asked.held or may_stay(company, asked, bound):
            yield company


def demanded(limits: Limits) -> list[Wish]:
    """Musts, but those of a round already held."""
    return [
        wish for wish in limits.rencontre.wishes if wish.is_must and not limits.is_over(wish.round)
    ]


def ordered_meetings(limits: Limits) -> Iterator[tuple[Wish, tuple[Between, Between]]]:
    """Meetings of which the first comes before the second, but those that facts have turned."""
    facts = [one for one in fixed(limits) if limits.is_held(one.round)]
    for wish in limits.rencontre.wishes:
        if wish.before is None:
            continue
        both = (
            _between(limits, wish.source, wish.target),
            _between(limits, wish.source, wish.before),
        )
        first, later = (_first_held(one, facts) for one in both)
        if first is None or later is None or first < later:
            yield wish, both


def _first_held(both: Between, facts: Sequence[Company]) -> int | None:
    """The first held round in which two parties met."""
    pairs = list(zip(both.entreprises.tolist(), both.associations.tolist(), strict=True))
    rounds = [
        one.round for one in facts if any(e in one.sides[0] and a in one.sides[1] for e, a in pairs)
    ]
    return min(rounds, default=None)


def _times_held(limits: Limits, facts: Sequence[Company]) -> Integers:
    """How often pairings met in rounds already held."""
    found = np.zeros(limits.shape, dtype=np.int64)
    of = (limits.entreprises.organisation_of, limits.associations.organisation_of)
    for company in facts:
        ends = np.ix_(of[0][company.sides[0]], of[1][company.sides[1]])
        np.add.at(found, ends, 1)
    return found


def _between(limits: Limits, one: PartyId, other: PartyId) -> Between:
    pairs = np.array(sorted(set(limits.people_pairs(one, other))), dtype=np.int64).reshape(-1, 2)
    return Between(pairs[:, 0], pairs[:, 1])


def _granting(limits: Limits, wish: Wish) -> Between:
    found = _between(limits, wish.source, wish.target)._replace(rank=wish.rank)
    if wish.round is None:
        return found
    here = wish.round in limits.rounds
    return found._replace(round=limits.rounds.index(wish.round) if here else NEVER)


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
    banned = ~(limits.unmet | limits.again | in_one_group(limits))
    rows, columns = limits.entreprises.organisation_of, limits.associations.organisation_of
    found: Booleans = limits.people_apart | banned[np.ix_(rows, columns)]
    return found


def _times(limits: Limits) -> Integers:
    """At tables of several a pairing meets as often as it does, unless one never meets twice."""
    free = len(limits.rounds) * max(1, max(map(len, limits.entreprises.delegates), default=1))
    free *= max(1, max(map(len, limits.associations.delegates), default=1))
    return np.where(meeting_seldom(limits), limits.rencontre.meetings_per_pairing, free)

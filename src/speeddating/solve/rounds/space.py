"""Pair x round: every meeting that may happen, as arrays that search and model share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.people import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from speeddating.domain.base import PartyId, TableId
    from speeddating.domain.people import Participant
    from speeddating.solve.limits import Limits

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

Meeting = tuple[int, int]


@dataclass(frozen=True)
class RoundSpace:
    """
    Pairs of people by position, and the rounds in which each may meet.

    Attributes
    ----------
    people
        ``(entreprises, associations)``: ``[pair]`` person positions.
    open
        ``[pair, round]`` whether the pair may meet in the round.
    given
        Whether every pair must meet: the pairings are decided, only rounds are sought.
    """

    limits: Limits
    people: tuple[Ints, Ints]
    open: Bools
    given: bool = False

    @cached_property
    def organisations(self) -> tuple[Ints, Ints]:
        """``(entreprises, associations)``: ``[pair]`` organisation positions."""
        limits = self.limits
        return (
            limits.entreprises.organisation_of[self.people[0]],
            limits.associations.organisation_of[self.people[1]],
        )

    @cached_property
    def new(self) -> Bools:
        """``[pair]`` whether the organisations never met before."""
        met: Bools = self.limits.met[self.organisations]
        return ~met

    @cached_property
    def capacity(self) -> Ints:
        """``[round]`` tables that stand."""
        tables: Ints = self.limits.stands.sum(axis=0).astype(np.int64)
        for number in range(tables.size):
            if self.limits.is_held(number):
                tables[number] = sum(1 for *_, held in self.limits.held if held == number)
        return tables

    @cached_property
    def pairing(self) -> Ints:
        """``[pair]`` number of the pairing of organisations."""
        width: int = self.limits.shape[1]
        number: Ints = self.organisations[0] * width + self.organisations[1]
        return number

    @property
    def size(self) -> int:
        """How many (pair, round) there are."""
        return int(self.open.sum())

    def between(self, one: PartyId, other: PartyId) -> list[int]:
        """Pairs in which one party meets the other."""
        wanted = set(self.limits.people_pairs(one, other))
        return sorted(self.at[pair] for pair in wanted if pair in self.at)

    @cached_property
    def at(self) -> dict[Meeting, int]:
        """Position of each pair."""
        return {pair: k for k, pair in enumerate(zip(*self.lists, strict=True))}

    @cached_property
    def ordered(self) -> list[int]:
        """Pairs that meet in some order."""
        found: set[int] = set()
        for wish in self.limits.rencontre.wishes:
            if wish.before is not None:
                found.update(self.between(wish.source, wish.target))
                found.update(self.between(wish.source, wish.before))
        return sorted(found)

    @cached_property
    def kept(self) -> list[tuple[int, int, TableId]]:
        """(pair, round) as handed out, where the published table is still open to the pair."""
        found = []
        for (e, a, number), table in sorted(self.limits.published.items()):
            k = self.at.get((e, a))
            if k is None or not self.open[k, number]:
                continue
            tables = self.tables_for(k, number)
            if self.limits.is_held(number):
                if self.limits.held[e, a, number] == table:
                    found.append((k, number, table))
            elif table in (self.standing[number] if tables is None else tables):
                found.append((k, number, table))
        return found

    @cached_property
    def lists(self) -> tuple[list[int], list[int]]:
        """``people`` as plain lists."""
        return self.people[0].tolist(), self.people[1].tolist()

    def of_people(self) -> Iterator[tuple[Side, int, list[int]]]:
        """Everyone with their pairs."""
        for end, side in enumerate(Side):
            pairs: list[list[int]] = [[] for _ in self.limits.sides[side].people]
            for k, person in enumerate(self.lists[end]):
                pairs[person].append(k)
            yield from ((side, person, found) for person, found in enumerate(pairs))

    @cached_property
    def choices(self) -> tuple[list[list[frozenset[TableId] | None]], ...]:
        """Per side ``[person][round]`` the tables open to the person; None for any."""
        rencontre = self.limits.rencontre
        locked = {(lock.participant, lock.round): lock.table for lock in rencontre.locks}
        return tuple(
            [
                [
                    self._choice(person, locked.get((person.id, number)))
                    for number in self.limits.rounds
                ]
                for person in self.limits.sides[side].people
            ]
            for side in Side
        )

    def _choice(self, person: Participant, locked: TableId | None) -> frozenset[TableId] | None:
        places = self.limits.places(person)
        if locked is None:
            return places
        return frozenset({locked}) if places is None else places & {locked}

    def tables_for(self, k: int, number: int) -> frozenset[TableId] | None:
        """Tables at which a pair may meet in a round; None for any that stands, or for a fact."""
        if self.limits.is_held(number):
            return None
        one = self.choices[0][self.lists[0][k]][number]
        other = self.choices[1][self.lists[1][k]][number]
        if one is None and other is None:
            return None
        both = one if other is None else other if one is None else one & other
        return None if both is None else both & self.standing[number]

    @cached_property
    def standing(self) -> list[frozenset[TableId]]:
        """``[round]`` the tables that stand."""
        tables = self.limits.rencontre.tables
        return [
            frozenset(tables[t].id for t in column.nonzero()[0]) for column in self.limits.stands.T
        ]

    @cached_property
    def restricted(self) -> bool:
        """Whether somebody cannot sit just anywhere."""
        return any(tables is not None for side in self.choices for row in side for tables in row)

    @cached_property
    def demanding(self) -> bool:
        """Whether some rule is more than a ban or a bound on what people have."""
        rencontre = self.limits.rencontre
        wishes = any(wish.is_must or wish.before for wish in rencontre.wishes)
        least = any(person.least for person in rencontre.participants)
        own = bool(self.limits.own.rules)
        if self.limits.resumed is not None and self.limits.resumed.least_new:
            return True
        return wishes or least or own or bool(rencontre.locks)

    def as_rounds(self, chosen: Sequence[tuple[int, int]]) -> list[list[Meeting]]:
        """``[round]`` meetings of the chosen (pair, round)."""
        meetings: list[list[Meeting]] = [[] for _ in self.limits.rounds]
        for k, number in chosen:
            meetings[number].append((self.lists[0][k], self.lists[1][k]))
        return [sorted(together) for together in meetings]


def space(limits: Limits) -> RoundSpace:
    """Every meeting the rules on people, history and presence leave open."""
    organisations = limits.new | limits.again
    rows, columns = limits.entreprises.organisation_of, limits.associations.organisation_of
    allowed = organisations[np.ix_(rows, columns)] & ~limits.people_apart
    facts = np.zeros_like(allowed)
    for one, other, _ in limits.held:
        facts[one, other] = True
    e, a = np.nonzero(allowed | facts)
    there = limits.there(Side.ENTREPRISE)[e] & limits.there(Side.ASSOCIATION)[a]
    there &= allowed[e, a][:, None]
    if limits.resumed is not None:
        pairs = zip(e.tolist(), a.tolist(), strict=True)
        _hold(limits, there, {pair: k for k, pair in enumerate(pairs)})
    return _reachable(RoundSpace(limits, (e, a), there))


def _hold(limits: Limits, there: Bools, at: dict[Meeting, int]) -> None:
    """In a round that was held, what took place may take place, and nothing else."""
    for number in range(there.shape[1]):
        if limits.is_held(number):
            there[:, number] = False
    for e, a, number in limits.held:
        there[at[e, a], number] = True


def given(limits: Limits, pairs: Sequence[Meeting]) -> RoundSpace:
    """The space of pairs already chosen, each of which meets once."""
    people = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    e, a = people[:, 0], people[:, 1]
    there = limits.there(Side.ENTREPRISE)[e] & limits.there(Side.ASSOCIATION)[a]
    return _reachable(RoundSpace(limits, (e, a), there, given=True))


def _reachable(found: RoundSpace) -> RoundSpace:
    """Without the rounds in which a pair has no table, and without pairs that have no round."""
    if found.restricted:
        choosy = [
            np.array([[tables is not None for tables in row] for row in side], dtype=np.bool_)
            for side in found.choices
        ]
        particular = choosy[0][found.people[0]] | choosy[1][found.people[1]]
        for k, number in np.argwhere(found.open & particular).tolist():
            tables = found.tables_for(k, number)
            if tables is not None and not tables:
                found.open[k, number] = False
    if found.given:
        return found
    kept = found.open.any(axis=1)
    people = (found.people[0][kept], found.people[1][kept])
    return RoundSpace(found.limits, people, found.open[kept])

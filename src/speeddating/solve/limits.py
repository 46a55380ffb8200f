"""A rencontre and its history, once, as arrays of what is allowed: every space reads these."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, combinations, repeat
from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.names import matching_keys
from speeddating.domain.people import Appetite, Side, meet_again
from speeddating.solve.own import Own
from speeddating.solve.sides import OneSide

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from speeddating.domain.base import OrganisationId, PartyId, TableId
    from speeddating.domain.demands import Wish
    from speeddating.domain.history import History, Pairing
    from speeddating.domain.people import Participant
    from speeddating.domain.rencontre import Rencontre
    from speeddating.domain.schedule import Seating
    from speeddating.solve.resumed import Resumed

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Limits:
    """
    What ``rencontre`` allows after ``history``.

    Positions run over expected people and their organisations sorted by identifier, so that the
    order in which a caller lists them changes nothing; rounds are positions in ``rounds``.
    """

    rencontre: Rencontre
    history: History
    own: Own = Own()  # noqa: RUF009 - frozen
    resumed: Resumed | None = None
    """The evening is under way: rounds held are facts, and published seats are worth keeping."""
    reserved: frozenset[Pairing] = frozenset()
    """Pairings that other rencontres are to bring about: nothing new here, unless demanded."""

    def unreserved(self) -> Limits:
        """The same as the score sees it: nothing is left to other rencontres."""
        return replace(self, reserved=frozenset()) if self.reserved else self

    @cached_property
    def rounds(self) -> tuple[int, ...]:
        """Numbers of the rounds in which people sit."""
        return self.rencontre.working_rounds

    @cached_property
    def sides(self) -> dict[Side, OneSide]:
        """Both sides."""
        return {side: self._one_side(side) for side in Side}

    @property
    def entreprises(self) -> OneSide:
        """The entreprises' side."""
        return self.sides[Side.ENTREPRISE]

    @property
    def associations(self) -> OneSide:
        """The associations' side."""
        return self.sides[Side.ASSOCIATION]

    def _one_side(self, side: Side) -> OneSide:
        people = tuple(sorted(self.rencontre.on(side), key=lambda person: person.id))
        return OneSide(people, tuple(sorted({person.organisation for person in people})))

    @cached_property
    def shape(self) -> tuple[int, int]:
        """How many organisations there are: entreprises, associations."""
        return len(self.entreprises.organisations), len(self.associations.organisations)

    def is_held(self, number: int) -> bool:
        """Whether the round at this position has been held."""
        return self.resumed is not None and self.rounds[number] < self.resumed.from_round

    def is_over(self, number: int | None) -> bool:
        """Whether a round that is named has been held."""
        return self.resumed is not None and number is not None and number < self.resumed.from_round

    @cached_property
    def held(self) -> dict[tuple[int, int, int], TableId]:
        """``(entreprise, association, round)`` positions of meetings held, and at which table."""
        return {} if self.resumed is None else self._placed(self.resumed.held)

    @cached_property
    def published(self) -> dict[tuple[int, int, int], TableId]:
        """``(entreprise, association, round)`` positions of tables for two, as handed out."""
        return {} if self.resumed is None else self._placed(self.resumed.published.seatings)

    @cached_property
    def meets_once(self) -> bool:
        """Whether no pairing meets twice, in the rounds that were held neither."""
        of_e, of_a = self.entreprises.organisation_of, self.associations.organisation_of
        pairings = [(of_e[e], of_a[a]) for e, a, _ in self.held]
        once = len(set(pairings)) == len(pairings)
        return once and self.rencontre.meetings_per_pairing == 1

    def _placed(self, seatings: Sequence[Seating]) -> dict[tuple[int, int, int], TableId]:
        at = {number: position for position, number in enumerate(self.rounds)}
        tables = self.rencontre.table_by_id
        found = {}
        for seating in seatings:
            if seating.round not in at or seating.table not in tables:
                continue  # what fell away cannot be kept
            if len(seating.entreprises) == len(seating.associations) == 1:
                e = self.entreprises.stands_for(seating.entreprises[0])
                a = self.associations.stands_for(seating.associations[0])
                if e and a:
                    found[e[0], a[0], at[seating.round]] = seating.table
        return found

    @cached_property
    def met(self) -> Bools:
        """``[entreprise, association]`` organisations that met before this rencontre."""
        names = self.history.past_of(self.rencontre).columns
        e, a = (
            np.fromiter(map(one.organisation_at.get, of_side, repeat(-1)), np.int64, len(of_side))
            for one, of_side in zip((self.entreprises, self.associations), names, strict=True)
        )
        known = (e >= 0) & (a >= 0)
        met = np.zeros(self.shape, dtype=np.bool_)
        met[e[known], a[known]] = True
        return met

    @cached_property
    def people_apart(self) -> Bools:
        """``[entreprise, association]`` people who may never share a table, or have none to."""
        apart = np.zeros((len(self.entreprises.people), len(self.associations.people)), np.bool_)
        for pair in self.rencontre.incompatibilities:
            for e, a in self.people_pairs(pair.a, pair.b):
                apart[e, a] = True
        choices = [[self.places(p) for p in self.sides[side].people] for side in Side]
        if any(places is not None for of_side in choices for places in of_side):
            for e, a in np.ndindex(apart.shape):
                one, other = choices[0][e], choices[1][a]
                both = one if other is None else other if one is None else one & other
                apart[e, a] |= both is not None and not both
        return apart

    @cached_property
    def apart(self) -> Bools:
        """``[entreprise, association]`` organisations of which no two people may share a table."""
        together = np.zeros(self.shape, dtype=np.bool_)
        if not self.people_apart.any():
            return together
        e, a = np.nonzero(~self.people_apart)
        together[self.entreprises.organisation_of[e], self.associations.organisation_of[a]] = True
        return ~together

    def places(self, person: Participant) -> frozenset[TableId] | None:
        """Tables at which the person may sit; None when any will do."""
        if person.table is None and person.zone is None and not person.needs_access:
            return None
        return frozenset(t.id for t in self.rencontre.tables if person.may_sit_at(t))

    @cached_property
    def unmet(self) -> Bools:
        """``[entreprise, association]`` organisations that may meet and never did."""
        return ~self.met & ~self.apart

    @cached_property
    def new(self) -> Bools:
        """``[entreprise, association]`` those of them that are not left to another rencontre."""
        return self.unmet & ~self.left_to_others

    @cached_property
    def left_to_others(self) -> Bools:
        """``[entreprise, association]`` unmet, reserved, and demanded by nobody here."""
        left = np.zeros(self.shape, dtype=np.bool_)
        rows, columns = self.entreprises.organisation_at, self.associations.organisation_at
        for e, a in self.reserved:
            if e in rows and a in columns:
                left[rows[e], columns[a]] = True
        if self.reserved:
            for wish, pairs in self.wished():
                for pair in pairs:
                    left[pair] &= not wish.is_must
            for pair in self._locked_together():
                left[pair] = False
        return left & self.unmet

    @cached_property
    def again(self) -> Bools:
        """
        ``[entreprise, association]`` organisations that met and may meet again.

        Their appetites allow it, or a wish asks for it and nobody refuses, or somebody demands it.
        """
        again = self.met & self._welcome(
            [self._wants(o) for o in self.entreprises.organisations],
            [self._wants(o) for o in self.associations.organisations],
        )
        for wish in sorted(self.rencontre.wishes, key=lambda wish: wish.is_must):
            for e, a in self._organisations(wish.source, wish.target):
                again[e, a] = self.met[e, a] and (wish.is_must or self._nobody_refuses(e, a))
        for e, a in self._locked_together():
            again[e, a] = self.met[e, a]
        return again & ~self.apart

    @cached_property
    def refused_again(self) -> Bools:
        """``[entreprise, association]`` one never meets twice, and nobody demands that they do."""
        never = [
            np.array([self._wants(o) is Appetite.NEW_ONLY for o in side.organisations], np.bool_)
            for side in (self.entreprises, self.associations)
        ]
        refused = np.logical_or.outer(*never)
        demands = (pairs for wish, pairs in self.wished() if wish.is_must)
        for e, a in (*chain.from_iterable(demands), *self._locked_together()):
            refused[e, a] = False
        return refused

    def _locked_together(self) -> Iterator[tuple[int, int]]:
        """Organisations that two locks bring to one table."""
        locked: dict[tuple[int, TableId], list[PartyId]] = {}
        for lock in self.rencontre.locks:
            locked.setdefault((lock.round, lock.table), []).append(lock.participant)
        for together in locked.values():
            for one, other in combinations(together, 2):
                yield from self._organisations(one, other)

    def _wants(self, organisation: OrganisationId) -> Appetite:
        return self.rencontre.wants[organisation]

    @staticmethod
    def _welcome(entreprises: Sequence[Appetite], associations: Sequence[Appetite]) -> Bools:
        order = list(Appetite)
        table = np.array([[meet_again(one, other) for other in order] for one in order])
        rows = [order.index(wants) for wants in entreprises]
        columns = [order.index(wants) for wants in associations]
        welcome: Bools = table[np.ix_(rows, columns)]
        return welcome

    def _nobody_refuses(self, e: int, a: int) -> bool:
        wants = {
            self._wants(self.entreprises.organisations[e]),
            self._wants(self.associations.organisations[a]),
        }
        return Appetite.NEW_ONLY not in wants

    def people_pairs(self, one: PartyId, other: PartyId) -> Iterator[tuple[int, int]]:
        """Positions (entreprise person, association person) that two parties stand for."""
        for first, second in ((one, other), (other, one)):
            for e in self.entreprises.stands_for(first):
                for a in self.associations.stands_for(second):
                    yield e, a

    def _organisations(self, one: PartyId, other: PartyId) -> set[tuple[int, int]]:
        of_e, of_a = self.entreprises.organisation_of, self.associations.organisation_of
        return {(int(of_e[e]), int(of_a[a])) for e, a in self.people_pairs(one, other)}

    def wished(self) -> Iterator[tuple[Wish, set[tuple[int, int]]]]:
        """Every wish with the organisation pairs that would grant it."""
        for wish in self.rencontre.wishes:
            yield wish, self._organisations(wish.source, wish.target)

    @cached_property
    def affinity(self) -> Ints:
        """``[entreprise, association]`` themes shared and needs met by offers."""
        worth = np.zeros(self.shape, dtype=np.int64)
        known = self.rencontre.organisation_by_id
        rows = [known[o] for o in self.entreprises.organisations]
        columns = [known[o] for o in self.associations.organisations]
        for mine, theirs in (("themes", "themes"), ("needs", "offers"), ("offers", "needs")):
            having = [matching_keys(getattr(o, mine)) for o in rows]
            meeting = [matching_keys(getattr(o, theirs)) for o in columns]
            for theme in sorted(frozenset[str]().union(*having)):
                has = np.array([theme in one for one in having])
                meets = np.array([theme in one for one in meeting])
                worth += np.outer(has, meets)
        return worth

    def there(self, side: Side) -> Bools:
        """``[person, round]`` who is there when."""
        return np.array(
            [
                [number not in person.absent for number in self.rounds]
                for person in self.sides[side].people
            ],
            dtype=np.bool_,
        )

    @cached_property
    def stands(self) -> Bools:
        """``[table, round]`` which tables stand when, in the order of ``rencontre.tables``."""
        always = [True] * len(self.rounds)
        return np.array(
            [
                always if table.rounds is None else [n in table.rounds for n in self.rounds]
                for table in self.rencontre.tables
            ]
        )

    def least(self, person: Participant) -> int:
        """Fewest rounds in which the person sits."""
        return person.least or 0

    def most(self, person: Participant) -> int:
        """Most rounds in which the person can sit."""
        rounds = len(self.rencontre.rounds_of(person))
        return rounds if person.most is None else min(rounds, person.most)

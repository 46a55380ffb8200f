"""A schedule as its rules and levels look at it, worked out once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from speeddating.domain.base import OrganisationId
from speeddating.domain.history import Pairing
from speeddating.domain.issue import Issue
from speeddating.domain.names import matching_key
from speeddating.domain.people import Side
from speeddating.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from speeddating.domain.base import ParticipantId, PartyId
    from speeddating.domain.demands import Wish
    from speeddating.domain.history import History
    from speeddating.domain.rencontre import Rencontre
    from speeddating.domain.schedule import Schedule, Seating


@dataclass(frozen=True)
class Seats:
    """The seats of ``schedule`` at ``rencontre``, after ``history``."""

    rencontre: Rencontre
    history: History
    schedule: Schedule

    @cached_property
    def organisation_of(self) -> Mapping[ParticipantId, OrganisationId]:
        """The organisation each person sits for."""
        return {p.id: p.organisation for p in self.rencontre.participants}

    @cached_property
    def seatings_of(self) -> Mapping[ParticipantId, Sequence[Seating]]:
        """Where each person sits, in the order of the rounds; nobody is left out."""
        found: dict[ParticipantId, list[Seating]] = {p.id: [] for p in self.rencontre.participants}
        for seating in sorted(self.schedule.seatings, key=attrgetter("round")):
            for who in seating.entreprises:
                found[who].append(seating)
            for who in seating.associations:
                found[who].append(seating)
        return found

    @cached_property
    def shared(self) -> Sequence[Seating]:
        """Tables at which several people of one side sit together."""
        return [s for s in self.schedule.seatings if s.entreprises[1:] or s.associations[1:]]

    @cached_property
    def meetings(self) -> Counter[Pairing]:
        """How often each pairing of organisations shares a table here."""
        organisation = self.organisation_of
        return Counter(
            Pairing(organisation[e], organisation[a])
            for seating in self.schedule.seatings
            for e in seating.entreprises
            for a in seating.associations
        )

    @cached_property
    def met_again(self) -> frozenset[Pairing]:
        """Those that also met outside this rencontre, what is to be forgotten left out."""
        return self.history.past_of(self.rencontre).met_among(self.meetings.keys())

    @cached_property
    def new(self) -> frozenset[Pairing]:
        """Pairings of this schedule that never met before."""
        return frozenset(self.meetings.keys() - self.met_again)

    @cached_property
    def in_one_group(self) -> frozenset[Pairing]:
        """Pairings that a project group brings together, as often as it sits."""
        side = {o.id: o.side for o in self.rencontre.organisations}
        return frozenset(
            Pairing(e, a)
            for group in self.rencontre.groups
            for e in group.organisations
            for a in group.organisations
            if side[e] is Side.ENTREPRISE and side[a] is Side.ASSOCIATION
        )

    @cached_property
    def attending_in(self) -> Mapping[int, frozenset[OrganisationId]]:
        """Per round, breaks included, the organisations of which somebody is there."""
        found: dict[int, set[OrganisationId]] = {r.number: set() for r in self.rencontre.rounds}
        for person in self.rencontre.participants:
            for number in self.rencontre.rounds_of(person):
                found[number].add(person.organisation)
        return {number: frozenset(there) for number, there in found.items()}

    @cached_property
    def people_of(self) -> Mapping[PartyId, frozenset[ParticipantId]]:
        """The expected people a party stands for; a party that sends nobody has no entry."""
        found: defaultdict[PartyId, set[ParticipantId]] = defaultdict(set)
        for person in self.rencontre.participants:
            if person.present:
                found[person.id].add(person.id)
                found[person.organisation].add(person.id)
        return {party: frozenset(people) for party, people in found.items()}

    def rounds_of(self, party: str) -> tuple[int, ...]:
        """Rounds in which somebody of a party sits, ascending, once per person."""
        people = self.people_of.get(known(self.rencontre, party), frozenset())
        return tuple(sorted(s.round for who in people for s in self.seatings_of[who]))

    def rounds_together(self, one: str, other: str) -> frozenset[int]:
        """Rounds in which somebody of each party sits at one table."""
        others = self.people_of.get(known(self.rencontre, other), frozenset())
        return frozenset(
            seating.round
            for who in self.people_of.get(known(self.rencontre, one), frozenset())
            for seating in self.seatings_of[who]
            if not others.isdisjoint(seating.people())
        )

    def grants(self, wish: Wish) -> bool:
        """Whether the two meet, in the wished round where one is named."""
        rounds = self.rounds_together(wish.source, wish.target)
        return bool(rounds) if wish.round is None else wish.round in rounds


def known(rencontre: Rencontre, party: str) -> PartyId:
    """
    ``party``, if it is somebody's identifier; who is not coming is known too.

    Raises
    ------
    InvalidInputError
        If nobody has it: what is said of nobody would have no effect.
    """
    found = OrganisationId(party)
    if found in rencontre.organisation_by_id or party in rencontre.participant_by_id:
        return found
    if meant := rencontre.meant_by.get(matching_key(party)):
        names = ", ".join(sorted(meant))
        raise InvalidInputError(
            [Issue(code="extend.misnamed_party", value=party, data={"names": names})]
        )
    raise InvalidInputError([Issue(code="extend.unknown_party", value=party)])

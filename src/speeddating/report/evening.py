"""A rencontre, what happened before it and who sits where: what every output sheet asks of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from speeddating.checks.seats import Seats
from speeddating.domain.base import OrganisationId, ParticipantId
from speeddating.domain.demands import ProjectGroup
from speeddating.domain.history import Encounter, History, Pairing, Source
from speeddating.domain.people import Organisation, Participant, Side
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule, Seating


def unseated(rencontre: Rencontre, schedule: Schedule) -> tuple[Participant, ...]:
    """Who is there in rounds still to come, and has a seat in none of them."""
    first = rencontre.resume_at or 1
    seated = {who for who, number in schedule.place_of if number >= first}
    return tuple(
        person
        for person in rencontre.participants
        if person.id not in seated and max(rencontre.rounds_of(person), default=0) >= first
    )


@dataclass(frozen=True)
class Evening:
    """
    One rencontre with its schedule, seen from the people who live it.

    ``history`` may hold an earlier plan of this very rencontre; it is not counted as past.
    """

    rencontre: Rencontre
    history: History
    schedule: Schedule

    @cached_property
    def past(self) -> History:
        """What counts as past: outside this rencontre, what is to be forgotten left out."""
        return self.history.past_of(self.rencontre)

    @cached_property
    def first_round(self) -> dict[Pairing, int]:
        """The round in which each pairing of this evening meets first."""
        first: dict[Pairing, int] = {}
        for seating in sorted(self.schedule.seatings, key=lambda s: s.round):
            for pairing in self.pairings(seating):
                first.setdefault(pairing, seating.round)
        return first

    def pairings(self, seating: Seating) -> Iterator[Pairing]:
        """The pairings that share this table, each delegate with each."""
        people = self.rencontre.participant_by_id
        for entreprise, association in seating.meetings():
            yield Pairing(people[entreprise].organisation, people[association].organisation)

    def is_new(self, pairing: Pairing, number: int) -> bool:
        """Whether two organisations meet for the first time ever in this round."""
        return pairing not in self.past.met and self.first_round.get(pairing) == number

    def partners(self, who: ParticipantId, seating: Seating) -> tuple[Participant, ...]:
        """Those of the other side at the person's table."""
        is_entreprise = self.rencontre.side_by_participant[who] is Side.ENTREPRISE
        across = seating.associations if is_entreprise else seating.entreprises
        return tuple(self.rencontre.participant_by_id[partner] for partner in across)

    def pairing(self, one: Participant, other: Participant) -> Pairing:
        """The pairing of two people of different sides, entreprise first."""
        sides = self.rencontre.side_by_participant
        pair = (one.organisation, other.organisation)
        return Pairing(*(pair if sides[one.id] is Side.ENTREPRISE else reversed(pair)))

    def new_partners(self, who: ParticipantId, seating: Seating) -> int:
        """How many at the table the person's organisation has never met before."""
        person = self.rencontre.participant_by_id[who]
        return sum(
            self.is_new(self.pairing(person, partner), seating.round)
            for partner in self.partners(who, seating)
        )

    def organisation(self, identifier: OrganisationId) -> Organisation:
        """The organisation of this identifier."""
        return self.rencontre.organisation_by_id[identifier]

    def home(self, person: Participant) -> str:
        """The name of the person's organisation."""
        return self.organisation(person.organisation).name

    @cached_property
    def seats(self) -> Seats:
        """The seats as the checks look at them."""
        return Seats(self.rencontre, self.history, self.schedule)

    def group_at(self, seating: Seating) -> ProjectGroup | None:
        """
        The project group whose table this is in this round, worked out from who sits here.

        It is so where its facilitator sits with some of its members, or where, in a round in
        which it is to sit, all members who are there do: a seat changed by hand does not hide it.
        """
        here = {self.seats.organisation_of[who] for who in seating.people()}
        best: tuple[tuple[bool, int], ProjectGroup | None] = ((False, 0), None)
        for group in self.rencontre.groups:
            sits = here.intersection(group.organisations)
            there = self.seats.attending_in[seating.round].intersection(group.organisations)
            is_whole = there <= here
            is_its_time = seating.round in group.rounds or (
                group.free_rounds > 0 and group.facilitator is None
            )
            if group.facilitator in seating.facilitators or (is_whole and is_its_time):
                # a facilitator may accompany two groups: the one that is all here, or most of it
                best = max(best, ((is_whole, len(sits)), group), key=lambda one: one[0])
        return best[1]

    def sittings_of(self, group: ProjectGroup) -> tuple[Seating, ...]:
        """Where a project group sits, by round."""
        return tuple(s for s in self.schedule.seatings if self.group_at(s) == group)

    def without(self, group: ProjectGroup) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rounds in which a project group sits without some members, and who they are."""
        for seating in sorted(self.sittings_of(group), key=lambda one: one.round):
            here = {self.seats.organisation_of[who] for who in seating.people()}
            gone = tuple(self.organisation(o).name for o in group.organisations if o not in here)
            if gone:
                yield seating.round, gone

    def encounters(self) -> tuple[Encounter, ...]:
        """
        Each pairing that meets this evening, once, in the order of the rounds.

        One that meets only where its project group sits says so. What an organiser noted about it
        in an earlier version of this plan is kept.
        """
        name, date = self.rencontre.identity
        noted = {
            e.pairing: e.outcome
            for e in self.history.encounters
            if e.identity == self.rencontre.identity
        }
        return tuple(
            Encounter(
                entreprise=pairing.entreprise,
                association=pairing.association,
                date=date,
                rencontre=name,
                source=Source.RENCONTRE if pairing in self._at_large else Source.PROJECT_GROUP,
                outcome=noted.get(pairing),
            )
            for pairing in self.first_round
        )

    @cached_property
    def in_groups(self) -> frozenset[Pairing]:
        """Pairings that meet at the table of a project group of both."""
        return frozenset(
            pairing
            for group in self.rencontre.groups
            for seating in self.sittings_of(group)
            for pairing in self.pairings(seating)
            if set(pairing) <= set(group.organisations)
        )

    @cached_property
    def _at_large(self) -> frozenset[Pairing]:
        """Pairings that meet somewhere else than at the table of a project group of both."""
        found = set()
        for seating in self.schedule.seatings:
            group = self.group_at(seating) if self.rencontre.groups else None
            members = () if group is None else group.organisations
            found |= {one for one in self.pairings(seating) if not set(one) <= set(members)}
        return frozenset(found)

    def grown(self) -> History:
        """All that was ever held, and this evening: what the next rencontre begins with."""
        return self.history.before(self.rencontre.identity).and_also(self.encounters())

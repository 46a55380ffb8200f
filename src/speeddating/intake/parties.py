"""Whom a cell means: an organisation or a person, by name, other name or identifier."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import count

from speeddating.domain.base import OrganisationId, ParticipantId, PartyId
from speeddating.domain.names import matching_key
from speeddating.domain.people import Organisation, Participant, Side
from speeddating.intake.cells import Raw, text
from speeddating.intake.findings import RefusedError

MOST_CANDIDATES = 5
MOST_GUESSED = 20
ALIKE = 0.75


@dataclass(frozen=True)
class Parties:
    """Everybody who can be named; the methods that take a raw value are parsers of cells."""

    organisations: Mapping[str, OrganisationId]
    people: Mapping[str, tuple[ParticipantId, ...]]
    side_of: Mapping[PartyId, Side]
    organisation_of: Mapping[ParticipantId, OrganisationId]
    spelled: Mapping[str, str]
    """Every key as it is written, for suggestions."""
    guessed: Iterator[int] = field(default_factory=count, compare=False)
    """How many names were looked for among all others, each of which takes its time."""

    def any(self, raw: Raw) -> PartyId:
        """An organisation or a person."""
        said = text(raw)
        key = matching_key(said)
        if key in self.organisations and said not in self.organisation_of:
            return self.organisations[key]
        return self._person(said, "unknown_party", self.spelled)

    def person(self, raw: Raw) -> ParticipantId:
        """A person."""
        return self._person(text(raw), "unknown_participant", self.people)

    def organisation(self, raw: Raw) -> OrganisationId:
        """An organisation that comes, or is on the sheet of organisations."""
        key = matching_key(text(raw))
        if key not in self.organisations:
            if found := self.people.get(key):
                raise RefusedError("person_not_organisation", near=self.organisation_of[found[0]])
            raise self._unknown("unknown_organisation", key, self.organisations)
        return self.organisations[key]

    def organisation_or_as_written(self, raw: Raw) -> OrganisationId:
        """A known organisation, or the name as it stands: a history forgets nobody."""
        said = text(raw)
        return self.organisations.get(matching_key(said), OrganisationId(said))

    def standing_for(self, party: PartyId) -> tuple[PartyId, ...]:
        """The party, and the organisation that a person belongs to."""
        home = self.organisation_of.get(ParticipantId(party))
        return (party,) if home is None else (party, home)

    def _person(self, said: str, code: str, meant: Iterable[str]) -> ParticipantId:
        if said in self.organisation_of:  # an identifier, to the letter
            return ParticipantId(said)
        key = matching_key(said)
        found = self.people.get(key, ())
        if len(found) > 1:
            found = tuple(p for p in found if matching_key(p) == key) or found
        if len(found) > 1:
            raise RefusedError("several_people", candidates=", ".join(found[:MOST_CANDIDATES]))
        if not found:
            raise self._unknown(code, key, meant)
        return found[0]

    def _unknown(self, code: str, key: str, meant: Iterable[str]) -> RefusedError:
        """Nobody answers to ``key``; whoever of ``meant`` almost does is suggested."""
        if next(self.guessed) >= MOST_GUESSED:
            return RefusedError(code)
        near = get_close_matches(key, meant, n=1, cutoff=ALIKE)
        if not near:
            return RefusedError(code)
        return RefusedError(f"{code}_but_near", near=self.spelled[near[0]])


def known_parties(
    organisations: Iterable[Organisation], participants: Iterable[Participant]
) -> Parties:
    """The parties of a rencontre by every name they answer to."""
    by_key: dict[str, OrganisationId] = {}
    spelled: dict[str, str] = {}
    sides: dict[PartyId, Side] = {}
    for organisation in organisations:
        sides[organisation.id] = organisation.side
        for name in (organisation.name, *organisation.other_names):
            by_key.setdefault(matching_key(name), organisation.id)
            spelled.setdefault(matching_key(name), name)
    people: defaultdict[str, dict[ParticipantId, None]] = defaultdict(dict)
    home: dict[ParticipantId, OrganisationId] = {}
    for person in participants:
        home[person.id] = person.organisation
        if person.organisation in sides:
            sides[person.id] = sides[person.organisation]
        for name in (person.name, person.id, f"{person.name} ({person.organisation})"):
            people[matching_key(name)][person.id] = None
            spelled.setdefault(matching_key(name), name)
    return Parties(by_key, {key: tuple(ids) for key, ids in people.items()}, sides, home, spelled)

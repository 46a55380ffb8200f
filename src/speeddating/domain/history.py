"""What is remembered from rencontre to rencontre: past meetings between organisations."""

import datetime as dt
from enum import StrEnum
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import Field

from speeddating.domain.base import Frozen, OrganisationId, Printable, Text
from speeddating.domain.rencontre import Identity


class Pairing(NamedTuple):
    """An entreprise organisation and an association organisation."""

    entreprise: OrganisationId
    association: OrganisationId


class Source(StrEnum):
    """How it is known that a pairing has met."""

    RENCONTRE = "rencontre"
    PROJECT_GROUP = "project_group"
    ALREADY_KNOWN = "already_known"


class Outcome(StrEnum):
    """What came of a meeting."""

    AGAIN = "again"
    PROJECT = "project"
    NOTHING = "nothing"


class Encounter(Frozen):
    """One past meeting of a pairing."""

    entreprise: Annotated[OrganisationId, Printable] = Field(min_length=1, max_length=400)
    association: Annotated[OrganisationId, Printable] = Field(min_length=1, max_length=400)
    date: dt.date | None = None
    rencontre: Text | None = None
    source: Source = Source.RENCONTRE
    outcome: Outcome | None = None

    @property
    def pairing(self) -> Pairing:
        """The two organisations that met."""
        return Pairing(self.entreprise, self.association)

    @property
    def identity(self) -> Identity | None:
        """The rencontre at which they met, where one is named."""
        return None if self.rencontre is None else Identity(self.rencontre, self.date)


class History(Frozen):
    """
    All past meetings, those of organisations unknown today included: nothing is ever dropped.

    ``History()`` is the empty one.
    """

    encounters: tuple[Encounter, ...] = ()

    @cached_property
    def met(self) -> frozenset[Pairing]:
        """Pairings that have met at least once."""
        return frozenset(encounter.pairing for encounter in self.encounters)

    @cached_property
    def identities(self) -> frozenset[Identity | None]:
        """Rencontres that are named; None where some row names none."""
        return frozenset(encounter.identity for encounter in self.encounters)

    def before(self, identity: Identity) -> "History":
        """
        What happened outside the rencontre ``identity``.

        Rows of its own identity are its published plan, not history.
        """
        if identity not in self.identities:
            return self
        kept = tuple(e for e in self.encounters if e.identity != identity)
        return History(encounters=kept)

    def and_also(self, encounters: "tuple[Encounter, ...] | History") -> "History":
        """Grown by ``encounters``; what it already holds is not counted twice."""
        added = encounters.encounters if isinstance(encounters, History) else encounters
        return History(encounters=tuple(dict.fromkeys((*self.encounters, *added))))

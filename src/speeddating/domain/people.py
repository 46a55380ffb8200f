"""Who comes: organisations, the people they send, and those who accompany project groups."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, NonNegativeInt, model_validator

from speeddating.domain.base import (
    FacilitatorId,
    Frozen,
    Numbers,
    OrganisationId,
    ParticipantId,
    Printable,
    TableId,
    Text,
    Words,
    refusal,
)
from speeddating.domain.room import Table


class Side(StrEnum):
    """One of the two sides of every pairing; public bodies count as entreprises."""

    ENTREPRISE = "entreprise"
    ASSOCIATION = "association"

    @property
    def other(self) -> "Side":
        """The side this one meets."""
        return Side.ASSOCIATION if self is Side.ENTREPRISE else Side.ENTREPRISE


class Appetite(StrEnum):
    """What an organisation thinks of meeting somebody it has met before."""

    NEW_ONLY = "new_only"
    """Refuses re-meetings."""
    NEW = "new"
    """Takes a re-meeting only instead of a pause."""
    MIXED = "mixed"
    """Takes re-meetings."""
    AGAIN = "again"
    """Asks for re-meetings."""


DEFAULT_APPETITE = {Side.ENTREPRISE: Appetite.NEW, Side.ASSOCIATION: Appetite.MIXED}
"""What the survey after the first rencontre of the Cher found, side by side."""


class Organisation(Frozen):
    """A structure; history is kept between organisations."""

    name: Text
    side: Side
    id: Annotated[OrganisationId, Printable] = Field(
        default_factory=lambda data: data.get("name", ""), min_length=1, max_length=400
    )
    """Stable over rencontres; the name unless said otherwise."""
    sector: Text | None = None
    themes: Words = frozenset()
    needs: Words = frozenset()
    offers: Words = frozenset()
    appetite: Appetite | None = None
    """None: what the phase of the rencontre expects of its side."""
    siren: Text | None = None
    other_names: tuple[Text, ...] = ()
    not_names: tuple[Text, ...] = ()
    """Names that look like its own and are somebody else's, as an organiser said."""

    @property
    def wants(self) -> Appetite:
        """Its appetite, or the default of its side; a phase may expect another."""
        return self.appetite or DEFAULT_APPETITE[self.side]


class Participant(Frozen):
    """A person who takes a seat for an organisation."""

    name: Text
    organisation: Annotated[OrganisationId, Printable]
    id: Annotated[ParticipantId, Printable] = Field(
        default_factory=lambda data: ParticipantId(
            f"{data.get('name')} ({data.get('organisation')})"
        ),
        min_length=1,
        max_length=650,
    )
    """Name and organisation unless said otherwise."""
    present: bool = True
    """False: registered but not coming; keeps the line, takes no seat."""
    absent: Numbers = frozenset()
    """Rounds the person misses: late, leaving early, called away."""
    table: Annotated[TableId, Printable] | None = None
    """The only table this person sits at."""
    zone: Text | None = None
    """The only zone this person sits in."""
    needs_access: bool = False
    """Sits at accessible tables only."""
    least: NonNegativeInt | None = None
    """Fewest meetings."""
    most: NonNegativeInt | None = None
    """Most meetings."""

    def may_sit_at(self, table: Table) -> bool:
        """Whether the table is the person's own, in the zone asked for, and can be reached."""
        return (
            self.table in {None, table.id}
            and self.zone in {None, table.zone}
            and (table.accessible or not self.needs_access)
        )

    @model_validator(mode="after")
    def _least_is_at_most_most(self) -> Self:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise refusal(
                "domain.least_above_most", person=self.name, least=self.least, most=self.most
            )
        return self


class Facilitator(Frozen):
    """An organiser who accompanies a project group; on an extra chair, never in a pairing."""

    name: Text
    id: Annotated[FacilitatorId, Printable] = Field(
        default_factory=lambda data: data.get("name", ""), min_length=1, max_length=400
    )


def meet_again(one: Appetite, other: Appetite) -> bool:
    """Whether two organisations may meet again: neither refuses, and one at least takes it."""
    both = {one, other}
    return Appetite.NEW_ONLY not in both and bool(both & {Appetite.MIXED, Appetite.AGAIN})

"""The answer as plain data: who sits at which table in which round."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

from pydantic import PositiveInt

from speeddating.domain.base import (
    FacilitatorId,
    Frozen,
    ParticipantId,
    Printable,
    TableId,
    Text,
)


class Seating(Frozen):
    """Who sits at one table in one round."""

    round: PositiveInt
    table: Annotated[TableId, Printable]
    entreprises: tuple[Annotated[ParticipantId, Printable], ...]
    associations: tuple[Annotated[ParticipantId, Printable], ...]
    facilitators: tuple[Annotated[FacilitatorId, Printable], ...] = ()

    def people(self) -> tuple[ParticipantId, ...]:
        """Everyone who counts in a pairing at this table, entreprises first."""
        return self.entreprises + self.associations

    def meetings(self) -> Iterator[tuple[ParticipantId, ParticipantId]]:
        """Every entreprise person with every association person at this table."""
        for entreprise in self.entreprises:
            for association in self.associations:
                yield entreprise, association


class Schedule(Frozen):
    """A full rotation plan; seatings by round, then in the order of the tables."""

    rencontre: Text
    seatings: tuple[Seating, ...]

    @cached_property
    def place_of(self) -> dict[tuple[ParticipantId, int], Seating]:
        """The seating of a person in a round; a pause has no entry."""
        return {(who, s.round): s for s in self.seatings for who in s.people()}

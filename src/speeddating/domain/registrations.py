"""What a list of registrations says before anybody has looked it over; no e-mail, no telephone."""

from typing import Annotated

from pydantic import Field, PositiveInt

from speeddating.domain.base import Frozen, Numbers, Text, Words
from speeddating.domain.issue import Issue
from speeddating.domain.people import Side

Lines = Annotated[tuple[PositiveInt, ...], Field(min_length=1)]


class RegisteredPerson(Frozen):
    """Somebody who has registered, as far as the list says."""

    name: Text | None
    """None: to be filled in."""
    organisation: Text | None
    """As the organisation is named among :attr:`Registrations.organisations`."""
    line: PositiveInt
    """Row of the list, counted as Excel does."""
    present: bool = True
    absent: Numbers = frozenset()
    side: Side | None = None
    """What the line says where it names no organisation, which otherwise has the side."""


class RegisteredOrganisation(Frozen):
    """A structure that sends somebody; its side is known only where a column says it."""

    name: Text
    """As first spelled."""
    side: Side | None
    """None: to be asked."""
    lines: Lines
    sector: Text | None = None
    themes: Words = frozenset()
    needs: Words = frozenset()
    offers: Words = frozenset()
    siren: Text | None = None


class Registrations(Frozen):
    """
    A list of registrations as read: people by organisation, and what to look at.

    ``skipped``, ``doubtful`` and ``notes`` name the cell of each line; ``data["line"]`` holds its
    number where there is one.
    """

    source: str
    """Name of the file."""
    organisations: tuple[RegisteredOrganisation, ...]
    """In the order first named."""
    people: tuple[RegisteredPerson, ...]
    """In the order of the list."""
    skipped: tuple[Issue, ...] = ()
    """Lines left out, and why."""
    doubtful: tuple[Issue, ...] = ()
    """Lines kept that somebody should look at."""
    notes: tuple[Issue, ...] = ()
    """Which columns were read, and how the file was understood."""

    @property
    def without_side(self) -> tuple[RegisteredOrganisation, ...]:
        """Organisations whose side is still to be asked."""
        return tuple(one for one in self.organisations if one.side is None)

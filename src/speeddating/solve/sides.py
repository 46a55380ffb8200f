"""The people of one side, by position: every array of the solvers is indexed so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from speeddating.domain.base import OrganisationId, PartyId
    from speeddating.domain.people import Participant

    Ints = NDArray[np.int64]


@dataclass(frozen=True)
class OneSide:
    """The expected people of one side and the organisations that send them, by position."""

    people: tuple[Participant, ...]
    organisations: tuple[OrganisationId, ...]

    @cached_property
    def organisation_at(self) -> dict[OrganisationId, int]:
        """Position of each organisation."""
        return {organisation: i for i, organisation in enumerate(self.organisations)}

    @cached_property
    def organisation_of(self) -> Ints:
        """``[person]`` position of the person's organisation."""
        found = [self.organisation_at[person.organisation] for person in self.people]
        return np.array(found, dtype=np.int64)

    @cached_property
    def delegates(self) -> tuple[tuple[int, ...], ...]:
        """``[organisation]`` positions of the people it sends."""
        found: list[list[int]] = [[] for _ in self.organisations]
        for i, organisation in enumerate(self.organisation_of):
            found[organisation].append(i)
        return tuple(map(tuple, found))

    def stands_for(self, party: PartyId) -> tuple[int, ...]:
        """Positions of the people of this side a party stands for; empty if none."""
        return self._people_by_name.get(party, ())

    @cached_property
    def _people_by_name(self) -> dict[PartyId, tuple[int, ...]]:
        named: dict[PartyId, tuple[int, ...]] = {p.id: (i,) for i, p in enumerate(self.people)}
        named.update(zip(self.organisations, self.delegates, strict=True))
        return named

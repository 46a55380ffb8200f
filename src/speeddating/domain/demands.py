"""What people and organisers ask for: wishes, incompatibilities, locks, project groups."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, NonNegativeInt, PositiveInt, model_validator

from speeddating.domain.base import (
    FacilitatorId,
    Frozen,
    Numbers,
    OrganisationId,
    ParticipantId,
    PartyId,
    Printable,
    TableId,
    Text,
    refusal,
)

Party = Annotated[PartyId, Printable]


class WishKind(StrEnum):
    """How strongly a meeting is asked for."""

    WISH = "wish"
    MUST = "must"


class Wish(Frozen):
    """
    ``source`` asks to meet ``target``; both are an organisation or one of its people.

    A wish that names a round is granted only in that round. ``before`` orders two meetings: if
    both take place, ``source`` meets ``target`` in an earlier round than it meets ``before``.
    """

    source: Party
    target: Party
    rank: PositiveInt = 1
    """1 is the dearest."""
    kind: WishKind = WishKind.WISH
    round: PositiveInt | None = None
    before: Party | None = None

    @property
    def is_must(self) -> bool:
        """Whether a schedule without this meeting is refused."""
        return self.kind is WishKind.MUST


class Incompatibility(Frozen):
    """Two parties that never share a table; of the same side or not."""

    a: Party
    b: Party
    reason: Text | None = None


class Lock(Frozen):
    """A person's seat that is already decided."""

    participant: Annotated[ParticipantId, Printable]
    round: PositiveInt
    table: Annotated[TableId, Printable]


class ProjectGroup(Frozen):
    """A sous-groupe: organisations of both sides that sit together with their facilitator."""

    name: Text
    organisations: tuple[Annotated[OrganisationId, Printable], ...] = Field(min_length=1)
    facilitator: Annotated[FacilitatorId, Printable] | None = None
    rounds: Numbers = frozenset()
    """Rounds in which the group sits together."""
    free_rounds: NonNegativeInt = 0
    """Further rounds together, whichever suit best."""
    project: Text | None = None
    state: Text | None = None

    @model_validator(mode="after")
    def _members_are_listed_once(self) -> Self:
        if len(set(self.organisations)) < len(self.organisations):
            raise refusal("domain.group_member_twice", group=self.name)
        return self

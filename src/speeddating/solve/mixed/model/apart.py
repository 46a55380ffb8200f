"""Members of a project group that may never share a table: such a group cannot sit."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from speeddating.domain.names import matching_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from speeddating.domain.base import OrganisationId, PartyId
    from speeddating.domain.demands import ProjectGroup
    from speeddating.domain.people import Participant
    from speeddating.solve.limits import Limits


class Quarrel(NamedTuple):
    """Two members of a group, and the rule that keeps them from one table."""

    rule: str
    a: OrganisationId
    b: OrganisationId


def kept_apart(limits: Limits, group: ProjectGroup, number: int) -> Quarrel | None:
    """The first two members there in a round that may not sit together, whomever they send."""
    if not (limits.rencontre.incompatibilities or limits.rencontre.competitors_apart):
        return None
    there = _there(limits, group, number)
    for a, b in combinations([one for one in group.organisations if one in there], 2):
        if _compete(limits, a, b):
            return Quarrel("competitors_apart", a, b)
        if all(_incompatible(limits, one, other) for one, other in product(there[a], there[b])):
            return Quarrel("incompatible_apart", a, b)
    return None


def _there(
    limits: Limits, group: ProjectGroup, number: int
) -> Mapping[OrganisationId, Sequence[Participant]]:
    found: dict[OrganisationId, list[Participant]] = {}
    for one in limits.sides.values():
        for person in one.people:
            if person.organisation in group.organisations and number not in person.absent:
                found.setdefault(person.organisation, []).append(person)
    return found


def _compete(limits: Limits, a: OrganisationId, b: OrganisationId) -> bool:
    one, other = (limits.rencontre.organisation_by_id[name] for name in (a, b))
    if not limits.rencontre.competitors_apart or one.side is not other.side:
        return False
    sectors = [one.sector, other.sector]
    return None not in sectors and matching_key(sectors[0] or "") == matching_key(sectors[1] or "")


def _incompatible(limits: Limits, one: Participant, other: Participant) -> bool:
    parties: list[set[PartyId]] = [{who.id, who.organisation} for who in (one, other)]
    return any(
        (pair.a in parties[0] and pair.b in parties[1])
        or (pair.b in parties[0] and pair.a in parties[1])
        for pair in limits.rencontre.incompatibilities
    )

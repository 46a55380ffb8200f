"""Project groups that cannot sit together: fewest that contradict each other, by deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speeddating.domain.issue import Reason
from speeddating.solve.cpsat.lexicographic import NoSolution, NothingFound
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.model.groups import sittings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from speeddating.domain.demands import ProjectGroup
    from speeddating.solve.clock import Clock


def groups_apart(limits: Limits, clock: Clock) -> tuple[Reason, ...]:
    """Groups of which none can be left out, then those without which the others fit; or nothing."""
    rencontre = limits.rencontre
    if not _decided(limits) or _sit(limits, rencontre.groups, clock) is not False:
        return ()
    core = list(rencontre.groups)
    for group in rencontre.groups:
        fewer = [one for one in core if one is not group]
        if _sit(limits, fewer, clock) is False:
            core = fewer
    reasons = tuple(map(_told, core))
    drops = [
        reason.model_copy(
            update={"code": "reasons.drop", "data": {**reason.data, "demand": reason.code}}
        )
        for group, reason in zip(core, reasons, strict=True)
        if _sit(limits, [one for one in rencontre.groups if one is not group], clock)
    ]
    return (*reasons, *drops)


def _decided(limits: Limits) -> bool:
    """Whether each member sends one person: else it was chosen who goes, which proves nothing."""
    members = {o for group in limits.rencontre.groups for o in group.organisations}
    return all(
        len(people) <= 1
        for one in limits.sides.values()
        for organisation, people in zip(one.organisations, one.delegates, strict=True)
        if organisation in members
    )


def _sit(limits: Limits, groups: Iterable[ProjectGroup], clock: Clock) -> bool | None:
    """Whether these groups fit; None if time ends before that is known."""
    fewer = limits.rencontre.model_copy(update={"groups": tuple(groups)})
    try:
        sittings(Limits(fewer, limits.history, limits.own), clock)
    except NoSolution:
        return False
    except NothingFound:
        return None
    return True


def _told(group: ProjectGroup) -> Reason:
    people: Sequence[str] = group.organisations
    return Reason(
        code="reasons.groups_sit_together",
        data={"group": group.name, "count": len(group.rounds) + group.free_rounds},
        people=tuple(people),
    )

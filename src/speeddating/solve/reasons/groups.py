"""Project groups that cannot sit together: fewest that contradict each other, by deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from speeddating.domain.issue import Reason
from speeddating.domain.people import Side
from speeddating.solve.cpsat.lexicographic import NoSolution, NothingFound
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.model.apart import kept_apart
from speeddating.solve.mixed.model.groups import (
    free_rounds_left,
    members,
    rounds_left,
    sittings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from speeddating.domain.demands import ProjectGroup
    from speeddating.solve.clock import Clock

Kind = TypeVar("Kind")


def groups_apart(limits: Limits, clock: Clock) -> tuple[Reason, ...]:
    """
    Groups of which none can be left out, then those without which the others fit; or nothing.

    A group for which every table is too small says how many seats are missing, and on which side;
    one with members that are kept apart, who they are.
    """
    rencontre = limits.rencontre
    if not _decided(limits):
        hopeless = [group for group in rencontre.groups if any(_alone(limits, group))]
        return tuple(one for group in hopeless for one in (_told(group), *_alone(limits, group)))
    if _sit(limits, rencontre.groups, clock) is not False:
        return ()
    core = list(rencontre.groups)
    for group in rencontre.groups:
        fewer = [one for one in core if one is not group]
        if _sit(limits, fewer, clock) is False:
            core = fewer
    reasons = tuple(map(_told, core))
    alone = [one for group in core for one in _alone(limits, group)]
    drops = [
        _dropped(reason)
        for group, reason in zip(core, reasons, strict=True)
        if _sit(limits, [one for one in rencontre.groups if one is not group], clock)
    ]
    drops += [
        _dropped(reason)
        for reason in alone
        if (other := _reconciled(limits, reason)) and _sit(other, rencontre.groups, clock)
    ]
    return (*reasons, *alone, *drops)


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


def _alone(limits: Limits, group: ProjectGroup) -> Iterator[Reason]:
    """Why a group cannot sit whatever the others do: seats, or members that are kept apart."""
    yield from _missing(limits, group)
    for rule, *pair in dict.fromkeys(_in_too_many_rounds(limits, group, kept_apart)):
        yield Reason(
            code=f"reasons.{rule}",
            data=dict(zip("ab", pair, strict=True)),
            people=tuple(pair),
        )


def _reconciled(limits: Limits, reason: Reason) -> Limits | None:
    """Without what keeps two members apart; None where that is not why."""
    rencontre = limits.rencontre
    if reason.code == "reasons.competitors_apart":
        others = rencontre.model_copy(update={"competitors_apart": False})
    elif reason.code == "reasons.incompatible_apart":
        home = {str(one.id): str(one.organisation) for one in rencontre.participants}
        left = [
            pair
            for pair in rencontre.incompatibilities
            if {home.get(party, party) for party in (pair.a, pair.b)} != set(reason.people)
        ]
        others = rencontre.model_copy(update={"incompatibilities": tuple(left)})
    else:
        return None
    return Limits(others, limits.history, limits.own)


def _in_too_many_rounds(
    limits: Limits, group: ProjectGroup, why_not: Callable[[Limits, ProjectGroup, int], Kind | None]
) -> list[Kind]:
    """Why it cannot sit in rounds it must sit in, or in so many that too few are left."""
    to_come = [number for r, number in enumerate(limits.rounds) if not limits.is_held(r)]
    against = {number: why for number in to_come if (why := why_not(limits, group, number))}
    given = rounds_left(limits, group)
    named = [against[number] for number in sorted(given & against.keys())]
    if named or len(to_come) - len(against) >= len(given) + free_rounds_left(limits, group):
        return named
    return list(against.values())


def _missing(limits: Limits, group: ProjectGroup) -> Iterator[Reason]:
    """Seats that the nearest table lacks, by side, where too few rounds have one for the group."""
    named = _in_too_many_rounds(limits, group, _lacking)
    if not named:
        return
    _, table, *counts = min(named)
    for side, count in zip(Side, counts, strict=True):
        if count:
            yield Reason(
                code=f"reasons.group_seats_{side}",
                data={"group": group.name, "table": table, "count": count},
                people=tuple(group.organisations),
            )


def _lacking(limits: Limits, group: ProjectGroup, number: int) -> tuple[int, str, int, int] | None:
    """In all, at which table, and by side: seats missing at the nearest one; None if it fits."""
    known = limits.rencontre.side_by_participant
    sides = [known[person.id] for person in members(limits, group, number)]
    there = [sides.count(side) for side in Side]
    lacks = []
    for table in limits.rencontre.tables:
        if table.stands_in(number):
            seats = (table.seats_entreprises, table.seats_associations)
            e, a = (max(0, one - many) for one, many in zip(there, seats, strict=True))
            lacks.append((e + a, str(table.id), e, a))
    least = min(lacks, default=None)
    return least if least and least[0] else None


def _dropped(reason: Reason) -> Reason:
    said = {**reason.data, "demand": reason.code}
    return reason.model_copy(update={"code": "reasons.drop", "data": said})


def _told(group: ProjectGroup) -> Reason:
    people: Sequence[str] = group.organisations
    return Reason(
        code="reasons.groups_sit_together",
        data={"group": group.name, "count": len(group.rounds) + group.free_rounds},
        people=tuple(people),
    )

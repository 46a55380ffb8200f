"""A schedule on its way through this room: seats, project groups, and what is proved of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.mixed.refine.counted import Counted
from speeddating.solve.mixed.refine.measures import breaches
from speeddating.solve.mixed.refine.relabel import at_home, relabelled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from speeddating.domain.plan import Bound
    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.facts.arrays import Tables
    from speeddating.solve.mixed.facts.problem import MixedProblem
    from speeddating.solve.mixed.model.groups import Sittings


class Found(NamedTuple):
    """
    Seats by side, and whom they bind.

    Attributes
    ----------
    at
        By side, ``[person, round]`` the table, or -1.
    groups
        Where project groups sit.
    proved
        Bounds over all schedules, by level.
    """

    at: Tables
    groups: Sittings
    proved: Mapping[str, Bound]


def most_new(found: Found) -> int | None:
    """The bound proved on new pairings, if one was."""
    bound = found.proved.get("new_pairings")
    return bound.value if bound is not None and isinstance(bound.value, int) else None


def without_locks(limits: Limits) -> MixedProblem:
    """The problem without what the engine chose: tables of groups, even numbers at tables."""
    return replace(problem(limits, {}), even=False)


def counted(limits: Limits, found: Found) -> Counted:
    """The seats of ``found``, those of locks and groups fixed."""
    return Counted(asked(limits, problem(limits, found.groups.bound_to)), found.at)


def broken(limits: Limits, found: Found) -> bool:
    """Whether the seats break a rule, or leave a locked one empty."""
    c = counted(limits, found)
    locked = (
        (people.locked >= 0) & (at != people.locked)
        for people, at in zip(c.problem.sides, found.at, strict=True)
    )
    return breaches(c) < 0 or any(bool(one.any()) for one in locked)


def with_few_moves(limits: Limits, found: Found) -> Found:
    """The same companies at tables that few people change; published ones where they were."""
    whole = asked(limits, problem(limits, found.groups.bound_to))
    if not whole.published:
        return found._replace(at=relabelled(whole.problem, found.at, whole.seated))
    at = at_home(whole, found.at)
    entreprises, associations = (
        replace(people, locked=people.locked.copy()) for people in whole.problem.sides
    )
    for company in whole.published:
        if company.sits(at):
            for people, mine in zip((entreprises, associations), company.sides, strict=True):
                people.locked[mine, company.round] = company.table
    here = replace(whole.problem, entreprises=entreprises, associations=associations)
    return found._replace(at=relabelled(here, at, whole.seated))

"""From "no schedule exists" to an error that says why, and what would make it possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speeddating.checks import check
from speeddating.domain.schedule import Schedule
from speeddating.errors import InfeasibleError, NoScheduleFoundError
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.runner import SolverContradictsItselfError, denies_everything
from speeddating.solve.reasons.conflict import concerning, conflict, named
from speeddating.solve.reasons.counting import counted
from speeddating.solve.reasons.groups import groups_apart
from speeddating.solve.reasons.seats import seats_conflict
from speeddating.solve.reasons.ways import ways_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.domain.issue import Reason
    from speeddating.errors import SpeedDatingError
    from speeddating.solve.limits import Limits

LEAST_SECONDS = 5.0
"""Granted to the explanation even when the search has used up its budget."""
MOST_DROPS = 12
"""Demands of which it is tried whether giving one up is enough."""


def impossible_at_sight(limits: Limits) -> bool:
    """Whether counting alone says so; asked before any solver."""
    rencontre = limits.rencontre
    asks = any(wish.is_must for wish in rencontre.wishes)
    asks |= any(person.least for person in rencontre.participants)
    return asks and rencontre.one_to_one and not rencontre.groups and bool(counted(limits))


def explained(limits: Limits, clock: Clock) -> SpeedDatingError:
    """
    The error to raise for a rencontre that a solver or a flow calls impossible.

    Returns
    -------
    SpeedDatingError
        :class:`InfeasibleError` once a second route agrees; :class:`NoScheduleFoundError` when
        time ends before that, or if an evening in which nobody sits would do: then nothing is
        proved.

    Raises
    ------
    SolverContradictsItselfError
        If the solver calls everything impossible.
    """
    rencontre = limits.rencontre
    budget = clock.budget.model_copy(update={"seconds": max(clock.left, LEAST_SECONDS)})
    clock = Clock(budget, cancelled=clock.cancelled)
    if denies_everything(clock):
        raise SolverContradictsItselfError("what is possible is called impossible")
    if _nobody_sitting_is_fine(limits):
        return NoScheduleFoundError(rencontre.name, clock.seconds)
    if rencontre.groups or not rencontre.one_to_one:
        # what follows counts and models tables of one and one
        looks = [groups_apart, seats_conflict]
        if rencontre.locks:
            looks.reverse()  # among groups alone, a lock in their way would not be told
        apart = next(filter(None, (look(limits, clock) for look in looks)), ())
        if not apart:
            return NoScheduleFoundError(rencontre.name, clock.seconds)
        return InfeasibleError(rencontre.name, apart)
    reasons = counted(limits)
    if reasons:
        return InfeasibleError(rencontre.name, (*reasons, *_ways_beside(limits, clock, reasons)))
    found = conflict(limits, clock)
    if found is None:
        return NoScheduleFoundError(rencontre.name, clock.seconds)
    ways = ways_out(limits, clock, found.demands)
    return InfeasibleError(rencontre.name, (*named(found.demands), *ways))


def _nobody_sitting_is_fine(limits: Limits) -> bool:
    """Whether the empty schedule keeps every rule."""
    if limits.resumed is not None or limits.own.rules:
        return False
    nobody = Schedule(rencontre=limits.rencontre.name, seatings=())
    return not check(limits.rencontre, limits.history, nobody)


def _ways_beside(limits: Limits, clock: Clock, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Ways out of what was counted: a demand of those concerned, more tables, more rounds."""
    told = {who for reason in reasons for who in reason.people}
    concerned = told | {
        name
        for person in limits.rencontre.participants
        for name in (person.id, person.organisation)
        if told & {person.id, person.organisation}
    }
    return ways_out(limits, clock, concerning(limits, concerned)[:MOST_DROPS])

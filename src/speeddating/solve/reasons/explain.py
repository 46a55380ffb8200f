"""From "no schedule exists" to an error that says why, and what would make it possible."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from speeddating.domain.base import TableId
from speeddating.domain.issue import Reason
from speeddating.domain.room import Table
from speeddating.errors import InfeasibleError, NoScheduleFoundError
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.reasons.conflict import concerning, conflict, feasible, named, too_large
from speeddating.solve.reasons.counting import counted
from speeddating.solve.reasons.demands import without
from speeddating.solve.reasons.groups import groups_apart
from speeddating.solve.reasons.seats import seats_conflict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from speeddating.domain.rencontre import Rencontre
    from speeddating.errors import SpeedDatingError
    from speeddating.solve.reasons.demands import Demand

LEAST_SECONDS = 5.0
"""Granted to the explanation even when the search has used up its budget."""
MOST_MORE = 8
"""Further tables or rounds that are tried."""
MOST_DROPS = 12
"""Demands of which it is tried whether giving one up is enough."""


def explained(limits: Limits, clock: Clock) -> SpeedDatingError:
    """
    The error to raise for a rencontre that a solver or a flow calls impossible.

    Returns
    -------
    SpeedDatingError
        :class:`InfeasibleError` once a second route agrees; :class:`NoScheduleFoundError` when
        time ends before that, since then nothing is proved.
    """
    rencontre = limits.rencontre
    budget = clock.budget.model_copy(update={"seconds": max(clock.left, LEAST_SECONDS)})
    clock = Clock(budget, cancelled=clock.cancelled)
    if rencontre.groups or not rencontre.one_to_one:
        # what follows counts and models tables of one and one
        apart = groups_apart(limits, clock) or seats_conflict(limits, clock)
        if not apart:
            return NoScheduleFoundError(rencontre.name, clock.seconds)
        return InfeasibleError(rencontre.name, apart)
    reasons = counted(limits)
    if reasons:
        return InfeasibleError(rencontre.name, (*reasons, *_ways_beside(limits, clock, reasons)))
    found = None if too_large(limits) else conflict(limits, clock)
    if found is None:
        return NoScheduleFoundError(rencontre.name, clock.seconds)
    ways = ways_out(limits, clock, found.demands)
    return InfeasibleError(rencontre.name, (*named(found.demands), *ways))


def _ways_beside(limits: Limits, clock: Clock, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Ways out of what was counted: a demand of those concerned, more tables, more rounds."""
    if too_large(limits):
        return ()
    told = {who for reason in reasons for who in reason.people}
    concerned = told | {
        name
        for person in limits.rencontre.participants
        for name in (person.id, person.organisation)
        if told & {person.id, person.organisation}
    }
    return ways_out(limits, clock, concerning(limits, concerned)[:MOST_DROPS])


def ways_out(limits: Limits, clock: Clock, demands: Sequence[Demand] = ()) -> tuple[Reason, ...]:
    """What would make it possible, each tried: one demand less, more tables, more rounds."""
    found = []
    for demand in demands:
        if demand.rule == "tables_stand":
            continue  # told as further tables
        if _possible_without(limits, clock, demand):
            said = demand.reason()
            data = {**said.data, "demand": said.code}
            found.append(Reason(code="reasons.drop", data=data, people=said.people))
    for what, grown in (("tables", more_tables), ("rounds", more_rounds)):
        count = _fewest(limits, clock, grown)
        if count is not None:
            found.append(Reason(code=f"reasons.more_{what}", data={"count": count}))
    return tuple(found)


def _possible_without(limits: Limits, clock: Clock, demand: Demand) -> bool:
    """Whether the rencontre is possible once this is struck out of it."""
    changed = without(limits, demand)
    if changed is None:
        return bool(feasible(limits, clock, without=(demand,)))
    return bool(feasible(changed, clock))


def _fewest(
    limits: Limits, clock: Clock, grown: Callable[[Rencontre, int], Rencontre]
) -> int | None:
    """The fewest more that are enough, among 1 to :data:`MOST_MORE`."""
    for count in range(1, MOST_MORE + 1):
        if clock.over:
            return None
        wider = Limits(grown(limits.rencontre, count), limits.history, limits.own)
        if feasible(wider, clock):
            return count
    return None


def more_tables(rencontre: Rencontre, count: int) -> Rencontre:
    """With further tables of one and one that stand in every round."""
    names = (f"+{number}" for number in itertools.count(1))
    fresh = (TableId(name) for name in names if name not in rencontre.table_by_id)
    tables = tuple(Table(id=name) for name in itertools.islice(fresh, count))
    return rencontre.model_copy(update={"tables": rencontre.tables + tables})


def more_rounds(rencontre: Rencontre, count: int) -> Rencontre:
    """With further rounds at the end."""
    last = rencontre.rounds[-1]
    further = tuple(
        last.model_copy(update={"number": last.number + i, "start": None, "is_break": False})
        for i in range(1, count + 1)
    )
    return rencontre.model_copy(update={"rounds": rencontre.rounds + further})

"""
Why no schedule of mixed tables exists: demands of which none can be left out, by deletion.

As :mod:`.conflict` does for tables of one and one (Chinneck & Dravnieks 1991), over the model of
:mod:`speeddating.solve.mixed`. What that model has no variables for, presence and where people may
sit, is not among the demands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from speeddating.domain.issue import Reason
from speeddating.solve.cpsat.runner import run
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.found import without_locks
from speeddating.solve.mixed.model.rules import BACKGROUND, FAMILIES
from speeddating.solve.mixed.model.variables import LARGEST_MODEL, size, variables
from speeddating.solve.reasons.conflict import SECOND_SETTINGS
from speeddating.solve.reasons.demands import Demand

if TYPE_CHECKING:
    from speeddating.solve.clock import Clock
    from speeddating.solve.limits import Limits
    from speeddating.solve.rounds.rules import Condition


def seats_conflict(limits: Limits, clock: Clock) -> tuple[Reason, ...]:
    """
    Demands that contradict each other, then those whose loss is enough; nothing without a proof.

    Nobody sitting at all breaks no other rule, so where demands are none there is no conflict.
    """
    if size(limits) > LARGEST_MODEL:
        return ()
    core = _demands(limits)
    if _possible(limits, core, clock) is not False:
        return ()
    for demand in sorted(core, key=repr):
        if _possible(limits, core - {demand}, clock) is False:
            core -= {demand}
    if _possible(limits, core, clock, second=True) is not False:
        return ()
    everything = _demands(limits)
    told = [demand.reason() for demand in sorted(core, key=repr)]
    enough = [
        Reason(code="reasons.drop", data={**said.data, "demand": said.code}, people=said.people)
        for demand, said in zip(sorted(core, key=repr), told, strict=True)
        if _possible(limits, everything - {demand}, clock)
    ]
    return (*told, *enough)


def _demand(condition: Condition) -> Demand:
    return Demand(condition.rule, tuple(sorted(condition.data.items())))


def _demands(limits: Limits) -> set[Demand]:
    x = variables(limits, asked(limits, without_locks(limits)))
    conditions = (condition for family in FAMILIES for condition in family(x))
    return {_demand(one) for one in conditions if one.rule != BACKGROUND}


def _possible(
    limits: Limits, demands: set[Demand], clock: Clock, *, second: bool = False
) -> bool | None:
    """Whether these demands can be kept together; None if time ends before that is known."""
    x = variables(limits, asked(limits, without_locks(limits)))
    for family in FAMILIES:
        for condition in family(x):
            if condition.rule == BACKGROUND or _demand(condition) in demands:
                x.model.add(condition.holds)
    other: dict[str, Any] = SECOND_SETTINGS if second else {}
    _, status = run(x.model, clock, clock.left, num_workers=1, **other)
    if status == cp_model.INFEASIBLE:
        return False
    return True if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

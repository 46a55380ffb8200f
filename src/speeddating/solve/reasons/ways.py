"""What would make the impossible possible, each way tried: demands given up, tables, rounds."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from speeddating.domain.base import TableId
from speeddating.domain.issue import Reason
from speeddating.domain.room import Table
from speeddating.solve.cpsat.lexicographic import NoSolution
from speeddating.solve.cpsat.runner import run
from speeddating.solve.demands import demands
from speeddating.solve.limits import Limits
from speeddating.solve.pairs.choose import SUPPORTS as PAIRS
from speeddating.solve.pairs.choose import NoPairings, choose
from speeddating.solve.reasons.conflict import feasible, guarded, needed_by, too_large
from speeddating.solve.reasons.counting import counted
from speeddating.solve.reasons.demands import without
from speeddating.solve.rounds.demanded import kept_together
from speeddating.solve.rounds.model import variables
from speeddating.solve.rounds.space import space
from speeddating.solve.rounds.start import begun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from speeddating.domain.rencontre import Rencontre
    from speeddating.solve.clock import Clock
    from speeddating.solve.reasons.demands import Demand

MOST_MORE = 64
"""Further tables or rounds that are tried."""
MOST_TOGETHER = 20
"""Demands that are told as one way out."""
DEAR = frozenset({"people_are_there", "meetings_again_are_welcome", "incompatible_apart", "access"})
"""What is given up last: it is nobody's wish."""


def possible(limits: Limits, clock: Clock) -> bool | None:
    """Whether a schedule exists, by the quickest exact way; None if time ends first."""
    if limits.own.rules:
        return feasible(limits, clock)
    if not demands(limits.rencontre) - PAIRS:
        try:
            choose(limits, (), "flow", clock)
        except NoPairings:
            return False
        return True
    return False if counted(limits) else _by_rounds(limits, clock)


def _by_rounds(limits: Limits, clock: Clock) -> bool | None:
    here = space(limits)
    try:
        firm = kept_together(here, (), clock)
    except NoSolution:
        return False
    if firm is None or begun(here, (), clock, firm).short:
        return None
    return True


def ways_out(limits: Limits, clock: Clock, given_up: Sequence[Demand] = ()) -> tuple[Reason, ...]:
    """Each way that is enough by itself; where there is none, fewest demands given up together."""
    found = [_drop(demand) for demand in given_up if _possible_without(limits, clock, [demand])]
    if lower := _lower_promises(limits, clock):
        found.append(Reason(code="reasons.promise_less", data={"count": lower}))
    for what, grown in (("tables", more_tables), ("rounds", more_rounds)):
        count = _fewest(limits, clock, grown)
        if count is not None:
            found.append(Reason(code=f"reasons.more_{what}", data={"count": count}))
    return tuple(found or _together(limits, clock))


def _drop(demand: Demand) -> Reason:
    said = demand.reason()
    return Reason(code="reasons.drop", data={**said.data, "demand": said.code}, people=said.people)


def _possible_without(limits: Limits, clock: Clock, given_up: Iterable[Demand]) -> bool:
    """Whether the rencontre is possible once these are struck out of it."""
    changed, left = limits, []
    for demand in given_up:
        if demand.rule == "tables_stand":
            return False  # told as further tables
        struck = without(changed, demand)
        if struck is None:
            left.append(demand)
        else:
            changed = struck
    return bool(feasible(changed, clock, without=left) if left else possible(changed, clock))


def _lower_promises(limits: Limits, clock: Clock) -> int | None:
    """The most meetings, at least 1, that may be promised to anybody; None if that is no way."""
    promised = {person.least for person in limits.rencontre.participants if person.least}
    for most in range(max(promised, default=0) - 1, 0, -1):
        people = tuple(
            person.model_copy(update={"least": min(person.least, most)}) if person.least else person
            for person in limits.rencontre.participants
        )
        lower = limits.rencontre.model_copy(update={"participants": people})
        if possible(Limits(lower, limits.history, limits.own), clock):
            return most
    return None


def _fewest(
    limits: Limits, clock: Clock, grown: Callable[[Rencontre, int], Rencontre]
) -> int | None:
    """The fewest more that are enough, by doubling and halving: more never do harm."""

    def enough(count: int) -> bool | None:
        wider = Limits(grown(limits.rencontre, count), limits.history, limits.own)
        return None if clock.over else possible(wider, clock)

    count = 1
    while (known := enough(count)) is False and count < MOST_MORE:
        count *= 2
    if not known:
        return None
    short = count // 2
    while count - short > 1:
        middle = (short + count) // 2
        known = enough(middle)
        if known is None:
            return None
        short, count = (short, middle) if known else (middle, count)
    return count


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


def _together(limits: Limits, clock: Clock) -> tuple[Reason, ...]:
    """Fewest demands that are enough to give up together, nobody's absence among them if it can."""
    here = needed_by(limits, lambda _: True)
    if too_large(here):
        return ()
    x = variables(here)
    guards = guarded(x)
    for demand, guard in guards.items():
        if demand.rule == "tables_stand":
            x.model.add(guard == 1)
    cost = [MOST_TOGETHER if demand.rule in DEAR else 1 for demand in guards]
    x.model.maximize(cp_model.LinearExpr.weighted_sum(list(guards.values()), cost))
    solver, status = run(x.model, clock, clock.left / 2)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return ()
    given_up = [demand for demand, guard in guards.items() if not solver.value(guard)]
    given_up.sort(key=repr)
    if len(given_up) > MOST_TOGETHER or not _possible_without(limits, clock, given_up):
        return ()
    if len(given_up) == 1:
        return (_drop(given_up[0]),)
    told = [demand.reason() for demand in given_up]
    data = {"count": len(told), "demands": told}
    people = tuple(dict.fromkeys(who for reason in told for who in reason.people))
    return (Reason(code="reasons.drop_together", data=data, people=people),)

"""
The CP-SAT model of a timetable: what is decided, the rules, and what is counted.

The encoding is clausal throughout, for a core-based search (see the notes of
:mod:`speeddating.solve.rounds.timetable`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ortools.sat.python.cp_model import CpModel, LinearExpr

from speeddating.solve.cpsat.totalizer import at_most, totalizer
from speeddating.solve.rounds.agenda import Agenda, Measure
from speeddating.solve.rounds.clusters import Cluster, clusters

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from ortools.sat.python.cp_model import BoolVarT, IntVar


@dataclass(frozen=True)
class TimetableVars:
    """
    Boolean variables; a key that is missing stands for what cannot be.

    Attributes
    ----------
    at
        ``at[m, t]``: meeting ``m`` takes place in slot ``t``.
    busy
        ``busy[p, t]``: person ``p`` has a meeting in slot ``t``.
    """

    at: Mapping[tuple[int, int], IntVar]
    busy: Mapping[tuple[Hashable, int], IntVar]


def decide(model: CpModel, agenda: Agenda) -> TimetableVars:
    """Each meeting takes exactly one slot; nobody has two meetings in a slot."""
    at: dict[tuple[int, int], IntVar] = {}
    for position in range(len(agenda.meetings)):
        for slot in agenda.every_slot:
            if agenda.may_be(position, slot):
                at[position, slot] = model.new_bool_var("")
        model.add_exactly_one(at[position, t] for t in agenda.every_slot if (position, t) in at)
    busy: dict[tuple[Hashable, int], IntVar] = {}
    for person, mine in agenda.meetings_of.items():
        for slot in agenda.every_slot:
            possible = [at[position, slot] for position in mine if (position, slot) in at]
            if possible:
                busy[person, slot] = _one_of(model, possible)
    return TimetableVars(at, busy)


def _one_of(model: CpModel, literals: list[IntVar]) -> IntVar:
    """A literal that says whether one of these is true, and forbids two."""
    if len(literals) == 1:
        return literals[0]
    whether = model.new_bool_var("")
    model.add_exactly_one([*literals, whether.negated()])
    return whether


def everyone_meets_as_often_as_asked(model: CpModel, agenda: Agenda, x: TimetableVars) -> None:
    """Σ busy[p, t] = meetings of p: implied, yet it prunes where a person has few free slots."""
    for person, mine in agenda.meetings_of.items():
        possible = [x.busy[person, t] for t in agenda.every_slot if (person, t) in x.busy]
        if possible:
            model.add(LinearExpr.sum(possible) == len(mine))


def earlier_meetings_come_first(model: CpModel, agenda: Agenda, x: TimetableVars) -> None:
    """No slot t has the earlier meeting at t or after it and the later one at t or before it."""
    for later, meeting in enumerate(agenda.meetings):
        for earlier in sorted(meeting.after):
            for slot in agenda.every_slot:
                wrong = [x.at.get((earlier, t)) for t in range(slot, agenda.slots + 1)]
                wrong += [x.at.get((later, t)) for t in range(1, slot + 1)]
                model.add_at_most_one(one for one in wrong if one is not None)


def tables_suffice(model: CpModel, agenda: Agenda, x: TimetableVars) -> None:
    """
    In each slot at most as many meetings as tables, and as many busy people as these seat.

    The second follows from the first; counted apart it cuts where the clusters are many.
    """
    for slot in agenda.working_slots:
        here = {i: m.people for i, m in enumerate(agenda.meetings) if (i, slot) in x.at}
        counted = [_takes_place(model, x, cluster, slot) for cluster in clusters(here)]
        at_most(model, counted, agenda.tables_in(slot))
        seated = [x.busy[person, slot] for person in agenda.meetings_of if (person, slot) in x.busy]
        largest = max((len(people) for people in here.values()), default=0)
        at_most(model, seated, largest * agenda.tables_in(slot))


def _takes_place(model: CpModel, x: TimetableVars, cluster: Cluster, slot: int) -> IntVar:
    """Whether one meeting of the cluster is in ``slot``."""
    if cluster.is_whole:
        return x.busy[cluster.person, slot]
    return _one_of(model, [x.at[position, slot] for position in cluster.meetings])


def waits_in_unary(
    model: CpModel, agenda: Agenda, x: TimetableVars
) -> dict[Hashable, list[BoolVarT]]:
    """Each person's waits in unary: literal k (from 0) says "at least k + 1 waits"."""
    return {person: _runs(model, agenda, x, person)[1:] for person in agenda.meetings_of}


def _runs(model: CpModel, agenda: Agenda, x: TimetableVars, person: Hashable) -> list[BoolVarT]:
    """How many runs of consecutive meetings ``person`` has, in unary; one more than waits."""
    starts = [
        _starts(model, x.busy[person, slot], x.busy.get((person, slot - 1)))
        for slot in agenda.every_slot
        if (person, slot) in x.busy
    ]
    runs = totalizer(model, starts, limit=max(1, len(agenda.meetings_of[person])))
    if runs:
        model.add_bool_or(runs[:1])
    return runs


def _starts(model: CpModel, now: IntVar, before: IntVar | None) -> IntVar:
    """A literal equal to "busy now, not before"."""
    if before is None:
        return now
    starts = model.new_bool_var("")
    model.add_bool_or([starts, now.negated(), before])
    model.add_implication(starts, now)
    model.add_implication(starts, before.negated())
    return starts


def nobody_waits_much_more(
    model: CpModel, agenda: Agenda, waits_of: Mapping[Hashable, list[BoolVarT]]
) -> None:
    """Whoever waits k + fairness times makes everybody wait k times."""
    if agenda.fairness is None:
        return
    most = max((len(waits) for waits in waits_of.values()), default=0)
    for least in range(1, most - agenda.fairness + 1):
        all_wait = model.new_bool_var("")
        for waits in waits_of.values():
            model.add_bool_or([all_wait.negated(), *waits[least - 1 : least]])
            if len(waits) >= least + agenda.fairness:
                model.add_implication(waits[least + agenda.fairness - 1], all_wait)


def double_pauses(model: CpModel, agenda: Agenda, x: TimetableVars) -> list[BoolVarT]:
    """One literal per person and two working slots in a row, true if both are pauses."""
    literals: list[BoolVarT] = []
    for person in agenda.meetings_of:
        for both in pairwise(agenda.working_slots):
            if all(agenda.is_there(person, slot) for slot in both):
                paused = model.new_bool_var("")
                met = [x.busy[person, slot] for slot in both if (person, slot) in x.busy]
                model.add_bool_or([paused, *met])
                literals.append(paused)
    return literals


def modelled(
    agenda: Agenda, goal: Measure | None, limits: Mapping[Measure, int]
) -> tuple[CpModel, TimetableVars]:
    """All rules, the limits and the goal; what is neither limited nor wanted is not counted."""
    model = CpModel()
    x = decide(model, agenda)
    everyone_meets_as_often_as_asked(model, agenda, x)
    earlier_meetings_come_first(model, agenda, x)
    tables_suffice(model, agenda, x)
    counted: dict[Measure | None, list[BoolVarT]] = {None: []}
    if agenda.fairness is not None or Measure.WAITS in {goal, *limits}:
        waits = waits_in_unary(model, agenda, x)
        nobody_waits_much_more(model, agenda, waits)
        counted[Measure.WAITS] = [one for mine in waits.values() for one in mine]
    if Measure.PAUSES_IN_A_ROW in {goal, *limits}:
        counted[Measure.PAUSES_IN_A_ROW] = double_pauses(model, agenda, x)
    for limited, most in limits.items():
        model.add(LinearExpr.sum(counted[limited]) <= most)
    if counted[goal]:
        model.minimize(LinearExpr.sum(counted[goal]))
    return model, x

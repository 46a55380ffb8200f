"""Two CP-SAT models that a modeller would write first."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from tests.benchmarks.case import Case, Evening


class Solved(NamedTuple):
    """An evening and the bound that came with it."""

    evening: Evening
    bound: int | None


def textbook(case: Case, seconds: float) -> Solved | None:
    """Seat x table x round: x[p, t, r], meet[e, a, t, r] <= both, once[e, a] <= sum of meet."""
    model, until = cp_model.CpModel(), perf_counter() + seconds
    x = [
        {
            (p, t, r): model.new_bool_var("")
            for p in range(count)
            for t in range(case.tables)
            for r in range(case.rounds)
        }
        for count in case.people
    ]
    for end, count in enumerate(case.people):
        for r in range(case.rounds):
            for p in range(count):
                model.add_at_most_one(x[end][p, t, r] for t in range(case.tables))
            for t in range(case.tables):
                model.add(sum(x[end][p, t, r] for p in range(count)) <= case.seats[end])
    new = []
    for e, a in np.argwhere(~case.history).tolist():
        meets = []
        for t in range(case.tables):
            for r in range(case.rounds):
                both = model.new_bool_var("")
                model.add_implication(both, x[0][e, t, r])
                model.add_implication(both, x[1][a, t, r])
                meets.append(both)
        once = model.new_bool_var("")
        model.add(sum(meets) >= once)
        new.append(once)
    model.maximize(sum(new))
    solver = _solve(model, until)
    if solver is None:
        return None
    seated = [{key for key, v in of_side.items() if solver.boolean_value(v)} for of_side in x]
    evening: Evening = [
        [
            (
                [p for p in range(case.people[0]) if (p, t, r) in seated[0]],
                [p for p in range(case.people[1]) if (p, t, r) in seated[1]],
            )
            for t in range(case.tables)
        ]
        for r in range(case.rounds)
    ]
    return Solved(evening, int(solver.best_objective_bound))


def pair_round(case: Case, seconds: float) -> Solved | None:
    """Pair x round, tables of one and one only: m[e, a, r]."""
    model, until = cp_model.CpModel(), perf_counter() + seconds
    meets = {
        (e, a, r): model.new_bool_var("")
        for e, a in np.argwhere(~case.history).tolist()
        for r in range(case.rounds)
    }
    groups: dict[tuple[object, ...], list[cp_model.IntVar]] = {}
    for (e, a, r), variable in meets.items():
        for key in (("pair", e, a), ("e", e, r), ("a", a, r)):
            groups.setdefault(key, []).append(variable)
        groups.setdefault((r,), []).append(variable)
    for group, variables in groups.items():
        if len(group) == 1:
            model.add(sum(variables) <= case.tables)
        else:
            model.add_at_most_one(variables)
    model.maximize(sum(meets.values()))
    solver = _solve(model, until)
    if solver is None:
        return None
    evening: Evening = [[] for _ in range(case.rounds)]
    for (e, a, r), variable in meets.items():
        if solver.boolean_value(variable):
            evening[r].append(([e], [a]))
    return Solved(evening, int(solver.best_objective_bound))


def _solve(model: cp_model.CpModel, until: float) -> cp_model.CpSolver | None:
    """What is found before ``until``, on the clock that writing the model has run on too."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.0, until - perf_counter())
    status = solver.solve(model)
    return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

"""Solvers that lie, each in one way; put in the place of CP-SAT's own."""

import time
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

Solve = Callable[..., Any]
HONEST = cp_model.CpSolver.solve


def _answered(solver: cp_model.CpSolver, model: cp_model.CpModel, *rest: Any) -> Any:
    return HONEST(solver, model, *rest)


def denies(solver: cp_model.CpSolver, model: cp_model.CpModel, *rest: Any) -> Any:
    """Calls everything impossible."""
    _answered(solver, model, *rest)
    return cp_model.INFEASIBLE


def from_nowhere(solver: cp_model.CpSolver, model: cp_model.CpModel, *rest: Any) -> Any:
    """Values that lay in memory."""
    status = _answered(solver, model, *rest)
    random = Random(8)  # noqa: S311 - a draw that can be repeated
    solution = solver.response_proto.solution
    for at in range(len(solution)):
        solution[at] = random.choice([0, 1, 3_346_849_004, -7])
    return status


def scrambled(solver: cp_model.CpSolver, model: cp_model.CpModel, *rest: Any) -> Any:
    """Zeros and ones, each as likely."""
    status = _answered(solver, model, *rest)
    random = Random(8)  # noqa: S311 - a draw that can be repeated
    solution = solver.response_proto.solution
    for at in range(len(solution)):
        solution[at] = random.randrange(2)
    return status


def no_values(solver: cp_model.CpSolver, model: cp_model.CpModel, *rest: Any) -> Any:
    """Says that it has an optimum, and has none."""
    _answered(solver, model, *rest)
    solver.response_proto.solution.clear()
    return cp_model.OPTIMAL


def no_status(solver: cp_model.CpSolver, model: cp_model.CpModel, *rest: Any) -> Any:
    """Never knows."""
    _answered(solver, model, *rest)
    return cp_model.UNKNOWN


def low_bound(solver: cp_model.CpSolver, model: cp_model.CpModel, *rest: Any) -> Any:
    """Says that nothing is worth more than a little less than what it found."""
    status = _answered(solver, model, *rest)
    solver.response_proto.best_objective_bound = solver.response_proto.objective_value - 1
    return status


def content(solver: cp_model.CpSolver, model: cp_model.CpModel, *rest: Any) -> Any:
    """Calls the first solution that it finds the best of all."""
    solver.parameters.stop_after_first_solution = True
    status = _answered(solver, model, *rest)
    if status != cp_model.FEASIBLE:
        return status
    solver.response_proto.best_objective_bound = solver.response_proto.objective_value
    return cp_model.OPTIMAL


def fails(*_: Any) -> Any:
    raise MemoryError("the solver")


def late(solver: cp_model.CpSolver, model: cp_model.CpModel, *rest: Any) -> Any:
    """Is told of a limit and does not keep it."""
    solver.parameters.max_time_in_seconds = 1e6
    time.sleep(0.5)
    return _answered(solver, model, *rest)


LIARS = (denies, from_nowhere, scrambled, no_values, no_status, low_bound, content, fails, late)


# Flows, linear programmes and assignments


def with_door(real: type, **lies: Callable[..., Any]) -> type:
    """A solver some of whose methods lie; each is given the honest solver first."""

    class Liar:
        OPTIMAL = getattr(real, "OPTIMAL", None)
        INFEASIBLE = getattr(real, "INFEASIBLE", None)

        def __init__(self) -> None:
            self._honest = real()

        def __getattr__(self, name: str) -> Any:
            if name in lies:
                return lambda *given: lies[name](self._honest, *given)
            return getattr(self._honest, name)

    return Liar


def empty(_: Any, arcs: Any) -> Any:
    """Nothing flows."""
    return np.zeros(len(arcs), np.int64)


def dear(solver: Any, *given: Any) -> Any:
    """Is told of other costs than there are."""
    *network, cost = given
    return solver.add_arcs_with_capacity_and_unit_cost(*network, np.abs(cost))


DOORS = {
    "cheapest flow": ("ortools.graph.python.min_cost_flow", "SimpleMinCostFlow"),
    "maximum flow": ("ortools.graph.python.max_flow", "SimpleMaxFlow"),
}
FLOWS: dict[str, tuple[str, dict[str, Callable[..., Any]]]] = {
    "empty": ("cheapest flow", {"flows": empty}),
    "denied": ("cheapest flow", {"solve": lambda honest: honest.INFEASIBLE}),
    "given up": ("cheapest flow", {"solve": lambda honest: honest.BAD_RESULT}),
    "dear": ("cheapest flow", {"add_arcs_with_capacity_and_unit_cost": dear}),
    "no maximum": ("maximum flow", {"flows": empty}),
    "no answer": ("maximum flow", {"solve": lambda honest, *_: honest.BAD_RESULT}),
}
"""How flows lie: the solver, and which of its methods do."""

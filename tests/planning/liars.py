"""Solvers that lie, each in one way; put in the place of CP-SAT's own."""

import time
from collections.abc import Callable
from random import Random
from typing import Any

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

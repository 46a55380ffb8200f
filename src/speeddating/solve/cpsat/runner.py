"""
One solve of CP-SAT, stoppable at any moment.

The solver runs in a worker thread without its own signal handling, which otherwise leaves Ctrl-C
deadly after any solve (measured on ortools 9.15); this thread waits and passes a stop on.
"""

from __future__ import annotations

import threading
from time import monotonic
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from speeddating.solve.clock import DETERMINISTIC_SHARE

if TYPE_CHECKING:
    from collections.abc import Callable

    from speeddating.solve.clock import Clock

POLL_SECONDS = 0.02
GRACE_SECONDS = 2.0
"""After its limit the solver may still be leaving presolve; then it is told to stop."""
TOLERANCE = 0.5
"""Of an objective, which is a whole number."""


class SolverContradictsItselfError(RuntimeError):
    """A status or value that a known solution refutes; a defect of the solver or of the model."""


def run(
    model: cp_model.CpModel,
    clock: Clock,
    seconds: float,
    *,
    on_bound: Callable[[float], None] | None = None,
    **parameters: Any,  # noqa: ANN401
) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    """
    Solve ``model`` for at most ``seconds`` of ``clock``.

    Parameters
    ----------
    on_bound
        Called from the search with each better bound; keep it tiny.
    **parameters
        Further fields of ``sat_parameters.proto``, such as ``linearization_level=0``.

    Returns
    -------
    tuple[CpSolver, CpSolverStatus]
        ``UNKNOWN`` when the time was over before the start. Values may be read only after
        ``OPTIMAL`` or ``FEASIBLE``: otherwise they are whatever lay in memory.

    Raises
    ------
    ValueError
        If the model is invalid: a defect of the caller.
    SolverContradictsItselfError
        If the values are none of this model's, or not worth what the solver says.
    """
    solver = cp_model.CpSolver()
    settings = solver.parameters
    settings.catch_sigint_signal = False
    settings.num_workers = clock.workers
    settings.random_seed = clock.budget.seed % (2**31)
    settings.max_time_in_seconds = max(0.001, seconds)
    if clock.budget.reproducible:
        settings.max_deterministic_time = max(0.001, clock.budget.seconds * DETERMINISTIC_SHARE)
        settings.max_time_in_seconds = max(0.001, clock.left)
    for name, value in parameters.items():
        setattr(settings, name, value)
    if on_bound is not None:
        solver.best_bound_callback = on_bound
    if clock.over or seconds <= 0:
        clock.cut = clock.cut or not clock.cancelled.is_set()
        return solver, cp_model.UNKNOWN
    status = _in_worker(solver, model, clock, settings.max_time_in_seconds + GRACE_SECONDS)
    if status == cp_model.MODEL_INVALID:
        raise ValueError(f"invalid model: {model.validate()} {solver.solution_info()}")
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        _refuse_nonsense(model, solver, status)
    if status in (cp_model.UNKNOWN, cp_model.FEASIBLE) and not clock.cancelled.is_set():
        counted = clock.budget.reproducible and clock.left > POLL_SECONDS  # work, not seconds
        clock.cut = clock.cut or not counted
    return solver, status


def denies_everything(clock: Clock) -> bool:
    """Whether the solver calls impossible what has two solutions to the naked eye."""
    model = cp_model.CpModel()
    model.add_exactly_one(model.new_bool_var(""), model.new_bool_var(""))
    return run(model, clock, clock.left, num_workers=1)[1] == cp_model.INFEASIBLE


def _refuse_nonsense(
    model: cp_model.CpModel, solver: cp_model.CpSolver, status: cp_model.CpSolverStatus
) -> None:
    """Values must be those of the variables, and worth what is said of them."""
    values = list(solver.response_proto.solution)
    variables = model.proto.variables
    if len(values) != len(variables):
        raise SolverContradictsItselfError(f"{len(values)} values for {len(variables)} variables")
    for value, variable in zip(values, variables, strict=True):
        domain = variable.domain
        if not domain[0] <= value <= domain[len(domain) - 1]:
            raise SolverContradictsItselfError(f"{value} is outside its domain")
    objective = model.proto.objective
    if len(objective.vars) == 0:
        return
    scale = objective.scaling_factor or 1.0
    terms = zip(objective.vars, objective.coeffs, strict=True)
    worth = scale * (sum(c * values[v] for v, c in terms) + objective.offset)
    bound = solver.best_objective_bound
    beyond = worth - bound if scale < 0 else bound - worth
    gap = TOLERANCE if status == cp_model.OPTIMAL else float("inf")
    if abs(worth - solver.objective_value) > TOLERANCE or not -gap <= beyond <= TOLERANCE:
        raise SolverContradictsItselfError(f"worth {worth}, said {solver.objective_value}, {bound}")


def _in_worker(
    solver: cp_model.CpSolver, model: cp_model.CpModel, clock: Clock, most: float
) -> cp_model.CpSolverStatus:
    done = threading.Event()
    outcome: list[cp_model.CpSolverStatus] = []
    failure: list[BaseException] = []

    def work() -> None:
        try:
            outcome.append(solver.solve(model))
        except BaseException as error:  # noqa: BLE001 - handed to the waiting thread
            failure.append(error)
        finally:
            done.set()

    until = monotonic() + most
    worker = threading.Thread(target=work, name="cp-sat", daemon=True)
    worker.start()
    try:
        while not done.wait(POLL_SECONDS):
            # A stop before the search has begun is lost, so it is said again until it is heard.
            if clock.cancelled.is_set() or monotonic() > until:
                solver.stop_search()
    finally:
        # Python aborts when it ends while a search runs: even an interrupt waits for its end.
        while not done.wait(POLL_SECONDS):
            solver.stop_search()
    worker.join()
    if failure:
        raise failure[0]
    return outcome[0]

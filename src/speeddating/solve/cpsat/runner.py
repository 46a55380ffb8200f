"""
One solve of CP-SAT, stoppable at any moment.

The solver runs in a worker thread without its own signal handling, which otherwise leaves Ctrl-C
deadly after any solve (measured on ortools 9.15); this thread waits and passes a stop on.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from speeddating.solve.clock import DETERMINISTIC_SHARE

if TYPE_CHECKING:
    from collections.abc import Callable

    from speeddating.solve.clock import Clock

POLL_SECONDS = 0.02


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
    status = _in_worker(solver, model, clock)
    if status == cp_model.MODEL_INVALID:
        raise ValueError(f"invalid model: {model.validate()} {solver.solution_info()}")
    if status in (cp_model.UNKNOWN, cp_model.FEASIBLE) and not clock.cancelled.is_set():
        counted = clock.budget.reproducible and clock.left > POLL_SECONDS  # work, not seconds
        clock.cut = clock.cut or not counted
    return solver, status


def _in_worker(
    solver: cp_model.CpSolver, model: cp_model.CpModel, clock: Clock
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

    worker = threading.Thread(target=work, name="cp-sat", daemon=True)
    worker.start()
    try:
        while not done.wait(POLL_SECONDS):
            # A stop before the search has begun is lost, so it is said again until it is heard.
            if clock.cancelled.is_set():
                solver.stop_search()
    finally:
        # Python aborts when it ends while a search runs: even an interrupt waits for its end.
        while not done.wait(POLL_SECONDS):
            solver.stop_search()
    worker.join()
    if failure:
        raise failure[0]
    return outcome[0]

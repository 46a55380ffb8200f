"""One solve, stoppable at any moment; whatever goes wrong inside comes out."""

import signal
import subprocess
import sys
import threading
from pathlib import Path
from random import Random
from time import sleep

import pytest
from ortools.sat.python import cp_model

from speeddating.domain.plan import Budget
from speeddating.solve.clock import DETERMINISTIC_SHARE, Clock
from speeddating.solve.cpsat.runner import run

LONG = Budget(seconds=250, workers=1)
"""Just below the limit of a test: a stop that is not heard is seen."""


def easy() -> tuple[cp_model.CpModel, cp_model.IntVar]:
    model = cp_model.CpModel()
    x = model.new_int_var(0, 7, "x")
    model.maximize(x)
    return model, x


def endless() -> cp_model.CpModel:
    """A market split (Cornuéjols & Dawande 1998): hours of work in a few lines."""
    random = Random(1)  # noqa: S311 - a case, not a secret
    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in range(60)]
    rest = []
    for _ in range(7):
        row = [random.randrange(100) for _ in x]
        over = model.new_int_var(0, 6000, "")
        under = model.new_int_var(0, 6000, "")
        split = cp_model.LinearExpr.weighted_sum(x, row)
        model.add(split + under - over == sum(row) // 2)
        rest += [over, under]
    model.minimize(sum(rest))
    return model


def test_a_model_is_solved_and_its_values_can_be_read() -> None:
    model, x = easy()
    solver, status = run(model, Clock(LONG), 5)
    assert status == cp_model.OPTIMAL
    assert solver.value(x) == 7


def test_a_model_without_solution_is_told_so() -> None:
    model, x = easy()
    model.add(x >= 8)
    assert run(model, Clock(LONG), 5)[1] == cp_model.INFEASIBLE


@pytest.mark.parametrize("seconds", [0.0, -1.0])
def test_no_time_left_is_not_a_search_and_cuts_the_plan(seconds: float) -> None:
    clock = Clock(LONG)
    assert run(easy()[0], clock, seconds)[1] == cp_model.UNKNOWN
    assert clock.stopped == "deadline"


def test_a_deadline_that_has_passed_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cp_model.CpSolver, "solve", None)
    clock = Clock(Budget(seconds=1), started=-1e9)
    assert run(easy()[0], clock, 5)[1] == cp_model.UNKNOWN
    assert clock.stopped == "deadline"


def test_a_stop_before_the_search_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cp_model.CpSolver, "solve", None)
    clock = Clock(LONG)
    clock.cancelled.set()
    assert run(endless(), clock, clock.left)[1] == cp_model.UNKNOWN
    assert clock.stopped == "cancelled"


@pytest.mark.parametrize("after", [0.0, 0.05, 0.5])
def test_a_stop_from_another_thread_ends_the_search(after: float) -> None:
    clock = Clock(LONG)
    timer = threading.Timer(after, clock.cancelled.set)
    timer.start()
    _, status = run(endless(), clock, clock.left)
    timer.join()
    assert status in (cp_model.UNKNOWN, cp_model.FEASIBLE)
    assert clock.stopped == "cancelled"
    assert not clock.over or clock.left > 0


def test_a_search_leaves_no_thread_behind() -> None:
    clock = Clock(LONG)
    threading.Timer(0.1, clock.cancelled.set).start()
    run(endless(), clock, clock.left)
    assert not [thread for thread in threading.enumerate() if thread.name == "cp-sat"]


def test_a_search_ends_with_its_seconds_and_says_that_the_clock_cut_in() -> None:
    clock = Clock(Budget(seconds=0.3, workers=1))
    _, status = run(endless(), clock, clock.left)
    assert status in (cp_model.UNKNOWN, cp_model.FEASIBLE)
    assert clock.stopped == "deadline"


def test_a_proof_is_not_a_cut() -> None:
    clock = Clock(LONG)
    run(easy()[0], clock, 5)
    assert clock.stopped == "finished"


@pytest.mark.parametrize("error", [MemoryError("full"), KeyboardInterrupt(), LookupError("x")])
def test_what_is_raised_in_the_worker_is_raised_here(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(cp_model.CpSolver, "solve", fail)
    with pytest.raises(type(error)):
        run(easy()[0], Clock(LONG), 5)


def test_what_is_raised_by_a_callback_is_raised_here() -> None:
    def fail(_: float) -> None:
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        run(easy()[0], Clock(LONG), 5, on_bound=fail)


def test_bounds_are_told_as_they_fall() -> None:
    told: list[float] = []
    run(easy()[0], Clock(LONG), 5, on_bound=told.append)
    assert told
    assert told[-1] == 7


def test_an_invalid_model_is_a_defect_and_no_answer() -> None:
    model = cp_model.CpModel()
    model.minimize(2**62 * model.new_int_var(0, 2**62, ""))
    with pytest.raises(ValueError, match="invalid model"):
        run(model, Clock(LONG), 5)


def test_a_setting_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AttributeError):
        run(easy()[0], Clock(LONG), 5, no_such_setting=1)


def test_the_solver_never_takes_ctrl_c_for_itself() -> None:
    for budget in (Budget(), Budget(reproducible=True), Budget(workers=2)):
        assert run(easy()[0], Clock(budget), 5)[0].parameters.catch_sigint_signal is False


def test_settings_follow_the_budget() -> None:
    settings = run(easy()[0], Clock(Budget(workers=3, seed=11)), 5)[0].parameters
    assert (settings.num_workers, settings.random_seed) == (3, 11)
    assert settings.max_time_in_seconds == 5
    settings = run(easy()[0], Clock(LONG), 5, linearization_level=0)[0].parameters
    assert settings.linearization_level == 0


def test_a_seed_of_any_size_will_do() -> None:
    assert run(easy()[0], Clock(Budget(seed=2**40 + 5)), 5)[0].parameters.random_seed == 5


def test_a_reproducible_search_counts_work_and_not_seconds() -> None:
    budget = Budget(seconds=40, workers=4, reproducible=True)
    settings = run(easy()[0], Clock(budget), 5)[0].parameters
    assert settings.num_workers == 1
    assert settings.max_deterministic_time == 40 * DETERMINISTIC_SHARE
    assert settings.max_time_in_seconds > 5


SCRIPT = """
import signal
import sys
from speeddating import Appetite, Budget, NoScheduleFoundError, plan
from tests.factories import history, rencontre

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
met = history(*((f"E{e}", f"A{a}") for e in range(1, 41) for a in range(1, 37) if e * a % 3))
large = rencontre(40, 36, 20, 8)
small = rencontre(2, 2)
plan(small, engine="cpsat")
for line in sys.stdin:
    try:
        print("started", flush=True)
        if line.strip() == "large":
            print(plan(large, met, engine="cpsat", budget=Budget(seconds=200)).evidence.stopped)
        elif line.strip() == "small":
            print(plan(small, engine="cpsat").evidence.stopped)
        else:
            sys.stdin.readline()
            print("not reached")
    except NoScheduleFoundError:
        print("nothing found")
    except KeyboardInterrupt:
        print("KeyboardInterrupt")
    sys.stdout.flush()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT cannot be sent to one process there")
def test_ctrl_c_gives_the_best_plan_so_far_and_harms_nothing_later() -> None:
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SCRIPT],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None

        def ask(what: str, *delays: float) -> str:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(f"{what}\n")
            child.stdin.flush()
            assert child.stdout.readline() == "started\n"
            for delay in delays:
                sleep(delay)
                child.send_signal(signal.SIGINT)
            return child.stdout.readline().strip()

        cancelled = {"cancelled", "nothing found"}
        for delay in (0.3, 1.0):
            assert ask("large", delay) in cancelled
            assert ask("small") == "finished"
        # At once, Python itself may be interrupted before the plan has begun.
        assert ask("large", 0.0) in cancelled | {"KeyboardInterrupt"}
        # A second Ctrl-C, close upon the first, interrupts as usual.
        assert ask("large", 0.5, 0.001) in cancelled | {"KeyboardInterrupt"}
        assert ask("small") == "finished"
        assert ask("wait", 0.2) == "KeyboardInterrupt"
        assert ask("small") == "finished"
        child.stdin.close()
        assert child.wait() == 0
        assert child.stderr.read() == ""

"""Whatever the solver says wrongly is noticed: a plan that leaves is valid, and its bounds hold."""

import threading
from contextlib import suppress
from importlib import import_module
from itertools import product
from typing import Any

import pytest
from ortools.sat.python import cp_model

from speeddating import (
    BrokenScheduleError,
    Budget,
    History,
    InfeasibleError,
    NoScheduleFoundError,
    Plan,
    Rencontre,
    check,
    forecast,
    plan,
    plan_season,
    readiness,
    replan,
)
from speeddating.domain.score import better
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.runner import GRACE_SECONDS, SolverContradictsItselfError, run
from tests.factories import group, history, lock, must, rencontre, table, wish
from tests.planning import liars

Case = tuple[Rencontre, History, Any]
QUICK = Budget(seconds=5, workers=1)
PAIRS_OF_TWO = (table("1", 2, 2), table("2", 2, 2))
CASES: dict[str, Case] = {
    "pairs": (rencontre(4, 4, 3, 3), history(("E1", "A1"), ("E2", "A2")), "cpsat"),
    "presence": (
        rencontre(
            5, 5, 4, 4, e1={"absent": frozenset({1})}, a2={"absent": frozenset({2, 3})},
            wishes=(must("E1", "A1"), wish("E2", "A2", before="A3")),
        ),
        history(("E3", "A3")), "auto",
    ),
    "presence by CP-SAT": (
        rencontre(4, 4, 4, 4, e1={"absent": frozenset({1})}), history(("E3", "A3")), "cpsat",
    ),
    "locks": (
        rencontre(4, 4, 4, 3, locks=(lock("e1", 1, "1"), lock("a2", 2, "2"))), history(), "auto",
    ),
    "mixed": (rencontre(6, 6, PAIRS_OF_TWO, 3), history(("E1", "A1")), "auto"),
    "groups": (
        rencontre(4, 4, PAIRS_OF_TWO, 3, groups=(group("G", "E1", "A1", free_rounds=1),)),
        history(), "auto",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def honest() -> dict[str, Plan]:
    return {name: plan(r, h, engine=e, budget=QUICK) for name, (r, h, e) in CASES.items()}


@pytest.mark.parametrize(
    ("name", "liar"),
    list(product(CASES, liars.LIARS)),
    ids=lambda one: getattr(one, "__name__", one),
)
def test_a_lie_is_noticed(
    monkeypatch: pytest.MonkeyPatch, honest: dict[str, Plan], name: str, liar: liars.Solve
) -> None:
    event, past, engine = CASES[name]
    monkeypatch.setattr(cp_model.CpSolver, "solve", liar)
    try:
        made = plan(event, past, engine=engine, budget=QUICK)
    except (BrokenScheduleError, NoScheduleFoundError) as noticed:
        assert noticed.sentence("fr") != noticed.sentence("en")  # noqa: PT017
        return
    except MemoryError:
        assert liar is liars.fails  # what the solver raises is raised
        return
    assert check(event, past, made.schedule) == ()
    true = honest[name].score
    if "new_pairings" in honest[name].proven:
        assert not better("new_pairings", true.new_pairings, made.bound("new_pairings").value)
    if made.score.new_pairings == true.new_pairings:  # the same first level, so the next counts
        assert not better("worst_off", true.worst_off, made.bound("worst_off").value)


@pytest.mark.parametrize("name", CASES)
def test_what_is_possible_is_never_called_impossible(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Neither by a solver that always denies nor by one that denies once, at any of its calls."""
    event, past, engine = CASES[name]
    for denied in (None, *range(4)):
        calls = iter(range(1_000))

        def sometimes(
            solver: cp_model.CpSolver, model: cp_model.CpModel, *rest: Any,
            calls: Any = calls, denied: int | None = denied,
        ) -> Any:  # fmt: skip
            lies = denied is None or next(calls) == denied
            return (liars.denies if lies else liars.HONEST)(solver, model, *rest)

        with monkeypatch.context() as patched:
            patched.setattr(cp_model.CpSolver, "solve", sometimes)
            try:
                made = plan(event, past, engine=engine, budget=QUICK)
            except InfeasibleError as wrong:
                pytest.fail(wrong.sentence("fr"))
            except (BrokenScheduleError, NoScheduleFoundError):
                continue
        assert check(event, past, made.schedule) == ()


def test_the_evening_under_way_is_not_told_wrongly_either(monkeypatch: pytest.MonkeyPatch) -> None:
    event, past, _ = CASES["presence"]
    made = plan(event, past, budget=QUICK)
    away = event.participants[2].model_copy(update={"present": False})
    people = (*event.participants[:2], away, *event.participants[3:])
    today = event.model_copy(update={"participants": people})
    for liar in liars.LIARS:
        with monkeypatch.context() as patched:
            patched.setattr(cp_model.CpSolver, "solve", liar)
            try:
                again = replan(made, today, past, budget=QUICK)
            except (BrokenScheduleError, NoScheduleFoundError, MemoryError):
                continue
        assert check(today, past, again.schedule) == ()


# Flows, assignments and linear programmes


@pytest.mark.parametrize("lie", liars.FLOWS)
def test_a_flow_that_lies_is_noticed(
    monkeypatch: pytest.MonkeyPatch, honest: dict[str, Plan], lie: str
) -> None:
    """Whoever asked is told of a defect; a plan that leaves is as good as it says."""
    past, small = history(("E1", "A1")), rencontre(4, 4, 3, 3)
    made = plan(small, past, budget=QUICK)
    door, lies = liars.FLOWS[lie]
    module, name = liars.DOORS[door]
    solver = getattr(import_module(module), name)
    monkeypatch.setattr(import_module(module), name, liars.with_door(solver, **lies))
    later = small.model_copy(update={"name": "Rencontre de juin"})
    for ask in (
        lambda: plan_season([small, later], past, budget=QUICK),
        lambda: replan(made, small, past, budget=QUICK),
        lambda: forecast(small, past),
        lambda: readiness(small, past),
    ):
        with suppress(BrokenScheduleError):
            ask()
    for case, (event, before, engine) in CASES.items():
        with suppress(BrokenScheduleError):
            found = plan(event, before, engine=engine, budget=QUICK)
            assert check(event, before, found.schedule) == ()
            true = honest[case].score.new_pairings
            assert not better("new_pairings", true, found.bound("new_pairings").value)


# The runner


def some_model() -> cp_model.CpModel:
    model = cp_model.CpModel()
    x, y = model.new_int_var(0, 7, "x"), model.new_int_var(0, 7, "y")
    model.add(x + y <= 9)
    model.maximize(2 * x + y + 3)
    return model


@pytest.mark.parametrize("liar", [liars.from_nowhere, liars.no_values, liars.low_bound])
@pytest.mark.parametrize("turned", [False, True])
def test_nonsense_is_noticed_at_once(
    monkeypatch: pytest.MonkeyPatch, liar: liars.Solve, *, turned: bool
) -> None:
    model = some_model()
    if turned:
        model.minimize(-sum(model.get_int_var_from_proto_index(at) for at in (0, 1)))
    monkeypatch.setattr(cp_model.CpSolver, "solve", liar)
    with pytest.raises(SolverContradictsItselfError):
        run(model, Clock(QUICK), 5)


@pytest.mark.parametrize("change", [-1.0, 1.0])
@pytest.mark.parametrize("field", ["objective_value", "best_objective_bound"])
@pytest.mark.parametrize("pursue", ["maximize", "minimize"])
def test_a_wrong_figure_is_noticed(
    monkeypatch: pytest.MonkeyPatch, field: str, change: float, pursue: str
) -> None:
    def solve(solver: cp_model.CpSolver, model: cp_model.CpModel, *rest: Any) -> Any:
        status = liars.HONEST(solver, model, *rest)
        response = solver.response_proto
        setattr(response, field, getattr(response, field) + change)
        return status

    model = some_model()
    getattr(model, pursue)(model.get_int_var_from_proto_index(0))
    monkeypatch.setattr(cp_model.CpSolver, "solve", solve)
    with pytest.raises(SolverContradictsItselfError):
        run(model, Clock(QUICK), 5)


def test_honest_answers_are_believed() -> None:
    for pursue in ("maximize", "minimize"):
        model = some_model()
        getattr(model, pursue)(3 * model.get_int_var_from_proto_index(1) - 2)
        assert run(model, Clock(QUICK), 5)[1] == cp_model.OPTIMAL


def test_a_solver_that_ignores_its_limit_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    told = threading.Event()
    stop = cp_model.CpSolver.stop_search

    def solve(*_: Any) -> Any:
        assert told.wait(200)
        return cp_model.UNKNOWN

    def stop_search(solver: cp_model.CpSolver) -> None:
        told.set()
        stop(solver)

    monkeypatch.setattr(cp_model.CpSolver, "solve", solve)
    monkeypatch.setattr(cp_model.CpSolver, "stop_search", stop_search)
    clock = Clock(Budget(seconds=0.1, workers=1))
    assert run(some_model(), clock, 0.1)[1] == cp_model.UNKNOWN
    assert clock.seconds >= GRACE_SECONDS
    assert clock.stopped == "deadline"

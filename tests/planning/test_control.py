"""Time, progress, stops and repetition where who and when are one question."""

import threading
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest
from ortools.sat.python import cp_model

from speeddating import (
    Budget,
    History,
    NoScheduleFoundError,
    Plan,
    Progress,
    Rencontre,
    check,
    plan,
)
from speeddating.domain.score import DEFAULT_LEVELS, better
from speeddating.solve.cpsat import lexicographic
from speeddating.solve.cpsat.runner import run
from speeddating.solve.rounds import settle
from speeddating.solve.rounds.levels import LEVELS as SETTLED
from tests.factories import history, lock, must, rencontre, wish
from tests.planning.elsewhere import printed

COUNTED = ("new_pairings", "worst_off", "wishes", "affinity", "seated", "pauses")


def evening(size: int, rounds: int, met: float, seed: int = 1, **over: Any) -> Any:
    """``size`` people a side, a sixth of the rounds missed, a share of the pairings met."""
    random = np.random.default_rng(seed)
    people: dict[str, Any] = {}
    for side in "ea":
        for n in range(1, size + 1):
            away = np.flatnonzero(random.random(rounds) < 1 / 6) + 1
            people[f"{side}{n}"] = {"absent": frozenset(away.tolist())}
    known = np.argwhere(random.random((size, size)) < met) + 1
    past = history(*((f"E{e}", f"A{a}") for e, a in known.tolist()))
    return rencontre(size, size, size - 2, rounds, **people, **over), past


HARD: tuple[Rencontre, History] = evening(14, 8, 0.6)
ASKING: tuple[Rencontre, History] = evening(
    14, 8, 0.6, wishes=(must("E1", "A1"), wish("E2", "A2", before="A3")),
)  # fmt: skip


def is_sound(made: Plan, event: Rencontre, past: History) -> None:
    """Valid, and no bound is worse than what was reached."""
    assert check(event, past, made.schedule) == ()
    assert tuple(bound.level for bound in made.bounds) == DEFAULT_LEVELS
    for bound in made.bounds:
        assert not better(bound.level, made.score.value(bound.level), bound.value)


# Time and progress


@pytest.mark.parametrize("case", [HARD, ASKING], ids=["hard", "asking"])
def test_the_last_level_has_its_turn_before_the_deadline(
    case: tuple[Rencontre, History],
) -> None:
    told: list[Progress] = []
    made = plan(*case, budget=Budget(seconds=2, workers=1), on_progress=told.append)
    is_sound(made, *case)
    order = [one.level for one in told]
    assert set(SETTLED) - {"kept"} <= set(order)
    assert order.index("waits") > order.index("new_pairings")
    assert all(one.seconds <= made.evidence.seconds for one in told)


def test_progress_says_how_far_each_level_is() -> None:
    told: list[Progress] = []
    made = plan(*HARD, budget=Budget(seconds=2, workers=1), on_progress=told.append)
    seconds = [one.seconds for one in told]
    assert seconds == sorted(seconds)
    for one in told:
        assert one.bound is not None
        assert one.value is None or not better(one.level, one.value, one.bound)
    last = {one.level: one for one in told}
    for level in made.proven:
        if level in last:
            assert last[level].value == last[level].bound == made.score.value(level)


def test_no_level_is_told_to_be_attained_that_the_plan_does_not_attain() -> None:
    """What flows bound is no progress before a schedule attains it."""
    for seed in range(4):
        case = evening(7, 5, 0.6, seed)
        told: list[Progress] = []
        made = plan(*case, levels=COUNTED[:1], budget=Budget(seconds=5), on_progress=told.append)
        assert all(one.value is None or one.value <= made.score.new_pairings for one in told)  # type: ignore[operator]


# Stops


def cancelled_after(seconds: float, work: Callable[[threading.Event], Plan]) -> Plan:
    cancel = threading.Event()
    timer = threading.Timer(seconds, cancel.set)
    timer.start()
    try:
        return work(cancel)
    finally:
        timer.cancel()
        timer.join()


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.1, 0.4, 1.0])
@pytest.mark.parametrize("case", [HARD, ASKING], ids=["hard", "asking"])
def test_a_plan_cancelled_at_any_moment_is_the_best_so_far(
    case: tuple[Rencontre, History], seconds: float
) -> None:
    try:
        made = cancelled_after(
            seconds,
            lambda cancel: plan(*case, budget=Budget(seconds=60, workers=1), cancel=cancel),
        )
    except NoScheduleFoundError:
        assert case is ASKING  # only where something is demanded is a first schedule hard to find
        return
    is_sound(made, *case)
    assert made.evidence.stopped == "cancelled"
    assert not made.evidence.reproducible


@pytest.mark.parametrize("level", ["new_pairings", "worst_off", "pauses", "waits"])
@pytest.mark.parametrize("case", [HARD, ASKING], ids=["hard", "asking"])
def test_a_plan_cancelled_after_a_level_keeps_what_it_reached(
    case: tuple[Rencontre, History], level: str
) -> None:
    cancel = threading.Event()
    told: list[Progress] = []

    def listen(progress: Progress) -> None:
        told.append(progress)
        if progress.level == level:
            cancel.set()

    made = plan(
        *case, budget=Budget(seconds=6, workers=1), on_progress=listen, cancel=cancel
    )  # fmt: skip
    is_sound(made, *case)
    assert made.evidence.stopped == "cancelled"
    first = next(one for one in told if one.level == "new_pairings" and one.value is not None)
    assert made.score.new_pairings >= first.value  # type: ignore[operator]


def unknown(
    model: cp_model.CpModel, *_: object, **__: object
) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    """A solver that loses every hint."""
    assert not model.validate()
    return cp_model.CpSolver(), cp_model.UNKNOWN


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicographic, "run", unknown)
    monkeypatch.setattr(settle, "run", unknown)


@pytest.mark.usefixtures("lost")
def test_a_start_is_kept_when_the_solver_loses_it() -> None:
    made = plan(*HARD, levels=COUNTED, budget=Budget(seconds=20))
    assert check(*HARD, made.schedule) == ()
    assert made.schedule.seatings
    for bound in made.bounds:
        assert not better(bound.level, made.score.value(bound.level), bound.value)


@pytest.mark.usefixtures("lost")
def test_a_start_that_keeps_every_demand_is_kept_too() -> None:
    made = plan(*ASKING, levels=COUNTED, budget=Budget(seconds=20))
    assert check(*ASKING, made.schedule) == ()
    assert made.schedule.seatings


@pytest.mark.usefixtures("lost")
@pytest.mark.parametrize("case", [HARD, ASKING], ids=["hard", "asking"])
def test_what_cpsat_alone_cannot_find_is_matched_round_by_round(
    case: tuple[Rencontre, History],
) -> None:
    made = plan(*case, levels=COUNTED, engine="cpsat", budget=Budget(seconds=20))
    assert check(*case, made.schedule) == ()
    assert made.schedule.seatings
    assert {bound.engine for bound in made.bounds} == {"count"}


def test_an_incumbent_is_kept_when_the_solver_loses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Found for the first level, lost for all others."""
    searches = [0]

    def once(*args: Any, **over: Any) -> Any:
        searches[0] += 1
        return run(*args, **over) if searches[0] == 1 else unknown(*args, **over)

    monkeypatch.setattr(lexicographic, "run", once)
    event = rencontre(5, 5, 4, 4, wishes=(must("E1", "A1", round=2),))
    levels = ("new_pairings", "waits", "pauses")
    made = plan(event, engine="cpsat", levels=levels, budget=Budget(seconds=20))
    assert searches[0] > 1
    assert check(event, History(), made.schedule) == ()
    assert made.proven[:1] == ("new_pairings",)


# Repetition

SAME_AGAIN = Budget(seconds=30, reproducible=True)
BUSY: dict[str, Any] = {
    "wishes": (must("E1", "A1"), wish("E2", "A2", before="A3"), wish("E3", "A1", rank=2)),
    "locks": (lock("e4", 2, "1"),),
    "delegates": {"E5": 2},
    "A2": {"themes": frozenset({"eau", "bois", "velo"})},
    "E3": {"themes": frozenset({"velo", "eau"})},
    "e1": {"absent": frozenset({1, 3})},
    "a4": {"absent": frozenset({2})},
}


def shuffled(event: Rencontre, seed: int) -> Rencontre:
    """The same, listed in another order; tables keep theirs, which is the order of the room."""
    random = Random(seed)  # noqa: S311 - no secret
    parts = ("organisations", "participants", "wishes", "locks")
    return event.model_copy(
        update={
            part: tuple(random.sample(getattr(event, part), len(getattr(event, part))))
            for part in parts
        }
    )


def test_a_reproducible_plan_does_not_depend_on_the_order_of_lists() -> None:
    event, past = rencontre(6, 5, 4, 4, **BUSY), history(("E1", "A2"), ("E6", "A5"), ("E2", "A1"))
    made = [
        plan(one, past, levels=COUNTED, budget=SAME_AGAIN)
        for one in (event, event, shuffled(event, 1), shuffled(event, 2))
    ]
    assert all(one.evidence.reproducible for one in made)
    assert len({one.schedule for one in made}) == 1
    turned = History(encounters=past.encounters[::-1])
    assert plan(event, turned, levels=COUNTED, budget=SAME_AGAIN).schedule == made[0].schedule


SCRIPT = """
from speeddating import Budget, plan
from tests.planning.test_control import BUSY, COUNTED
from tests.factories import history, rencontre
made = plan(rencontre(6, 5, 4, 4, **BUSY), history(("E1", "A2"), ("E2", "A1")), levels=COUNTED,
            budget=Budget(seconds=60, reproducible=True))
assert made.evidence.reproducible, made.evidence
print(made.schedule.model_dump_json(), made.proven)
"""


def test_a_reproducible_plan_is_the_same_in_another_process() -> None:
    said = printed(SCRIPT, ("0", "4242"))
    assert len(said) == 1
    assert "seatings" in said.pop()


def test_a_plan_that_the_wall_clock_cut_is_not_called_reproducible() -> None:
    made = plan(*HARD, budget=Budget(seconds=0.2, reproducible=True))
    is_sound(made, *HARD)
    assert made.evidence.stopped == "deadline"
    assert not made.evidence.reproducible


def test_only_who_asks_for_it_is_promised_the_same_again() -> None:
    event = rencontre(3, 3, 2, 3, e1={"absent": frozenset({1})})
    assert not plan(event, budget=Budget(seconds=20)).evidence.reproducible
    assert plan(event, budget=SAME_AGAIN).evidence.reproducible

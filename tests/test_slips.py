"""The slips of a first day: each public function says what it wants, in one sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from speeddating import (
    History,
    InvalidInputError,
    Job,
    UnsupportedError,
    anonymise,
    changes,
    check,
    forecast,
    one_to_one,
    plan,
    plan_many,
    plan_season,
    readiness,
    replan,
    replan_options,
    resumed,
    rounds,
    sample,
    score,
    to_frame,
    verify,
    write_bilan,
    write_csv,
    write_forecast,
    write_printouts,
    write_registrations,
    write_screen,
    write_template,
    write_workbook,
)
from speeddating.extend import OwnRule

EVENT = sample(2, 2, rounds=2)
MADE = plan(EVENT)
PAST = History()
PATH: Any = "rencontre.xlsx"
ANY: Any = EVENT
PLAN: Any = MADE
SEATS: Any = MADE.schedule
RULE: Any = OwnRule("nothing", conditions=lambda _x: [], broken=lambda _seats: [])

Slip = Callable[[Path], object]

SLIPS: list[tuple[str, Slip]] = [
    ("rencontre is a Rencontre, not a str", lambda _: plan(PATH)),
    ("rencontre is a Rencontre, not a tuple", lambda _: plan((EVENT, PAST))),  # type: ignore[arg-type]
    ("history is a History or None, not a Plan", lambda _: plan(EVENT, PLAN)),
    ("levels is a list, not a str", lambda _: plan(EVENT, levels="waits")),
    ("rules is a list, not an OwnRule", lambda _: plan(EVENT, rules=RULE)),
    ("cancel is an Event or None, not a bool", lambda _: plan(EVENT, cancel=True)),  # type: ignore[arg-type]
    ("on_progress is a Callable or None", lambda _: plan(EVENT, on_progress=3)),  # type: ignore[arg-type]
    ("rencontre is a Rencontre, not a Plan", lambda _: replan(ANY, PLAN)),
    ("published is a Plan or a Schedule, not a str", lambda _: replan(PATH, EVENT)),
    ("from_round is an int or None, not a str", lambda _: replan(MADE, EVENT, from_round="2")),  # type: ignore[arg-type]
    ("budget is a Budget or None, not an int", lambda _: replan_options(MADE, EVENT, budget=3)),  # type: ignore[arg-type]
    ("published is a Plan or a Schedule", lambda _: resumed(PATH, EVENT)),
    ("before is a Plan or a Schedule", lambda _: changes(ANY, MADE, EVENT)),
    ("rencontres is a list, not a Rencontre", lambda _: plan_season(ANY)),
    ("each of rencontres is a Rencontre, not a History", lambda _: plan_season((EVENT, PAST))),  # type: ignore[arg-type]
    ("each of jobs is a Job, not a Rencontre", lambda _: plan_many([ANY])),
    ("rencontre is a Rencontre, not a str", lambda _: plan_many([Job(PATH)])),
    ("executor is an Executor or None", lambda _: plan_many([Job(EVENT)], 2)),  # type: ignore[arg-type]
    ("history is a History or None", lambda _: forecast(EVENT, PLAN)),
    ("rencontre is a Rencontre, not a Plan", lambda _: anonymise(PLAN)),
    ("history is a History or None", lambda _: anonymise(EVENT, PLAN)),
    ("made is a Plan or None", lambda _: anonymise(EVENT, None, EVENT)),  # type: ignore[arg-type]
    ("attendance is a float or an int, not a str", lambda _: forecast(EVENT, attendance="80")),  # type: ignore[arg-type]
    ("rounds is a list, not an int", lambda _: forecast(EVENT, rounds=3)),  # type: ignore[arg-type]
    ("expected is an int, not a str", lambda _: readiness(EVENT, expected="30")),  # type: ignore[arg-type]
    ("made is a Plan or a Schedule, not a History", lambda _: check(EVENT, PAST, PAST)),  # type: ignore[arg-type]
    ("rencontre is a Rencontre, not a Plan", lambda _: score(PLAN, PAST, MADE)),
    ("rencontre is a Rencontre, not a Plan", lambda _: to_frame(ANY, PLAN)),
    ("edited is a Plan or a Schedule", lambda _: verify(ANY, MADE, EVENT)),
    ("history is a History, not a Plan", lambda to: write_workbook(to, EVENT, PLAN)),
    ("made is a Plan or None, not a Schedule", lambda to: write_workbook(to, EVENT, PAST, SEATS)),
    ("rencontre is a Rencontre, not a Plan", lambda to: write_csv(to, PLAN, PAST, ANY)),
    ("rencontre is a Rencontre, not a Plan", lambda to: write_printouts(to, PLAN, ANY)),
    ("only is a list, not a str", lambda to: write_printouts(to, EVENT, MADE, only="moi")),  # type: ignore[arg-type]
    ("rencontre is a Rencontre, not a Plan", lambda to: write_screen(to, PLAN, ANY)),
    ("series is a Series, not a list", lambda to: write_bilan(to, [EVENT])),  # type: ignore[arg-type]
    ("seen is a Forecast, not a Rencontre", lambda to: write_forecast(to, ANY)),
    ("read is a Registrations, not a str", lambda to: write_registrations(to, PATH)),
    ("entreprises is an int, not a str", lambda _: sample("3")),  # type: ignore[arg-type]
    ("associations is an int, not a float", lambda _: sample(3, 3.0)),  # type: ignore[arg-type]
    ("rounds is an int, not a tuple", lambda _: sample(rounds=rounds(3))),  # type: ignore[arg-type]
    ("count is an int, not a str", lambda _: one_to_one("3")),  # type: ignore[arg-type]
    ("count is an int, not a float", lambda _: rounds(3.0)),  # type: ignore[arg-type]
    ("minutes is an int, not a str", lambda _: rounds(3, "8")),  # type: ignore[arg-type]
]  # fmt: skip


@pytest.mark.parametrize(("told", "slip"), SLIPS, ids=[told for told, _ in SLIPS])
def test_a_slip_is_told_in_one_sentence_and_nothing_is_written(
    told: str, slip: Slip, tmp_path: Path
) -> None:
    with pytest.raises(TypeError) as caught:
        slip(tmp_path / "sortie.xlsx")
    assert str(caught.value).startswith(told)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_is_as_good_as_its_schedule() -> None:
    assert check(EVENT, None, MADE) == check(EVENT, PAST, MADE.schedule) == ()
    assert score(EVENT, None, MADE, MADE) == score(EVENT, PAST, MADE.schedule, MADE.schedule)
    assert to_frame(MADE.schedule, EVENT).equals(to_frame(MADE, EVENT))
    assert changes(MADE, MADE.schedule, EVENT) == ()


@pytest.mark.parametrize("number", [0, -1])
def test_there_is_no_round_before_the_first(number: int) -> None:
    with pytest.raises(InvalidInputError) as refused:
        replan(MADE, EVENT, from_round=number)
    assert [one.code for one in refused.value.issues] == ["replan.no_such_round"]


def test_an_unknown_engine_is_named_wherever_one_is_chosen() -> None:
    choices: list[Callable[[], object]] = [
        lambda: plan(EVENT, engine="gurobi"),  # type: ignore[arg-type]
        lambda: replan(MADE, EVENT, engine="gurobi"),  # type: ignore[arg-type]
        lambda: replan_options(MADE, EVENT, engine="gurobi"),  # type: ignore[arg-type]
    ]
    for choose in choices:
        with pytest.raises(UnsupportedError, match="gurobi"):
            choose()


def test_an_unknown_language_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not 'de'"):
        write_template(tmp_path / "modele.xlsx", language="de")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not 'de'"):
        MADE.summary("de")  # type: ignore[arg-type]

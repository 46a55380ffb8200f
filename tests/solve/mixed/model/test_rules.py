"""The model of mixed tables allows exactly the schedules that the checker allows."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from speeddating import check
from speeddating.domain.base import TableId
from speeddating.domain.history import History
from speeddating.domain.people import Facilitator
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.found import without_locks
from speeddating.solve.mixed.model.rules import BACKGROUND, FAMILIES
from speeddating.solve.mixed.model.variables import SeatVars, variables
from speeddating.solve.reasons.demands import Demand
from speeddating.words import LANGUAGES
from tests.checks import test_rules as broken
from tests.factories import group, history, rencontre, schedule, table
from tests.solve.mixed import oracle
from tests.solve.mixed.test_solve import TINY, WITH_GROUPS, event

IMPOSSIBLE = {"everything_is_known", "one_seat_per_round", "breaks_are_kept"}
"""Rules of which no schedule that the variables can say breaks one."""
CASES = [
    case
    for case in broken.CASES
    if case.rule not in IMPOSSIBLE and "facilitators" not in case.given
]


def fixed(here: Rencontre, past: History, seats: Schedule) -> SeatVars | None:
    """The model with exactly these seats; None if one of them has no variable."""
    limits = Limits(here, past)
    x = variables(limits, asked(limits, without_locks(limits)))
    for family in FAMILIES:
        for condition in family(x):
            x.model.add(condition.holds)
    tables = [table.id for table in here.tables]
    taken = {
        (side, p, limits.rounds.index(seating.round), tables.index(TableId(seating.table)))
        for seating in seats.seatings
        for side, one in enumerate(limits.sides.values())
        for who in seating.people()
        for p in one.stands_for(who)
    }
    for key, sits in x.sits.items():
        x.model.add(sits == (key in taken))
    return x if taken <= x.sits.keys() else None


def allows(here: Rencontre, past: History, seats: Schedule) -> bool:
    """Whether these seats, and no others, are a solution."""
    x = fixed(here, past, seats)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return x is not None and solver.solve(x.model) == cp_model.OPTIMAL


@pytest.mark.parametrize("case", CASES, ids=[case.rule for case in CASES])
def test_a_broken_rule_is_forbidden_and_a_mended_one_allowed(case: broken.Broken) -> None:
    here, past = broken.event(case), history(*case.met)
    assert not allows(here, past, schedule(*case.seats))
    assert allows(here, past, schedule(*case.mended))


WHOLE = [(over, past) for _, over, past in TINY] + [
    (over, History()) for _, over in WITH_GROUPS if "facilitators" not in over
]
OWN_TABLE = {"groups": (group("Vélo", "E1", "A1", free_rounds=1),), "e1": {"table": "1"}}
WHOLE.append((OWN_TABLE, History()))


@pytest.mark.parametrize(("over", "past"), WHOLE)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_seats_are_allowed_exactly_if_they_break_no_rule(
    over: dict[str, Any], past: History, data: st.DataObject
) -> None:
    here = event(over)
    ways = [list(oracle._sittings(here, number)) for number in here.working_rounds]
    seatings = [data.draw(st.sampled_from(of_round)) for of_round in ways]
    made = Schedule(rencontre=here.name, seatings=tuple(s for one in seatings for s in one))
    assert allows(here, past, made) == (check(here, past, made) == ())


FANAL = Facilitator(id="f1", name="Mme Fanal")  # type: ignore[arg-type]
BIG = [table("1", 2, 2), table("2", 2, 2)]
BOTH_AT_ONCE = (("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"))


@pytest.mark.parametrize(
    ("one", "other", "rows", "allowed"),
    [
        ({}, {}, BOTH_AT_ONCE, True),
        ({"facilitator": "f1"}, {}, BOTH_AT_ONCE, True),
        ({"facilitator": "f1"}, {"facilitator": "f1"}, BOTH_AT_ONCE, False),
        ({}, {}, (("1", 1, "e1", "e2", "a1", "a2"),), False),  # a table keeps to one group
        (
            {"facilitator": "f1"},
            {"facilitator": "f1"},
            (("1", 1, "e1", "a1"), ("1", 2, "e2", "a2")),
            True,
        ),
    ],
)
def test_a_facilitator_and_a_table_have_one_group_at_a_time(
    one: dict[str, Any], other: dict[str, Any], rows: tuple[Any, ...], *, allowed: bool
) -> None:
    groups = (
        group("Vélo", "E1", "A1", free_rounds=1, **one),
        group("Eau", "E2", "A2", free_rounds=1, **other),
    )
    here = rencontre(2, 2, BIG, groups=groups, facilitators=(FANAL,))
    assert allows(here, History(), schedule(*rows)) is allowed


@pytest.mark.parametrize("gone", [("e1",), ("a1",), ("e1", "a1")])
def test_a_group_sits_only_where_somebody_of_it_is_there(gone: tuple[str, ...]) -> None:
    absent: dict[str, Any] = {who: {"absent": frozenset({1})} for who in gone}
    together = group("Vélo", "E1", "A1", free_rounds=1)
    here = rencontre(2, 2, BIG, 2, groups=(together,), **absent)
    made = schedule(("1", 1, "e2", "a2"))
    assert allows(here, History(), made) == (check(here, History(), made) == ())


def test_every_demand_can_be_told() -> None:
    """In both languages, with nothing left to fill in."""
    told = set()
    for over in (*(over for over, _ in WHOLE), *(case.given for case in CASES)):
        limits = Limits(event(over), History())
        x = variables(limits, asked(limits, without_locks(limits)))
        for condition in (one for family in FAMILIES for one in family(x)):
            if condition.rule != BACKGROUND:
                reason = Demand(condition.rule, tuple(sorted(condition.data.items()))).reason()
                told |= {reason.sentence(language) for language in LANGUAGES}
    assert told
    assert not [one for one in told if "{" in one]

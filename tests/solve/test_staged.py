"""Who, when, where by stages: levels in order, people who share a table never in one round."""

from itertools import permutations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speeddating.checks import check, score
from speeddating.domain.history import History
from speeddating.domain.plan import Budget, Engine
from speeddating.domain.score import LEVELS, better
from speeddating.solve import staged
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution
from speeddating.solve.limits import Limits
from speeddating.solve.pairs.choose import NoPairings
from tests.factories import apart, rencontre
from tests.solve.pairs.brute import PAIR_LEVELS, Case, cases

ALL_LEVELS = [level.name for level in LEVELS if level.name != "kept"]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (("new_pairings",), True),
        (PAIR_LEVELS, True),
        ((*PAIR_LEVELS, "waits", "moves"), True),
        (("worst_off", "new_pairings", "moves"), True),
        (("moves",), True),
        (("moves", "new_pairings"), False),
        (("new_pairings", "waits", "seated"), False),
    ],
)
def test_levels_are_in_order_while_those_on_pairings_come_first(
    levels: tuple[str, ...], *, expected: bool
) -> None:
    assert staged.in_order(levels) is expected


def test_every_level_is_one_of_pairings_or_of_what_follows() -> None:
    names = [level.name for level in LEVELS]
    assert [name for name in names if name in PAIR_LEVELS] == list(PAIR_LEVELS)
    assert staged.in_order([*PAIR_LEVELS, *(n for n in names if n not in PAIR_LEVELS)])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(cases(most=4))
def test_a_schedule_by_stages_keeps_every_rule_and_fills_rounds_evenly(case: Case) -> None:
    try:
        answer = staged.solve(Limits(*case), ALL_LEVELS, "flow", Clock(Budget()))
    except NoPairings:
        return
    assert check(*case, answer.schedule) == ()
    assert [bound.level for bound in answer.bounds] == ALL_LEVELS
    used = [seating.round for seating in answer.schedule.seatings]
    sizes = [used.count(number) for number in case.rencontre.working_rounds]
    assert max(sizes) - min(sizes) <= 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(cases(), st.sampled_from(["auto", "cpsat"]))
def test_rounds_and_tables_found_by_search_keep_every_rule_and_every_bound(
    case: Case, engine: Engine
) -> None:
    try:
        answer = staged.solve(Limits(*case), ALL_LEVELS, engine, Clock(Budget(workers=1)))
    except (NoPairings, NoSolution):
        return
    assert check(*case, answer.schedule) == ()
    worth = score(*case, answer.schedule)
    for bound in answer.bounds:
        assert not better(bound.level, worth.value(bound.level), bound.value), bound


@pytest.mark.parametrize("fixed", ["e", "a"])
def test_people_with_one_table_take_turns(fixed: str) -> None:
    over = {f"{fixed}{i}": {"table": "1"} for i in (1, 2, 3)}
    event = rencontre(3, 3, 3, 6, **over)  # type: ignore[arg-type]
    answer = staged.solve(Limits(event, History()), PAIR_LEVELS, "flow", Clock(Budget()))
    assert check(event, History(), answer.schedule) == ()
    assert answer.bounds[0].value == 6  # of 9: one of the three per round
    assert {seating.table for seating in answer.schedule.seatings} == {"1"}


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(2, 5), st.integers(2, 5), st.integers(2, 4), st.integers(2, 5))
def test_people_with_one_table_take_turns_while_others_sit_elsewhere(
    data: st.DataObject, entreprises: int, associations: int, tables: int, rounds: int
) -> None:
    pairs = product(range(1, entreprises + 1), range(1, associations + 1))
    event = rencontre(
        entreprises,
        associations,
        tables,
        rounds,
        e1={"table": "1"},
        e2={"table": "1"},
        incompatibilities=tuple(
            apart(f"E{e}", f"A{a}") for e, a in pairs if data.draw(st.integers(0, 4)) < 2
        ),
    )
    answer = staged.solve(Limits(event, History()), PAIR_LEVELS, "flow", Clock(Budget()))
    assert check(event, History(), answer.schedule) == ()


def test_rounds_of_break_are_left_out() -> None:
    event = rencontre(3, 3, 3, 4, breaks=(2,))
    answer = staged.solve(Limits(event, History()), ("new_pairings",), "auto", Clock(Budget()))
    assert {seating.round for seating in answer.schedule.seatings} == {1, 3, 4}
    assert answer.bounds[0].value == 9


def test_levels_of_one_kind_may_come_in_any_order() -> None:
    for order in permutations(("waits", "moves", "mixing", "pauses_in_a_row")):
        levels = ("seated", *order)
        answer = staged.solve(Limits(rencontre(), History()), levels, "flow", Clock(Budget()))
        assert tuple(bound.level for bound in answer.bounds) == levels

"""Demands alone: possible together exactly where a schedule exists, and firm in every start."""

from itertools import islice
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from speeddating.checks import check
from speeddating.domain.history import History
from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution
from speeddating.solve.limits import Limits
from speeddating.solve.rounds import demanded as module
from speeddating.solve.rounds.demanded import keeps, kept_together, needed
from speeddating.solve.rounds.reassign import Reassignment
from speeddating.solve.rounds.space import RoundSpace, space
from speeddating.solve.rounds.start import begun, start
from speeddating.solve.seating import seat
from tests.factories import lock, must, rencontre, schedule, table, wish
from tests.solve.rounds.brute import COUNTED, Case, cases

some = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def clock() -> Clock:
    return Clock(Budget(seconds=20, workers=1))


def begin(here: RoundSpace, levels: tuple[str, ...] = COUNTED) -> Reassignment | None:
    """The first pass around what is demanded; None where demands contradict each other."""
    try:
        firm = kept_together(here, levels, clock())
    except NoSolution:
        return None
    assert firm is not None
    search = begun(here, levels, clock(), firm)
    assert all(search.chosen[k, number] for k, number in firm)
    return search


@some
@given(cases())
def test_demands_can_be_kept_together_exactly_where_a_schedule_exists(case: Case) -> None:
    here = space(Limits(*case))
    search = begin(here)
    assert (search is not None and not search.short) is case.possible


@some
@given(cases())
def test_a_start_around_firm_meetings_keeps_every_rule(case: Case) -> None:
    here = space(Limits(*case))
    assume(here.demanding and case.possible)
    firm = kept_together(here, COUNTED, clock())
    found = start(here, COUNTED, {"new_pairings": 99}, clock(), 0.05, firm)
    answer = seat(here.limits, (), here.as_rounds(found), (), clock(), space="rounds")
    assert check(case.rencontre, case.history, answer.schedule) == ()


DEMANDS = {"musts_are_met", "least_meetings", "order_is_kept"}


def undemanding(case: Case) -> Case:
    """The same people, from whom nobody asks anything."""
    event = case.rencontre
    wishes = tuple(wish(w.source, w.target, rank=w.rank) for w in event.wishes)
    people = tuple(p.model_copy(update={"least": None}) for p in event.participants)
    update = {"wishes": wishes, "participants": people, "locks": ()}
    return Case(event.model_copy(update=update), case.history)


@some
@given(cases(), st.data())
def test_meetings_keep_all_demands_exactly_where_the_checks_of_these_find_nothing(
    case: Case, data: st.DataObject
) -> None:
    event, here = case.rencontre, space(Limits(*case))
    night = data.draw(st.sampled_from(list(islice(undemanding(case).nights(), 300))))
    rows = [
        (t, number, e, a)
        for number, sitting in zip(event.working_rounds, night, strict=True)
        for t, e, a in sitting
    ]
    sides = [[str(p.id) for p in one.people] for one in here.limits.sides.values()]
    pairs = [(sides[0].index(e), sides[1].index(a)) for *_, e, a in rows]
    assume(all(pair in here.at for pair in pairs))
    rounds = [here.limits.rounds.index(number) for _, number, *_ in rows]
    chosen = [(here.at[pair], at) for pair, at in zip(pairs, rounds, strict=True)]
    broken = {one.rule for one in check(event, case.history, schedule(*rows))} & DEMANDS
    sitting = {(who, number) for _, number, *both in rows for who in both}
    locked = {(one.participant, one.round) for one in event.locks}  # tables come later
    assert keeps(here, chosen) is (not broken and locked <= sitting)


@pytest.mark.parametrize(
    ("rounds", "kept"),
    [({"A1": 1, "A2": 2}, True), ({"A1": 2, "A2": 1}, False), ({"A1": 2}, True), ({"A2": 1}, True)],
)
def test_an_order_is_kept_unless_the_later_meeting_comes_first(
    rounds: dict[str, int], kept: bool
) -> None:
    event = rencontre(2, 2, rounds=2, wishes=(wish("E1", "A1", before="A2"),))
    here = space(Limits(event, History()))
    chosen = [(here.at[0, int(a[1]) - 1], number - 1) for a, number in rounds.items()]
    chosen += [(here.at[1, int(a[1]) - 1], 2 - number) for a, number in rounds.items()]
    assert keeps(here, chosen) is kept  # of E2, in the other order, nothing is asked


def meetings(here: RoundSpace, wanted: np.ndarray[Any, Any]) -> set[tuple[str, str, int]]:
    sides = here.limits.entreprises.people, here.limits.associations.people
    return {
        (str(sides[0][here.lists[0][k]].id), str(sides[1][here.lists[1][k]].id), number + 1)
        for k, number in np.argwhere(wanted).tolist()
    }


def test_only_meetings_that_keep_something_are_needed() -> None:
    event = rencontre(
        3,
        3,
        rounds=2,
        wishes=(must("E1", "A2", round=2), wish("E2", "A1", before="A3"), wish("E3", "A3")),
        locks=(lock("a3", 1, "1"),),
    )
    here = space(Limits(event, History()))
    assert meetings(here, needed(here)) == {
        ("e1", "a2", 2),
        ("e2", "a1", 1),
        ("e2", "a1", 2),
        *((f"e{n}", "a3", 1) for n in (1, 2, 3)),
    }
    counted = needed(here, lambda one: one.rule != "locks_are_kept")
    assert meetings(here, counted) == {("e1", "a2", 2), ("e2", "a1", 1), ("e2", "a1", 2)}


def test_who_is_promised_something_needs_all_their_meetings() -> None:
    here = space(Limits(rencontre(2, 3, rounds=2, e1={"least": 1}), History()))
    assert meetings(here, needed(here)) == {("e1", f"a{n}", r) for n in (1, 2, 3) for r in (1, 2)}


def test_promises_that_the_first_pass_keeps_are_not_decided_beforehand() -> None:
    event = rencontre(4, 4, rounds=3, e1={"least": 3}, wishes=(must("E2", "A2", round=2),))
    here = space(Limits(event, History()))
    assert len(kept_together(here, COUNTED, clock()) or []) == 1


@pytest.mark.parametrize(
    ("away", "promised"),
    [
        ({"e2": 2, "a2": 1}, ["e1", "e2", "e3", "a3"]),
        ({"e2": 1, "e3": 2, "a1": 2, "a3": 3}, ["e1", "e2", "e3", "a1", "a2", "a3"]),
        ({"e1": 1, "e3": 3, "a2": 2}, ["e1", "e2", "e3"]),
    ],
)
def test_promises_that_the_first_pass_breaks_are_kept_beforehand(
    away: dict[str, int], promised: list[str]
) -> None:
    over: dict[str, Any] = {who: {"least": 2} for who in promised}
    for who, number in away.items():
        over[who] = {**over.get(who, {}), "absent": frozenset({number})}
    here = space(Limits(rencontre(3, 3, 2, 3, **over), History()))
    assert begun(here, COUNTED, clock(), []).short
    search = begin(here)
    assert search is not None
    assert not search.short


def test_meetings_in_an_order_are_both_kept_where_both_are_new() -> None:
    event = rencontre(1, 2, rounds=2, wishes=(wish("E1", "A1", before="A2"),))
    here = space(Limits(event, History()))
    firm = kept_together(here, COUNTED, clock())
    assert [number for _, number in sorted(firm or [])] == [0, 1]


def test_what_is_too_much_to_look_at_together_is_left_to_the_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LARGEST", 1)
    here = space(Limits(rencontre(locks=(lock("e1", 1, "1"),)), History()))
    assert kept_together(here, COUNTED, clock()) is None


def test_firm_meetings_have_their_table() -> None:
    """A promise weighs as much as it likes: the only table of the zone is taken."""
    event = rencontre(
        4,
        4,
        [table("1", zone="Nord"), table("2")],
        rounds=1,
        e1={"zone": "Nord"},
        e2={"zone": "Nord", "least": 1},
        wishes=(must("E2", "A2", round=1),),
    )
    search = begin(space(Limits(event, History())))
    assert search is not None
    assert not search.short

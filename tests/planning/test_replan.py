"""A published plan changed on the day: facts stay, and both levels are what enumeration says."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from speeddating import (
    Budget,
    History,
    InfeasibleError,
    InvalidInputError,
    Participant,
    Plan,
    Rencontre,
    Schedule,
    UnsupportedError,
    changes,
    check,
    plan,
    replan,
    replan_options,
    resumed,
    score,
)
from speeddating.domain.base import ParticipantId
from speeddating.domain.score import better
from speeddating.planning.evening import held_rounds, with_holes
from speeddating.planning.replan import KEPT_FIRST, NEW_FIRST
from tests.factories import apart, history, lock, must, rencontre, schedule, table
from tests.solve.rounds.brute import Case, Night, Oracle, cases

ENOUGH = Budget(seconds=20, workers=1)
QUICK = Budget(seconds=5, reproducible=True)
both_orders = pytest.mark.parametrize("levels", [NEW_FIRST, KEPT_FIRST], ids=["new", "kept"])
slow = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def as_schedule(event: Rencontre, night: Night) -> Schedule:
    rows = [
        (seat[0], number, *seat[1:])
        for number, sitting in zip(event.working_rounds, night, strict=True)
        for seat in sorted(sitting)
    ]
    return schedule(*rows)


def without(event: Rencontre, *away: str, **over: Any) -> Rencontre:
    """The rencontre once these people have not come, or have left."""
    people = tuple(
        person.model_copy(update={"present": person.present and person.id not in away})
        for person in event.participants
    )
    return event.model_copy(update={"participants": people, **over})


def kept_seats(before: Schedule, after: Schedule) -> int:
    """Said a second time: seats whose table and whole company are the same."""
    rows = [
        {(s.round, s.table, frozenset(s.people())) for s in one.seatings} for one in (before, after)
    ]
    return sum(len(people) for _, _, people in rows[0] & rows[1])


class Day:
    """A tiny evening under way, and everything that could still be made of it."""

    def __init__(self, case: Case, published: Schedule, away: set[str], first: int) -> None:
        self.now = without(case.rencontre, *away)
        self.history, self.published, self.first = case.history, published, first
        self.effective = resumed(published, self.now, from_round=first)

    def nights(self) -> Iterator[Schedule]:
        held = {(s.round, s.table, s.people()) for s in self.published.seatings
                if s.round < self.first}  # fmt: skip
        case = Case(self.effective, self.history)
        for night in Oracle(case).nights(tables=True):
            made = as_schedule(self.effective, night)
            rows = {(s.round, s.table, s.people()) for s in made.seatings if s.round < self.first}
            if rows == held:
                yield made

    def worths(self) -> set[tuple[int, int]]:
        """(new pairings, kept) of all that can still be."""
        return {
            (score(self.effective, self.history, one).new_pairings, kept_seats(self.published, one))
            for one in self.nights()
        }


@st.composite
def days(draw: st.DrawFn) -> Day:
    case = draw(cases())
    nights = list(case.nights())
    assume(nights)
    night = draw(st.sampled_from(nights[:200]))
    # tables come with the enumeration of placements: the first that seats this night
    people = sorted(str(p.id) for p in case.rencontre.participants if p.present)
    away = set(draw(st.lists(st.sampled_from(people), max_size=2, unique=True)))
    first = draw(st.sampled_from(case.rencontre.working_rounds))
    try:
        return Day(case, as_schedule(case.rencontre, night), away, first)
    except ValidationError:  # a side without anybody, or a lock of somebody who is not there
        assume(False)
        raise


@slow
@given(days(), st.sampled_from([NEW_FIRST, KEPT_FIRST]))
def test_both_levels_are_what_enumeration_says_in_either_order(
    day: Day, levels: tuple[str, ...]
) -> None:
    worths = day.worths()
    try:
        made = replan(day.published, day.now, day.history, from_round=day.first, budget=ENOUGH,
                      levels=levels)  # fmt: skip
    except InfeasibleError:
        assert not worths
        return
    found = made.score.new_pairings, made.score.kept
    if levels is NEW_FIRST:
        assert found == max(worths)
    else:
        assert found[::-1] == max((kept, new) for new, kept in worths)
    assert made.proven[:2] == levels[:2]
    assert made.score.kept == kept_seats(day.published, made.schedule)
    assert check(day.effective, day.history, made.schedule) == ()


@settings(slow, max_examples=25)
@given(days())
def test_the_front_is_what_enumeration_says(day: Day) -> None:
    worths = day.worths()
    assume(worths)
    front = sorted(
        one for one in worths
        if not any(o != one and o[0] >= one[0] and o[1] >= one[1] for o in worths)
    )  # fmt: skip
    found = replan_options(day.published, day.now, day.history, from_round=day.first, budget=ENOUGH)
    assert [(made.score.new_pairings, made.score.kept) for made in found] == front
    assert all("kept" in made.proven[:2] for made in found)


@settings(slow, max_examples=30)
@given(days(), st.sampled_from(["auto", "cpsat"]))
def test_rounds_held_stay_to_the_seat(day: Day, engine: Any) -> None:
    try:
        made = replan(day.published, day.now, day.history, from_round=day.first, budget=ENOUGH,
                      engine=engine)  # fmt: skip
    except InfeasibleError:
        return
    held = [s for s in day.published.seatings if s.round < day.first]
    assert [s for s in made.schedule.seatings if s.round < day.first] == held


@st.composite
def evenings(draw: st.DrawFn) -> tuple[Rencontre, History, Plan, set[str], int]:
    """Five and five at four tables, some pairs met, some people away, perhaps one arrival."""
    pairs = draw(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=12))
    past = history(*((f"E{e}", f"A{a}") for e, a in pairs))
    event = rencontre(6, 6, 4, 4, e6={"present": False}, a6={"present": False})
    made = plan(event, past, budget=QUICK)
    people = [f"{side}{n}" for side in "ea" for n in range(1, 6)]
    away = set(draw(st.lists(st.sampled_from(people), max_size=4, unique=True)))
    return event, past, made, away, draw(st.integers(1, 4))


@settings(slow, max_examples=30)
@given(evenings(), st.sampled_from([NEW_FIRST, KEPT_FIRST]), st.sampled_from([0.001, 5.0]))
def test_replanning_is_never_worse_than_leaving_holes(
    evening: tuple[Rencontre, History, Plan, set[str], int], levels: Sequence[str], seconds: float
) -> None:
    event, past, published, away, first = evening
    now = without(event, *away)
    effective = resumed(published, now, from_round=first)
    held = held_rounds(published.schedule, now, past, first)
    holes = with_holes(published.schedule, effective, held, first)
    assert check(effective, past, holes) == ()
    made = replan(published, now, past, from_round=first, levels=levels,
                  budget=Budget(seconds=seconds, workers=1))  # fmt: skip
    left = score(effective, past, holes, published.schedule)
    for level in levels:
        if left.value(level) != made.score.value(level):
            assert better(level, made.score.value(level), left.value(level))
            break


@settings(slow, max_examples=30)
@given(evenings())
def test_changes_are_the_difference_of_the_seats_and_nothing_else(
    evening: tuple[Rencontre, History, Plan, set[str], int],
) -> None:
    event, past, published, away, first = evening
    now = without(event, *away)
    made = replan(published, now, past, from_round=first, budget=QUICK)
    rows = {
        (who, s.round): (s.table, frozenset(s.people()))
        for s in published.schedule.seatings for who in s.people()
    }  # fmt: skip
    after = {
        (who, s.round): (s.table, frozenset(s.people()))
        for s in made.schedule.seatings for who in s.people()
    }  # fmt: skip
    there = {(p.id, r) for p in now.participants if p.present for r in range(first, 5)}
    expected = {key for key in there if rows.get(key) != after.get(key)}
    told = {(one.participant, one.round): one for one in made.changes}
    assert told.keys() == expected
    assert len(told) == len(made.changes)
    for key, change in told.items():
        new = after.get(key)
        assert change.new_table == (new and new[0])
        assert {key[0], *change.new_partners} == (new[1] if new else {key[0]})
    assert set(made.concerned) == {who for who, _ in expected}


@both_orders
@pytest.mark.parametrize("first", [1, 2, 4])
def test_when_everybody_is_there_nothing_changes(levels: tuple[str, ...], first: int) -> None:
    event, past = rencontre(5, 4, 4, 4), history(("E1", "A1"), ("E2", "A3"), ("E5", "A4"))
    published = plan(event, past, budget=ENOUGH)
    made = replan(published, event, past, from_round=first, levels=levels, budget=ENOUGH)
    assert made.changes == ()
    assert made.schedule == published.schedule
    assert made.score.kept == made.score.seated


def test_the_round_is_that_of_the_rencontre_unless_said() -> None:
    event = rencontre(3, 3, 3, 3)
    published = plan(event, budget=QUICK)
    made = replan(published, without(event, "e1", resume_at=3), budget=QUICK)
    before = [s for s in published.schedule.seatings if s.round < 3]
    assert [s for s in made.schedule.seatings if s.round < 3] == before
    assert {one.round for one in made.changes} == {3}


PUBLISHED = schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"), ("1", 2, "e1", "a2"),
                     ("2", 2, "e2", "a1"))  # fmt: skip


def test_who_left_keeps_the_seats_taken_and_gets_no_other() -> None:
    made = replan(PUBLISHED, without(rencontre(), "e1"), from_round=2, budget=QUICK)
    assert [(s.round, s.people()) for s in made.schedule.seatings] == [
        (1, ("e1", "a1")), (1, ("e2", "a2")), (2, ("e2", "a1")),
    ]  # fmt: skip
    assert made.score.new_pairings == 3
    assert [one.participant for one in made.changes] == ["a2"]
    assert (made.changes[0].old_table, made.changes[0].new_table) == ("1", None)


def test_who_was_not_there_in_a_round_held_did_not_meet_anybody_in_it() -> None:
    event = rencontre(e1={"absent": frozenset({1})})
    made = replan(PUBLISHED, event, from_round=2, budget=QUICK)
    assert [s.people() for s in made.schedule.seatings if s.round == 1] == [("e2", "a2")]
    assert made.score.new_pairings == 3


def test_who_comes_unannounced_is_seated_from_now_on() -> None:
    event = rencontre(3, 2, 2, 2)
    made = replan(PUBLISHED, without(event, "e1"), from_round=2, budget=QUICK)
    assert {who for s in made.schedule.seatings if s.round == 1 for who in s.people()} == {
        "e1", "e2", "a1", "a2",
    }  # fmt: skip
    assert ("e3", 2) in made.schedule.place_of
    assert made.score.pauses == 0


def test_locks_hold_what_the_organiser_decides() -> None:
    now = rencontre(locks=(lock("e1", 2, "2"),))
    made = replan(PUBLISHED, now, from_round=2, budget=QUICK)
    assert made.schedule.place_of[ParticipantId("e1"), 2].table == "2"
    assert made.proven[:2] == ("new_pairings", "kept")


@pytest.mark.parametrize(
    "over",
    [
        {"incompatibilities": (apart("E1", "A1"),)},
        {"e1": {"table": "2"}},
        {"tables": [table("1", rounds=frozenset({2})), table("2"), table("3")]},
        {"locks": (lock("e1", 1, "2"),)},
        {"a1": {"zone": "Nord"}, "tables": [table("1"), table("2", zone="Nord"), table("3")]},
        {"e1": {"most": 0}},
        {"wishes": (must("E1", "A2", round=1),)},
    ],
    ids=["apart", "table", "stands", "lock", "zone", "most", "must"],
)
@both_orders
def test_rounds_held_may_have_broken_a_rule_said_since(
    over: dict[str, Any], levels: tuple[str, ...]
) -> None:
    now = rencontre(**over)
    made = replan(PUBLISHED, now, from_round=2, levels=levels, budget=ENOUGH)
    assert [s for s in made.schedule.seatings if s.round == 1] == list(PUBLISHED.seatings[:2])
    later = Schedule(rencontre=now.name, seatings=tuple(
        s for s in made.schedule.seatings if s.round == 2))  # fmt: skip
    broken = [one for one in check(now, History(), later) if one.data.get("round") != 1]
    assert broken == []


def test_what_cannot_have_taken_place_is_refused_in_words() -> None:
    twice = schedule(("1", 1, "e1", "a1"), ("2", 1, "e1", "a2"))
    with pytest.raises(InvalidInputError, match="Planning") as told:
        replan(twice, rencontre(), from_round=2)
    assert [issue.code for issue in told.value.issues] == ["replan.impossible"]


def test_a_demand_that_nobody_can_meet_any_more_is_told_with_its_reason() -> None:
    now = without(rencontre(wishes=(must("E1", "A2"),)), "a2")
    with pytest.raises(InfeasibleError, match="E1"):
        replan(PUBLISHED, now, from_round=2, budget=ENOUGH)


@pytest.mark.parametrize(
    ("over", "how", "what"),
    [
        ({}, {"levels": ("moves", "kept")}, "moves_before_kept"),
        ({}, {"levels": ("kept", "beauty")}, "level"),
        ({}, {"from_round": 3}, "nothing_left"),
        ({}, {"engine": "flow"}, "engine"),
    ],
)
def test_what_no_replan_does_is_refused_by_name(
    over: dict[str, Any], how: dict[str, Any], what: str
) -> None:
    with pytest.raises(UnsupportedError) as told:
        replan(PUBLISHED, rencontre(**over), **{"from_round": 2, "budget": QUICK, **how})
    assert told.value.what == what


def test_a_person_unknown_today_leaves_a_hole_but_not_in_a_round_held() -> None:
    old = schedule(("1", 1, "e1", "a1"), ("1", 2, "e9", "a1"))
    made = replan(old, rencontre(), from_round=2, budget=QUICK)
    assert "e9" not in {who for s in made.schedule.seatings for who in s.people()}
    with pytest.raises(InvalidInputError):
        replan(schedule(("1", 1, "e9", "a1")), rencontre(), from_round=2, budget=QUICK)


def test_people_who_are_not_there_are_told_no_changes() -> None:
    now = without(rencontre(), "e1")
    told = changes(PUBLISHED, schedule(), now)
    assert {one.participant for one in told} == {"e2", "a1", "a2"}
    assert isinstance(now.participants[0], Participant)


@pytest.mark.parametrize(("levels", "found"), [(NEW_FIRST, (2, 0)), (KEPT_FIRST, (1, 2))])
@pytest.mark.parametrize("engine", ["auto", "cpsat"])
def test_a_published_table_that_somebody_else_needs_is_not_kept_for_free(
    levels: tuple[str, ...], found: tuple[int, int], engine: Any
) -> None:
    event = rencontre(3, 2, 2, 1, e3={"table": "1"},
                      incompatibilities=(apart("E1", "A2"), apart("E3", "A1")))  # fmt: skip
    published = schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"))
    made = replan(published, without(event, "e2"), levels=levels, budget=ENOUGH, engine=engine)
    assert (made.score.new_pairings, made.score.kept) == found
    assert made.proven[:2] == levels[:2]


@pytest.mark.parametrize(
    ("first", "found"), [((), (2, 0)), (("kept",), (1, 2)), (("new_pairings", "kept"), (2, 0))]
)
def test_a_rencontre_that_puts_kept_seats_first_is_replanned_so(
    first: tuple[str, ...], found: tuple[int, int]
) -> None:
    event = rencontre(3, 2, 2, 1, e3={"table": "1"}, priorities=first,
                      incompatibilities=(apart("E1", "A2"), apart("E3", "A1")))  # fmt: skip
    published = schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"))
    made = replan(published, without(event, "e2"), budget=ENOUGH)
    assert (made.score.new_pairings, made.score.kept) == found

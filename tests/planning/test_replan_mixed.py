"""A published plan of tables for several, or with project groups, changed on the day."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speeddating import (
    Budget,
    Facilitator,
    History,
    InfeasibleError,
    NoScheduleFoundError,
    Rencontre,
    Schedule,
    Seating,
    plan,
    replan,
    replan_options,
    resumed,
    score,
)
from speeddating.checks.held import check_resumed
from speeddating.domain.base import FacilitatorId, ParticipantId, TableId
from speeddating.domain.score import Score, Value, better
from speeddating.planning.evening import held_rounds, with_holes
from speeddating.planning.replan import KEPT_FIRST, NEW_FIRST
from speeddating.solve.mixed import replanned
from tests.factories import apart, group, history, lock, must, rencontre, schedule, table

ENOUGH = Budget(seconds=120, reproducible=True)
QUICK = Budget(seconds=3, reproducible=True)
both_orders = pytest.mark.parametrize("levels", [NEW_FIRST, KEPT_FIRST], ids=["new", "kept"])
slow = settings(deadline=None, suppress_health_check=list(HealthCheck))


def without(event: Rencontre, *away: str, **over: Any) -> Rencontre:
    """The rencontre once these people have not come, or have left."""
    people = tuple(
        person.model_copy(update={"present": person.present and person.id not in away})
        for person in event.participants
    )
    return event.model_copy(update={"participants": people, **over})


def rows(one: Schedule, until: int) -> list[Seating]:
    return [seating for seating in one.seatings if seating.round < until]


# Exact where it can be enumerated

Evening = tuple[Rencontre, History, Schedule, set[str], int]

TINY = rencontre(3, 3, [table("1", 2, 2), table("2", 1, 1)], 2)
TINY_PLAN = schedule(
    ("1", 1, "e1", "e2", "a1", "a2"), ("2", 1, "e3", "a3"),
    ("1", 2, "e1", "e3", "a2", "a3"), ("2", 2, "e2", "a1"),
)  # fmt: skip


def second_rounds(event: Rencontre) -> Iterator[Schedule]:
    """Every way of seating the second round, whatever rules say."""
    people = [p.id for p in event.participants if 2 in event.rounds_of(p)]
    sides = event.side_by_participant
    for places in product(("1", "2", None), repeat=len(people)):
        found = []
        for name in ("1", "2"):
            here = [who for who, place in zip(people, places, strict=True) if place == name]
            if here:
                e, a = (
                    tuple(who for who in here if sides[who].value == side)
                    for side in ("entreprise", "association")
                )
                found.append(Seating(round=2, table=TableId(name), entreprises=e, associations=a))
        yield Schedule(rencontre=event.name, seatings=tuple(found))


def leading(one: Score, levels: tuple[str, ...]) -> tuple[Value, ...]:
    return tuple(one.value(level) for level in levels[:2])


def best_second_round(now: Rencontre, met: History, levels: tuple[str, ...]) -> tuple[Value, ...]:
    """The best that the first two levels can be once the first round of the plan was held."""
    effective = resumed(TINY_PLAN, now, from_round=2)
    held = held_rounds(TINY_PLAN, now, met, 2)
    nights = (
        later.model_copy(update={"seatings": (*held, *later.seatings)})
        for later in second_rounds(effective)
    )
    return max(
        leading(score(effective, met, night, TINY_PLAN), levels)
        for night in nights
        if not check_resumed(effective, met, night, held, 2)
    )


@both_orders
@pytest.mark.parametrize("engine", ["auto", "cpsat"])
@pytest.mark.parametrize(
    ("away", "over", "past"),
    [
        ((), {}, ()),
        (("e1",), {}, ()),
        (("a3",), {}, (("E1", "A3"), ("E3", "A1"))),
        (("e2", "a2"), {}, (("E1", "A1"),)),
        ((), {"incompatibilities": (apart("E1", "A2"),)}, (("E3", "A2"),)),
        ((), {"locks": (lock("e2", 2, "1"),)}, ()),
        ((), {"wishes": (must("E3", "A1"),)}, ()),
        ((), {"wishes": (must("E1", "A3", round=1),)}, ()),
        ((), {"e1": {"most": 1}}, ()),
        (("a1",), {"groups": (group("Vélo", "E2", "A1", "A3", rounds=frozenset({2})),)}, ()),
    ],
)
def test_both_levels_are_what_enumeration_says(
    away: tuple[str, ...],
    over: dict[str, Any],
    past: Sequence[tuple[str, str]],
    levels: tuple[str, ...],
    engine: Any,
) -> None:
    event = rencontre(3, 3, TINY.tables, 2, **over)
    now, met = without(event, *away), history(*past)
    made = replan(TINY_PLAN, now, met, from_round=2, levels=levels, budget=ENOUGH, engine=engine)
    assert leading(made.score, levels) == best_second_round(now, met, levels)
    assert made.proven[:2] == levels[:2]


@both_orders
@pytest.mark.parametrize(
    ("away", "past"), [((), ()), (("e1",), ()), (("a3",), (("E1", "A3"), ("E3", "A1")))]
)
def test_where_no_model_is_small_enough_letting_companies_go_finds_as_much(
    away: tuple[str, ...],
    past: Sequence[tuple[str, str]],
    levels: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(replanned, "affordable", lambda _: False)
    now, met = without(TINY, *away), history(*past)
    made = replan(TINY_PLAN, now, met, from_round=2, levels=levels, budget=QUICK)
    assert leading(made.score, levels) == best_second_round(now, met, levels)


def test_a_demand_that_nobody_can_meet_any_more_is_told() -> None:
    now = rencontre(3, 3, TINY.tables, 2, wishes=(must("E1", "A3"), must("E2", "A3")),
                    a3={"present": False})  # fmt: skip
    with pytest.raises(InfeasibleError):
        replan(TINY_PLAN, now, from_round=2, budget=ENOUGH)


# What always holds


def turning(event: Rencontre, shifts: Sequence[int]) -> Schedule:
    """Two and two at four tables: entreprises stay, associations move on; ``f1`` with the group."""
    found: list[tuple[str | int, ...]] = []
    for number, shift in enumerate(shifts, start=1):
        for t in range(4):
            people = [f"e{2 * t + 1}", f"e{2 * t + 2}"]
            people += [f"a{2 * ((t + shift) % 4) + n}" for n in (1, 2)]
            led = ["f1"] if t == shift == 0 else []
            found.append((str(t + 1), number, *people, *led))
    return schedule(*found, name=event.name)


@st.composite
def evenings(draw: st.DrawFn) -> Evening:
    """Eight and eight at tables of two and two, a project group, some people away, an arrival."""
    pairs = draw(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=25))
    past = history(*((f"E{e}", f"A{a}") for e, a in pairs))
    free = draw(st.integers(0, 1))
    event = rencontre(
        9, 8, [table(name, 2, 2) for name in "1234"], 4, e9={"present": False},
        groups=(group("Vélo", "E1", "E2", "A1", "A2", rounds=frozenset({2}), free_rounds=free,
                      facilitator=FacilitatorId("f1")),),
        facilitators=(Facilitator(id=FacilitatorId("f1"), name="Mme f1"),),
    )  # fmt: skip
    published = turning(event, (1, 0, 2, 0 if free else 3))
    people = [f"{side}{n}" for side in "ea" for n in range(1, 9)]
    away = set(draw(st.lists(st.sampled_from(people), max_size=3, unique=True)))
    return event, past, published, away, draw(st.integers(1, 4))


@settings(slow, max_examples=15)
@given(evenings(), st.sampled_from([NEW_FIRST, KEPT_FIRST]), st.sampled_from([0.001, 0.7]))
def test_never_worse_than_leaving_holes_and_what_was_held_stays(
    evening: tuple[Rencontre, History, Schedule, set[str], int],
    levels: Sequence[str],
    seconds: float,
) -> None:
    event, past, published, away, first = evening
    arrived = tuple(
        person.model_copy(update={"present": True}) if person.id == "e9" else person
        for person in event.participants
    )
    now = without(event.model_copy(update={"participants": arrived}), *away)
    effective = resumed(published, now, from_round=first)
    held = held_rounds(published, now, past, first)
    holes = with_holes(published, effective, held, first)
    keeps_rules = check_resumed(effective, past, holes, held, first) == ()
    try:
        made = replan(published, now, past, from_round=first, levels=levels,
                      budget=Budget(seconds=seconds, workers=1))  # fmt: skip
    except NoScheduleFoundError:  # there was no time, and no plan to fall back on
        assert not keeps_rules
        return
    assert rows(made.schedule, first) == rows(published, first)
    assert check_resumed(effective, past, made.schedule, held, first) == ()
    assert made.score == score(effective, past, made.schedule, published)
    for level in ("new_pairings", "kept"):
        assert not better(level, made.score.value(level), made.bound(level).value)
    if not keeps_rules:
        return
    left = score(effective, past, holes, published)
    for level in levels:
        if left.value(level) != made.score.value(level):
            assert better(level, made.score.value(level), left.value(level))
            break


@both_orders
@pytest.mark.parametrize("first", [1, 3])
def test_when_everybody_is_there_few_reasons_are_left_to_change_anything(
    levels: tuple[str, ...], first: int
) -> None:
    event = rencontre(6, 6, [table(name, 2, 2) for name in "123"], 4)
    published = plan(event, history(("E1", "A1")), budget=QUICK)
    made = replan(published, event, history(("E1", "A1")), from_round=first, levels=levels,
                  budget=QUICK)  # fmt: skip
    assert made.score.new_pairings >= published.score.new_pairings
    if made.score.new_pairings == published.score.new_pairings:
        assert made.changes == ()


def test_keeping_first_keeps_every_company_that_is_still_complete() -> None:
    event = rencontre(8, 8, [table(name, 2, 2) for name in "1234"], 3)
    published = plan(event, budget=QUICK)
    made = replan(published, without(event, "e1"), from_round=2, levels=KEPT_FIRST, budget=QUICK)
    seatings = [s for s in published.schedule.seatings if s.round > 1 and "e1" not in s.people()]
    assert all(seating in made.schedule.seatings for seating in seatings)
    assert made.proven[0] == "kept"
    assert made.score.new_pairings <= made.bound("new_pairings").value  # type: ignore[operator]


def test_a_group_sits_again_without_who_has_left_and_its_facilitator_goes_along() -> None:
    event = rencontre(
        4, 4, [table(name, 2, 2) for name in "12"], 3,
        groups=(group("Vélo", "E1", "E2", "A1", free_rounds=2, facilitator=FacilitatorId("f1")),),
        facilitators=(Facilitator(id=FacilitatorId("f1"), name="Mme f1"),),
    )  # fmt: skip
    published = schedule(
        ("1", 1, "e1", "e2", "a1", "f1"), ("2", 1, "e3", "e4", "a2", "a3"),
        ("1", 2, "e1", "e2", "a1", "a4", "f1"), ("2", 2, "e3", "e4", "a2"),
        ("1", 3, "e1", "e3", "a4"), ("2", 3, "e2", "e4", "a1"),
    )  # fmt: skip
    made = replan(published, without(event, "e2"), from_round=2, budget=ENOUGH)
    later = [s for s in made.schedule.seatings if s.round > 1 and s.facilitators]
    assert len(later) == 1
    assert {"e1", "a1"} <= set(later[0].people())
    assert ParticipantId("e2") not in later[0].people()


def test_the_front_climbs_from_fewest_changes_to_most_new_pairings() -> None:
    past = history(*((f"E{e}", f"A{a}") for e, a in product(range(1, 5), range(1, 4))))
    event = rencontre(8, 8, [table(name, 2, 2) for name in "1234"], 3)
    published = plan(event, past, budget=QUICK)
    now = without(event, "e1", "a5")
    front = replan_options(published, now, past, from_round=1, budget=Budget(seconds=6, workers=1))
    worths = [(one.score.new_pairings, one.score.kept) for one in front]
    assert worths == sorted(worths)
    assert [kept for _, kept in worths] == sorted((kept for _, kept in worths), reverse=True)
    assert len(set(worths)) == len(worths)


def test_a_group_of_which_a_whole_side_is_missing_sits_with_others() -> None:
    event = rencontre(
        8, 8, [table(name, 2, 2) for name in "1234"], 4,
        groups=(group("Vélo", "E1", "E2", "A1", "A2", rounds=frozenset({2}),
                      facilitator=FacilitatorId("f1")),),
        facilitators=(Facilitator(id=FacilitatorId("f1"), name="Mme f1"),),
    )  # fmt: skip
    now = without(event, "e1", "e2")
    made = replan(turning(event, (1, 0, 2, 3)), now, from_round=1, budget=QUICK)
    (led,) = (seating for seating in made.schedule.seatings if seating.facilitators)
    assert led.round == 2
    assert {"a1", "a2"} <= set(led.associations)
    assert led.entreprises


@pytest.mark.parametrize("number", [1, 2, 3])
def test_who_accompanies_a_group_comes_when_that_was_handed_out(number: int) -> None:
    led = group("Vélo", "E1", "A1", free_rounds=1, facilitator=FacilitatorId("f1"))
    event = rencontre(
        3, 3, [table("1", 2, 2), table("2", 1, 1)], 3,
        groups=(led,), facilitators=(Facilitator(name="Mme Fanal", id=FacilitatorId("f1")),),
    )  # fmt: skip
    published = schedule(
        *(
            ("1", r, "e1", "e2", "a1", "a2", *(["f1"] if r == number else []))
            for r in (1, 2, 3)
        ),
        *(("2", r, "e3", "a3") for r in (1, 2, 3)),
    )  # fmt: skip
    made = replan(published, without(event, "a1"), budget=QUICK, levels=KEPT_FIRST)
    assert [s.round for s in made.schedule.seatings if s.facilitators] == [number]

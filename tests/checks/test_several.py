"""Several at once: none hides another, and they are told in one order."""

from collections.abc import Mapping
from typing import Any

import pytest

from speeddating import Appetite, Rencontre, Schedule, check
from speeddating.checks import score
from speeddating.checks.held import check_resumed
from speeddating.checks.seats import Seats
from tests.factories import apart, group, history, must, rencontre, schedule, table, wish

EIGHT = 8
"""Of a set of small numbers 8 comes before 1."""


def told(event: Rencontre, seats: Schedule, rule: str) -> list[Mapping[str, Any]]:
    return [one.data for one in check(event, history(), seats) if one.rule == rule]


def test_a_wish_without_an_order_hides_none_after_it() -> None:
    event = rencontre(2, 2, wishes=(wish("E1", "A1"), wish("E2", "A1", before="A2")))
    seats = schedule(("2", 1, "e2", "a2"), ("1", 2, "e2", "a1"))
    assert len(told(event, seats, "order_is_kept")) == 1


@pytest.mark.parametrize(
    ("first", "later", "broken"),
    [((1, 3), (2,), 0), ((2,), (1, 3), 1), ((1,), (2, 3), 0), ((2, 3), (1,), 1)],
)
def test_of_meetings_that_come_again_the_first_counts(
    first: tuple[int, ...], later: tuple[int, ...], broken: int
) -> None:
    event = rencontre(
        1, 2, 1, 3, meetings_per_pairing=2, wishes=(wish("E1", "A1", before="A2"),)
    )  # fmt: skip
    seats = schedule(*(("1", n, "e1", "a1") for n in first), *(("1", n, "e1", "a2") for n in later))
    assert len(told(event, seats, "order_is_kept")) == broken


def test_rounds_are_told_in_their_order() -> None:
    asked = group("G", "E1", "A1", rounds=frozenset({EIGHT, 1}))
    event = rencontre(1, 1, 1, EIGHT, groups=(asked,), incompatibilities=(apart("E1", "A1"),))
    missed = told(event, schedule(), "groups_sit_together")
    assert [one["round"] for one in missed] == [1, EIGHT]
    both = schedule(("1", EIGHT, "e1", "a1"), ("1", 1, "e1", "a1"))
    met = told(event, both, "incompatible_apart")
    assert [one["round"] for one in met] == [1, EIGHT]


def test_names_are_told_in_their_order() -> None:
    names = [f"E{number}" for number in range(9, 0, -1)]
    woodworkers: dict[str, Any] = {name: {"sector": "bois"} for name in names}
    event = rencontre(
        9, 1, (table("1", 18, 1),), 1, delegates=dict.fromkeys(names, 2), competitors_apart=True,
        **woodworkers,
    )  # fmt: skip
    people = [f"{name.lower()}{letter}" for name in names for letter in ("", "b")]
    seats = schedule(("1", 1, *people, "a1"))
    twice = told(event, seats, "delegates_apart")
    assert [one["name"] for one in twice] == sorted(names)
    rivals = [(one["a"], one["b"]) for one in told(event, seats, "competitors_apart")]
    assert rivals == sorted(rivals)
    assert all(str(a) < str(b) for a, b in rivals)


def test_a_meeting_that_is_demanded_hides_none_that_is_not_welcome() -> None:
    past = history(("E1", "A1"), ("E2", "A2"))
    new = {"appetite": Appetite.NEW_ONLY}
    event = rencontre(2, 2, wishes=(must("E1", "A1"),), E1=new, E2=new)
    seats = schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"))
    broken = [v for v in check(event, past, seats) if v.rule == "meetings_again_are_welcome"]
    assert [v.data for v in broken] == [{"a": "E2", "b": "A2"}]


def test_the_order_of_the_seats_is_that_of_the_rounds() -> None:
    event = rencontre(2, 2, 3, 3, delegates={"E1": 2})
    rows = (("1", 3, "e1", "a1"), ("2", 1, "e1b", "a2"), ("3", 1, "e1", "a1"))
    backwards, forwards = schedule(*rows), schedule(*reversed(rows))
    for seats in (Seats(event, history(), backwards), Seats(event, history(), forwards)):
        assert [s.round for s in seats.seatings_of[event.participants[0].id]] == [1, 3]
        assert seats.rounds_of("E1") == (1, 1, 3)
    assert score(event, history(), backwards) == score(event, history(), forwards)


def test_what_one_needs_another_offers() -> None:
    event = rencontre(
        1, 1, 1, 1, E1={"needs": frozenset({"toit"})}, A1={"offers": frozenset({"toit"})}
    )  # fmt: skip
    assert score(event, history(), schedule(("1", 1, "e1", "a1"))).affinity == 1


def test_nobody_who_sits_all_evening_has_two_pauses_running() -> None:
    event = rencontre(2, 2, 2, 2)
    seats = schedule(
        ("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"), ("1", 2, "e1", "a2"), ("2", 2, "e2", "a1")
    )
    assert score(event, history(), seats).pauses_in_a_row == 0


ALREADY = {
    "pairings_meet_once": (rencontre(1, 2, 1, 4), [("1", n, "e1", "a1") for n in (1, 2)]),
    "meetings_again_are_welcome": (
        rencontre(1, 2, 1, 4, E1={"appetite": Appetite.NEW_ONLY}), [("1", 1, "e1", "a1")],
    ),
    "most_meetings": (
        rencontre(1, 2, 1, 4, e1={"most": 1}), [("1", 1, "e1", "a1"), ("1", 2, "e1", "a2")],
    ),
    "order_is_kept": (
        rencontre(1, 2, 1, 4, wishes=(wish("E1", "A1", before="A2"),)),
        [("1", 1, "e1", "a2"), ("1", 2, "e1", "a1")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", ALREADY)
def test_what_rounds_held_have_broken_for_ever_is_excused(rule: str) -> None:
    event, rows = ALREADY[rule]
    past = history(("E1", "A1")) if rule == "meetings_again_are_welcome" else history()
    seats = schedule(*rows)
    assert {one.rule for one in check(event, past, seats)} == {rule}
    assert check_resumed(event, past, seats, seats.seatings, 3) == ()
    assert {one.rule for one in check_resumed(event, past, seats, (), 3)} == {rule}

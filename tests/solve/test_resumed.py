"""The rest of an evening, as a rencontre of its own."""

from typing import Any

import pytest

from speeddating.domain.demands import ProjectGroup, Wish
from speeddating.domain.people import Facilitator
from speeddating.domain.rencontre import Rencontre
from speeddating.solve.resumed import Resumed, rest_of
from tests.factories import group, history, lock, must, rencontre, schedule, table, wish

PUBLISHED = schedule(
    ("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"),
    ("1", 2, "e1", "a2"), ("2", 2, "e2", "a1"),
    ("1", 3, "e1", "a1"),
)  # fmt: skip


def left(from_round: int, **over: Any) -> Rencontre:
    event = rencontre(**{"rounds": 4, "tables": [table("1"), table("2")], **over})
    held = tuple(s for s in PUBLISHED.seatings if s.round < from_round)
    return rest_of(event, history(), Resumed(PUBLISHED, held, from_round))[0]


def test_rounds_held_are_breaks_and_what_they_said_of_seats_is_over() -> None:
    rest = left(2, locks=(lock("e1", 1, "1"), lock("e1", 2, "1")))
    assert rest.working_rounds == (2, 3, 4)
    assert rest.locks == (lock("e1", 2, "1"),)


def test_who_met_tonight_has_met_and_what_was_new_is_counted() -> None:
    past = history(("E1", "A1"))
    resumed = Resumed(PUBLISHED, PUBLISHED.seatings[:2], 2)
    _, grown, fresh = rest_of(rencontre(), past, resumed)
    assert grown.met == {("E1", "A1"), ("E2", "A2")}
    assert fresh == 1


@pytest.mark.parametrize(
    ("from_round", "bounds"), [(1, (2, 3)), (2, (1, 2)), (3, (0, 1)), (4, (0, 0))]
)
def test_promises_and_limits_are_less_what_was_given(
    from_round: int, bounds: tuple[int, int]
) -> None:
    rest = left(from_round, e1={"least": 2, "most": 3}, a2={"most": 3}, a1={"least": 3})
    (e1,) = (p for p in rest.participants if p.id == "e1")
    assert (e1.least, e1.most) == bounds
    (a2,) = (p for p in rest.participants if p.id == "a2")
    (a1,) = (p for p in rest.participants if p.id == "a1")
    assert a2.least is None
    assert a1.most is None


@pytest.mark.parametrize("from_round", [1, 2, 3, 4])
@pytest.mark.parametrize("least", [None, 0, 2])
@pytest.mark.parametrize("most", [None, 2, 3])
def test_a_promise_and_a_limit_need_not_come_together(
    from_round: int, least: int | None, most: int | None
) -> None:
    rest = left(from_round, e1={"least": least, "most": most})
    (e1,) = (p for p in rest.participants if p.id == "e1")
    had = from_round - 1  # one meeting in each round held
    assert e1.least == (None if least is None else max(least - had, 0))
    assert e1.most == (None if most is None else max(most - had, 0))


@pytest.mark.parametrize(
    ("asked", "stays"),
    [
        (must("E1", "A1"), False),
        (must("a1", "E1"), False),
        (must("E1", "A2"), True),
        (must("E1", "A1", round=1), False),
        (must("E1", "A1", round=2), True),
        (wish("E1", "A1"), True),
        (wish("E1", "A1", round=1), False),
        (wish("E1", "A2", round=3), True),
    ],
)
def test_what_was_granted_or_named_a_round_held_is_not_asked_any_more(
    asked: Wish, stays: bool
) -> None:
    assert left(2, wishes=(asked,)).wishes == ((asked,) if stays else ())


FANAL = Facilitator(id="f1", name="Mme Fanal")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "from_round", "rounds", "free"),
    [
        (group("G", "E1", "A1", rounds=frozenset({1, 2})), 2, {2}, 0),
        (group("G", "E1", "A1", rounds=frozenset({1, 2})), 3, set(), 0),
        (group("G", "E1", "A1", free_rounds=2), 2, set(), 1),
        (group("G", "E1", "A2", free_rounds=2), 2, set(), 2),
        (group("G", "E1", "A1", rounds=frozenset({1}), free_rounds=1), 2, set(), 1),
        (group("G", "E1", "A1", free_rounds=1), 4, set(), 0),
        (group("G", "E1", "A1", free_rounds=1, facilitator="f1"), 2, set(), 1),
    ],
)
def test_a_group_has_still_to_sit_as_often_as_it_has_not(
    asked: ProjectGroup, from_round: int, rounds: set[int], free: int
) -> None:
    facilitators = (FANAL,) if asked.facilitator else ()
    (rest,) = left(from_round, groups=(asked,), facilitators=facilitators).groups
    assert (set(rest.rounds), rest.free_rounds) == (rounds, free)

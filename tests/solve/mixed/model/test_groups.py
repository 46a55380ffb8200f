"""Where project groups sit, before anybody else is seated."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product, repeat
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speeddating.domain.base import FacilitatorId, TableId
from speeddating.domain.demands import ProjectGroup
from speeddating.domain.history import History
from speeddating.domain.people import Facilitator, Participant, Side
from speeddating.domain.plan import Budget
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import Table
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.model.groups import sittings
from speeddating.solve.resumed import Resumed
from tests.factories import group, lock, rencontre, schedule, table

Place = tuple[int, int, str]
"""Group by position, number of a round, table."""

BIG = [table("1", 2, 2), table("2", 2, 2)]
SECOND = frozenset({2})
TOGETHER = (group("Vélo", "E1", "E2", "A1", rounds=SECOND),)


def bound(**over: Any) -> dict[tuple[str, int], str]:
    """Who is bound to which table in which round."""
    event = rencontre(**{"entreprises": 3, "associations": 3, "tables": BIG, **over})
    found = sittings(Limits(event, History()), Clock(Budget(seconds=20, workers=1)))
    return {(who, number): name for (who, number), name in found.bound_to.items()}


def test_without_groups_nobody_is_bound_but_by_a_lock() -> None:
    assert bound() == {}
    assert bound(locks=(lock("e1", 1, "2"),)) == {("e1", 1): "2"}


@pytest.mark.parametrize(
    ("over", "tables"),
    [
        ({}, {"1", "2"}),
        ({"locks": (lock("e2", 2, "2"),)}, {"2"}),
        ({"locks": (lock("a1", 2, "1"),)}, {"1"}),
        ({"locks": (lock("a2", 2, "1"), lock("e2", 1, "1"))}, {"1", "2"}),  # others, elsewhere
        ({"e1": {"table": "2"}}, {"2"}),
        ({"tables": [table("1", 2, 2, rounds=frozenset({1})), BIG[1]]}, {"2"}),
        ({"tables": [table("1", 1, 2), BIG[1]]}, {"2"}),
        ({"tables": [BIG[0], table("2", 2, 2, zone="Sud")], "a1": {"zone": "Sud"}}, {"2"}),
    ],
)
def test_a_group_sits_where_all_of_it_may(over: dict[str, Any], tables: set[str]) -> None:
    found = bound(groups=TOGETHER, **over)
    at = {found[who, 2] for who in ("e1", "e2", "a1")}
    assert len(at) == 1
    assert at <= tables
    assert all(number == 2 for who, number in found if who in {"e1", "a1"})


@pytest.mark.parametrize(
    "over",
    [
        {"locks": (lock("e1", 2, "1"), lock("a1", 2, "2"))},
        {"e1": {"table": "1"}, "e2": {"table": "2"}},
        {"tables": [table("1", 1, 2), table("2", 2, 2, rounds=frozenset({1}))]},
    ],
)
def test_a_group_that_may_sit_nowhere_is_no_solution(over: dict[str, Any]) -> None:
    with pytest.raises(NoSolution):
        bound(groups=TOGETHER, **over)


def test_who_is_absent_is_not_bound() -> None:
    found = bound(groups=TOGETHER, e2={"absent": SECOND})
    assert {who for who, _ in found} == {"e1", "a1"}


def legal(event: Rencontre, groups: Sequence[ProjectGroup]) -> Iterator[tuple[Place, ...]]:
    """Every way to seat the groups that breaks no rule, tried one by one."""
    ways = []
    for g, one in enumerate(groups):
        free = [n for n in event.working_rounds if n not in one.rounds]
        chosen = [{*one.rounds, *some} for some in combinations(free, one.free_rounds)]
        ways.append([
            tuple(zip(repeat(g), sorted(numbers), tables, strict=False))
            for numbers in chosen
            for tables in product(event.tables, repeat=len(numbers))
            if all(fits(event, one, n, t) for n, t in zip(sorted(numbers), tables, strict=True))
        ])  # fmt: skip
    for together in product(*ways):
        places = [(g, n, t.id) for way in together for g, n, t in way]
        taken = [(n, name) for _, n, name in places]
        meeting = [(groups[g], n) for g, n, _ in places]
        if len({*taken}) == len(taken) and not any(
            n == m and share(one, other) for (one, n), (other, m) in combinations(meeting, 2)
        ):
            yield tuple(places)


def share(one: ProjectGroup, other: ProjectGroup) -> bool:
    led = one.facilitator is not None and one.facilitator == other.facilitator
    return led or bool({*one.organisations} & {*other.organisations})


def going(event: Rencontre, one: ProjectGroup, number: int) -> list[Participant]:
    """The first delegate there of each organisation."""
    there = [p for p in event.participants if number in event.rounds_of(p)]
    found = {p.organisation: p for p in reversed(there) if p.organisation in one.organisations}
    return list(found.values())


def fits(event: Rencontre, one: ProjectGroup, number: int, at: Table) -> bool:
    people = going(event, one, number)
    locks = {k.participant: k.table for k in event.locks if k.round == number}
    here = {p.id for p in people} | {who for who, name in locks.items() if name == at.id}
    sides = [event.side_by_participant[who] for who in here]
    return (
        bool(people)
        and at.stands_in(number)
        and sides.count(Side.ENTREPRISE) <= at.seats_entreprises
        and sides.count(Side.ASSOCIATION) <= at.seats_associations
        and all(p.may_sit_at(at) and locks.get(p.id, at.id) == at.id for p in people)
    )


MEMBERS = [("E1", "A1"), ("E1", "E2", "A1"), ("E2", "A2"), ("E3", "A1", "A2"), ("E3", "A3")]
LED = (Facilitator(name="Mme f1", id=FacilitatorId("f1")),)


@st.composite
def evenings(draw: st.DrawFn) -> Rencontre:
    """Two or three groups at three tables in three rounds, some people away, locked or bound."""
    rooms = [
        table("1", 2, 2, zone="Nord"),
        table("2", draw(st.integers(1, 2)), draw(st.integers(1, 2))),
        table("3", 2, 1, rounds=draw(st.sampled_from([None, SECOND]))),
    ]
    over: dict[str, Any] = {}
    for who in ("e1", "e2", "e3", "a1", "a2", "a3"):
        over[who] = draw(st.sampled_from([{}, {}, {"zone": "Nord"}, {"table": "2"}]))
        away = draw(st.sampled_from([(), (), (), (1,), (2, 3)]))
        over[who] = {**over[who], "absent": frozenset(away)}
    groups: list[ProjectGroup] = []
    for names in draw(st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=3, unique=True)):
        one = group(f"G{len(groups)}", *names, facilitator=draw(st.sampled_from([None, "f1"])))
        taken = {n for other in groups if share(one, other) for n in other.rounds}
        numbers = [number for number in (1, 2) if number not in taken]
        asked = {
            "rounds": frozenset(numbers[: draw(st.integers(0, 1))]),
            "free_rounds": draw(st.integers(0, 1 if groups else 2)),
        }
        groups.append(one.model_copy(update=asked))
    locks = [lock(who, 2, "1") for who in ("e3", "a2") if draw(st.integers(0, 3)) == 0]
    free = [k for k in locks if 2 not in over[k.participant]["absent"]]
    return rencontre(
        3, 3, rooms, 3, groups=tuple(groups), facilitators=LED, locks=tuple(free), **over,
    )  # fmt: skip


@settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
@given(evenings())
def test_groups_sit_exactly_where_they_can_and_with_most_of_their_members(
    event: Rencontre,
) -> None:
    limits, clock = Limits(event, History()), Clock(Budget(seconds=20, workers=1))
    ways: dict[int, list[object]] = {}
    for places in legal(event, event.groups):
        bound = {(k.participant, k.round): k.table for k in event.locks}
        led = {(t, n): "f1" for g, n, t in places if event.groups[g].facilitator}
        count = 0
        for g, number, name in places:
            people = going(event, event.groups[g], number)
            bound |= {(p.id, number): TableId(name) for p in people}
            count += len(people)
        ways.setdefault(count, []).append((bound, led))
    if not ways:
        with pytest.raises(NoSolution):
            sittings(limits, clock)
        return
    found = sittings(limits, clock)
    assert (found.bound_to, found.accompanied) in ways[max(ways)]


def test_a_group_whose_seats_stay_sits_there_and_no_other_does() -> None:
    groups = (
        group("Vélo", "E1", "A1", free_rounds=1, facilitator="f1"),
        group("Eau", "E2", "A2", rounds=SECOND),
    )
    event = rencontre(3, 3, BIG, 3, groups=groups, facilitators=LED)
    for name, number in product("12", (2, 3)):
        seats = schedule((name, number, "e1", "a1", "f1"))
        resumed = Resumed(seats, (), from_round=1, staying=seats.seatings)
        found = sittings(Limits(event, History(), resumed=resumed), Clock(Budget(seconds=20)))
        assert found.accompanied == {(name, number): "f1"}
        assert {who for who, _ in found.bound_to} == {"e2", "a2"}  # who stays is fixed already


@pytest.mark.parametrize(("name", "other"), ["12", "21"])
def test_no_group_sits_where_others_stay(name: str, other: str) -> None:
    event = rencontre(3, 3, BIG, 2, groups=(group("Vélo", "E1", "A1", rounds=SECOND),))
    seats = schedule((name, 2, "e3", "a3"))
    resumed = Resumed(seats, (), from_round=1, staying=seats.seatings)
    found = sittings(Limits(event, History(), resumed=resumed), Clock(Budget(seconds=20)))
    assert found.bound_to == {("e1", 2): other, ("a1", 2): other}


def test_a_group_of_which_somebody_stays_elsewhere_has_no_seat() -> None:
    event = rencontre(3, 3, BIG, 2, groups=(group("Vélo", "E1", "A1", rounds=SECOND),))
    seats = schedule(("1", 2, "e1", "a3"))
    resumed = Resumed(seats, (), from_round=1, staying=seats.seatings)
    with pytest.raises(NoSolution):
        sittings(Limits(event, History(), resumed=resumed), Clock(Budget(seconds=20)))


@pytest.mark.parametrize(
    ("locked", "from_round", "fits"),
    [
        ("e1 e2 a1 a2", 1, True),
        ("e1 e2 e3", 1, False),
        ("a1 a2 a3", 1, False),
        ("e1 e2 e3", 2, True),
    ],
)
def test_locks_fill_a_table_at_most_unless_their_round_is_over(
    locked: str, from_round: int, fits: bool
) -> None:
    locks = tuple(lock(who, 1, "1") for who in locked.split())
    event = rencontre(3, 3, BIG, 2, locks=locks)
    resumed = Resumed(schedule(), (), from_round=from_round)
    limits = Limits(event, History(), resumed=resumed)
    if fits:
        assert len(sittings(limits, Clock(Budget(seconds=20))).bound_to) == len(locks)
    else:
        with pytest.raises(NoSolution):
            sittings(limits, Clock(Budget(seconds=20)))

"""What flows say of timetables: never too little, and impossible only where it is so."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speeddating.domain.demands import Wish
from speeddating.domain.history import History
from speeddating.domain.plan import Budget, Progress
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.pairs.choose import NoPairings
from speeddating.solve.pairs.levels import LEVELS as COUNTED
from speeddating.solve.rounds.caps import REPEATABLE, caps, loosest, most_meetings
from speeddating.solve.rounds.space import space
from tests.factories import must, rencontre, table, wish
from tests.solve.rounds.brute import Case, best, cases, keeping, signed

quick = settings(deadline=None, max_examples=120, suppress_health_check=list(HealthCheck))
orders = st.permutations(list(COUNTED)).map(tuple)


def clock() -> Clock:
    return Clock(Budget(seconds=30))


@quick
@given(cases(), orders)
def test_no_schedule_exceeds_a_cap_while_the_caps_before_it_are_reached(
    case: Case, levels: tuple[str, ...]
) -> None:
    worths = case.worths()
    try:
        found = caps(space(Limits(*case)), levels, clock())
    except NoPairings:
        assert not worths
        return
    assert list(found) == list(levels[: len(found)])
    left = worths
    for level, cap in found.items():
        if not left:
            break
        most = best(left, level)
        assert signed(level, most) <= signed(level, cap)
        left = keeping(left, level, cap)


@quick
@given(cases(), st.sampled_from(sorted(COUNTED)))
def test_no_schedule_exceeds_what_counting_says_of_any_level(case: Case, level: str) -> None:
    worths = case.worths()
    if worths:
        cap = loosest(space(Limits(*case)), level)
        assert signed(level, best(worths, level)) <= signed(level, cap)


@pytest.mark.parametrize(
    ("over", "most"),
    [
        ({}, 4),
        ({"e1": {"absent": frozenset({1})}}, 3),
        ({"e1": {"absent": frozenset({1, 2})}, "a1": {"absent": frozenset({1})}}, 2),
        ({"tables": [table("1", rounds=frozenset({2}))]}, 1),
        ({"rounds": 3, "breaks": (2,), "tables": 1}, 2),
    ],
)
def test_rounds_hold_no_more_than_tables_and_the_people_there(
    over: dict[str, object], most: int
) -> None:
    event = rencontre(**over)  # type: ignore[arg-type]
    assert most_meetings(space(Limits(event, History()))) == most


def test_a_must_without_room_has_no_pairings() -> None:
    event = rencontre(1, 2, 1, 1, wishes=(must("E1", "A1"), must("E1", "A2")))
    with pytest.raises(NoPairings):
        caps(space(Limits(event, History())), ("new_pairings",), clock())


def test_who_may_meet_again_the_same_evening_is_never_said_to_be_impossible() -> None:
    event = rencontre(1, 1, 1, 2, meetings_per_pairing=2, e1={"least": 2})
    found = caps(space(Limits(event, History())), tuple(COUNTED), clock())
    assert found == {"new_pairings": 1, "worst_off": (1, 1)}
    assert tuple(found) == REPEATABLE


def test_a_cap_is_not_told_as_progress() -> None:
    told: list[Progress] = []
    caps(space(Limits(rencontre(), History())), tuple(COUNTED), Clock(Budget(), told.append))
    assert told == []


def test_caps_are_known_even_when_time_is_over() -> None:
    here = clock()
    here.cancelled.set()
    assert list(caps(space(Limits(rencontre(), History())), tuple(COUNTED), here)) == list(COUNTED)


@pytest.mark.parametrize(
    ("wishes", "counts"),
    [
        ((), (0,)),
        ((must("E1", "A1"),), (0,)),
        ((wish("E1", "A1", rank=3), must("E2", "A2"), wish("E2", "A1")), (1, 0, 1, 0)),
    ],
)
def test_wishes_are_counted_by_rank_and_musts_are_none(
    wishes: tuple[Wish, ...], counts: tuple[int, ...]
) -> None:
    assert loosest(space(Limits(rencontre(wishes=wishes), History())), "wishes") == counts

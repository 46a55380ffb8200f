"""Ways out: each was tried, the smallest is told, and there is nearly always one."""

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from speeddating.domain.demands import Wish
from speeddating.domain.history import History
from speeddating.domain.plan import Budget
from speeddating.domain.rencontre import Rencontre
from speeddating.errors import InfeasibleError
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.reasons.explain import explained
from speeddating.solve.reasons.ways import more_rounds, more_tables, possible, ways_out
from tests.factories import lock, must, rencontre, table
from tests.solve.rounds.brute import Case, cases

some = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
NOW, BOTH = frozenset({1}), frozenset({1, 2})


def clock() -> Clock:
    return Clock(Budget(seconds=20, workers=1))


def told(event: Rencontre) -> dict[str, Any]:
    """Code and number of each way out of what cannot be."""
    error = explained(Limits(event, History()), clock())
    assert isinstance(error, InfeasibleError)
    return {one.code: one.data.get("count") for one in error.ways_out}


@some
@given(cases())
def test_what_is_said_to_be_possible_is(case: Case) -> None:
    found = possible(Limits(*case), clock())
    assert found in {case.possible, None}
    if not case.possible:
        assert found is False


@some
@given(cases())
def test_whatever_is_impossible_has_a_way_out(case: Case) -> None:
    """Giving up all that was asked for is one."""
    assume(not case.possible)
    error = explained(Limits(*case), clock())
    assert isinstance(error, InfeasibleError)
    assert error.conflict
    assert error.ways_out


@pytest.mark.parametrize(
    ("sizes", "promised", "tables", "rounds"),
    [((20, 32, 10, 6), 2, 1, 1), ((40, 40, 10, 6), 4, 17, 10), ((12, 12, 3, 4), 4, 9, 12)],
)
def test_the_fewest_tables_and_rounds_are_told_however_many(
    sizes: tuple[int, int, int, int], promised: int, tables: int, rounds: int
) -> None:
    owed: dict[str, Any] = {f"a{n}": {"least": promised} for n in range(1, sizes[1] + 1)}
    event = rencontre(*sizes, **owed)
    found = told(event)
    assert (found["reasons.more_tables"], found["reasons.more_rounds"]) == (tables, rounds)
    for count, grown in ((tables, more_tables), (rounds, more_rounds)):
        enough = [possible(Limits(grown(event, n), History()), clock()) for n in (count - 1, count)]
        assert enough == [False, True]


def test_fewer_meetings_may_be_promised_to_everybody() -> None:
    owed: dict[str, Any] = {f"a{n}": {"least": 3} for n in range(1, 5)}
    assert told(rencontre(4, 4, 2, 4, **owed))["reasons.promise_less"] == 2


def test_what_goes_wrong_in_several_places_is_given_up_together() -> None:
    event = rencontre(
        4,
        4,
        rounds=3,
        wishes=(must("E1", "A1", round=1), must("E1", "A2", round=1)),
        locks=(lock("e2", 2, "1"), lock("e3", 2, "1")),
    )
    assert told(event) == {"reasons.drop_together": 2}
    (way,) = ways_out(Limits(event, History()), clock())
    assert {one.code for one in way.data["demands"]} == {
        "reasons.musts_are_met.in_round",
        "reasons.locks_are_kept",
    }
    for language in ("fr", "en"):
        said = way.sentence(language)
        assert all(one.sentence(language) in said for one in way.data["demands"])


def test_nobody_is_asked_to_come_after_all_while_a_wish_can_be_given_up() -> None:
    event = rencontre(
        3,
        3,
        rounds=2,
        e1={"absent": NOW},
        e2={"absent": NOW},
        wishes=(must("E1", "A1", round=1), must("E2", "A2", round=1)),
    )
    (way,) = ways_out(Limits(event, History()), clock())
    assert {one.code for one in way.data["demands"]} == {"reasons.musts_are_met.in_round"}


@pytest.mark.parametrize(
    ("over", "wishes"),
    [
        ({"e1": {"needs_access": True}}, (must("E1", "A1", round=1), must("E1", "A2", round=2))),
        ({"e1": {"absent": BOTH}}, (must("E1", "A1", round=1), must("E1", "A2", round=2))),
    ],
)
def test_two_wishes_are_given_up_rather_than_what_nobody_wished_for(
    over: dict[str, Any], wishes: tuple[Wish, ...]
) -> None:
    locks = (lock("e2", 2, "1"), lock("e3", 2, "1"))  # of which one has to go too
    event = rencontre(4, 4, rounds=2, wishes=wishes, locks=locks, **over)
    (way,) = ways_out(Limits(event, History()), clock())
    assert [one.code for one in way.data["demands"]] == [
        "reasons.locks_are_kept",
        "reasons.musts_are_met.in_round",
        "reasons.musts_are_met.in_round",
    ]


def test_tables_that_are_too_few_are_not_given_up_but_more_are_laid() -> None:
    event = rencontre(
        tables=[table("1"), table("2", rounds=NOW)],
        wishes=(must("E1", "A1", round=2), must("E2", "A2", round=2)),
    )
    error = explained(Limits(event, History()), clock())
    assert isinstance(error, InfeasibleError)
    assert "reasons.more_tables" in {one.code for one in error.ways_out}
    assert not [one for one in error.ways_out if "tables_stand" in str(one.data.get("demand"))]


def test_without_time_no_way_out_is_claimed() -> None:
    over = clock()
    over.cancelled.set()
    event = rencontre(locks=(lock("e1", 1, "2"), lock("e2", 1, "2")))
    assert ways_out(Limits(event, History()), over) == ()

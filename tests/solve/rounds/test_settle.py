"""Levels one after the other in one model: caps spare searches, and starts are kept or refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.domain.history import History
from speeddating.domain.plan import Budget, Scope
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution, NothingFound
from speeddating.solve.limits import Limits
from speeddating.solve.rounds.settle import Settling, degrees, goal_caps, thresholds
from speeddating.solve.rounds.space import given as space_of
from speeddating.solve.rounds.space import space
from tests.factories import apart, must, rencontre

quick = settings(deadline=None, max_examples=100)
ascending = st.lists(st.integers(0, 6), min_size=1, max_size=8).map(lambda v: tuple(sorted(v)))


@quick
@given(ascending)
def test_thresholds_and_degrees_undo_each_other(value: tuple[int, ...]) -> None:
    assert degrees(thresholds(value), len(value)) == value


@quick
@given(ascending.flatmap(lambda v: st.tuples(st.just(v), st.permutations(v))))
def test_the_order_of_organisations_is_no_part_of_what_they_have(
    values: tuple[tuple[int, ...], list[int]],
) -> None:
    assert thresholds(values[0]) == thresholds(values[1])


@quick
@given(ascending, st.data())
def test_leximin_compares_as_thresholds_do(one: tuple[int, ...], data: st.DataObject) -> None:
    size = len(one)
    drawn = data.draw(st.lists(st.integers(0, 6), min_size=size, max_size=size))
    other = tuple(sorted(drawn))
    long = max(*one, *other, 1)
    left, right = ([*thresholds(v), *[0] * (long - len(thresholds(v)))] for v in (one, other))
    assert (one < other) is (left < right)


@pytest.mark.parametrize(
    ("level", "value", "expected"),
    [
        ("new_pairings", None, []),
        ("new_pairings", 4, [4]),
        ("pauses", 0, [0]),
        ("worst_off", (0, 1, 3), [2, 1, 1]),
        ("worst_off", (0, 0), []),
        ("wishes", (2, 1, 0), []),
    ],
)
def test_a_cap_of_a_level_is_one_of_its_goals(
    level: str, value: int | tuple[int, ...] | None, expected: list[int]
) -> None:
    assert goal_caps(level, value) == expected


def settling(
    chosen: list[tuple[int, int]] | None, *, seconds: float = 20, **over: object
) -> Settling:
    here = space(Limits(rencontre(**over), History()))  # type: ignore[arg-type]
    return Settling(here, Clock(Budget(seconds=seconds, workers=1)), chosen)


def test_a_start_that_is_best_needs_no_search_where_a_cap_says_so() -> None:
    here = settling([(0, 0), (3, 0), (1, 1), (2, 1)])
    here.caps = {"new_pairings": 4, "seated": 8}
    bounds = here.reach(("new_pairings", "seated"))
    assert [(bound.value, bound.engine) for bound in bounds] == [(4, "flow"), (8, "flow")]
    assert sorted(here.chosen or []) == [(0, 0), (1, 1), (2, 1), (3, 0)]


def test_a_start_that_is_not_best_is_improved() -> None:
    here = settling([(0, 0)])
    (bound,) = here.reach(("new_pairings",))
    assert (bound.value, bound.scope, bound.engine) == (4, Scope.ALL, "cpsat")
    assert len(here.chosen or []) == 4


def test_a_start_that_breaks_a_rule_is_not_kept() -> None:
    here = settling([(0, 0), (0, 1), (1, 0)])
    (bound,) = here.reach(("new_pairings",))
    assert bound.value == len(here.chosen or []) == 4


def test_a_cap_is_forgotten_once_an_earlier_one_is_missed() -> None:
    """A cap on pauses holds while four pairings meet; here no more than two do."""
    here = settling(None, wishes=(must("E1", "A1", round=1), must("E2", "A1", round=2)), tables=1)
    here.caps = {"new_pairings": 4, "pauses": 0}
    found = here.reach(("new_pairings", "pauses"))
    assert [bound.value for bound in found] == [2, 6]


def test_a_cap_of_a_threshold_is_forgotten_too_once_an_earlier_one_is_missed() -> None:
    # A3 meets nobody: all others may have two, which a cap that counts on A3 does not allow for
    event = rencontre(2, 3, rounds=2, incompatibilities=(apart("E1", "A3"), apart("E2", "A3")))
    settling = Settling(
        space(Limits(event, History())), Clock(Budget(workers=1)), None,
        {"worst_off": (1, 1, 1, 1, 2)},
    )  # fmt: skip
    (bound,) = settling.reach(["worst_off"])
    assert bound.value == (0, 2, 2, 2, 2)


def test_no_schedule_at_all_is_told() -> None:
    with pytest.raises(NoSolution):
        settling(
            None, tables=1, wishes=(must("E1", "A1", round=1), must("E2", "A2", round=1))
        ).reach(("new_pairings",))


def test_without_levels_any_schedule_will_do() -> None:
    here = settling(None, wishes=(must("E1", "A1"),))
    assert here.reach(()) == []
    assert here.chosen


def test_without_time_a_start_that_keeps_every_rule_is_returned_with_what_is_known() -> None:
    here = settling([(0, 0)])
    here.clock.cancelled.set()
    (bound,) = here.reach(("new_pairings",))
    assert here.chosen == [(0, 0)]
    assert bound.value == 4
    assert bound.scope is Scope.ALL


def test_without_time_a_start_that_may_break_a_rule_is_nothing() -> None:
    here = settling([(1, 0)], wishes=(must("E1", "A1"),))
    here.clock.cancelled.set()
    with pytest.raises(NothingFound):
        here.reach(("new_pairings",))


def test_of_given_pairs_only_what_leaves_nothing_to_gain_is_claimed_for_all() -> None:
    pairs = [(0, 0), (1, 1), (0, 1)]
    clock = Clock(Budget(seconds=20, workers=1))
    here = Settling(space_of(Limits(rencontre(rounds=3), History()), pairs), clock, None)
    pauses, waits = here.reach(("pauses", "waits"))
    assert (pauses.value, pauses.scope) == (10, Scope.THESE_PAIRINGS)
    assert (waits.value, waits.scope) == (0, Scope.ALL)
    assert sorted({k for k, _ in here.chosen or []}) == [0, 1, 2]

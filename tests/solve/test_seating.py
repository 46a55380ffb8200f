"""Tables for timed meetings, and what can be said of them without a search."""

from collections.abc import Sequence
from itertools import combinations, permutations, product
from typing import Any

import pytest

from speeddating.checks import check, score
from speeddating.domain.history import History
from speeddating.domain.people import Side
from speeddating.domain.plan import Bound, Budget, Scope
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.seating import seat, without_search
from tests.factories import group, history, rencontre, schedule, table

Pair = tuple[int, int]
Meetings = list[list[Pair]]

SQUARE: Meetings = [[(0, 0), (1, 1)], [(0, 1), (1, 0)]]
"""Two and two, everyone meets everyone."""


def test_seats_are_by_round_then_in_the_order_of_the_tables() -> None:
    event = rencontre(2, 2, (table("b"), table("a")), 2)
    limits = Limits(event, History())
    found = seat(limits, ("moves",), SQUARE, (), Clock(Budget()), space="pairs").schedule
    assert [(s.round, s.table) for s in found.seatings] == [(1, "b"), (1, "a"), (2, "b"), (2, "a")]
    assert check(event, History(), found) == ()


@pytest.mark.parametrize("side", Side)
def test_the_seated_side_keeps_its_tables(side: Side) -> None:
    event = rencontre(2, 2, seated_side=side)
    limits = Limits(event, History())
    answer = seat(limits, ("moves",), SQUARE, (), Clock(Budget()), space="rounds")
    assert score(event, History(), answer.schedule).moves == (0, 2)
    assert answer.space == "rounds"


def test_bounds_settled_before_are_handed_on_in_the_order_of_the_levels() -> None:
    settled = Bound(level="new_pairings", value=4, engine="flow")
    limits = Limits(rencontre(), History())
    levels = ("waits", "new_pairings")
    answer = seat(limits, levels, SQUARE, (settled,), Clock(Budget()), space="pairs")
    assert [bound.level for bound in answer.bounds] == ["waits", "new_pairings"]
    assert answer.bounds[1] is settled


def moves_bound(
    event: Rencontre, meetings: Meetings, *before: str, met: History | None = None
) -> Bound:
    return without_search(Limits(event, met or History()), "moves", meetings, before=before)


def test_who_never_pauses_and_never_moves_makes_all_others_move() -> None:
    bound = moves_bound(rencontre(), SQUARE, "new_pairings")
    assert (bound.value, bound.scope) == ((0, 2), Scope.ALL)


def test_who_moves_is_bounded_for_these_pairings_only_if_others_may_have_fewer_meetings() -> None:
    met = history(("E1", "A1"))
    assert moves_bound(rencontre(), SQUARE).scope is Scope.THESE_PAIRINGS
    assert moves_bound(rencontre(), SQUARE, "new_pairings", met=met).scope is Scope.THESE_PAIRINGS
    assert moves_bound(rencontre(), SQUARE, "new_pairings", "seated", met=met).scope is Scope.ALL


@pytest.mark.parametrize(
    ("event", "meetings"),
    [
        (rencontre(5, 1, rounds=1), [[(0, 0)]]),
        (rencontre(2, 2), [[(0, 0)], [(1, 1)]]),
        (rencontre(2, 2, meetings_per_pairing=2), [[(0, 0), (1, 1)]] * 2),
        (rencontre(1, 1, groups=(group("Vélo", "E1", "A1"),)), [[(0, 0)]] * 2),
        (rencontre(2, 2), [[], []]),
    ],
    ids=["one round", "pauses", "again", "group", "nobody"],
)
def test_nobody_is_said_to_move_who_may_stay(event: Rencontre, meetings: Meetings) -> None:
    for before in (("seated",), ()):
        bound = moves_bound(event, meetings, *before)
        assert (bound.value, bound.scope) == ((0, 0), Scope.ALL)


@pytest.mark.parametrize(("entreprises", "associations"), [(2, 2), (3, 2), (2, 3), (4, 2)])
@pytest.mark.parametrize("side", Side)
def test_no_placing_has_fewer_moves_than_the_bound(
    entreprises: int, associations: int, side: Side
) -> None:
    event = rencontre(entreprises, associations, 2, 2, seated_side=side)
    pairs = list(product(range(entreprises), range(associations)))
    rounds = [
        list(together)
        for count in (0, 1, 2)
        for together in combinations(pairs, count)
        if all(len({pair[end] for pair in together}) == count for end in (0, 1))
    ]
    attained = 0
    for one, other in product(rounds, repeat=2):
        if set(one) & set(other):
            continue
        bound = moves_bound(event, [one, other], "seated").value
        found = [
            score(event, History(), placed(one, other, tables)).moves
            for tables in permutations("12", len(other))
        ]
        assert bound <= min(found)  # type: ignore[operator]
        attained += bound == min(found)
    assert attained


def placed(one: Sequence[Pair], other: Sequence[Pair], tables: Sequence[str]) -> Schedule:
    """Two rounds; the first takes the tables as they come."""
    first = [(table, 1, pair) for table, pair in zip("12", one, strict=False)]
    second = [(table, 2, pair) for table, pair in zip(tables, other, strict=True)]
    rows = [(t, r, f"e{e + 1}", f"a{a + 1}") for t, r, (e, a) in [*first, *second]]
    return schedule(*rows)


def test_moves_searched_for_some_rounds_are_bounded_for_these_rounds_only() -> None:
    """In another order of the same meetings, whoever keeps two of three tables moves once."""
    fixed: dict[str, Any] = {f"e{n}": {"table": "1" if n < 3 else "2"} for n in (1, 2, 3)}
    event = rencontre(3, 1, 2, 3, **fixed)
    rounds = [[[(0, 0)], [(2, 0)], [(1, 0)]], [[(0, 0)], [(1, 0)], [(2, 0)]]]
    found = [
        seat(Limits(event, History()), ("moves",), meetings, (), Clock(Budget()), space="rounds")
        for meetings in rounds
    ]
    assert [one.bounds[0].value for one in found] == [(2, 0), (1, 0)]
    assert [score(event, History(), one.schedule).moves for one in found] == [(2, 0), (1, 0)]
    assert {one.bounds[0].scope for one in found} == {Scope.THESE_ROUNDS}


@pytest.mark.parametrize("level", ["pauses_in_a_row", "mixing", "waits", "kept"])
def test_less_than_nothing_is_impossible_and_nothing_published_cannot_be_kept(level: str) -> None:
    bound = without_search(Limits(rencontre(), History()), level, SQUARE)
    assert (bound.value, bound.scope, bound.engine) == (0, Scope.ALL, "count")


def test_a_level_that_pairings_settle_is_never_left_to_be_counted() -> None:
    with pytest.raises(NotImplementedError, match="seated"):
        without_search(Limits(rencontre(), History()), "seated", SQUARE)

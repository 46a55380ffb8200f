"""Pair x round: open is what some schedule may use, and nothing else."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speeddating.domain.history import History
from speeddating.domain.people import Side
from speeddating.solve.limits import Limits
from speeddating.solve.resumed import Resumed
from speeddating.solve.rounds.space import RoundSpace, space
from speeddating.solve.rounds.space import given as space_of
from tests.factories import apart, history, lock, must, rencontre, schedule, table, wish
from tests.solve.rounds.brute import Case, Oracle, cases

quick = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
FIRST, SECOND = frozenset({1}), frozenset({2})


def names(found: RoundSpace) -> set[tuple[str, str, int]]:
    """(entreprise person, association person, round) that may be."""
    sides = [found.limits.sides[side].people for side in Side]
    return {
        (sides[0][found.people[0][k]].id, sides[1][found.people[1][k]].id, found.limits.rounds[r])
        for k, r in np.argwhere(found.open).tolist()
    }


@quick
@given(cases())
def test_open_are_exactly_the_meetings_that_no_ban_forbids(case: Case) -> None:
    oracle = Oracle(case)
    ones, others = (case.rencontre.on(side) for side in Side)
    expected = {
        (str(e.id), str(a.id), number)
        for e, a, number in product(ones, others, case.rencontre.working_rounds)
        if number not in e.absent | a.absent
        and oracle._may_meet(e, a)
        and any(
            oracle._may_sit(e, t.id, number) and oracle._may_sit(a, t.id, number)
            for t in case.rencontre.tables
            if t.stands_in(number)
        )
    }
    found = space(Limits(*case))
    # where nobody is bound to a place, rounds without a table are left to the rule on tables
    stands = {n for n in found.limits.rounds if any(t.stands_in(n) for t in case.rencontre.tables)}
    assert {one for one in names(found) if one[2] in stands} == expected
    assert found.open.any(axis=1).all()


def test_of_a_round_held_the_capacity_is_what_took_place() -> None:
    handed_out = schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"), ("1", 2, "e1", "a2"))
    resumed = Resumed(handed_out, handed_out.seatings, from_round=3)
    found = space(Limits(rencontre(3, 3, rounds=3), History(), resumed=resumed))
    assert found.capacity.tolist() == [2, 1, 3]


def test_capacity_counts_the_tables_of_each_working_round() -> None:
    tables = [table("1"), table("2", rounds=FIRST), table("3", rounds=frozenset())]
    event = rencontre(tables=tables, rounds=4, breaks=(3,))
    found = space(Limits(event, History()))
    assert found.limits.rounds == (1, 2, 4)
    assert found.capacity.tolist() == [2, 1, 1]
    assert [sorted(standing) for standing in found.standing] == [["1", "2"], ["1"], ["1"]]


def test_pairings_are_numbered_by_organisations_not_by_people() -> None:
    event = rencontre(2, 2, delegates={"E1": 2})
    found = space(Limits(event, history(("E1", "A2"))))
    pairs = zip(found.pairing.tolist(), found.new.tolist(), strict=True)
    assert sorted(pairs) == sorted(
        [(0, True), (0, True), (1, False), (1, False), (2, True), (3, True)]
    )


@pytest.mark.parametrize(
    ("over", "demanding"),
    [
        ({}, False),
        ({"wishes": (wish("E1", "A1", round=1),)}, False),
        ({"e1": {"most": 1, "absent": FIRST}, "incompatibilities": (apart("E1", "A1"),)}, False),
        ({"tables": [table("1"), table("2", rounds=FIRST)]}, False),
        ({"e1": {"least": 0}}, False),
        ({"e1": {"least": 1}}, True),
        ({"wishes": (must("E1", "A1"),)}, True),
        ({"wishes": (wish("E1", "A1", before="A2"),)}, True),
        ({"locks": (lock("e1", 1, "1"),)}, True),
        ({"e1": {"table": "1"}}, False),
        ({"e1": {"zone": "Nord"}}, False),
        ({"e1": {"needs_access": True}}, False),
    ],
)
def test_demanding_is_what_more_than_a_ban_or_a_limit_asks(
    over: dict[str, Any], *, demanding: bool
) -> None:
    assert space(Limits(rencontre(**over), History())).demanding is demanding


def test_a_lock_leaves_its_table_alone_and_never_widens_what_a_person_may_have() -> None:
    tables = [table("1", zone="Nord"), table("2")]
    event = rencontre(tables=tables, e1={"zone": "Nord"}, locks=(lock("e1", 1, "2"),))
    found = space(Limits(event, History()))
    pair = found.lists[0].index(0)
    assert 1 not in {number for e, _, number in names(found) if e == "e1"}
    assert found.tables_for(pair, 1) == frozenset({"1"})


def test_between_finds_the_pairs_of_parties_either_way_round() -> None:
    event = rencontre(2, 2, delegates={"E1": 2})
    found = space(Limits(event, History()))
    assert len(found.between("E1", "A1")) == 2  # type: ignore[arg-type]
    assert found.between("A1", "E1") == found.between("E1", "A1")  # type: ignore[arg-type]
    assert len(found.between("e1b", "A2")) == 1  # type: ignore[arg-type]
    assert found.between("E1", "E2") == []  # type: ignore[arg-type]


def test_everyone_is_listed_with_their_pairs_even_without_any() -> None:
    event = rencontre(2, 1, incompatibilities=(apart("E2", "A1"),))
    found = space(Limits(event, History()))
    assert list(found.of_people()) == [
        (Side.ENTREPRISE, 0, [0]),
        (Side.ENTREPRISE, 1, []),
        (Side.ASSOCIATION, 0, [0]),
    ]


@quick
@given(cases(), st.data())
def test_chosen_meetings_come_back_by_round(case: Case, data: st.DataObject) -> None:
    found = space(Limits(*case))
    keys = [(k, number) for k, number in np.argwhere(found.open).tolist()]
    chosen = data.draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
    expected = sorted((number, found.lists[0][k], found.lists[1][k]) for k, number in chosen)
    by_round = found.as_rounds(chosen)
    assert [
        (r, *meeting) for r, together in enumerate(by_round) for meeting in together
    ] == expected


def test_given_pairs_keep_their_order_and_lose_the_rounds_of_the_absent() -> None:
    event = rencontre(e2={"absent": FIRST}, a1={"absent": SECOND})
    found = space_of(Limits(event, History()), [(1, 1), (0, 0), (1, 0)])
    assert found.given
    assert found.lists == ([1, 0, 1], [1, 0, 0])
    assert found.open.tolist() == [[False, True], [True, False], [False, False]]

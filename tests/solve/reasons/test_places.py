"""Tables as demands, on meetings fixed by hand: possible exactly where they can be placed."""

from itertools import permutations
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from speeddating.domain.people import Participant, Side
from speeddating.solve.limits import Limits
from speeddating.solve.reasons.places import seats_are_as_demanded
from speeddating.solve.rounds.model import variables
from speeddating.solve.rounds.space import RoundSpace
from tests.factories import lock, rencontre, table
from tests.solve.rounds.brute import Case, Oracle

Pair = tuple[Participant, Participant]


def all_open(limits: Limits) -> RoundSpace:
    """Anybody may meet anybody at any time: bans are demands here."""
    counts = [len(limits.sides[side].people) for side in Side]
    e, a = np.divmod(np.arange(counts[0] * counts[1]), counts[1])
    return RoundSpace(limits, (e, a), np.ones((e.size, len(limits.rounds)), dtype=np.bool_))


def placeable(oracle: Oracle, together: list[Pair], number: int) -> bool:
    """Whether the meetings of a round have tables for whoever has one of their own, or a lock."""
    locked = {lock.participant for lock in oracle.event.locks if lock.round == number}
    if not locked <= {person.id for pair in together for person in pair}:
        return False
    stands = [table.id for table in oracle.event.tables if table.stands_in(number)]
    return any(
        all(
            oracle._may_sit(person, table, number)
            for table, pair in zip(tables, together, strict=True)
            for person in pair
        )
        for tables in permutations(stands, len(together))
    )


SOME = frozenset({1})
WHERE: list[dict[str, Any]] = [
    {}, {}, {}, {}, {"zone": "Nord"}, {"needs_access": True}, {"table": "1"}, {"table": "1"},
]  # fmt: skip


@st.composite
def particular(draw: st.DrawFn) -> Case:
    """Some people have a table, a zone or a lock of their own; tables stand in some rounds."""
    tables = [
        table("1", zone="Nord", rounds=draw(st.sampled_from([None, SOME]))),
        table("2", zone=draw(st.sampled_from([None, "Nord"])), accessible=True),
        table("3", rounds=draw(st.sampled_from([None, SOME]))),
    ]
    people = [f"{side}{n}" for side in "ea" for n in (1, 2, 3)]
    over = {who: draw(st.sampled_from(WHERE)) for who in people}
    locks = [
        lock(who, *draw(st.sampled_from([(1, "1"), (1, "2"), (2, "2"), (1, "3")])))
        for who in people
        if draw(st.integers(0, 9)) == 0
    ]
    return Case(rencontre(3, 3, tables, 2, locks=tuple(locks), **over))


@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
@given(particular(), st.data())
def test_seats_are_possible_exactly_where_every_meeting_has_a_table(
    case: Case, data: st.DataObject
) -> None:
    limits = Limits(*case)
    here, oracle = all_open(limits), Oracle(case)
    sides = [limits.sides[side].people for side in Side]
    chosen: list[list[tuple[int, int]]] = []
    for _ in limits.rounds:
        ends = [data.draw(st.permutations(range(len(people)))) for people in sides]
        chosen.append(list(zip(*ends, strict=True))[: data.draw(st.integers(0, 3))])
    x = variables(here)
    for (k, r), variable in x.meets.items():
        x.model.add(variable == int((here.lists[0][k], here.lists[1][k]) in chosen[r]))
    for condition in seats_are_as_demanded(x):
        x.model.add(condition.holds)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    expected = all(
        placeable(oracle, [(sides[0][e], sides[1][a]) for e, a in together], number)
        for together, number in zip(chosen, limits.rounds, strict=True)
    )
    assert (solver.solve(x.model) == cp_model.OPTIMAL) is expected

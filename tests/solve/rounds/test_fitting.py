"""Meetings that find a table: greedy on a transversal matroid against every way there is."""

from functools import partial
from itertools import combinations, permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating import History, Rencontre, Table, check, plan
from speeddating.domain.base import TableId
from speeddating.domain.plan import Budget
from speeddating.solve.flow.matching import heaviest
from speeddating.solve.limits import Limits
from speeddating.solve.rounds.fitting import Fitting, Kinds, fit
from speeddating.solve.rounds.space import space
from tests.factories import rencontre

TABLES = "abcd"


def fits(sets: list[frozenset[str]]) -> bool:
    return any(
        all(table in found for table, found in zip(tables, sets, strict=True))
        for tables in permutations(TABLES, len(sets))
    )


FEW = st.frozensets(st.sampled_from(TABLES), min_size=1, max_size=2)
"""Tables so few that one meeting moves for another that moves for a third."""


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(st.frozensets(st.sampled_from(TABLES)), max_size=6)
    | st.lists(FEW, min_size=4, max_size=8)
)
def test_a_meeting_is_taken_exactly_when_all_taken_so_far_fit_with_it(
    sets: list[frozenset[str]],
) -> None:
    fitting = Fitting({0: frozenset(TABLES)} | dict(enumerate(sets, start=1)))
    taken: list[frozenset[str]] = []
    for kind, found in enumerate(sets, start=1):
        expected = len(taken) < len(TABLES) and fits([*taken, found])
        assert fitting.take(kind) == expected
        if expected:
            taken.append(found)


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 9), st.integers(0, 3)),
        min_size=1, max_size=8,
    ),
    st.lists(st.frozensets(st.sampled_from(TABLES)), min_size=4, max_size=4),
)  # fmt: skip
def test_what_is_found_fits_and_nothing_can_be_added(
    meetings: list[tuple[int, int, int, int]], sets: list[frozenset[str]]
) -> None:
    e, a, weights, kinds = (
        np.array(column, dtype=np.int64) for column in zip(*meetings, strict=True)
    )
    fitting = Fitting(dict(enumerate(sets)))
    found = fit((e, a), weights, kinds, fitting, partial(heaviest, most=len(TABLES)))
    chosen = np.flatnonzero(found).tolist()
    assert len(set(e[chosen])) == len(set(a[chosen])) == len(chosen)
    assert fits([sets[kinds[i]] for i in chosen])
    for i in np.flatnonzero(~found).tolist():
        free = e[i] not in e[chosen] and a[i] not in a[chosen]
        more = [*chosen, i]
        assert not (free and len(more) <= len(TABLES) and fits([sets[kinds[j]] for j in more]))


def zoned(people: int, tables: int, turns: int) -> Rencontre:
    """Everybody bound to a zone, the accessible tables scarce."""
    plain = rencontre(people, people, tables, turns)
    places = tuple(
        Table(id=TableId(str(i + 1)), zone="AB"[i % 2], accessible=i == 0) for i in range(tables)
    )
    bound = tuple(
        person.model_copy(update={"zone": (None, "A", "B")[i % 3], "needs_access": i % 5 == 0})
        for i, person in enumerate(plain.participants)
    )
    return plain.model_copy(update={"tables": places, "participants": bound})


def test_no_time_at_all_still_gives_a_schedule_where_no_rule_demands_a_meeting() -> None:
    asked = zoned(12, 6, 4)
    made = plan(asked, budget=Budget(seconds=0.01))
    assert check(asked, History(), made.schedule) == ()
    assert made.score.new_pairings > 0


def test_kinds_are_the_tables_open_to_both() -> None:
    asked = zoned(5, 4, 2)
    here = space(Limits(asked, History()))
    kinds = Kinds(here)
    for k, number in np.argwhere(here.open).tolist():
        open_to = here.tables_for(k, number) or here.standing[number]
        assert kinds.tables[number][int(kinds.of[k, number])] == open_to


def test_all_pairs_of_wanted_meetings_are_weighed_not_only_the_dearest() -> None:
    """Two meetings of weight 5 beat one of 9 that would take the only table of one of them."""
    sets = {0: frozenset("ab"), 1: frozenset("a"), 2: frozenset("b")}
    e, a = np.array([0, 0, 1]), np.array([0, 1, 0])
    found = fit(
        (e, a), np.array([9, 5, 5]), np.array([0, 1, 2]), Fitting(sets),
        partial(heaviest, most=2),
    )  # fmt: skip
    assert found.tolist() == [False, True, True]
    assert all(fits([sets[i], sets[j]]) for i, j in combinations((1, 2), 2))

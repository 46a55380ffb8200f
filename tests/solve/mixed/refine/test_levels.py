"""Levels as this room counts and improves them, against the checker's count."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating import score
from speeddating.domain.score import DEFAULT_LEVELS, LEVELS
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.bounds.ceilings import _OF as CEILINGS
from speeddating.solve.mixed.effort import Effort
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.translate import problem, schedule
from speeddating.solve.mixed.found import without_locks
from speeddating.solve.mixed.model.goals import GOALS
from speeddating.solve.mixed.refine.counted import Counted
from speeddating.solve.mixed.refine.measures import MEASURES, breaches, turned
from speeddating.solve.mixed.refine.promise import PROMISES
from speeddating.solve.mixed.refine.relabel import least_moves, relabelled
from speeddating.solve.mixed.refine.swaps import Refinement
from speeddating.solve.mixed.search.new_pairings import solve
from tests.factories import history, rencontre, table
from tests.solve.mixed.anyhow import EVENT, LIMITS, PAST, anyhow


@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_levels_are_worth_what_the_checker_says(seed: int) -> None:
    c = anyhow(seed)
    told = score(EVENT, PAST, schedule(LIMITS, c.at, {}))
    for level, measure in MEASURES.items():
        assert turned(level, measure(c)) == told.value(level), level


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_what_is_counted_along_is_what_is_counted_afresh(seed: int) -> None:
    c, rng = anyhow(seed), np.random.default_rng(seed)
    for _ in range(20):
        side = int(rng.integers(2))
        person, round_ = int(rng.integers(len(c.at[side]))), int(rng.integers(4))
        c.move(side, person, round_, int(rng.integers(-1, 3)))
    fresh = Counted(c.asked, c.at)
    assert (fresh.meets == c.meets).all()
    assert all((one == other).all() for one, other in zip(fresh.beside, c.beside, strict=True))
    assert all((one == other).all() for one, other in zip(fresh.taken, c.taken, strict=True))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("levels", [DEFAULT_LEVELS, tuple(reversed(DEFAULT_LEVELS))])
def test_no_level_is_given_up_for_a_later_one(levels: tuple[str, ...], seed: int) -> None:
    refinement = Refinement(anyhow(seed), levels, np.random.default_rng(seed))
    before = list(refinement.values)
    refinement.run(Effort(iterations=300), dict.fromkeys(levels, 10**9))
    after = [breaches(refinement.c), *(MEASURES[x](refinement.c) for x in levels)]
    assert after > before
    refinement.run(Effort(iterations=300), dict.fromkeys(levels, 10**9))
    assert [breaches(refinement.c), *(MEASURES[x](refinement.c) for x in levels)] >= after


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_other_tables_change_moves_only_and_never_below_their_bound(seed: int) -> None:
    c = anyhow(seed)
    at = relabelled(c.problem, c.at, c.asked.seated)
    after = Counted(c.asked, at)
    least = least_moves(c.problem, c.at, c.asked.seated)
    assert least == least_moves(c.problem, at, c.asked.seated)
    first, last = ((one.changes(1), one.changes(0)) for one in (c, after))
    assert first >= last >= least
    for level in DEFAULT_LEVELS[:-1]:
        assert MEASURES[level](c) == MEASURES[level](after)


def test_where_nobody_pauses_and_tables_are_alike_moves_are_fewest() -> None:
    event = rencontre(9, 9, [table(name, 3, 3) for name in "123"], 4)
    limits = Limits(event, history())
    here = problem(limits, {})
    made = solve(here, seconds=None, iterations=30)
    at = relabelled(here, (made.entreprises, made.associations), 1)
    c = Counted(asked(limits, without_locks(limits)), at)
    assert turned("moves", MEASURES["moves"](c)) == least_moves(here, at, 1)


def test_levels_of_this_room_are_those_of_the_score_in_their_order() -> None:
    order = [level.name for level in LEVELS]
    assert list(MEASURES) == list(CEILINGS) == order
    assert list(PROMISES) == order
    assert list(GOALS) == [name for name in PROMISES if name != "moves"]
    assert all(one < other for one, other in pairwise(map(order.index, GOALS)))

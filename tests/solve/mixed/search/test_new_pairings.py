from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.solve.mixed.facts.problem import FREE, MixedProblem, People, full_tables
from speeddating.solve.mixed.search.new_pairings import solve
from tests.solve.mixed import checker
from tests.solve.mixed.strategies import problems


def history(entreprises: int, associations: int, share: float, seed: int) -> np.ndarray:
    """Pairings that are still new when a share of them has met."""
    return np.random.default_rng(seed).random((entreprises, associations)) >= share


@given(problems(), st.sampled_from([1, 2, 12]))
@settings(max_examples=150, deadline=None)
def test_any_schedule_is_valid_within_the_bound_and_counted_right(
    problem: MixedProblem, iterations: int
) -> None:
    made = solve(problem, seconds=None, iterations=iterations)
    assert checker.violations(problem, made) == []
    assert checker.new_pairings(problem, made) == made.new_pairings <= made.bound


@given(problems())
@settings(max_examples=20, deadline=None)
def test_visits_and_a_seed_determine_the_schedule(problem: MixedProblem) -> None:
    first, second = (solve(problem, seconds=None, iterations=9, seed=5) for _ in range(2))
    assert (first.entreprises == second.entreprises).all()
    assert (first.associations == second.associations).all()


@pytest.mark.parametrize(
    ("people", "seats", "tables", "rounds", "share"),
    [
        (60, 3, 20, 10, 0.2),  # the flow bound is reached in some hundred visits
        (120, 3, 40, 12, 0.2),
        (16, 2, 8, 4, 0.2),
    ],
)
def test_sparse_histories_reach_the_bound(
    people: int, seats: int, tables: int, rounds: int, share: float
) -> None:
    new = history(people, people, share, seed=1)
    problem = full_tables(new, tables, (seats, seats), rounds)
    made = solve(problem, seconds=None, iterations=10_000)
    assert checker.violations(problem, made) == []
    assert made.new_pairings == made.bound


def test_longer_searches_are_not_worse() -> None:
    problem = full_tables(history(24, 24, 0.3, seed=3), 6, (4, 4), 4)
    found = [solve(problem, seconds=None, iterations=n).new_pairings for n in (1, 40, 600)]
    assert all(before <= after for before, after in pairwise(found))
    assert found[-1] >= 310  # of 367; drawing lots gives 260


def test_a_stop_ends_the_search_with_what_there_is() -> None:
    problem = full_tables(history(24, 24, 0.3, seed=3), 6, (4, 4), 4)
    made = solve(problem, seconds=60, stop=lambda: True)
    assert made.visits == 1
    assert checker.violations(problem, made) == []


def test_a_project_group_sits_together_and_the_others_go_on() -> None:
    locked = [np.full((12, 5), FREE) for _ in range(2)]
    locked[0][[0, 4, 8], 2] = 3
    locked[1][[1, 2, 3, 7], 2] = 3
    seats = [np.full((4, 5), 3), np.full((4, 5), 3)]
    seats[1][3, 2] = 4
    entreprises, associations = (
        People(np.ones((12, 5), bool), s, locked=fixed)
        for s, fixed in zip(seats, locked, strict=True)
    )
    problem = MixedProblem(entreprises, associations, history(12, 12, 0.2, seed=2))
    made = solve(problem, seconds=None, iterations=200)
    assert checker.violations(problem, made) == []
    group = checker.seated(made)[2, 3]
    assert set(group[1]) == {1, 2, 3, 7}
    assert set(group[0]) == {0, 4, 8}


def test_a_person_who_alone_is_free_to_choose_chooses() -> None:
    locked = np.array([[0], [1]])
    alone = People(np.ones((1, 1), bool), np.ones((2, 1), int))
    others = People(np.ones((2, 1), bool), np.ones((2, 1), int), locked=locked)
    for new in ([[True, False]], [[False, True]]):
        problem = MixedProblem(alone, others, np.array(new), even=False)
        made = solve(problem, seconds=None, iterations=9)
        assert made.new_pairings == made.bound == 1


def test_two_delegates_of_one_organisation_count_a_pairing_once() -> None:
    people = People(np.ones((2, 1), bool), np.ones((2, 1), int), organisation=np.array([0, 0]))
    others = People(np.ones((2, 1), bool), np.ones((2, 1), int))
    made = solve(MixedProblem(people, others, np.ones((1, 2), bool)), seconds=1)
    assert (made.new_pairings, made.bound) == (2, 2)


def test_a_search_without_any_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="seconds, iterations or a way to stop"):
        solve(full_tables(np.ones((2, 2), bool), 1, (2, 2), 1), seconds=None)

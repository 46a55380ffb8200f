"""Cases whose optimum is known from elsewhere."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from speeddating.solve.mixed.problem import MixedProblem, People, full_tables
from speeddating.solve.mixed.search import solve
from tests.solve.mixed import checker


@pytest.mark.parametrize(("people", "seats"), [(4, 2), (9, 3), (12, 3), (25, 5), (60, 3)])
def test_everybody_meets_everybody_at_full_tables(people: int, seats: int) -> None:
    tables = people // seats
    problem = full_tables(np.ones((people, people), bool), tables, (seats, seats), tables)
    made = solve(problem, seconds=None, iterations=1)
    assert checker.violations(problem, made) == []
    assert made.new_pairings == people * people == made.bound


@pytest.mark.parametrize(("tables", "seats"), [(5, 2), (7, 3), (11, 5)])
def test_a_transversal_design_repeats_nobody(tables: int, seats: int) -> None:
    people = tables * seats
    problem = full_tables(np.ones((people, people), bool), tables, (seats, seats), tables)
    made = solve(problem, seconds=None, iterations=1)
    assert made.new_pairings == people * people
    assert checker.mixing(made) == 0


@pytest.mark.parametrize("even", [True, False])
def test_three_dinners_suffice_for_six_customers_and_five_suppliers(*, even: bool) -> None:
    """Kalvelagen: two tables of at most 3 + 2, each pair exactly once, suppliers at most once."""
    customers = People(np.ones((6, 3), bool), np.full((2, 3), 3))
    suppliers = People(np.ones((5, 3), bool), np.full((2, 3), 2))
    everything = np.ones((6, 5), bool)
    problem = MixedProblem(customers, suppliers, new=everything, once=everything, even=even)
    made = solve(problem, seconds=None, iterations=2000)
    assert checker.violations(problem, made) == []
    assert made.new_pairings == 30
    beside = Counter(
        pair for _, sitting in checker.seated(made).values() for pair in combinations(sitting, 2)
    )
    assert max(beside.values(), default=1) == 1

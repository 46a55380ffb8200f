"""Cases whose optimum is known from elsewhere."""

from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from speeddating import Budget, History, check, plan
from speeddating.solve.mixed.facts.problem import MixedProblem, People, full_tables
from speeddating.solve.mixed.search.new_pairings import solve
from tests.factories import rencontre, table
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


def test_a_progressive_party_of_crews_of_one_size() -> None:
    """
    CSPLib prob013 as far as tables can say it: 13 hosts stay aboard, 29 crews visit in 6 periods.

    Nobody comes back to a host, and no two crews meet twice. Crews of different sizes cannot be
    said: a seat is for one.
    """
    aboard: dict[str, Any] = {f"e{host}": {"table": str(host)} for host in range(1, 14)}
    party = rencontre(13, 29, [table(str(host), 1, 3) for host in range(1, 14)], 6, **aboard)
    made = plan(party, budget=Budget(seconds=120, workers=1, reproducible=True))
    assert check(party, History(), made.schedule) == ()
    assert made.score.new_pairings == 29 * 6 == made.score.seated - 13 * 6
    assert made.score.mixing == 0
    assert {"new_pairings", "worst_off", "mixing"} <= set(made.proven)

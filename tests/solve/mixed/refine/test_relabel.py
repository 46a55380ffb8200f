"""The same companies at other tables."""

from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.solve.mixed.facts.arrays import Tables
from speeddating.solve.mixed.refine.counted import changes
from speeddating.solve.mixed.refine.relabel import relabelled
from tests.solve.mixed.anyhow import anyhow


def moves(at: Tables, seated: int) -> tuple[int, int]:
    return changes(at[seated]), changes(at[1 - seated])


@given(st.integers(0, 10_000), st.integers(0, 1))
@settings(max_examples=60, deadline=None)
def test_no_other_order_of_one_round_moves_fewer_people(seed: int, seated: int) -> None:
    c = anyhow(seed)
    at = relabelled(c.problem, c.at, seated)
    least = moves(at, seated)
    for r in range(c.problem.rounds):
        for order in permutations(range(c.problem.tables)):
            other = tuple(rows.copy() for rows in at)
            for rows in other:
                rows[:, r] = np.append(order, -1)[rows[:, r]]
            fits = all(
                (
                    np.bincount(rows[rows[:, r] >= 0, r], minlength=len(order))
                    <= people.seats[:, r]
                ).all()
                for rows, people in zip(other, c.problem.sides, strict=True)
            )
            if fits:
                assert moves((other[0], other[1]), seated) >= least

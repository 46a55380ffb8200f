"""Bounds that small rencontres attain."""

import pytest

from speeddating.domain.room import Table
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.bounds.ceilings import Ceilings
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.found import without_locks
from tests.factories import history, rencontre, table


@pytest.mark.parametrize(
    ("people", "tables", "rounds", "mixing"),
    [
        ((4, 2), [table("1", 4, 2)], 2, 6 + 1),  # all of each side twice together
        ((4, 2), [table("1", 2, 1), table("2", 2, 1)], 3, 0),
        ((4, 2), [table("1", 2, 1), table("2", 2, 1)], 4, 2),  # 8 pairs, 6 there are
        ((5, 2), [table("1", 3, 1), table("2", 3, 1)], 4, 6),  # 3 + 1 pairs a round, 10 there are
    ],
)
def test_people_of_one_side_cannot_mix_better_than_by_all_their_pairs(
    people: tuple[int, int], tables: list[Table], rounds: int, mixing: int
) -> None:
    limits = Limits(rencontre(*people, tables, rounds), history())
    ceilings = Ceilings(asked(limits, without_locks(limits)))
    seated = sum(people) * rounds
    assert ceilings.of("seated", {}) == seated
    assert ceilings.of("mixing", {"seated": seated}) == mixing
    assert ceilings.of("mixing", {"seated": seated - 1}) == 0
    assert ceilings.of("mixing", {}) == 0

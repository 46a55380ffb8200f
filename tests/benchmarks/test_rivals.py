"""What the table compares: every rival keeps the rules, none goes beyond a proven bound."""

from __future__ import annotations

import numpy as np
import pytest

from tests.benchmarks import summary
from tests.benchmarks.case import Case, one_to_one, worth
from tests.benchmarks.cell import RIVALS, Pace, Result, applies, measured
from tests.benchmarks.kept import Kept

PACE = Pace(2.0, 0.2)
CASES = (
    one_to_one((5, 5), 3),
    one_to_one((4, 6), 3, 0.5),
    Case((6, 6), (2, 2), 3, 2, 0.3),
    Case((7, 5), (2, 1), 3, 2),
)


@pytest.mark.parametrize("name", RIVALS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_nobody_goes_beyond_what_is_proven(name: str, case: Case) -> None:
    if not applies(name, case):
        pytest.skip("a model of pairs and rounds knows only tables of one and one")
    ours = RIVALS["speeddating"](case, PACE)()
    theirs = RIVALS[name](case, PACE)()
    assert ours is not None
    assert ours.bound is not None
    if theirs is not None:
        assert theirs.new_pairings <= ours.bound
        assert theirs.worst_off <= case.rounds * max(case.seats)


def test_an_evening_is_counted_by_its_seats() -> None:
    case = one_to_one((2, 2), 3)
    alone = [[([0], [0])], [], [([0], [1])]]
    assert worth(case, alone) == (2, 0, 1)


@pytest.mark.parametrize(
    "evening", [[[([0], [0]), ([0], [1])]], [[([0, 1], [0])]], [[([0], [0])] * 3]]
)
def test_an_evening_that_breaks_a_rule_is_not_counted(evening: list[list[object]]) -> None:
    with pytest.raises(AssertionError):
        worth(one_to_one((2, 2), 1), evening)  # type: ignore[arg-type]


def test_what_is_too_large_is_told_so() -> None:
    assert measured("CP-SAT, pair x round", one_to_one((60, 60), 12), Pace(0.05, 0.05)) == "time"


def test_a_cell_is_kept(tmp_path: object) -> None:
    path = tmp_path / "folder" / "cells.jsonl"  # type: ignore[operator]
    found = Result(9, 3, 0, 9, 0.5, 100)
    Kept(path).put("rotation", CASES[0], PACE, found)
    Kept(path).put("rotation", CASES[1], PACE, "memory")
    assert Kept(path).get("rotation", CASES[0], PACE) == found
    assert Kept(path).get("rotation", CASES[1], PACE) == "memory"
    assert Kept(path).get("rotation", CASES[0], Pace()) is None


def test_the_digest_compares_with_the_least_bound_of_all() -> None:
    case = CASES[0]
    found: summary.Found = {
        (case, "speeddating"): Result(15, 3, 0, 15, 0.1),
        (case, "CP-SAT, pair x round"): Result(14, 2, 0, 20, 0.1),
        (case, "rotation"): "time",
    }
    assert summary.least_bounds(found) == {case: 15}
    ours, theirs, rotation = summary.digest(found).splitlines()[2:]
    assert "| 1 of 1 | 1 | 1 | 100.00% |" in ours
    assert "| 1 of 1 | 0 | 0 | 93.33% |" in theirs
    assert "| 0 of 1 |" in rotation


def test_the_history_is_the_same_for_everybody() -> None:
    case = one_to_one((4, 6), 3, 0.5)
    event, history = case.as_rencontre()
    names = [[o.id for o in event.organisations if o.id.startswith(side)] for side in "EA"]
    met = np.array([[(e, a) in history.met for a in names[1]] for e in names[0]])
    assert (met == case.history).all()

import numpy as np
import pytest

from speeddating.solve.mixed.facts.problem import FREE, MixedProblem, People

THERE = np.ones((2, 3), bool)
SEATS = np.ones((1, 3), int)


def test_arrays_that_do_not_fit_are_named() -> None:
    with pytest.raises(ValueError, match=r"rivals has shape \(3, 3\), expected \(2, 2\)"):
        People(THERE, SEATS, rivals=np.zeros((3, 3), bool))


def test_a_lock_needs_a_person_who_is_there() -> None:
    locked = np.full((2, 3), FREE)
    locked[0, 0] = 0
    absent = THERE.copy()
    absent[0, 0] = False
    with pytest.raises(ValueError, match=r"a person is locked to a table in a round of absence$"):
        People(absent, SEATS, locked=locked)


def test_a_lock_needs_a_seat() -> None:
    with pytest.raises(ValueError, match="more people are locked"):
        People(THERE, SEATS, locked=np.zeros((2, 3), int))


def test_both_sides_share_tables_and_rounds() -> None:
    with pytest.raises(ValueError, match=r"both sides need the same tables and rounds$"):
        MixedProblem(
            People(THERE, SEATS), People(THERE, np.ones((2, 3), int)), np.ones((2, 2), bool)
        )


def test_every_organisation_is_listed() -> None:
    with pytest.raises(ValueError, match="does not list"):
        MixedProblem(People(THERE, SEATS), People(THERE, SEATS), np.ones((1, 2), bool))


def test_matrices_have_the_shape_of_new() -> None:
    with pytest.raises(ValueError, match="banned has shape"):
        MixedProblem(
            People(THERE, SEATS),
            People(THERE, SEATS),
            np.ones((2, 2), bool),
            banned=np.ones((1, 1), bool),
        )

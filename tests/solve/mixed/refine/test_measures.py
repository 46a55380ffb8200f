"""Broken rules, as this room counts them, on the schedules that the checker's tests break."""

import numpy as np
import pytest

from speeddating.domain.base import TableId
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.mixed.refine.counted import PAUSE, Counted
from speeddating.solve.mixed.refine.measures import breaches
from tests.checks.test_rules import CASES, Broken, Seats, event
from tests.factories import history, schedule

OF_SEATS = {
    "everything_is_known", "one_seat_per_round", "breaks_are_kept", "tables_stand", "seats_suffice",
    "fixed_tables", "zones", "access", "people_are_there", "locks_are_kept", "groups_sit_together",
}  # fmt: skip
"""Rules of which a seat, or where a group sits, is decided before anybody is seated."""
COUNTED = [case for case in CASES if case.rule not in OF_SEATS]


def seated(case: Broken, seats: Seats) -> Counted:
    limits = Limits(event(case), history(*case.met))
    here = problem(limits, {})
    at = tuple(np.full(people.there.shape, PAUSE) for people in here.sides)
    tables = [table.id for table in limits.rencontre.tables]
    for seating in schedule(*seats).seatings:
        for who in seating.people():
            for rows, one in zip(at, limits.sides.values(), strict=True):
                for p in one.stands_for(who):
                    rows[p, limits.rounds.index(seating.round)] = tables.index(
                        TableId(seating.table)
                    )
    return Counted(asked(limits, here), (at[0], at[1]))


@pytest.mark.parametrize("case", COUNTED, ids=[case.rule for case in COUNTED])
def test_a_rule_broken_once_is_counted_once_and_a_mended_one_not_at_all(case: Broken) -> None:
    assert breaches(seated(case, case.seats)) == -1
    assert breaches(seated(case, case.mended)) == 0


def test_no_rule_is_left_out() -> None:
    assert {case.rule for case in CASES} == OF_SEATS | {case.rule for case in COUNTED}
    assert OF_SEATS.isdisjoint(case.rule for case in COUNTED)

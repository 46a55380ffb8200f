"""What facts have settled: orders turned, rivals who sat together."""

import numpy as np
import pytest

from speeddating.domain.rencontre import Rencontre
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.asked import asked, ordered_meetings
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.mixed.refine.counted import PAUSE, Counted
from speeddating.solve.mixed.refine.measures import breaches
from speeddating.solve.resumed import Resumed
from tests.factories import Row, history, rencontre, schedule, table, wish

BIG = [table("1", 2, 2), table("2", 2, 2)]


def after(event: Rencontre, from_round: int, *rows: Row) -> Limits:
    """The rencontre with these rows held."""
    seats = schedule(*rows)
    return Limits(event, history(), resumed=Resumed(seats, seats.seatings, from_round))


@pytest.mark.parametrize(
    ("rows", "open_"),
    [
        ((), 1),
        ((("1", 1, "e1", "a1"),), 1),
        ((("1", 1, "e1", "a2"),), 1),  # the first may still not take place
        ((("1", 1, "e1", "a1"), ("1", 2, "e1", "a2")), 1),
        ((("1", 1, "e1", "a2"), ("1", 2, "e1", "a1")), 0),
        ((("1", 1, "e1", "a1", "a2"),), 0),
        ((("1", 1, "e1", "a1"), ("1", 2, "e1", "a1", "a2")), 1),  # the first time counts
        ((("1", 1, "e1", "a2"), ("1", 2, "e1", "a1", "a2")), 0),
        ((("1", 1, "e2", "a2"), ("1", 2, "e1", "a1")), 1),
    ],
)
def test_an_order_is_asked_for_until_facts_have_turned_it(
    rows: tuple[Row, ...], open_: int
) -> None:
    event = rencontre(2, 2, BIG, 4, wishes=(wish("E1", "A1", before="A2"),))
    assert len(list(ordered_meetings(after(event, 3, *rows)))) == open_


@pytest.mark.parametrize(("from_round", "broken"), [(1, -2), (2, -1), (3, 0)])
def test_rivals_who_sat_together_are_excused_for_the_rounds_held(
    from_round: int, broken: int
) -> None:
    sector = {"sector": "bois"}
    event = rencontre(3, 2, BIG, 3, competitors_apart=True, E1=sector, E2=sector)
    rows = [("1", n, "e1", "e2", "a1") for n in range(1, from_round)]
    limits = after(event, from_round, *rows)
    here = asked(limits, problem(limits, {}))
    at = (
        np.array([[0, 0, PAUSE], [0, 0, PAUSE], [PAUSE] * 3]),
        np.array([[0, 0, PAUSE], [PAUSE] * 3]),
    )
    assert breaches(Counted(here, at)) == broken


@pytest.mark.parametrize(
    ("delegates", "seats", "times"),
    [
        ({}, (2, 2), 3),
        ({"A1": 2}, (2, 2), 3 * 2),
        ({"E2": 3}, (2, 2), 3 * 3),
        ({"E1": 2, "A2": 3}, (2, 2), 3 * 2 * 3),
        ({"E1": 2, "A2": 3}, (1, 1), 1),
    ],
)
def test_a_pairing_meets_as_often_as_its_delegates_may_at_tables_of_several(
    delegates: dict[str, int], seats: tuple[int, int], times: int
) -> None:
    event = rencontre(2, 2, [table("1", *seats)], 4, breaks=(2,), delegates=delegates)
    limits = Limits(event, history())
    assert (asked(limits, problem(limits, {})).times == times).all()

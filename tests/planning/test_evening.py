"""What rounds held can be, and what nobody believes of them."""

from typing import Any

import pytest

from speeddating.errors import InvalidInputError
from speeddating.planning.evening import held_rounds
from tests.factories import Row, apart, history, rencontre, schedule, table

UNBELIEVABLE: dict[str, tuple[dict[str, Any], list[Row]]] = {
    "somebody unknown": ({}, [("1", 1, "e9", "a1")]),
    "two seats at once": ({}, [("1", 1, "e1", "a1"), ("2", 1, "e1", "a2")]),
    "a seat in a break": ({"breaks": (1,)}, [("1", 1, "e1", "a1")]),
    "more people than chairs": ({}, [("1", 1, "e1", "e2", "a1")]),
}


@pytest.mark.parametrize("over", UNBELIEVABLE)
def test_what_no_evening_can_be_is_not_believed_of_rounds_held(over: str) -> None:
    given, rows = UNBELIEVABLE[over]
    event = rencontre(3, 3, **{"tables": 2, "rounds": 3, **given})
    with pytest.raises(InvalidInputError) as told:
        held_rounds(schedule(*rows), event, history(), 2)
    assert [issue.code for issue in told.value.issues] == ["replan.impossible"]


def test_a_rule_that_was_broken_in_rounds_held_is_a_fact() -> None:
    event = rencontre(tables=(table("1"), table("2")), incompatibilities=(apart("E1", "A1"),))
    seats = schedule(("1", 1, "e1", "a1"))
    assert held_rounds(seats, event, history(), 2) == seats.seatings

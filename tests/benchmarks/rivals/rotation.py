"""Cyclic rotation, as done by hand: associations stay, entreprises move on, without memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.case import Case, Evening, Sitting


def rotated(case: Case) -> Evening:
    """
    Seat ``j`` of a table moves on by ``j + 1`` tables each round.

    People beyond the seats wait their turn at the end of the row.
    """
    return [
        [sitting for table in range(case.tables) if all(sitting := _at(case, table, turn))]
        for turn in range(case.rounds)
    ]


def _at(case: Case, table: int, turn: int) -> Sitting:
    seated: list[list[int]] = []
    for end, moves in ((0, True), (1, False)):
        row = max(case.people[end], case.tables * case.seats[end])
        places = -(-row // case.seats[end])
        found = []
        for seat in range(case.seats[end]):
            place = (table + (seat + 1) * turn * moves) % places
            person = seat * places + place
            if person < case.people[end]:
                found.append(person)
        seated.append(found)
    return seated[0], seated[1]

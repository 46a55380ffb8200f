"""
What nobody can be spared, by looking at one person at a time: a bound that needs no search.

A day with a given number of meetings has to leave some rounds out, and absences break it into
pieces: the fewest pauses in a row, and with these the fewest waits, are found by dynamic
programming over the slots. Their sums bound every timetable of the same meetings, and in evenings
with absences they are what cores would prove, in no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from speeddating.solve.rounds.agenda import Measure

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from speeddating.solve.rounds.agenda import Agenda


class _Day(NamedTuple):
    """A day up to some slot."""

    met: int
    busy: bool
    """Whether the last slot has a meeting."""
    paused: bool
    """Whether the last working slot is a pause of somebody who is there."""


def least(agenda: Agenda, goal: Measure, limits: Mapping[Measure, int]) -> int:
    """
    No timetable of ``agenda`` within ``limits`` has less of ``goal``.

    Where the limit on pauses in a row is the least there can be, nobody has more than their own.
    """
    pauses_first = sum(_fewest(agenda, person)[0] for person in agenda.meetings_of)
    if goal is Measure.PAUSES_IN_A_ROW:
        return pauses_first
    tight = limits.get(Measure.PAUSES_IN_A_ROW, pauses_first + 1) <= pauses_first
    return sum(
        _fewest(agenda, person)[1] if tight else _fewest(agenda, person, waits_only=True)[1]
        for person in agenda.meetings_of
    )


def _fewest(agenda: Agenda, person: Hashable, *, waits_only: bool = False) -> tuple[int, int]:
    """(pauses in a row, waits) of the person's best day; of waits alone the first means nothing."""
    mine = agenda.meetings_of[person]
    days = {_Day(0, busy=False, paused=False): (0, 0)}
    for slot in agenda.every_slot:
        works = agenda.tables_in(slot) > 0
        there = works and agenda.is_there(person, slot)
        may_meet = any(agenda.may_be(position, slot) for position in mine)
        following: dict[_Day, tuple[int, int]] = {}

        for day, (pauses, waits) in days.items():
            idle = _Day(day.met, busy=False, paused=there if works else day.paused)
            double = int(there and day.paused and not waits_only)
            _keep(following, idle, (pauses + double, waits))
            if may_meet and day.met < len(mine):
                starts = int(day.met > 0 and not day.busy)
                meets = _Day(day.met + 1, busy=True, paused=False)
                _keep(following, meets, (pauses, waits + starts))
        days = following
    return min((worth for day, worth in days.items() if day.met == len(mine)), default=(0, 0))


def _keep(days: dict[_Day, tuple[int, int]], day: _Day, worth: tuple[int, int]) -> None:
    """The better way to have such a day."""
    days[day] = min(worth, days.get(day, worth))

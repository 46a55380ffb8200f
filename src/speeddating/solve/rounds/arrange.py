"""When, for pairings already chosen: rounds that suit the levels which count rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speeddating.domain.plan import Bound, Progress, Scope
from speeddating.solve.rounds.agenda import Agenda, Measure
from speeddating.solve.rounds.agenda import Meeting as Appointment
from speeddating.solve.rounds.settle import Settling
from speeddating.solve.rounds.space import given
from speeddating.solve.rounds.timetable import NoTimetable, timetable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.solve.clock import Clock
    from speeddating.solve.limits import Limits
    from speeddating.solve.rounds.space import Meeting, RoundSpace

MEASURES = {"pauses_in_a_row": Measure.PAUSES_IN_A_ROW, "waits": Measure.WAITS}
LARGEST = 60_000
"""(pair, round) up to which better rounds are looked for."""

Meetings = list[list[tuple[int, int]]]


def arrange(
    limits: Limits,
    meetings: Sequence[Sequence[Meeting]],
    levels: Sequence[str],
    clock: Clock,
    later: int = 0,
) -> tuple[Meetings, list[Bound]]:
    """
    The same meetings in better rounds.

    Parameters
    ----------
    meetings
        ``[round]`` a timetable that keeps every rule: the start.
    later
        Searches that come afterwards and need time too.

    Returns
    -------
    tuple
        Meetings by round, and one bound per level over schedules of these pairings.
    """
    timed = [(pair, number) for number, found in enumerate(meetings) for pair in found]
    if not timed or _nothing_to_gain(limits, meetings):
        bounds = [Bound(level=level, value=0, engine="count") for level in levels]
        return [list(together) for together in meetings], bounds
    here = given(limits, [pair for pair, _ in timed])
    if here.size > LARGEST or clock.ended():
        return [list(together) for together in meetings], []
    bans = here.demanding or here.restricted
    if not bans and set(levels) <= MEASURES.keys() and here.capacity.all():
        return _by_timetable(here, timed, levels, clock, later)
    settling = Settling(
        here, clock, [(k, number) for k, (_, number) in enumerate(timed)], later=later
    )
    bounds = settling.reach(levels)
    return here.as_rounds(settling.chosen or []), bounds


def _by_timetable(
    here: RoundSpace,
    timed: Sequence[tuple[Meeting, int]],
    levels: Sequence[str],
    clock: Clock,
    later: int,
) -> tuple[Meetings, list[Bound]]:
    """The published encoding, which knows neither fixed tables nor demands, but is far ahead."""
    rounds = here.limits.rounds
    agenda = _agenda(here)
    slots: Sequence[int] = [rounds[number] for _, number in timed]
    at_most: dict[Measure, int] = {}
    bounds = []
    for position, level in enumerate(levels):
        began = clock.seconds
        measure = MEASURES[level]
        share = clock.share(len(levels) - position + later)
        found = timetable(agenda, clock, goal=measure, at_most=at_most, hint=slots, seconds=share)
        if isinstance(found, NoTimetable):
            break  # no time was left to look: the start stands
        slots, at_most[measure] = found.slots, found.value
        idle = _pauses_of_the_idle(here) if level == "pauses_in_a_row" else 0
        value, bound = found.value + idle, found.bound + idle
        clock.tell(Progress(level=level, value=value, bound=bound, seconds=clock.seconds))
        nothing = value == bound == 0
        bounds.append(
            Bound(
                level=level,
                value=bound,
                scope=Scope.ALL if nothing else Scope.THESE_PAIRINGS,
                engine="cpsat",
                seconds=clock.seconds - began,
            )
        )
    at = {number: position for position, number in enumerate(rounds)}
    return here.as_rounds([(k, at[slot]) for k, slot in enumerate(slots)]), bounds


def _pauses_of_the_idle(here: RoundSpace) -> int:
    """Pauses in a row of people without any meeting, of whom an agenda knows nothing."""
    total = 0
    for side, person, pairs in here.of_people():
        if not pairs:
            there = here.limits.there(side)[person]
            total += int((there[1:] & there[:-1]).sum())
    return total


def _agenda(here: RoundSpace) -> Agenda:
    """The pairs of a given space as meetings; a break is a slot without tables."""
    limits = here.limits
    last = len(limits.rencontre.rounds)
    tables = dict(zip(limits.rounds, here.capacity.tolist(), strict=True))
    people = zip(*here.lists, strict=True)
    return Agenda(
        meetings=tuple(
            Appointment(people=((0, e), (1, a)), slots=frozenset(_open(here, k)))
            for k, (e, a) in enumerate(people)
        ),
        slots=last,
        tables=tuple(tables.get(number, 0) for number in range(1, last + 1)),
        absent={
            (end, p): frozenset(person.absent) & frozenset(limits.rounds)
            for end, side in enumerate(limits.sides.values())
            for p, person in enumerate(side.people)
            if person.absent
        },
    )


def _open(here: RoundSpace, k: int) -> list[int]:
    return [number for number, may in zip(here.limits.rounds, here.open[k], strict=True) if may]


def from_nothing(
    limits: Limits, pairs: Sequence[Meeting], levels: Sequence[str], clock: Clock
) -> tuple[Meetings, list[Bound]]:
    """
    Rounds for ``pairs`` by CP-SAT alone.

    Raises
    ------
    NoSolution, NothingFound
        As :meth:`Settling.reach`.
    """
    here = given(limits, pairs)
    settling = Settling(here, clock, None)
    bounds = settling.reach(levels)
    return here.as_rounds(settling.chosen or []), bounds


def _nothing_to_gain(limits: Limits, meetings: Sequence[Sequence[Meeting]]) -> bool:
    """Whether everybody meets somebody in every round, and no break comes between."""
    people = sum(len(one.people) for one in limits.sides.values())
    full = all(2 * len(together) == people for together in meetings)
    first, last = limits.rounds[0], limits.rounds[-1]
    return full and last - first + 1 == len(limits.rounds)

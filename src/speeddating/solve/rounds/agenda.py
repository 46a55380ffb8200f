"""
Meetings that are given and need a time: the question, and what an answer is worth.

Plain data about people of any kind; no solver. A slot is a round of the day, counted from 1.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence


class Measure(Enum):
    """What there should be little of."""

    WAITS = auto()
    PAUSES_IN_A_ROW = auto()


class Meeting(NamedTuple):
    """
    People who sit together once, at one table.

    Attributes
    ----------
    people
        All different; usually two.
    slots
        Where it may take place; anywhere by default.
    fixed
        Its slot, if that is decided.
    after
        Positions (from 0) of the meetings that come strictly before this one.
    """

    people: tuple[Hashable, ...]
    slots: frozenset[int] | None = None
    fixed: int | None = None
    after: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Agenda:
    """
    Meetings to spread over slots.

    Attributes
    ----------
    slots
        Their number; they count from 1.
    tables
        Meetings that fit in a slot, for all slots or one by one. A slot without tables is closed:
        nobody pauses in it, but it keeps two meetings apart.
    absent
        Slots in which a person cannot meet.
    people
        Further people who have no meeting; they wait 0 times, which ``fairness`` compares with.
    fairness
        How many times more one may wait than another; no matter by default.
    """

    meetings: tuple[Meeting, ...]
    slots: int
    tables: int | tuple[int, ...]
    absent: Mapping[Hashable, frozenset[int]] = field(default_factory=dict)
    people: tuple[Hashable, ...] = ()
    fairness: int | None = None

    def __post_init__(self) -> None:
        """Refuse what has no meaning; what merely cannot be met is for the solver to find."""
        if isinstance(self.tables, tuple) and len(self.tables) != self.slots:
            raise ValueError(f"{len(self.tables)} numbers of tables for {self.slots} slots")
        for position, meeting in enumerate(self.meetings):
            if len(set(meeting.people)) < len(meeting.people):
                raise ValueError(f"meeting {position} names somebody twice: {meeting.people}")
            if not meeting.after <= set(range(len(self.meetings))):
                raise ValueError(f"meeting {position} comes after one that does not exist")

    @property
    def every_slot(self) -> range:
        """All slots, in order."""
        return range(1, self.slots + 1)

    def tables_in(self, slot: int) -> int:
        """Meetings that fit in ``slot``."""
        return self.tables if isinstance(self.tables, int) else self.tables[slot - 1]

    @cached_property
    def working_slots(self) -> tuple[int, ...]:
        """Slots in which at least one table stands."""
        return tuple(slot for slot in self.every_slot if self.tables_in(slot) > 0)

    @cached_property
    def meetings_of(self) -> Mapping[Hashable, tuple[int, ...]]:
        """Positions of everybody's meetings; nobody is left out, in order of first mention."""
        found: dict[Hashable, list[int]] = {}
        for position, meeting in enumerate(self.meetings):
            for person in meeting.people:
                found.setdefault(person, []).append(position)
        for person in self.people:
            found.setdefault(person, [])
        return {person: tuple(positions) for person, positions in found.items()}

    def is_there(self, person: Hashable, slot: int) -> bool:
        """Whether ``person`` can meet somebody in ``slot``."""
        return slot not in self.absent.get(person, ())

    def may_be(self, position: int, slot: int) -> bool:
        """Whether the meeting, looked at alone, can take place in ``slot``."""
        meeting = self.meetings[position]
        return (
            self.tables_in(slot) > 0
            and meeting.fixed in (None, slot)
            and (meeting.slots is None or slot in meeting.slots)
            and all(self.is_there(person, slot) for person in meeting.people)
        )


def waits_of(agenda: Agenda, slots: Sequence[int]) -> dict[Hashable, int]:
    """
    How often each person waits: maximal runs of idle slots between first and last meeting.

    A run counts once whatever its length and its cause, as in Bofill et al. 2022.
    """
    return {
        person: sum(
            1 for one, following in pairwise(sorted(slots[i] for i in mine)) if following > one + 1
        )
        for person, mine in agenda.meetings_of.items()
    }


def pauses_in_a_row(agenda: Agenda, slots: Sequence[int]) -> int:
    """Σ over people and consecutive working slots of pause[p, t] · pause[p, t + 1]."""
    busy = {(person, slots[i]) for person, mine in agenda.meetings_of.items() for i in mine}
    return sum(
        1
        for person in agenda.meetings_of
        for both in pairwise(agenda.working_slots)
        if all(agenda.is_there(person, slot) and (person, slot) not in busy for slot in both)
    )


def broken(agenda: Agenda, slots: Sequence[int]) -> Iterator[str]:
    """What is wrong with a timetable; nothing if it can be handed out."""
    yield from _misplaced(agenda, slots)
    yield from _out_of_order(agenda, slots)
    yield from _crowded(agenda, slots)
    yield from _in_two_places(agenda, slots)
    yield from _unfair(agenda, slots)


def _misplaced(agenda: Agenda, slots: Sequence[int]) -> Iterator[str]:
    for position, slot in zip(range(len(agenda.meetings)), slots, strict=True):
        if slot not in agenda.every_slot or not agenda.may_be(position, slot):
            yield f"meeting {position} cannot be in slot {slot}"


def _out_of_order(agenda: Agenda, slots: Sequence[int]) -> Iterator[str]:
    for later, meeting in enumerate(agenda.meetings):
        for earlier in sorted(meeting.after):
            if slots[earlier] >= slots[later]:
                yield f"meeting {earlier} is not before meeting {later}"


def _crowded(agenda: Agenda, slots: Sequence[int]) -> Iterator[str]:
    used = Counter(slots)
    for slot in agenda.every_slot:
        if used[slot] > agenda.tables_in(slot):
            yield f"slot {slot} has {used[slot]} meetings for {agenda.tables_in(slot)} tables"


def _in_two_places(agenda: Agenda, slots: Sequence[int]) -> Iterator[str]:
    for person, mine in agenda.meetings_of.items():
        for slot, times in Counter(slots[position] for position in mine).items():
            if times > 1:
                yield f"{person} has {times} meetings in slot {slot}"


def _unfair(agenda: Agenda, slots: Sequence[int]) -> Iterator[str]:
    waits = waits_of(agenda, slots).values()
    if agenda.fairness is not None and waits and max(waits) - min(waits) > agenda.fairness:
        yield f"somebody waits {max(waits)} times, somebody else {min(waits)} times"

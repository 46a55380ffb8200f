"""
Better slots by exchange: simulated annealing over Kempe chains (Thompson & Dowsland 1996).

Two slots, and the meetings that must change between them together because they share people: when
all of those swap slots, still nobody has two meetings at once. Where every table is taken, a chain
that is longer on one side is swapped with another that makes up for it.

This finds, and proves nothing; CP-SAT's cores prove, and find nothing before they are done.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import exp
from random import Random
from typing import TYPE_CHECKING

from speeddating.solve.rounds.agenda import Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from speeddating.solve.rounds.agenda import Agenda

HOT, COLD = 0.7, 0.12
"""Temperatures at the start and at the end; one wait more or less counts 1."""
MOVES_PER_MEETING = 1500
MOVES_PER_LOOK = 64
"""Between two looks at the clock."""
MAKE_UP_TRIES = 4


class Retiming:
    """
    A timetable that keeps the rules, while its meetings change slots.

    Attributes
    ----------
    slots
        Of each meeting.
    best
        The slots that were worth least so far.
    """

    def __init__(
        self,
        agenda: Agenda,
        slots: Sequence[int],
        goal: Measure,
        limits: Mapping[Measure, int],
        seed: int,
    ) -> None:
        self.agenda = agenda
        self.goal = goal
        self.limits = limits
        self.random = Random(seed)  # noqa: S311 - no secret
        self.slots = list(slots)
        self.best = tuple(slots)
        self._before = [meeting.after for meeting in agenda.meetings]
        self._behind = _behind(agenda)
        self._open = [
            frozenset(slot for slot in agenda.every_slot if agenda.may_be(position, slot))
            for position in range(len(agenda.meetings))
        ]
        self._movable = [position for position, slots in enumerate(self._open) if len(slots) > 1]
        self._used = [0] * (agenda.slots + 1)
        self._at: dict[tuple[Hashable, int], int] = {}
        self._busy: dict[Hashable, int] = dict.fromkeys(agenda.meetings_of, 0)
        for position, slot in enumerate(self.slots):
            self._enter(position, slot)
        self._cost = {measure: _costs(agenda, measure) for measure in (goal, *limits)}
        self.worth = {
            measure: sum(cost(person, busy) for person, busy in self._busy.items())
            for measure, cost in self._cost.items()
        }
        self.least = self.worth[goal]

    def anneal(self, target: int, progress: Callable[[float], float | None]) -> tuple[int, ...]:
        """
        Heat and cool while that helps, until ``target`` is met; the best slots found.

        Parameters
        ----------
        progress
            From the share of a cooling's moves made to how cold it should be; None to stop.
        """
        before = self.least + 1
        while self._movable and target < self.least < before:
            before = self.least
            self._cool(target, progress)
        return self.best

    def _cool(self, target: int, progress: Callable[[float], float | None]) -> None:
        """Cool down once, as long as there is time and something to gain."""
        moves = MOVES_PER_MEETING * len(self._movable)
        temperature = HOT
        for move in range(moves):
            if move % MOVES_PER_LOOK == 0:
                if self.least <= target or (done := progress(move / moves)) is None:
                    return
                temperature = HOT * (COLD / HOT) ** done
            self._try(temperature)

    def _try(self, temperature: float) -> None:
        """Swap one random chain, if that is allowed and not too bad."""
        start = self.random.choice(self._movable)
        here = self.slots[start]
        there = self.random.choice(self.agenda.working_slots)
        if here == there or (chain := self._swappable(start, here, there)) is None:
            return
        changed = self._changed(chain, here, there)
        worth = {
            measure: total + sum(cost(p, new) - cost(p, self._busy[p]) for p, new in changed)
            for (measure, total), cost in zip(self.worth.items(), self._cost.values(), strict=True)
        }
        loss = worth[self.goal] - self.worth[self.goal]
        if loss > 0 and self.random.random() >= exp(-loss / temperature):
            return
        if any(worth[measure] > most for measure, most in self.limits.items()):
            return
        if not self._is_fair(changed):
            return
        self._swap(chain, here, there)
        self._busy.update(changed)
        self.worth = worth
        if worth[self.goal] < self.least:
            self.least = worth[self.goal]
            self.best = tuple(self.slots)

    def _swappable(self, start: int, here: int, there: int) -> set[int] | None:
        """The chain of ``start``, with others that make up for it; none if a rule is broken."""
        chain = self._chain(start, here, there)
        for _ in range(MAKE_UP_TRIES):
            more = sum(1 if self.slots[position] == here else -1 for position in chain)
            over_there = self._used[there] + more - self.agenda.tables_in(there)
            over_here = self._used[here] - more - self.agenda.tables_in(here)
            if over_there <= 0 and over_here <= 0:
                return chain if self._is_allowed(chain, here, there) else None
            other = self.random.choice(self._movable)
            full = there if over_there > 0 else here
            if self.slots[other] == full and other not in chain:
                chain |= self._chain(other, here, there)
        return None

    def _chain(self, start: int, here: int, there: int) -> set[int]:
        """All meetings in the two slots that hang together with ``start`` by shared people."""
        found = {start}
        left = [start]
        while left:
            position = left.pop()
            other = there if self.slots[position] == here else here
            for person in self.agenda.meetings[position].people:
                follower = self._at.get((person, other))
                if follower is not None and follower not in found:
                    found.add(follower)
                    left.append(follower)
        return found

    def _is_allowed(self, chain: set[int], here: int, there: int) -> bool:
        """Whether each meeting may be in its new slot, in the order that was asked for."""
        new = {p: there if self.slots[p] == here else here for p in chain}
        return all(
            slot in self._open[position]
            and all(new.get(one, self.slots[one]) < slot for one in self._before[position])
            and all(new.get(one, self.slots[one]) > slot for one in self._behind[position])
            for position, slot in new.items()
        )

    def _changed(self, chain: set[int], here: int, there: int) -> list[tuple[Hashable, int]]:
        """Whose day changes, and to what; who swaps two meetings is as busy as before."""
        times: dict[Hashable, int] = defaultdict(int)
        for position in chain:
            for person in self.agenda.meetings[position].people:
                times[person] += 1
        swapped = 1 << here | 1 << there
        return [(p, self._busy[p] ^ swapped) for p, count in times.items() if count == 1]

    def _is_fair(self, changed: Sequence[tuple[Hashable, int]]) -> bool:
        if self.agenda.fairness is None:
            return True
        waits = [_waits(busy) for busy in {**self._busy, **dict(changed)}.values()]
        return max(waits) - min(waits) <= self.agenda.fairness

    def _swap(self, chain: set[int], here: int, there: int) -> None:
        for position in chain:
            for person in self.agenda.meetings[position].people:
                self._at.pop((person, self.slots[position]), None)
            self._used[self.slots[position]] -= 1
        for position in chain:
            self._enter(position, there if self.slots[position] == here else here)

    def _enter(self, position: int, slot: int) -> None:
        self.slots[position] = slot
        self._used[slot] += 1
        for person in self.agenda.meetings[position].people:
            self._at[person, slot] = position
            self._busy[person] |= 1 << slot


def _behind(agenda: Agenda) -> list[list[int]]:
    """For each meeting those that come after it."""
    found: list[list[int]] = [[] for _ in agenda.meetings]
    for later, meeting in enumerate(agenda.meetings):
        for earlier in meeting.after:
            found[earlier].append(later)
    return found


def _waits(busy: int) -> int:
    """Waits of a day, one bit per slot: starts of runs but the first."""
    return max(0, (busy & ~(busy << 1)).bit_count() - 1)


def _costs(agenda: Agenda, measure: Measure) -> Callable[[Hashable, int], int]:
    """What a day is worth by ``measure``, from who it is and a bit per busy slot."""
    if measure is Measure.WAITS:
        return lambda _, busy: _waits(busy)
    both = {person: list(_pairs_there(agenda, person)) for person in agenda.meetings_of}
    return lambda person, busy: sum(1 for pair in both[person] if not busy & pair)


def _pairs_there(agenda: Agenda, person: Hashable) -> Iterator[int]:
    """Two working slots in a row in which ``person`` is there, as bits."""
    for one, following in pairwise(agenda.working_slots):
        if agenda.is_there(person, one) and agenda.is_there(person, following):
            yield 1 << one | 1 << following

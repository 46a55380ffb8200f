"""
What no schedule exceeds, by counting: bounds over all schedules, of one level after the other.

They hold for every schedule that keeps the rules and has as much of the earlier levels as said.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.flow.network import Circulation
from speeddating.solve.mixed.bounds.flow import degrees, flow_bound, round_totals, together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from speeddating.domain.score import Value
    from speeddating.solve.mixed.facts.arrays import Booleans, Integers
    from speeddating.solve.mixed.facts.asked import Asked

_LARGEST_FLOW = 200_000
"""Arcs up to which the flow for affinity is worth its time."""


class Ceilings:
    """
    Bounds for the people and seats of ``asked``; without locks they hold for all schedules.

    Parameters
    ----------
    most_new
        A bound on new pairings proved elsewhere; by degrees if not given.
    """

    def __init__(self, asked: Asked, most_new: int | None = None) -> None:
        self._asked, self._problem = asked, asked.problem
        self._most_new = flow_bound(self._problem) if most_new is None else most_new
        self._meetings = sum(round_totals(self._problem))
        self._degrees = degrees(self._problem)

    def of(self, level: str, reached: Mapping[str, Value]) -> Value:
        """The bound of a level; ``reached`` is what others must keep of the levels before it."""
        found: Value = _OF[level](self, reached)
        return found

    def new_pairings(self, _reached: Mapping[str, Value]) -> int:
        """By degrees (see :func:`.bound.flow_bound`), or as was proved."""
        return self._most_new

    def nothing(self, _reached: Mapping[str, Value]) -> int:
        """What cannot be less than not at all, or is not asked for."""
        return 0

    def kept(self, _reached: Mapping[str, Value]) -> int:
        """Everybody whose company can still sit as it was handed out."""
        return sum(company.size for company in self._asked.published)

    def worst_off(self, _reached: Mapping[str, Value]) -> tuple[int, ...]:
        """
        New pairings shared as evenly as their number allows, each side for itself.

        Leximin orders vectors as a sum over their parts would, so the best of both sides together
        is the best of each; and the best of one side under a sum is to fill from below.
        """
        wanted = self._problem.wanted & together(self._problem)
        parts = [
            _filled(np.minimum(wanted.sum(axis=1 - side), self._degrees[side]), self._most_new)
            for side in (0, 1)
        ]
        return tuple(np.sort(np.concatenate(parts)).tolist())

    def wishes(self, reached: Mapping[str, Value]) -> tuple[int, ...]:
        """Wishes of people who may meet; old pairings in the meetings that new ones leave."""
        asked = self._asked
        there = [people.there for people in self._problem.sides]
        counts = [0] * asked.ranks
        for wish in asked.wishes:
            both = there[0][wish.entreprises] & there[1][wish.associations]
            both &= ~asked.apart[wish.entreprises, wish.associations][:, None] | self._held
            if wish.round is not None:
                both = both[:, wish.round : wish.round + 1] if wish.round >= 0 else both[:, :0]
            counts[wish.rank - 1] += bool(both.any())
        again = asked.eager & self._open
        return (*counts, min(int(again.sum()), self._meetings - _int(reached, "new_pairings")))

    def affinity(self, reached: Mapping[str, Value]) -> int:
        """
        A flow of largest worth: meetings by degrees, none of pairings that are apart.

        New pairings that the earlier levels hold are asked for at a price: for any price the worth
        of the flow, less the price of the new pairings had, is a bound (Lagrange); the best of a
        few is taken. The first meeting of a new pairing earns the price, further ones do not.
        """
        worth = self._asked.affinity
        top = int(worth.max(initial=0))
        if not top:
            return 0
        easy = top * self._meetings
        if worth.size > _LARGEST_FLOW:
            return easy
        new = _int(reached, "new_pairings")
        prices = sorted({0, 1, 2, top, 2 * top, top * (self._meetings + 1)}) if new else [0]
        return min(easy, *(self._dearest(price) - price * new for price in prices))

    def _dearest(self, price: int) -> int:
        """Largest Σ meetings · affinity + price · new pairings within the degrees."""
        problem, worth = self._problem, self._asked.affinity
        rows, columns = problem.new.shape
        allowed = self._open
        e, a = np.nonzero(allowed)
        first = problem.wanted[e, a]
        source, gate, sink = rows + columns, rows + columns + 1, rows + columns + 2
        tail = np.concatenate(
            [[source], np.full(rows, gate), e[first], e, rows + np.arange(columns)]
        )
        head = np.concatenate(
            [[gate], np.arange(rows), rows + a[first], rows + a, np.full(columns, sink)]
        )
        further = (self._asked.times - problem.wanted)[e, a]
        room = np.concatenate(
            [[self._meetings], self._degrees[0], np.ones(first.sum()), further, self._degrees[1]]
        )
        cost = np.concatenate(
            [
                np.zeros(1 + rows),
                -(worth[e, a][first] + price),
                -worth[e, a],
                np.zeros(columns),
            ]
        ).astype(np.int64)
        # back again, so that amounts are a circulation, whose cost is certified
        tail, head, cost = np.append(tail, sink), np.append(head, source), np.append(cost, 0)
        room = np.append(room, self._meetings).astype(np.int64)
        least = Circulation(sink + 1, tail, head, np.zeros_like(room), room).minimise(cost)
        if least is None:
            raise AssertionError("nothing at all may flow")
        return -least

    def seated(self, _reached: Mapping[str, Value]) -> int:
        """Seats or people, whichever are fewer, round by round; nobody beyond their most."""
        return sum(int(self._seats(side).sum()) for side in (0, 1))

    def pauses(self, _reached: Mapping[str, Value]) -> int:
        """Who is too many pauses, as evenly as can be."""
        total = 0
        for side, people in enumerate(self._problem.sides):
            over = int(people.there.sum() - self._seats(side).sum())
            total += int((_filled(people.there.sum(axis=1), over) ** 2).sum())
        return total

    def pauses_in_a_row(self, _reached: Mapping[str, Value]) -> int:
        """Those of people who may meet nobody in two rounds, one after the other."""
        total = 0
        for people, seatable in zip(self._problem.sides, self._seatable, strict=True):
            idle = people.there & ~seatable
            total += int((idle[:, 1:] & idle[:, :-1]).sum())
        return total

    def mixing(self, reached: Mapping[str, Value]) -> int:
        """
        Same-side pairs at full, even tables, less all there are; if everybody must be seated.

        Σ_t k_t (k_t - 1) / 2 is least when the k_t differ by one at most.
        """
        if "seated" not in reached or reached["seated"] != self.seated(reached):
            return 0
        total = 0
        for side, people in enumerate(self._problem.sides):
            standing = (self._problem.entreprises.seats > 0) & (
                self._problem.associations.seats > 0
            )
            pairs = 0
            for seats, tables in zip(self._seats(side), standing.sum(axis=0), strict=True):
                share, more = divmod(int(seats), max(1, int(tables)))
                pairs += share * (share - 1) // 2 * int(tables) + share * more
            total += max(0, pairs - people.count * (people.count - 1) // 2)
        return total

    def moves(self, _reached: Mapping[str, Value]) -> tuple[int, int]:
        """Nobody moves less than not at all."""
        return (0, 0)

    @property
    def _open(self) -> Booleans:
        """Pairings that may meet, or have met in a round already held."""
        found = together(self._problem)
        if self._problem.banned is not None:
            found &= ~self._problem.banned
        return found if self._problem.held is None else found | self._problem.held

    @property
    def _held(self) -> Booleans:
        """``[round]`` rounds already held: what bans say now did not count then."""
        found: Booleans = np.arange(self._problem.rounds) < self._asked.held
        return found

    @cached_property
    def _seatable(self) -> tuple[Booleans, Booleans]:
        """``[person, round]`` by side: there together with somebody whom they may meet."""
        one, other = (people.there for people in self._problem.sides)
        meet = ~self._asked.apart
        return (
            one & ((meet @ other) | self._held),
            other & ((meet.T @ one) | self._held),
        )

    def _seats(self, side: int) -> Integers:
        """``[round]`` people of a side who can be seated."""
        there = [seatable.sum(axis=0) for seatable in self._seatable]
        both = (self._problem.entreprises.seats > 0) & (self._problem.associations.seats > 0)
        seats = np.where(both, self._problem.sides[side].seats, 0)
        # nobody sits alone: no more tables are used than the other side has people
        best = np.array(
            [
                np.sort(column)[::-1][:count].sum()
                for column, count in zip(seats.T, there[1 - side], strict=True)
            ],
            dtype=np.int64,
        )
        found: Integers = np.minimum(best, there[side])
        return found


def _int(reached: Mapping[str, Value], level: str) -> int:
    """A level that is a number, 0 where it comes later."""
    value = reached.get(level, 0)
    return value if isinstance(value, int) else 0


def _filled(room: Integers, amount: int) -> Integers:
    """``amount`` poured over ``room`` as evenly as it goes, lowest first; the rest runs over."""
    level = 0
    while level < room.max(initial=0) and np.minimum(room, level + 1).sum() <= amount:
        level += 1
    found: Integers = np.minimum(room, level)
    growing = np.flatnonzero(room > level)
    found[growing[: max(0, amount - int(found.sum()))]] += 1
    return found


_OF: dict[str, Callable[[Ceilings, Mapping[str, Value]], Value]] = {
    "new_pairings": Ceilings.new_pairings,
    "kept": Ceilings.kept,
    "worst_off": Ceilings.worst_off,
    "wishes": Ceilings.wishes,
    "affinity": Ceilings.affinity,
    "seated": Ceilings.seated,
    "pauses": Ceilings.pauses,
    "pauses_in_a_row": Ceilings.pauses_in_a_row,
    "mixing": Ceilings.mixing,
    "waits": Ceilings.nothing,
    "moves": Ceilings.moves,
}
"""How each level is bounded."""

"""Swaps that make one level better after the other, none at the cost of an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.mixed.facts.problem import FREE
from speeddating.solve.mixed.facts.sizes import sizes, standing
from speeddating.solve.mixed.refine.counted import PAUSE, Counted
from speeddating.solve.mixed.refine.measures import MEASURES, breaches
from speeddating.solve.mixed.refine.promise import PROMISES, Bench, repeats
from speeddating.solve.mixed.search.alternate import gumbel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from speeddating.domain.score import Value
    from speeddating.solve.mixed.effort import Effort
    from speeddating.solve.mixed.facts.arrays import Floats, Integers
    from speeddating.solve.mixed.facts.asked import Asked

_APART, _FARTHEST = 50.0, 5
"""How much dearer a level is than the next when swaps are proposed, and how many levels tell."""
_NOISE = 0.5
"""Noise of the proposals, in units of the level that is to get better."""
_PATIENCE, _MOST_PATIENCE = 8, 300
"""Visits of each round without a gain, per person and at most, after which a level is done."""
_NO = -1e12
"""Worth of a seat that is refused: no sum of weights comes near."""
_OF_PAUSES = frozenset({"seated", "pauses", "pauses_in_a_row", "waits"})
"""Levels that change only where somebody pauses."""


class Refinement:
    """
    Local search on the tuple of levels, in stages.

    A stage has one level to make better. All swaps of two people of a side in a round, a free
    seat or a pause among them, are weighed at once; the best under a little noise is tried, and
    kept unless a broken rule more or the levels up to this one say that it is worse: later levels
    may drift, for their stages are still to come. So no stage gives up what an earlier one got; the
    best after any stage is what remains in ``c``.
    """

    def __init__(self, c: Counted, levels: Sequence[str], rng: np.random.Generator) -> None:
        self.c, self._levels, self._rng = c, levels, rng
        self._places = _where_they_sit(c)
        self._alive = _alive(c.asked)
        self._measures = [breaches, *(MEASURES[level] for level in levels)]
        self.values: list[Value] = [measure(c) for measure in self._measures]

    def run(self, effort: Effort, best: Mapping[str, Value]) -> None:
        """
        Improve level by level until the effort is done.

        Parameters
        ----------
        best
            What no schedule exceeds, per level, in the sense of :mod:`.measures`.
        """
        best_so_far, held = self._everything(), self._copy()
        open_ = [i for i, level in enumerate(self._levels) if level in self._alive]
        for stages_left, i in zip(range(len(open_), 0, -1), open_, strict=True):
            with effort.part(1 / stages_left) as part:
                self._stage(i, best[self._levels[i]], part)
            if (now := self._everything()) > best_so_far:
                best_so_far, held = now, self._copy()
        if self._everything() < best_so_far:  # a later level drifted and time ended before its turn
            self.c = Counted(self.c.asked, held)

    def _everything(self) -> list[Value]:
        return [measure(self.c) for measure in self._measures]

    def _copy(self) -> tuple[Integers, Integers]:
        return self.c.at[0].copy(), self.c.at[1].copy()

    def _stage(self, position: int, best: Value, effort: Effort) -> None:
        """Improve one level."""
        until, rounds = position + 2, self.c.problem.rounds
        if self._levels[position + 1 : position + 2] == ("kept",) and self.c.asked.published:
            until += 1  # to drift is to change seats
        people = sum(side.count for side in self.c.problem.sides)
        patience, idle = min(_PATIENCE * people, _MOST_PATIENCE) * rounds, 0
        self.values = self._everything()
        first = self.c.asked.held
        while not effort.done and idle < patience and self.values[position + 1] != best:
            side, round_ = int(self._rng.integers(2)), int(self._rng.integers(first, rounds))
            before = self.values[position + 1]
            self._try(side, round_, until)
            effort.tick()
            idle = 0 if self.values[position + 1] != before else idle + 1

    def _try(self, side: int, round_: int, until: int) -> None:
        """One swap on one bench, taken back if it is worse."""
        rows, tables = self._rows(side, round_)
        if len(rows) < 2:  # noqa: PLR2004
            return
        worth = self._worth(Bench(self.c, side, round_), rows, tables, until)
        worth += _NOISE * gumbel(self._rng, worth.shape)
        one, other = divmod(int(worth.argmax()), len(worth))
        if worth[one, other] < _NO / 2:
            return
        seats = [(rows[one], tables[one], tables[other]), (rows[other], tables[other], tables[one])]
        swap = [(int(p), int(old), int(new)) for p, old, new in seats if p != PAUSE]
        self._move(side, round_, [(p, new) for p, _, new in swap])
        if not self._kept(until):
            self._move(side, round_, [(p, old) for p, old, _ in swap])

    def _move(self, side: int, round_: int, seats: Sequence[tuple[int, int]]) -> None:
        for person, _ in seats:
            self.c.move(side, person, round_, PAUSE)
        for person, table in seats:
            self.c.move(side, person, round_, table)

    def _kept(self, until: int) -> bool:
        """Whether the levels up to one are no worse than before; then they are remembered."""
        found: list[Value] = []
        better = False
        for measure, before in zip(self._measures[:until], self.values, strict=False):
            now = measure(self.c)
            if not better and now < before:  # type: ignore[operator]
                return False
            better = better or now != before
            found.append(now)
        self.values[:until] = found
        return True

    def _rows(self, side: int, round_: int) -> tuple[Integers, Integers]:
        """
        Who can be moved, and where they are; free seats and a pause as nobody (-1).

        A table takes as many as an even share; more only where it has more already.
        """
        people = self.c.problem.sides[side]
        free = np.flatnonzero(people.there[:, round_] & (people.locked[:, round_] == FREE))
        spare = (self._places[side][:, round_] - self.c.taken[side][:, round_]).clip(0)
        empty = np.flatnonzero(spare)
        here = self.c.at[side][free, round_]
        if not len(empty) and not (here == PAUSE).any():
            return free, here
        nobody = np.full(len(empty) + 1, PAUSE)
        return np.concatenate([free, nobody]), np.concatenate([here, empty, [PAUSE]])

    def _worth(self, bench: Bench, rows: Integers, tables: Integers, until: int) -> Floats:
        """What exchanging any two rows promises, the levels before the last ones far dearer."""
        real = rows != PAUSE
        seats = np.zeros((len(rows), bench.tables + 1))
        for level, dear in self._weights(until, pausing=bool((tables == PAUSE).any())):
            seats[real] += dear * PROMISES[level](bench)[rows[real]]
        people = self.c.problem.sides[bench.side]
        if people.open is not None:
            closed = ~people.open[rows[real], :, bench.round]
            seats[real, :-1] = np.where(closed, _NO, seats[real, :-1])
        change = seats[:, tables] - seats[np.arange(len(rows)), tables][:, None]
        if "mixing" in self._levels[: until - 1]:
            again = repeats(bench)[np.ix_(rows, rows)] & real[:, None] & real
            change += dict(self._weights(until))["mixing"] * (again & (tables != PAUSE))
        both: Floats = change + change.T
        both[tables[:, None] == tables] = 10 * _NO
        return both

    def _weights(self, until: int, *, pausing: bool = True) -> Iterator[tuple[str, float]]:
        """Levels that a swap can change, the last of them at 1."""
        for position, level in enumerate(self._levels[: until - 1]):
            if level in self._alive and (pausing or level not in _OF_PAUSES):
                yield level, _APART ** min(until - 2 - position, _FARTHEST)


def _where_they_sit(c: Counted) -> tuple[Integers, Integers]:
    """Even shares, the larger ones at the tables that are fuller: tables may have changed names."""
    found = tuple(np.zeros_like(places) for places in sizes(c.problem))
    for side, places in enumerate(sizes(c.problem)):
        for round_ in range(c.problem.rounds):
            share = places[:, round_]
            fuller = np.lexsort((-share, -c.taken[side][:, round_]))
            found[side][fuller, round_] = -np.sort(-share)
        found[side][:] = np.minimum(found[side], standing(c.problem, side))
    return found[0], found[1]


def _alive(asked: Asked) -> frozenset[str]:
    """Levels of which a schedule can have more or less at all."""
    nothing = set()
    if not asked.wishes and not asked.eager.any():
        nothing.add("wishes")
    if not asked.affinity.any():
        nothing.add("affinity")
    if not asked.published:
        nothing.add("kept")
    return frozenset(PROMISES) - nothing

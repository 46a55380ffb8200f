"""Without losing a new pairing: share them fairly, then seat people of one side afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from speeddating.solve.mixed.alternate import gumbel

if TYPE_CHECKING:
    from speeddating.solve.mixed.arrays import Floats, Integers
    from speeddating.solve.mixed.clock import Clock
    from speeddating.solve.mixed.state import State, Value

_NEW, _FAIR, _MIXED = 1e4, 10.0, 1.0
"""Weights by which a swap is proposed; whether it is kept is decided level by level."""
_NOISE = 0.7
"""Noise of the proposals, in repeated pairs."""
_PATIENCE = 400
"""Visits without improvement, per round, after which there is nothing more to find."""


class Rank(NamedTuple):
    """The levels of a schedule in their order; larger is better."""

    value: Value
    worst_off: tuple[int, ...]
    mixing: int


class Polish:
    """
    Swaps of two people of one side, accepted if no level gets worse before one gets better.

    All swaps of a bench are weighed at once; the change of new pairings and of repeated same-side
    pairs is exact, that of fairness counts the two people only. The best under a little noise is
    tried and taken back if the schedule ranks lower than before.
    """

    def __init__(self, state: State, clock: Clock, rng: np.random.Generator) -> None:
        self._state, self._clock, self._rng = state, clock, rng
        self._together = [
            np.zeros((people.count + 1, people.count + 1), np.int32)
            for people in state.problem.sides
        ]
        for side in (0, 1):
            for round_ in range(state.problem.rounds):
                self._join(side, round_, 1)
        self.rank = self._ranked()

    def run(self) -> None:
        """Improve until the clock is done, nothing is left to gain or nothing more is found."""
        rounds, idle = self._state.problem.rounds, 0
        while not self._clock.done and idle < _PATIENCE * rounds and not self._perfect():
            side, round_ = int(self._rng.integers(2)), int(self._rng.integers(rounds))
            before = self.rank
            if self._state.benches[side][round_].movable:
                self._try(side, round_)
            self._clock.tick()
            idle = 0 if self.rank > before else idle + 1

    def _perfect(self) -> bool:
        """Everybody of a side has as many new pairings as the others, and none repeats."""
        degrees = self._degrees()
        level = all(int(side.max()) - int(side.min()) <= 0 for side in degrees if side.size)
        return level and self.rank.mixing == 0

    def _try(self, side: int, round_: int) -> None:
        """One swap on one bench."""
        state = self._state
        state.count(round_, -1)
        self._join(side, round_, -1)
        worth = self._worth(side, round_)
        worth += _NOISE * gumbel(self._rng, worth.shape)
        one, other = divmod(int(worth.argmax()), len(worth))
        swap = np.arange(len(worth))
        swap[[one, other]] = other, one
        self._apply(side, round_, swap)
        rank = self._ranked()
        if rank >= self.rank:
            self.rank = rank
            return
        state.count(round_, -1)
        self._join(side, round_, -1)
        self._apply(side, round_, swap)

    def _apply(self, side: int, round_: int, swap: Integers) -> None:
        """Swap, and count the round again."""
        self._state.reseat(side, round_, swap)
        self._join(side, round_, 1)
        self._state.count(round_, 1)

    def _worth(self, side: int, round_: int) -> Floats:
        """What exchanging any two columns of a bench promises."""
        state = self._state
        bench, held = state.benches[side][round_], state.held[side][round_]
        new = state.weights(side, round_, state.gains())[:, bench.tables]
        degrees = np.append(self._degrees()[side], 0)[bench.organisation[held]]
        people = bench.people[held]
        met = np.minimum(self._together[side][people], 1)
        beside = met[:, state.seats[side][round_]].sum(2)
        beside = np.pad(beside, ((0, 0), (0, 1)))[:, bench.tables]
        own = beside.diagonal()
        shares = bench.tables[:, None] == bench.tables
        repeats = beside - np.where(shares, 0, met[:, people]) - own[:, None]
        fair = new * (2 * degrees[:, None] + new)
        worth = _NEW * new - _FAIR * (fair - fair.diagonal()[:, None]) - _MIXED * repeats
        worth -= _NEW * new.diagonal()[:, None]
        both: Floats = worth + worth.T
        both[shares] = -np.inf
        return both

    def _degrees(self) -> list[Integers]:
        """New pairings per organisation of each side, as counted now."""
        met = (self._state.meets[:-1, :-1] > 0) & self._state.problem.wanted
        return [met.sum(1), met.sum(0)]

    def _join(self, side: int, round_: int, sign: int) -> None:
        """Count who sits beside whom in a round."""
        seats, together = self._state.seats[side][round_], self._together[side]
        cells = seats[:, :, None] * len(together) + seats[:, None, :]
        np.add.at(together.ravel(), cells.ravel(), sign)
        together[-1] = together[:, -1] = 0
        np.fill_diagonal(together, 0)

    def _ranked(self) -> Rank:
        """The levels of the schedule as it is."""
        degrees = np.sort(np.concatenate(self._degrees()))
        repeated = sum(int((pairs - 1).clip(0).sum()) // 2 for pairs in self._together)
        return Rank(self._state.value(), tuple(degrees.tolist()), -repeated)

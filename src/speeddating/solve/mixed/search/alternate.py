"""Improve a schedule by reseating one side of one round at a time, with cooling noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.mixed.search.assign import assign

if TYPE_CHECKING:
    from speeddating.solve.mixed.effort import Effort
    from speeddating.solve.mixed.facts.arrays import Floats, Tables
    from speeddating.solve.mixed.search.state import State, Value

_HOT, _COLD, _STILL = 0.065, 0.04, 0.02
"""Noise at the start of a cycle, at its end, and in its last sweeps: new pairings per
place of a full table, for the larger the tables, the larger the weights."""
_STILL_SWEEPS = 20
"""Almost still sweeps without improvement that end a cycle: easy cases are solved in the first."""
_WALK, _TEMPERATURE = (0.1, 0.3), 0.25
"""Of the first walk: uniform noise and temperature, in new pairings."""
_TINY = np.float32(1e-20)
_BATCH = 1 << 15
"""Numbers drawn at a time."""
_GROWTH = 4
"""Each cycle takes as many times the effort of the one before."""


class Alternation:
    """
    Perturbed alternating assignment, keeping the best schedule it has seen.

    With the seats of one side given in one round, the best seats of the other are a linear
    assignment. Adding Gumbel noise to its weights draws them at random instead, better ones more
    often (perturb-and-MAP: Papandreou and Yuille 2011), as a sweep of simulated annealing does,
    only over a whole round at once. The noise cools within a cycle. The first cycles are short,
    for easy cases end there; the last takes what is left of the budget.
    """

    def __init__(self, state: State, rng: np.random.Generator) -> None:
        self._state, self._rng = state, rng
        self._scale = sum(side[0].widest for side in state.benches) / 2
        self._batch: Floats = np.empty(0, np.float32)
        self._spent = 0
        self.best: Value = state.value()
        self._held = state.copy()

    def run(self, effort: Effort, target: int) -> None:
        """Search until the effort is done or ``target`` new pairings are met without a breach."""
        self._effort, self._target = effort, target
        start, length = self._effort.used, 0.0
        while not self._finished:
            self._cycle(start, length)
            now = self._effort.used
            length = _GROWTH * max(length, now - start)
            left = self._effort.limit - now
            if left < (1 + _GROWTH) * length:
                length = left
            start = now
        self._state.load(self._held)

    def take_up(self, tables: Tables) -> None:
        """Go on from a schedule found elsewhere, if it is better."""
        self._state.load([list(np.ascontiguousarray(side.T)) for side in tables])
        self._remember()
        self._state.load(self._held)

    def walk(self, effort: Effort, target: int) -> None:
        """
        Visit rounds at random with little noise, taking a worse one back as annealing would.

        Where few pairings have met this ends in no time; elsewhere the cycles go further.
        """
        self._effort, self._target = effort, target
        state, rng = self._state, self._rng
        now = state.value()
        while not self._finished:
            round_ = int(rng.integers(state.problem.rounds))
            before = [side[round_] for side in state.at]
            self._visit(round_, 0.0, uniform=rng.uniform(*_WALK))
            found = state.value()
            loss = now.new_pairings - found.new_pairings
            if found < now and rng.random() >= np.exp(-max(loss, 0) / _TEMPERATURE):
                state.count(round_, -1)
                for side in (0, 1):
                    state.put(side, round_, before[side])
                state.count(round_, 1)
            else:
                now = found
            effort.tick()

    @property
    def _finished(self) -> bool:
        reached = self.best >= (0, 0, self._target)
        return reached or self._effort.done

    def _cycle(self, start: float, length: float) -> None:
        """Cool from hot to cold, ending with almost still sweeps as long as they improve."""
        while (spent := self._effort.used - start) < length and not self._finished:
            self._sweep(_HOT * (_COLD / _HOT) ** (spent / length))
        idle = 0
        while idle < _STILL_SWEEPS and not self._finished:
            before = self.best
            self._sweep(_STILL)
            idle = 0 if self.best > before else idle + 1

    def _sweep(self, noise: float) -> None:
        """Visit every round once, in random order."""
        for round_ in self._rng.permutation(self._state.problem.rounds):
            self._visit(int(round_), noise)
            self._effort.tick()
            if self._finished:
                return

    def _visit(self, round_: int, noise: float, uniform: float = 0.0) -> None:
        """Reseat both sides of a round, in random order, with noise of either kind."""
        state, rng = self._state, self._rng
        state.count(round_, -1)
        gains = state.gains()
        for side in (0, 1) if rng.random() < 0.5 else (1, 0):  # noqa: PLR2004
            bench = state.benches[side][round_]
            if bench.movable:
                weights = state.weights(side, round_, gains)
                if uniform:
                    weights += uniform * rng.random(weights.shape)
                else:
                    weights += (
                        noise * self._scale * self._noise(weights.size).reshape(weights.shape)
                    )
                state.reseat(side, round_, assign(weights, bench.tables))
        state.count(round_, 1)
        self._remember()

    def _noise(self, size: int) -> Floats:
        """The next numbers of a batch: drawn alone, a few cost as much as thousands."""
        if self._spent + size > len(self._batch):
            self._batch, self._spent = gumbel(self._rng, (max(size, _BATCH),)), 0
        self._spent += size
        return self._batch[self._spent - size : self._spent]

    def _remember(self) -> None:
        """Keep the schedule if it is the best so far."""
        value = self._state.value()
        if value > self.best:
            self.best, self._held = value, self._state.copy()


def gumbel(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Gumbel noise in single precision; half the price of the generator's own."""
    waits = rng.standard_exponential(shape, np.float32)
    noise: Floats = -np.log(waits + _TINY)  # a wait can be zero in single precision
    return noise

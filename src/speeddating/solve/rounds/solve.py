"""Who and when at once: caps by flows, a start by reassignment, CP-SAT for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from speeddating.checks.seats import Seats
from speeddating.domain.plan import Bound
from speeddating.errors import UnsupportedError
from speeddating.solve.answer import Answer
from speeddating.solve.cpsat.lexicographic import NothingFound
from speeddating.solve.pairs.levels import LEVELS as PAIR_LEVELS
from speeddating.solve.rounds.arrange import arrange
from speeddating.solve.rounds.caps import caps, loosest
from speeddating.solve.rounds.demanded import keeps, kept_together
from speeddating.solve.rounds.levels import LEVELS
from speeddating.solve.rounds.model import variables
from speeddating.solve.rounds.settle import Settling
from speeddating.solve.rounds.space import space
from speeddating.solve.rounds.start import start
from speeddating.solve.rounds.worth import Worth
from speeddating.solve.seating import seat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.domain.plan import Engine
    from speeddating.domain.schedule import Schedule
    from speeddating.domain.score import Value
    from speeddating.solve.clock import Clock
    from speeddating.solve.limits import Limits
    from speeddating.solve.rounds.settle import Chosen
    from speeddating.solve.rounds.space import RoundSpace

LARGEST_MODEL = 120_000
"""(pair, round) up to which CP-SAT is asked; beyond it, flows and reassignment alone."""
LARGEST_DEMANDING = 600_000
"""(pair, round) up to which demands that need a model are taken on at all."""
KEPT_AMONG = ("new_pairings", "kept", "seated")
"""Levels by which the start of a replan is chosen: the weights of more would not fit in 64 bits."""
LARGEST_WHOLE = 3_000
"""(pair, round) up to which levels on rounds may change the pairings too."""
BUILDING = 5e-5
"""Seconds to build a model, per (pair, round), measured: not begun when they are not left."""
START_SHARE = 0.4
"""Of the time left, for the start."""


def solve(limits: Limits, levels: Sequence[str], engine: Engine, clock: Clock) -> Answer:
    """
    A schedule for rules and levels that name rounds.

    Raises
    ------
    NoPairings, NoSolution
        If no schedule keeps the rules.
    NothingFound
        If time ends before one is found.
    UnsupportedError
        If ``engine`` is ``flow``: flows know no rounds.
    """
    if engine == "flow":
        raise UnsupportedError("engine", names=engine)
    asked = [level for level in levels if level in LEVELS or limits.own.level(level)]
    search = _Search(space(limits), clock, int("moves" in levels))
    meetings, bounds = search.by_model(asked) if engine == "cpsat" else search.run(asked)
    return seat(limits, levels, meetings, bounds, clock, space="rounds", engine=engine)


def unsearched(limits: Limits, levels: Sequence[str], made: Schedule) -> Answer:
    """A schedule for which there was no time to search: bounds by counting alone."""
    here = space(limits)
    return Answer(made, tuple(_by_count(here, level) for level in levels), "rounds")


def _by_count(space: RoundSpace, level: str) -> Bound:
    """What counting alone says; of a caller's level, that every meeting that helps takes place."""
    own = space.limits.own.level(level)
    if own is None:
        return Bound(level=level, value=loosest(space, level), engine="count")
    weights = [weight for _, weight in own.weighted(variables(space))]
    value = sum(weight for weight in weights if weight * own.sense.value > 0)
    return Bound(level=level, value=value, engine="count")


@dataclass
class _Search:
    """The way of ``auto``: as little search as the caps leave to do."""

    space: RoundSpace
    clock: Clock
    later: int
    """Searches that come after this one."""
    holds: bool = False
    """Whether the start is known to keep every demand."""

    def by_model(self, levels: Sequence[str]) -> tuple[list[list[tuple[int, int]]], list[Bound]]:
        """By CP-SAT alone; what it cannot find in time is matched round by round."""
        if self.space.demanding and not self.resumed:
            kept_together(self.space, (), self.clock)  # what contradicts itself is told at once
        settling = Settling(self.space, self.clock, None)
        try:
            bounds = settling.reach(levels)
        except NothingFound:
            chosen = self._start((), (), {})
            if not self.holds:
                raise
            return self.meetings(chosen), [_by_count(self.space, level) for level in levels]
        return self.meetings(settling.chosen), bounds

    def run(self, levels: Sequence[str]) -> tuple[list[list[tuple[int, int]]], list[Bound]]:
        """Meetings by round, and the bounds of ``levels``."""
        counted = [level for level in levels if level in PAIR_LEVELS]
        together = self.space.size <= LARGEST_WHOLE or levels[: len(counted)] != counted
        together = together or bool(self.space.limits.own) or self.resumed
        limit = caps(self.space, levels, self.clock)
        chosen = self._start(levels, counted, limit)
        needs_model = bool(self.space.limits.own.levels) or not self.holds
        if self.space.limits.rencontre.meetings_per_pairing > 1:
            needs_model |= not self.clock.ended()  # flows say nothing of most levels then
        if self.space.size > LARGEST_DEMANDING and needs_model:
            raise UnsupportedError("size", size=self.space.size, most=LARGEST_DEMANDING)
        if needs_model and self.clock.ended():
            raise NothingFound
        if not (together or needs_model) and self._attained(counted, limit, chosen):
            bounds = self._by_caps(counted, limit, chosen)
            return self._arranged(chosen, bounds, levels[len(counted) :])
        if not needs_model and not self._affordable():
            bounds = self._by_caps(counted, limit, chosen)
            return self._arranged(chosen, bounds, [x for x in levels if x not in counted])
        if together:
            counted = list(levels)
        settling = Settling(
            self.space,
            self.clock,
            chosen,
            limit,
            cache(self._loose),
            self.later + len(levels) - len(counted),
            self.holds,
        )
        bounds = settling.reach(counted)
        return self._arranged(settling.chosen or [], bounds, levels[len(counted) :])

    def _affordable(self) -> bool:
        """Whether a model is small enough, and time is left to build it."""
        building = 0.0 if self.clock.budget.reproducible else BUILDING * self.space.size
        return self.space.size <= LARGEST_MODEL and not self.clock.ended(building)

    @property
    def resumed(self) -> bool:
        """Whether a published plan is changed: then no meeting is free to change its round."""
        return self.space.limits.resumed is not None

    def _start(
        self, levels: Sequence[str], counted: Sequence[str], limit: dict[str, Value]
    ) -> Chosen:
        space, firm = self.space, None
        if self.resumed:
            counted = [level for level in levels if level in KEPT_AMONG]
            if space.demanding:  # new pairings that are asked for come first
                counted.sort(key=KEPT_AMONG.index)
            if "kept" in counted:
                limit = {**limit, "kept": loosest(space, "kept")}
        elif space.demanding:
            firm = kept_together(space, counted, self.clock)
        seconds = START_SHARE * self.clock.left / (2 if self.resumed else 1)
        found = start(space, counted, limit, self.clock, seconds, firm)
        self.holds = not space.demanding or (not self.resumed and self._keeps(found))
        return found

    def _keeps(self, chosen: Chosen) -> bool:
        """Whether all that is demanded is kept, the caller's own rules by their own checks."""
        limits = self.space.limits
        if not keeps(self.space, chosen):
            return False
        if not limits.own.rules:
            return True
        seated = seat(limits, (), self.meetings(chosen), (), self.clock, space="rounds")
        seats = Seats(limits.rencontre, limits.history, seated.schedule)
        return not any(any(rule.objections(seats)) for rule in limits.own.rules)

    def _arranged(
        self, chosen: Chosen, bounds: list[Bound], levels: Sequence[str]
    ) -> tuple[list[list[tuple[int, int]]], list[Bound]]:
        meetings = self.meetings(chosen)
        if not levels or self.resumed or self.space.limits.own.rules:
            return meetings, bounds
        meetings, further = arrange(self.space.limits, meetings, levels, self.clock, self.later)
        return meetings, [*bounds, *further]

    def meetings(self, chosen: Chosen | None) -> list[list[tuple[int, int]]]:
        """Meetings by round."""
        return self.space.as_rounds(chosen or [])

    def _attained(self, levels: Sequence[str], limit: dict[str, Value], chosen: Chosen) -> bool:
        """Whether the start keeps every rule and attains the caps of all ``levels``."""
        if len(limit) < len(levels) or not self.holds:
            return False
        worth = Worth(self.space, levels)
        return len(worth.reached(self._times(chosen), limit)) == len(levels)

    def _times(self, chosen: Chosen) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        pairs = [k for k, _ in chosen]
        return np.bincount(pairs, minlength=self.space.open.shape[0]).astype(np.int64)

    def _by_caps(
        self, levels: Sequence[str], limit: dict[str, Value], chosen: Chosen
    ) -> list[Bound]:
        """Caps in their order while they are attained, then whatever holds by itself."""
        reached = Worth(self.space, levels).reached(self._times(chosen), limit)
        bounds = []
        for position, level in enumerate(levels):
            held = position <= len(reached) and level in limit
            value = limit[level] if held else self._loose(level)
            if value is None:
                bounds.append(_by_count(self.space, level))
            else:
                bounds.append(Bound(level=level, value=value, engine="flow"))
        return bounds

    def _loose(self, level: str) -> Value | None:
        """A cap of a level that counts pairings, whatever the levels before it."""
        if level not in PAIR_LEVELS:
            return None
        return caps(self.space, [level], self.clock).get(level)

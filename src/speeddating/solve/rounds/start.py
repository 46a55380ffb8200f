"""
A start by reassigning round after round.

Noise on the weights walks across the plateaus between optima; a loss is accepted as in annealing
(Kirkpatrick, Gelatt & Vecchi 1983).
"""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.plan import Progress
from speeddating.solve.rounds.reassign import Reassignment
from speeddating.solve.rounds.worth import Worth

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from speeddating.domain.score import Value
    from speeddating.solve.clock import Clock
    from speeddating.solve.rounds.space import RoundSpace

NOISE = 0.3
TEMPERATURE = 0.25
"""Both in units of the level that is being improved."""
PATIENCE = 100
"""Visits per round without a better schedule before the search gives up."""
PACE = 100_000
"""Candidates a second of budget that a reproducible run may match: the clock stays out of it."""


def begun(
    space: RoundSpace,
    levels: Sequence[str],
    clock: Clock,
    firm: Sequence[tuple[int, int]] | None = None,
) -> Reassignment:
    """
    Every round matched once, greedily.

    Parameters
    ----------
    firm
        (pair, round) that take place come what may, with which all demands but promises are kept;
        None where nobody knows whether they can be.
    """
    worth = Worth(space, levels)
    search = Reassignment(worth, np.random.default_rng(clock.budget.seed), firm)
    search.begin()
    for number in search.free:
        search.put(number, search.again(number, 0.0))
    return search


def start(  # noqa: PLR0917 - as begun, and when to stop
    space: RoundSpace,
    levels: Sequence[str],
    caps: Mapping[str, Value],
    clock: Clock,
    seconds: float,
    firm: Sequence[tuple[int, int]] | None = None,
) -> list[tuple[int, int]]:
    """
    Chosen (pair, round) good in ``levels``, dearest first.

    Parameters
    ----------
    caps
        Bounds on the leading levels; who attains them all has proved them, and the search ends.
    seconds
        For the search; a reproducible run counts its work instead.
    firm
        As :func:`begun`.
    """
    rounds = space.open.shape[1]
    search = begun(space, levels, clock, firm)
    worth, free = search.worth, search.free
    value = most = worth.total(search.times) + search.kept
    best = search.chosen.copy()
    reached = search.reached(caps)
    short = search.short
    unsure = space.demanding and firm is None
    _tell(() if unsure or short else reached, caps, clock)
    began, visits, better_at = clock.seconds, 0, 0
    while short or len(reached) < len(caps):
        if visits - better_at >= PATIENCE * rounds or clock.over:
            break
        if clock.budget.reproducible:
            if search.work > PACE * clock.budget.seconds:
                break
        elif clock.seconds - began > seconds:
            break
        visits += 1
        number = free[int(search.random.integers(len(free)))]
        scale = search.scale(reached)
        before = search.chosen[:, number].copy()
        search.put(number, search.again(number, NOISE * scale))
        now = worth.total(search.times) + search.kept
        if now < value and search.random.random() > exp((now - value) / (TEMPERATURE * scale)):
            search.put(number, before)
            continue
        value = now
        if value > most:
            best, most, better_at = search.chosen.copy(), value, visits
            known = 0 if short else len(reached)
            reached, short = search.reached(caps), search.short
            _tell(() if unsure or short else reached[known:], caps, clock)
    return [(int(k), int(r)) for k, r in np.argwhere(best)]


def _tell(reached: Sequence[str], caps: Mapping[str, Value], clock: Clock) -> None:
    """Levels of which the cap is attained, by a start that keeps every rule."""
    for level in reached:
        worth = caps[level]
        clock.tell(Progress(level=level, value=worth, bound=worth, seconds=clock.seconds))

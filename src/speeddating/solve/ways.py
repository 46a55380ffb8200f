"""The spaces, smallest first, and which one takes a rencontre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speeddating.errors import UnsupportedError
from speeddating.solve import staged
from speeddating.solve.demands import demands
from speeddating.solve.mixed import solve as mixed
from speeddating.solve.mixed.solve import SUPPORTS as MIXED_SUPPORTS
from speeddating.solve.pairs.choose import SUPPORTS as PAIRS_SUPPORTS
from speeddating.solve.rounds import solve as rounds
from speeddating.solve.rounds.rules import SUPPORTS as ROUNDS_SUPPORTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.domain.plan import Engine
    from speeddating.domain.schedule import Schedule
    from speeddating.solve.answer import Answer
    from speeddating.solve.clock import Clock
    from speeddating.solve.limits import Limits


MIXED_ONLY = frozenset({"seats_suffice", "groups_sit_together"})
"""Demands that only tables of several can meet."""


def unsearched(limits: Limits, levels: Sequence[str], made: Schedule) -> Answer:
    """``made`` as an answer where no time was left to search, bounded by counting."""
    if demands(limits.rencontre) & MIXED_ONLY:
        return mixed.unsearched(limits, levels, made)
    return rounds.unsearched(limits, levels, made)


def solve(limits: Limits, levels: Sequence[str], engine: Engine, clock: Clock) -> Answer:
    """
    Solve in the smallest space that keeps every rule in play.

    Raises
    ------
    UnsupportedError
        If no space does.
    """
    asked = demands(limits.rencontre)
    if limits.resumed is not None:
        if "kept" in levels and "moves" in levels[: levels.index("kept")]:
            raise UnsupportedError("moves_before_kept")
        asked -= {"resumed"}
        several = bool(asked & MIXED_ONLY)
        missing = asked - (MIXED_SUPPORTS if several else ROUNDS_SUPPORTS)
        if several and limits.own:
            missing |= {"own"}
        if missing:
            raise UnsupportedError(min(missing))
        if several:
            return mixed.solve(limits, levels, engine, clock)
        return rounds.solve(limits, levels, engine, clock)
    if not asked - PAIRS_SUPPORTS and staged.in_order(levels) and not limits.own:
        return staged.solve(limits, levels, engine, clock)
    if asked & MIXED_ONLY:
        missing = asked - MIXED_SUPPORTS | ({"own"} if limits.own else set())
        if missing:
            raise UnsupportedError(min(missing))
        return mixed.solve(limits, levels, engine, clock)
    missing = asked - ROUNDS_SUPPORTS
    if missing:
        raise UnsupportedError(min(missing))
    return rounds.solve(limits, levels, engine, clock)

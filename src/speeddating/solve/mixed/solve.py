"""Mixed tables and project groups: who, when and where at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.plan import Bound, Progress
from speeddating.domain.score import SENSE, Sense
from speeddating.errors import UnsupportedError
from speeddating.solve.answer import Answer
from speeddating.solve.cpsat.lexicographic import NothingFound
from speeddating.solve.mixed.bound import flow_bound
from speeddating.solve.mixed.groups import sittings
from speeddating.solve.mixed.search import solve as search
from speeddating.solve.mixed.translate import problem, schedule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.domain.plan import Engine
    from speeddating.domain.score import Value
    from speeddating.solve.clock import Clock
    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.problem import MixedProblem

ITERATIONS = 4_000
"""Visits of a round in a reproducible run."""

SUPPORTS: frozenset[str] = frozenset(
    {
        "seats_suffice",
        "tables_stand",
        "fixed_tables",
        "zones",
        "access",
        "people_are_there",
        "incompatible_apart",
        "delegates_apart",
        "competitors_apart",
        "musts_are_met",
        "locks_are_kept",
        "groups_sit_together",
        "wishes_in_round",
        "shared_fixed_tables",
    }
)
"""Rules this space can keep."""


def solve(limits: Limits, levels: Sequence[str], engine: Engine, clock: Clock) -> Answer:
    """
    A schedule with tables of k and l, good in new pairings first.

    Raises
    ------
    NoSolution
        If the project groups do not fit.
    NothingFound
        If a meeting that must be was not brought about in time.
    UnsupportedError
        If ``engine`` is not ``auto``: this space has a search of its own.
    """
    if engine != "auto":
        raise UnsupportedError("engine", names=engine)
    groups = sittings(limits, clock)
    here = problem(limits, groups.bound_to)
    found = search(
        here,
        seconds=None if clock.budget.reproducible else clock.left,
        iterations=ITERATIONS if clock.budget.reproducible else None,
        seed=clock.budget.seed,
        stop=lambda: clock.over,
    )
    if found.missing:
        raise NothingFound
    everything = replace(here, new=limits.unmet)  # what others are left counts if it happens
    limit = flow_bound(loosest(everything))
    if _bound_is_for_all(here) and not limits.reserved:
        limit = min(limit, found.bound)
    clock.cut = found.new_pairings < limit and not clock.budget.reproducible
    value = found.new_pairings
    clock.tell(Progress(level="new_pairings", value=value, bound=limit, seconds=clock.seconds))
    bounds = tuple(
        Bound(level=level, value=limit, engine="flow", seconds=found.seconds)
        if level == "new_pairings"
        else Bound(level=level, value=_at_most(limits, everything, level), engine="count")
        for level in levels
    )
    return Answer(schedule(limits, found, groups.accompanied), bounds, "mixed")


def loosest(here: MixedProblem) -> MixedProblem:
    """Without what the engine chose itself: tables of groups, even numbers at tables."""
    entreprises, associations = (
        replace(people, locked=np.full_like(people.locked, -1)) for people in here.sides
    )
    return replace(here, entreprises=entreprises, associations=associations, even=False)


def _bound_is_for_all(here: MixedProblem) -> bool:
    """Whether the search left nobody out by choice: nothing bound, every seat taken."""
    full = all(
        (people.there.sum(axis=0) >= people.seats.sum(axis=0)).all() for people in here.sides
    )
    return full and all((people.locked == -1).all() for people in here.sides)


def _at_most(limits: Limits, here: MixedProblem, level: str) -> Value:
    """A bound that needs no search."""
    if level == "moves":
        return (0, 0)
    if level == "kept" or SENSE[level] is Sense.LESS:
        return 0
    chairs = [people.seats.sum(axis=0) for people in here.sides]
    there = [people.there.sum(axis=0) for people in here.sides]
    if level == "seated":
        return int(sum(np.minimum(c, t).sum() for c, t in zip(chairs, there, strict=True)))
    if level == "affinity":
        tables = here.entreprises.seats * here.associations.seats
        return int(limits.affinity.max(initial=0) * tables.sum())
    if level == "worst_off":
        return tuple(sorted(int(d) for axis in (1, 0) for d in here.wanted.sum(axis=axis)))
    ranks = [wish.rank for wish in limits.rencontre.wishes if not wish.is_must]
    by_rank = [ranks.count(rank) for rank in range(1, max(ranks, default=0) + 1)]
    return (*by_rank, int(limits.again.sum()))

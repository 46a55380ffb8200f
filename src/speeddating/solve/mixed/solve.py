"""Mixed tables and project groups: who, when and where at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from speeddating.domain.plan import Bound, Scope
from speeddating.domain.score import better
from speeddating.errors import UnsupportedError
from speeddating.solve.answer import Answer
from speeddating.solve.cpsat.lexicographic import NothingFound
from speeddating.solve.mixed.bounds.ceilings import Ceilings
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.translate import schedule
from speeddating.solve.mixed.found import broken, counted, most_new, without_locks
from speeddating.solve.mixed.model.groups import as_published
from speeddating.solve.mixed.model.variables import affordable
from speeddating.solve.mixed.refine.counted import Counted
from speeddating.solve.mixed.refine.measures import MEASURES, turned
from speeddating.solve.mixed.refine.relabel import least_moves
from speeddating.solve.mixed.replanned import most_left, replanned
from speeddating.solve.mixed.searched import refined, searched
from speeddating.solve.mixed.settled import settled
from speeddating.solve.mixed.thinned import thinned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from speeddating.domain.plan import Engine
    from speeddating.domain.schedule import Schedule
    from speeddating.domain.score import Value
    from speeddating.solve.clock import Clock
    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.found import Found

_SETTLE = 0.75
"""Share of what is left of the time for CP-SAT."""

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
        "pairings_meet_once",
        "least_meetings",
        "most_meetings",
        "musts_are_met",
        "order_is_kept",
        "locks_are_kept",
        "groups_sit_together",
        "wishes_in_round",
        "musts_in_round",
        "named_delegates",
        "shared_fixed_tables",
    }
)
"""Rules this space can keep."""


def solve(limits: Limits, levels: Sequence[str], engine: Engine, clock: Clock) -> Answer:
    """
    A schedule with tables of k and l.

    New pairings are searched for first, by alternating assignments; then swaps make one level
    after the other better, in their order. CP-SAT finds a schedule where that breaks a rule, and
    goes on from it for the proof where the model is small enough.

    Raises
    ------
    NoSolution
        If no schedule keeps the rules.
    NothingFound
        If none was found in time.
    UnsupportedError
        If ``engine`` is ``flow``, since flows know no rounds, or if a rule, or ``engine``
        ``cpsat``, needs a larger model than CP-SAT can take.
    """
    if engine == "flow":
        raise UnsupportedError("engine", names=engine)
    if engine == "cpsat":
        found = settled(limits, levels, clock, None)
    elif limits.resumed is not None:
        found = replanned(limits, levels, clock)
    else:
        found = _by_turns(limits, levels, clock)
    bounds = tuple(_bounds(limits, levels, found))
    clock.cut = clock.cut or clock.over
    groups = as_published(limits, found.at, found.groups, clock)
    return Answer(schedule(limits, found.at, groups.accompanied), bounds, "mixed")


def unsearched(limits: Limits, levels: Sequence[str], made: Schedule) -> Answer:
    """A schedule for which there was no time to search: bounds by counting alone."""
    ceilings = Ceilings(asked(limits, without_locks(limits)), most_left(limits))
    bounds = (Bound(level=x, value=ceilings.of(x, {}), engine="count") for x in levels)
    return Answer(made, tuple(bounds), "mixed")


def _by_turns(limits: Limits, levels: Sequence[str], clock: Clock) -> Found:
    """The search, CP-SAT where that left something, and swaps for what CP-SAT had no time for."""
    start = searched(limits, levels, clock)
    if start is not None and broken(limits, start):
        start = thinned(limits, start)
    valid = start is not None and not broken(limits, start)
    if start is not None and valid and not (affordable(limits) and _open(limits, levels, start)):
        return start
    try:
        found = settled(limits, levels, _shorter(clock), start)
    except NothingFound:
        if start is None or not valid:
            raise
        clock.cut = True
        return start
    found = refined(limits, levels, clock, found, share=1.0)
    if start is None or not valid:
        return found
    worth = [[MEASURES[level](counted(limits, one)) for level in levels] for one in (start, found)]
    return found if worth[1] >= worth[0] else start._replace(proved=found.proved)


def _shorter(clock: Clock) -> Clock:
    """Leaves a part of the time; what is counted instead of timed stays as it is."""
    if clock.budget.reproducible:
        return clock
    seconds = clock.seconds + _SETTLE * clock.left
    budget = clock.budget.model_copy(update={"seconds": max(seconds, 0.001)})
    return replace(clock, budget=budget)


def _open(limits: Limits, levels: Sequence[str], found: Found) -> bool:
    """Whether some level but moves is not proven yet: for those, tables have no names."""
    values = _values(limits, levels, found)
    return any(
        bound.value != values[bound.level]
        for bound in _bounds(limits, levels, found)
        if bound.level != "moves"
    )


def _values(limits: Limits, levels: Sequence[str], found: Found) -> dict[str, Value]:
    """What the seats are worth, as the score says it."""
    limits = limits.unreserved()
    c = Counted(asked(limits, without_locks(limits)), found.at)
    return {level: turned(level, MEASURES[level](c)) for level in levels}


def _bounds(limits: Limits, levels: Sequence[str], found: Found) -> Iterator[Bound]:
    """The tighter of what was proved by a search and what counting says, level by level."""
    reserved, limits = limits.reserved, limits.unreserved()
    whole = asked(limits, without_locks(limits))
    ceilings = Ceilings(whole, None if reserved else most_new(found))
    values = _values(limits, levels, found)
    reached: dict[str, Value] = {}
    for level in levels:
        bound = Bound(level=level, value=ceilings.of(level, reached), engine="count")
        proved = found.proved.get(level)
        if proved is not None and not reserved and better(level, bound.value, proved.value):
            bound = proved
        if level == "moves" and bound.value != values[level]:
            value = least_moves(whole.problem, found.at, whole.seated)
            bound = Bound(level=level, value=value, scope=Scope.THESE_ROUNDS, engine="count")
        reached[level] = values[level]
        yield bound

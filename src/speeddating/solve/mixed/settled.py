"""The same by CP-SAT: for rules that no assignment keeps, and for the proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from speeddating.domain.plan import Bound, Progress
from speeddating.errors import UnsupportedError
from speeddating.solve.cpsat.lexicographic import Lexicographic, NoSolution, NothingFound
from speeddating.solve.cpsat.runner import run
from speeddating.solve.mixed.bounds.ceilings import Ceilings
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.sizes import sizes, standing
from speeddating.solve.mixed.found import (
    Found,
    counted,
    most_new,
    with_few_moves,
    without_locks,
)
from speeddating.solve.mixed.model.goals import GOALS
from speeddating.solve.mixed.model.groups import Sittings
from speeddating.solve.mixed.model.rules import FAMILIES
from speeddating.solve.mixed.model.symmetry import alike, in_order, ordered
from speeddating.solve.mixed.model.variables import LARGEST_MODEL, size, variables
from speeddating.solve.mixed.refine.measures import MEASURES
from speeddating.solve.rounds.settle import degrees

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from speeddating.domain.score import Value
    from speeddating.solve.clock import Clock
    from speeddating.solve.cpsat.lexicographic import Goal, Reached
    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.facts.asked import Asked

_LOOK = 2_000
"""Conditions between two looks at the clock."""


def settled(limits: Limits, levels: Sequence[str], clock: Clock, start: Found | None) -> Found:
    """
    A schedule that keeps every rule, with its levels reached one after the other.

    Where seats stay empty, even numbers at the tables are tried first, any numbers where no
    schedule has these, or to prove what holds for all.

    Raises
    ------
    NoSolution, NothingFound
        Only without a start that keeps every rule.
    UnsupportedError
        If the model were too large.
    """
    if size(limits) > LARGEST_MODEL:
        raise UnsupportedError("size", size=size(limits), most=LARGEST_MODEL)
    whole = asked(limits, without_locks(limits))
    even = None if limits.resumed else _evenly(whole)  # who is missing leaves tables uneven
    if even is None:
        return _Settling(limits, whole, clock).found(levels, start, proves=True)
    try:
        found = _Settling(limits, even, clock).found(levels, start, proves=False)
    except NoSolution:
        return _Settling(limits, whole, clock).found(levels, start, proves=True)
    if clock.over:
        return found
    try:
        beyond = _Settling(limits, whole, clock).found(levels, found, proves=True)
    except NothingFound:
        return found
    return found._replace(proved=_of_both(limits, levels, found, beyond))


def _of_both(
    limits: Limits, levels: Sequence[str], found: Found, beyond: Found
) -> Mapping[str, Bound]:
    """What was proved on the way to ``beyond`` that holds for ``found``, uneven or not."""
    proved = dict(found.proved)
    seats = [counted(limits, one) for one in (found, beyond)]
    for level in levels:
        if level in beyond.proved:
            proved[level] = beyond.proved[level]
        one, other = (MEASURES[level](c) for c in seats)
        if one != other:
            break  # later bounds are over schedules that keep the better value
    return proved


def _evenly(whole: Asked) -> Asked | None:
    """With even shares in the place of seats; None where they are the same."""
    places = sizes(replace(whole.problem, even=True))
    if all((places[side] == standing(whole.problem, side)).all() for side in (0, 1)):
        return None
    entreprises, associations = (
        replace(people, seats=shares)
        for people, shares in zip(whole.problem.sides, places, strict=True)
    )
    problem = replace(whole.problem, entreprises=entreprises, associations=associations)
    return replace(whole, problem=problem)


class _Settling:
    """One model, its levels, and the start they go on from."""

    def __init__(self, limits: Limits, asked_: Asked, clock: Clock) -> None:
        self._limits, self._asked, self._clock = limits, asked_, clock
        self._x = variables(limits, asked_)
        self._classes = alike(limits, asked_)
        for family in FAMILIES:
            for number, condition in enumerate(family(self._x)):
                if number % _LOOK == 0:
                    self._refuse_late()
                self._x.model.add(condition.holds)
        ordered(self._x, self._classes)

    def found(self, levels: Sequence[str], start: Found | None, *, proves: bool) -> Found:
        """Reach the levels; their bounds are kept if they hold for all schedules."""
        goals = {level: self._goals(level) for level in levels if level in GOALS}
        every = [goal for found in goals.values() for goal in found]
        loop = Lexicographic(self._x.model, self._clock, self._complete(every, start))
        ceilings = Ceilings(self._asked, None if start is None else most_new(start))
        reached: dict[str, Value] = {}
        proved: dict[str, Bound] = {}
        for position, level in enumerate(levels):
            if level not in goals:
                continue
            began = self._clock.seconds
            known = ceilings.of(level, reached)
            parts = [
                loop.reach(
                    goal._replace(known=known) if isinstance(known, int) else goal,
                    len(levels) - position,
                )
                for goal in goals[level]
            ]
            value, bound = self._values(level, parts)
            if value is not None:
                reached[level] = value
            seconds = self._clock.seconds
            proved[level] = Bound(level=level, value=bound, engine="cpsat", seconds=seconds - began)
            self._clock.tell(Progress(level=level, value=value, bound=bound, seconds=seconds))
        loop.find()
        if loop.values is None:
            raise NothingFound
        before = {} if start is None else dict(start.proved)
        return self._as_found(loop.values, before | proved if proves else before, levels)

    def _goals(self, level: str) -> list[Goal]:
        self._refuse_late()
        return list(GOALS[level](self._x))

    def _refuse_late(self) -> None:
        """A large model takes longer to write down than a small budget lasts."""
        if self._clock.over:
            raise NothingFound

    def _complete(self, goals: Sequence[Goal], start: Found | None) -> Sequence[int] | None:
        """
        The start with every further variable at its best; None if it breaks a rule.

        Then it stays behind as a hint.
        """
        if start is None:
            return None
        at = in_order(start.at, self._classes)
        for (side, p, r, t), variable in self._x.sits.items():
            self._x.model.add_hint(variable, bool(at[side][p, r] == t))
        self._x.model.maximize(sum(goal.sense.value * goal.expression() for goal in goals))
        solver, status = run(
            self._x.model,
            self._clock,
            self._clock.left,
            fix_variables_to_their_hinted_value=True,
        )
        self._x.model.clear_objective()  # type: ignore[no-untyped-call]
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return list(solver.response_proto.solution)

    def _values(self, level: str, parts: Sequence[Reached]) -> tuple[Value | None, Value]:
        """The value and the bound of a level from those of its goals."""
        values = [part.value for part in parts if part.value is not None]
        bounds = [part.bound for part in parts]
        if level == "worst_off":
            first = next((i for i, part in enumerate(parts) if not part.proven), len(bounds))
            bounds = [min(bound, bounds[min(i, first)]) for i, bound in enumerate(bounds)]
            everybody = sum(self._limits.shape)
            value = degrees(values, everybody) if len(values) == len(parts) else None
            return value, degrees(bounds, everybody)
        if level == "wishes":
            return tuple(values) if len(values) == len(parts) else None, tuple(bounds)
        return values[0] if values else None, bounds[0]

    def _as_found(
        self, values: Sequence[int], proved: dict[str, Bound], levels: Sequence[str]
    ) -> Found:
        groups = self._sittings(values)
        found = Found(self._x.tables(values), groups, proved)
        return with_few_moves(self._limits, found) if "moves" in levels else found

    def _sittings(self, values: Sequence[int]) -> Sittings:
        """Where groups sit, and who of them is bound to their table."""
        rencontre = self._limits.rencontre
        found = Sittings({(lock.participant, lock.round): lock.table for lock in rencontre.locks})
        at = self._x.tables(values)
        for (g, r, t), sitting in self._x.groups.items():
            if not values[sitting.index]:
                continue  # rounds already held have no such variable
            group, number = rencontre.groups[g], self._limits.rounds[r]
            for side, one in enumerate(self._limits.sides.values()):
                for p in np.flatnonzero(at[side][:, r] == t):
                    if one.people[p].organisation in group.organisations:
                        found.bound_to[one.people[p].id, number] = rencontre.tables[t].id
            if group.facilitator is not None:
                found.accompanied[rencontre.tables[t].id, number] = group.facilitator
        return found

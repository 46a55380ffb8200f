"""
The bound itself, by CP-SAT: groups of one side that stay together for some rounds each.

With groups of one side given for a stay of several rounds, it does not matter who visits them in
which of those rounds: visits without rounds, spread afterwards by edge colouring, as at tables of
one and one. That leaves CP-SAT a tenth of the model; there are far fewer such schedules, and where
few pairs have met still plenty. The model asks for the bound and nothing less, so all that
schedules at the bound have in common is fixed before.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, cycle
from math import comb
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from speeddating.solve.cpsat.runner import run
from speeddating.solve.flow.colouring import spread
from speeddating.solve.mixed.bounds.flow import caps
from speeddating.solve.mixed.bounds.tight import Tight, tight
from speeddating.solve.mixed.facts.problem import FREE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from speeddating.solve.clock import Clock
    from speeddating.solve.mixed.facts.arrays import Booleans, Integers, Tables
    from speeddating.solve.mixed.facts.problem import MixedProblem, People

_CONFLICTS = 5_000
"""After which another draw is more promising: the time to a schedule varies a thousandfold."""
_LARGEST = 24_000
"""Visits of a model with stays of a round each, before those are left out that nobody can make."""


class Shape(NamedTuple):
    """Who stays in groups (side), how many make a group, and how many others visit it."""

    side: int
    group: int
    visitors: int


class Draw(NamedTuple):
    """What is drawn for a model: its shape, the order of people by side, the lengths of stays."""

    shape: Shape
    order: Sequence[Integers]
    lengths: Sequence[int]


def applies(problem: MixedProblem) -> bool:
    """Whether all tables are alike and full in every round, nothing else is asked, and few sit."""
    if problem.refuses or (problem.must is not None and problem.must.any()):
        return False
    return all(_full(people) for people in problem.sides) and bool(_shapes(problem))


def _full(people: People) -> bool:
    """Everybody for themselves, always there, free to sit anywhere, on as many equal places."""
    free = bool((people.locked == FREE).all())
    alone = len(np.unique(people.organisation)) == people.count
    places = people.seats.sum(axis=0)
    equal = bool((people.seats == people.seats[:1, :1]).all())
    return free and alone and equal and bool(people.there.all() and (places == people.count).all())


def _shapes(problem: MixedProblem) -> list[Shape]:
    """Sides small enough to enumerate the groups of."""
    seats = [int(people.seats[0, 0]) if people.seats.size else 0 for people in problem.sides]
    found = []
    for side, people in enumerate(problem.sides):
        visits = comb(people.count, seats[side]) * problem.sides[1 - side].count * problem.rounds
        if seats[side] > 1 and visits <= _LARGEST:
            found.append(Shape(side, seats[side], seats[1 - side]))
    return found


def at_bound(problem: MixedProblem, bound: int, clock: Clock) -> Tables | None:
    """
    Seats of as many new pairings as the flow bound says; None when the clock ended before.

    Draws the lengths of the stays, the side that stays, and the order of people, until one of the
    models has a schedule before it has had too many conflicts.
    """
    rng, common = np.random.default_rng(clock.budget.seed), tight(caps(problem), bound)
    for lengths in _rotation(problem.rounds, rng):
        for shape in _shapes(problem):
            if clock.over:
                return None
            order = [rng.permutation(people.count) for people in problem.sides]
            stays = _Stays(problem, bound, common, Draw(shape, order, lengths))
            if (found := stays.solved(clock)) is not None:
                return found
    return None


def _rotation(rounds: int, rng: np.random.Generator) -> Iterator[Sequence[int]]:
    """Lengths of stays: one of half the evening or a round more, then shorter ones."""
    for longest in cycle((rounds // 2, rounds // 2 + 1, rounds // 2)):
        lengths = [max(1, longest)]
        while (rest := rounds - sum(lengths)) > 0:
            lengths.append(int(rng.integers(1, min(rest, max(1, longest - 1)) + 1)))
        yield lengths


class _Stays:
    """One model: ``visit[stay][person, group]``, ``stands[stay][group]``."""

    def __init__(self, problem: MixedProblem, bound: int, common: Tight, draw: Draw) -> None:
        self.problem = problem
        self.shape, self.order, self.lengths = shape, _, lengths = draw
        self.new, self.common = self._drawn(problem.new), Tight(*map(self._drawn, common))
        self.groups = list(combinations(range(self.new.shape[1]), shape.group))
        self.model = cp_model.CpModel()
        self.stands: list[list[Any]] = []
        self.visit: list[dict[tuple[int, int], Any]] = []
        self.meets: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for length in lengths:
            self._stay(length)
        waste = [var for at in np.ndindex(self.new.shape) for var in self._wasted(at)]
        meetings = len(self.new) * shape.group * problem.rounds
        self.model.add(sum(waste) <= meetings - bound)

    def _drawn(self, cells: Booleans) -> Booleans:
        """Visitors as rows, stayers as columns, both in the order drawn."""
        people = zip(self.problem.sides, self.order, strict=True)
        drawn = cells[np.ix_(*(side.organisation[order] for side, order in people))]
        return drawn.T if self.shape.side == 0 else drawn

    def _stay(self, length: int) -> None:
        """Groups of one stay, and who visits which of them once."""
        model, good = self.model, self.common.usable | self.common.wasted
        stands = [model.new_bool_var("") for _ in self.groups]
        of_person: list[list[Any]] = [[] for _ in self.new]
        of_stayer: list[list[Any]] = [[] for _ in self.new.T]
        visit: dict[tuple[int, int], Any] = {}
        for number, group in enumerate(self.groups):
            here = []
            for person in np.flatnonzero(good[:, group].all(axis=1)).tolist():
                visit[person, number] = var = model.new_bool_var("")
                model.add_implication(var, stands[number])
                here.append(var)
                of_person[person].append(var)
                for stayer in group:
                    self.meets[person, stayer].append(var)
            model.add(sum(here) == self.shape.visitors * length * stands[number])
            for stayer in group:
                of_stayer[stayer].append(stands[number])
        for groups in of_stayer:
            model.add_exactly_one(groups)
        for visits in of_person:
            model.add(sum(visits) == length)
        self.stands.append(stands)
        self.visit.append(visit)

    def _wasted(self, at: tuple[int, ...]) -> list[Any]:
        """What a pairing wastes at the bound, its meetings limited."""
        meets = self.meets[at[0], at[1]]
        if not self.new[at]:
            return meets
        if self.common.wasted[at]:
            again = self.model.new_int_var(0, len(self.lengths), "")
            self.model.add(sum(meets) <= 1 + again)
            return [again]
        if self.common.forced[at]:
            self.model.add_exactly_one(meets)
        else:
            self.model.add_at_most_one(meets)
        return []

    def solved(self, clock: Clock) -> Tables | None:
        """Seats ``[person, round]`` of both sides, if a schedule is found in few conflicts."""
        solver, status = run(
            self.model,
            clock,
            clock.left,
            num_workers=1,
            linearization_level=0,
            cp_model_probing_level=0,
            symmetry_level=0,
            max_number_of_conflicts=_CONFLICTS,
        )
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        at = tuple(np.zeros_like(people.locked) for people in self.problem.sides)
        began = 0
        for length, stands, visit in zip(self.lengths, self.stands, self.visit, strict=True):
            standing = [number for number, var in enumerate(stands) if solver.value(var)]
            visits = [pair for pair, var in visit.items() if solver.value(var)]
            self._seat(at, slice(began, began + length), standing, visits)
            began += length
        return at[0], at[1]

    def _seat(
        self,
        at: tuple[Integers, ...],
        rounds: slice,
        standing: Sequence[int],
        visits: Sequence[tuple[int, int]],
    ) -> None:
        """The groups of a stay take the tables; their visitors are spread over its rounds."""
        side, length = self.shape.side, rounds.stop - rounds.start
        chairs = []
        for table, number in enumerate(standing):
            at[side][self.order[side][list(self.groups[number])], rounds] = table
            visitors = [person for person, group in visits if group == number]
            first = table * self.shape.visitors
            chairs += [(who, first + i // length) for i, who in enumerate(visitors)]
        for (person, chair), round_ in zip(chairs, spread(chairs, length), strict=True):
            who = self.order[1 - side][person]
            at[1 - side][who, rounds.start + round_] = chair // self.shape.visitors

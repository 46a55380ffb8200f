"""
The lexicographic loop, once, for all models: pursue goals in order, none at an earlier one's cost.

Each goal is optimised, then frozen with ``>=`` (or ``<=``) at what was reached. The loop keeps its
own incumbent, since CP-SAT can lose a complete feasible hint, and believes no value: a goal's
worth is recomputed here from the variables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from ortools.sat.python import cp_model

from speeddating.domain.score import Sense
from speeddating.solve.cpsat.runner import SolverContradictsItselfError, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.solve.clock import Clock


CONFIRMING_SHARE = 0.05
"""Of the time left, for a second opinion on an optimum that nothing but a search has proved."""
MOST_CONFIRMED = 20_000
"""Variables of a model that is copied for it."""
OTHER_SETTINGS = {"symmetry_level": 0, "random_seed": 7}


class Goal(NamedTuple):
    """One linear expression to optimise."""

    level: str
    variables: Sequence[cp_model.IntVar]
    coefficients: Sequence[int]
    sense: Sense
    known: int | None = None
    """A bound proved elsewhere, such as by a flow."""

    def worth(self, values: Sequence[int]) -> int:
        """The expression at ``values``, by variable index."""
        return sum(
            coefficient * values[variable.index]
            for variable, coefficient in zip(self.variables, self.coefficients, strict=True)
        )

    def expression(self) -> cp_model.LinearExprT:
        """The expression over the variables."""
        return cp_model.LinearExpr.weighted_sum(self.variables, self.coefficients)


class Reached(NamedTuple):
    """What a goal got, and what nobody can exceed while keeping the goals before it."""

    value: int | None
    """None: time ended before the solver could even look at it."""
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nobody does better."""
        return self.value == self.bound


class NothingFound(Exception):  # noqa: N818 - not an error: the caller decides what it means
    """The time ended before a first solution."""


class NoSolution(Exception):  # noqa: N818 - not an error: the caller confirms and explains it
    """CP-SAT says that no solution exists; to be confirmed by a second route."""


@dataclass
class Lexicographic:
    """
    A model, the best solution known, and the clock that all goals share.

    Attributes
    ----------
    values
        ``[variable index]`` the incumbent; None before the first solution. A caller that knows a
        complete solution sets it first.
    searches
        How often the solver was asked; a goal whose known bound is attained needs none.
    """

    model: cp_model.CpModel
    clock: Clock
    values: Sequence[int] | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    searches: int = 0

    def reach(self, goal: Goal, searches_left: int = 1) -> Reached:
        """
        Optimise ``goal`` and freeze it.

        Raises
        ------
        NoSolution, NothingFound
            Only while there is no incumbent.
        SolverContradictsItselfError
            If the solver denies the incumbent.
        """
        if not goal.variables:
            return Reached(0, 0)
        sign = goal.sense.value
        known = self.limit(goal)
        if known == goal.known:
            self.model.add(sign * goal.expression() <= sign * known)
        held = None if self.values is None else goal.worth(self.values)
        bound = known if held == known else self._improve(goal, known, searches_left)
        value = goal.worth(self._incumbent())
        if sign * value > sign * bound:
            raise SolverContradictsItselfError(f"{goal.level}: {value} beyond the bound {bound}")
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        self.model.add(sign * goal.expression() >= sign * value)
        return Reached(value, bound)

    def find(self) -> None:
        """Any solution, unless one is known; raises as :meth:`reach` does."""
        if self.values is None:
            self._improve(Goal("any", [], [], Sense.MORE), 0, 1)

    def _improve(self, goal: Goal, known: int, searches_left: int) -> int:
        """Search; keep the better of what is found and what was held; give the bound."""
        sign = goal.sense.value
        if goal.variables:
            self.model.maximize(sign * goal.expression())
        self._hint()
        self.searches += 1
        began = monotonic()
        solver, status = run(
            self.model, self.clock, self.clock.share(searches_left), **self.parameters
        )
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found = list(solver.response_proto.solution)
            if self.values is None or sign * goal.worth(found) > sign * goal.worth(self.values):
                self.values = found
            if not goal.variables:
                return known
            limit = min(round(solver.best_objective_bound), sign * known)
            if status == cp_model.OPTIMAL and sign * goal.worth(self.values) != limit:
                raise SolverContradictsItselfError(f"{goal.level}: {limit} is not its optimum")
            if status == cp_model.OPTIMAL and limit != sign * known:
                self._look_for_better(goal, limit, monotonic() - began)
            return sign * limit
        if status == cp_model.INFEASIBLE:
            if self.values is not None:
                raise SolverContradictsItselfError(f"{goal.level}: a known solution is denied")
            raise NoSolution
        if self.values is None:
            raise NothingFound
        return known

    def _look_for_better(self, goal: Goal, limit: int, took: float) -> None:
        """
        Ask a search with other settings for more than a proven optimum, as long as that is cheap.

        Raises
        ------
        SolverContradictsItselfError
            If there is more.
        """
        seconds = min(took, CONFIRMING_SHARE * self.clock.left)
        if len(self.model.proto.variables) > MOST_CONFIRMED or seconds <= 0:
            return
        other = self.model.clone()
        other.clear_objective()  # type: ignore[no-untyped-call]
        other.clear_hints()  # type: ignore[no-untyped-call]
        other.add(goal.sense.value * goal.expression() >= limit + 1)
        cut = self.clock.cut
        _, status = run(other, self.clock, seconds, **{**self.parameters, **OTHER_SETTINGS})
        self.clock.cut = cut  # no answer here takes nothing from the plan
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise SolverContradictsItselfError(f"{goal.level}: more than its optimum {limit}")

    def _incumbent(self) -> Sequence[int]:
        if self.values is None:
            raise NothingFound
        return self.values

    def limit(self, goal: Goal) -> int:
        """What is known of a goal without a search: a bound proved elsewhere, or the domains'."""
        domains = self.model.proto.variables
        sign = goal.sense.value
        total = 0
        for variable, coefficient in zip(goal.variables, goal.coefficients, strict=True):
            domain = domains[variable.index].domain
            ends = (coefficient * domain[0], coefficient * domain[len(domain) - 1])
            total += max(ends) if sign > 0 else min(ends)
        if goal.known is not None and sign * goal.known < sign * total:
            return goal.known
        return total

    def _hint(self) -> None:
        if self.values is None:
            return  # what a caller hinted stands
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in enumerate(self.values):
            self.model.add_hint(self.model.get_int_var_from_proto_index(index), value)

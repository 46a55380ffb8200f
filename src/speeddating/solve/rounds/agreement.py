"""Whether what a caller says to the solver and to the checker is the same of one schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speeddating.domain.issue import Issue, Violation
from speeddating.errors import InvalidInputError
from speeddating.solve.rounds.model import variables
from speeddating.solve.rounds.space import space

if TYPE_CHECKING:
    from collections.abc import Collection

    from ortools.sat.python.cp_model import BoundedLinearExpression

    from speeddating.checks.seats import Seats
    from speeddating.solve.limits import Limits
    from speeddating.solve.own import OwnRule
    from speeddating.solve.rounds.model import RoundVars


def own_broken(limits: Limits, seats: Seats) -> tuple[Violation, ...]:
    """
    What seats break of the caller's rules, when the solver did not keep them either.

    Raises
    ------
    InvalidInputError
        If a rule is kept as it was said to the solver, and yet its check objects.
    """
    said = [(rule, sentence) for rule in limits.own.rules for sentence in rule.objections(seats)]
    if not said:
        return ()
    x, meet = _at(limits, seats)
    contradictions = [
        Issue(code="extend.rule_disagrees", value=rule.name, data={"said": sentence})
        for rule, sentence in said
        if _keeps(rule, x, meet)
    ]
    if contradictions:
        raise InvalidInputError(contradictions)
    return tuple(
        Violation(rule="own_rule", data={"name": rule.name, "sentence": sentence})
        for rule, sentence in said
    )


def own_worth(limits: Limits, seats: Seats) -> dict[str, int]:
    """
    What seats are worth at the caller's levels.

    Raises
    ------
    InvalidInputError
        If a level measures something else than it lets the solver pursue.
    """
    measured = {level.name: level.worth(seats) for level in limits.own.levels}
    if not measured:
        return {}
    x, meet = _at(limits, seats)
    issues = [
        Issue(
            code="extend.level_disagrees",
            value=level.name,
            data={"terms": terms, "measured": measured[level.name]},
        )
        for level in limits.own.levels
        if (terms := sum(w for v, w in level.weighted(x) if v.index in meet))
        != measured[level.name]
    ]
    if issues:
        raise InvalidInputError(issues)
    return measured


def _at(limits: Limits, seats: Seats) -> tuple[RoundVars, Collection[int]]:
    """Variables of every meeting that may be, and which of them are true of these seats."""
    x = variables(space(limits))
    at = {number: position for position, number in enumerate(limits.rounds)}
    return x, {
        x.meets[x.space.at[pair], at[seating.round]].index
        for seating in seats.schedule.seatings
        for e, a in seating.meetings()
        for pair in limits.people_pairs(e, a)
    }


def _keeps(rule: OwnRule, x: RoundVars, meet: Collection[int]) -> bool:
    return all(_holds(condition, meet) for condition in rule.demands(x))


def _holds(condition: BoundedLinearExpression | bool, meet: Collection[int]) -> bool:
    if isinstance(condition, bool):
        return condition
    total = condition.offset + sum(
        weight
        for variable, weight in zip(condition.vars, condition.coeffs, strict=True)
        if variable.index in meet
    )
    return bool(condition.bounds.contains(total))

"""
An irreducible set of demands that cannot hold together.

Every demand gets a guard in a model without objective; CP-SAT names guards that suffice for the
contradiction, and deletion shrinks them until none can be left out (Chinneck & Dravnieks 1991;
Junker 2004 for the general idea). The result is confirmed by a search with other settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.sat.python import cp_model

from speeddating.domain.people import Side
from speeddating.solve.cpsat.runner import SolverContradictsItselfError, run
from speeddating.solve.reasons.demands import Demand
from speeddating.solve.reasons.places import seats_are_as_demanded, size
from speeddating.solve.rounds.demanded import needed, only
from speeddating.solve.rounds.model import variables
from speeddating.solve.rounds.rules import (
    FAMILIES,
    Condition,
    locks_are_kept,
    tables_suffice,
)
from speeddating.solve.rounds.space import RoundSpace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from speeddating.domain.issue import Reason
    from speeddating.solve.clock import Clock
    from speeddating.solve.limits import Limits
    from speeddating.solve.rounds.demanded import Asked
    from speeddating.solve.rounds.model import RoundVars

BACKGROUND = frozenset({"one_seat_per_round", "pairings_meet_once", "seated"})
"""What no organiser could give up: nobody is at two places."""
SECOND_SETTINGS = {"cp_model_presolve": False, "symmetry_level": 0, "random_seed": 7}
"""Of the search that confirms: wrong answers of presolve and symmetry are on record."""
LARGEST = 120_000
"""(pair, round) up to which a conflict is looked for, and (person, round, table) beside them."""


@dataclass(frozen=True)
class Conflict:
    """Demands of which none can be left out, unless ``minimal`` says that time ended first."""

    demands: tuple[Demand, ...]
    minimal: bool


def feasible(limits: Limits, clock: Clock, *, without: Iterable[Demand] = ()) -> bool | None:
    """Whether a schedule exists once some demands are given up; None if time ends first."""
    dropped = set(without)
    here = needed_by(limits, lambda demand: demand not in dropped)
    if too_large(here):
        return None
    x = variables(here)
    for condition in conditions(x):
        if demand_of(condition) not in dropped:
            x.model.add(condition.holds)
    return _verdict(x.model, clock)


def conflict(limits: Limits, clock: Clock) -> Conflict | None:
    """
    Demands that contradict each other; None if there is no proof of that in time.

    Notes
    -----
    One search for the first set, one per demand of it to shrink it, one to confirm.
    """
    core = _core(limits, clock, promises=False) or _core(limits, clock, promises=True)
    if core is None:
        return None
    minimal = True
    for demand in sorted(core, key=repr):
        verdict = _together(limits, core - {demand}, clock)
        if verdict is False:
            core -= {demand}
        elif verdict is None:
            minimal = False
    if not core:
        raise SolverContradictsItselfError("impossible although nothing is asked")
    if _together(limits, core, clock, second=True) is not False:
        return None
    return Conflict(tuple(sorted(core, key=repr)), minimal)


def _core(limits: Limits, clock: Clock, *, promises: bool) -> set[Demand] | None:
    """Demands whose guards suffice for the contradiction; few are looked at before all are."""
    here = needed_by(limits, lambda demand: promises or demand.rule != "least_meetings")
    if too_large(here):
        return None
    x = variables(here)
    guards = guarded(x, promises=promises)
    x.model.add_assumptions(list(guards.values()))
    solver, status = run(x.model, clock, clock.left, num_workers=1)
    if status != cp_model.INFEASIBLE:
        return None
    named = set(solver.sufficient_assumptions_for_infeasibility())
    found = {demand for demand, guard in guards.items() if guard.index in named}
    # CP-SAT has named literals that were no assumptions: then all demands are shrunk by deletion.
    if len(found) < len(named) or _together(limits, found, clock) is not False:
        return set(guards)
    return found


def guarded(x: RoundVars, *, promises: bool = True) -> dict[Demand, cp_model.IntVar]:
    """Post every condition, each demand under a literal of its own; promises only if asked for."""
    guards: dict[Demand, cp_model.IntVar] = {}
    for condition in conditions(x):
        if condition.rule == "least_meetings" and not promises:
            continue
        posted = x.model.add(condition.holds)
        if condition.rule not in BACKGROUND:
            demand = demand_of(condition)
            if demand not in guards:
                guards[demand] = x.model.new_bool_var("")
            posted.only_enforce_if(guards[demand])
    return guards


def _together(
    limits: Limits, demands: set[Demand], clock: Clock, *, second: bool = False
) -> bool | None:
    """Whether these demands alone, with the background, can be kept."""
    x = variables(needed_by(limits, lambda demand: demand in demands))
    for condition in conditions(x):
        if condition.rule in BACKGROUND or demand_of(condition) in demands:
            x.model.add(condition.holds)
    return _verdict(x.model, clock, second=second)


def _verdict(model: cp_model.CpModel, clock: Clock, *, second: bool = False) -> bool | None:
    other: dict[str, Any] = SECOND_SETTINGS if second else {}
    _, status = run(model, clock, clock.left, num_workers=1, **other)
    if status == cp_model.INFEASIBLE:
        return False
    return True if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def needed_by(limits: Limits, counts: Callable[[Demand], bool]) -> RoundSpace:
    """The meetings by which a demand that counts may be kept; bans too are demands here."""
    ne, na = (len(limits.sides[side].people) for side in Side)
    e, a = np.divmod(np.arange(ne * na), na)
    whole = RoundSpace(limits, (e, a), np.ones((ne * na, len(limits.rounds)), np.bool_))
    if limits.own.rules:
        return whole  # what an own rule needs nobody can tell
    here, _ = only(whole, needed(whole, lambda one: counts(demand_of(one))))
    return here


def too_large(here: RoundSpace) -> bool:
    """Whether the model would be too large to be told in time why nothing is possible."""
    return here.size > LARGEST or size(here) > 4 * LARGEST


def conditions(x: RoundVars) -> Iterator[Condition]:
    """Everything that must hold, bans and places included."""
    for family in FAMILIES:
        if family not in (tables_suffice, locks_are_kept):
            yield from family(x)
    for further in FURTHER:
        yield from further(x)
    for rule in x.space.limits.own.rules:
        for holds in rule.demands(x):
            yield Condition("own_rule", holds, {"name": rule.name})


def people_are_there(x: RoundVars) -> Iterator[Condition]:
    """Nobody sits while absent: Σ_k x[k, r] = 0."""
    for side, one in x.space.limits.sides.items():
        there = x.space.limits.there(side)
        for person in np.flatnonzero(~there.all(axis=1)).tolist():
            away = np.flatnonzero(~there[person]).tolist()
            found = [v for r in away for v in x.of_person[side, person][r]]
            rounds = ", ".join(str(x.space.limits.rounds[r]) for r in away)
            data = {"name": one.people[person].id, "rounds": rounds}
            yield Condition("people_are_there", sum(found) == 0, data)


def incompatible_apart(x: RoundVars) -> Iterator[Condition]:
    """Incompatible parties never share a table: Σ x = 0."""
    for pair in x.space.limits.rencontre.incompatibilities:
        found = [v for meetings in x.between(pair.a, pair.b) for v in meetings]
        if found:
            yield Condition("incompatible_apart", sum(found) == 0, {"a": pair.a, "b": pair.b})


def meetings_again_are_welcome(x: RoundVars) -> Iterator[Condition]:
    """Who met before and does not wish to meet again does not: Σ x = 0."""
    limits = x.space.limits
    banned = limits.met & ~limits.again
    for pairing, found in x.of_pairing.items():
        e, a = divmod(pairing, limits.shape[1])
        if banned[e, a]:
            data = {
                "a": limits.entreprises.organisations[e],
                "b": limits.associations.organisations[a],
            }
            yield Condition("meetings_again_are_welcome", sum(found) == 0, data)


def demand_of(condition: Condition | Asked) -> Demand:
    """The demand that a condition belongs to."""
    return Demand(condition.rule, tuple(sorted(condition.data.items())))


def concerning(limits: Limits, people: Iterable[str]) -> list[Demand]:
    """Demands that name one of ``people``."""
    wanted = set(people)
    of_both = [
        np.array([bool(wanted & {who.id, who.organisation}) for who in limits.sides[side].people])
        for side in Side
    ]
    e, a = np.nonzero(of_both[0][:, None] | of_both[1][None, :])
    one_round = np.zeros((e.size, len(limits.rounds)), np.bool_)
    one_round[:, 0] = True  # a demand is the same in every round
    x = variables(RoundSpace(limits, (e, a), one_round))
    found = {demand_of(one) for one in conditions(x) if one.rule not in BACKGROUND}
    return sorted((one for one in found if wanted & set(one.reason().people)), key=repr)


def named(demands: Sequence[Demand]) -> tuple[Reason, ...]:
    """The demands in words."""
    return tuple(demand.reason() for demand in demands)


FURTHER: tuple[Callable[[RoundVars], Iterator[Condition]], ...] = (
    seats_are_as_demanded,
    people_are_there,
    incompatible_apart,
    meetings_again_are_welcome,
)
"""Bans of the space that the search reads; here they are demands."""

"""
What no season exceeds: a flow, and where it is loose a linear programme with a checked certificate.

y[k, e, a] = 1 if rencontre k brings the pairing (e, a) about:

    maximise    Σ y[k, e, a]
    subject to  Σ over k y[k, e, a] ≤ 1                     each pairing counts once
                Σ over a y[k, e, a] ≤ rows[k, e]            meetings of an entreprise
                Σ over e y[k, e, a] ≤ columns[k, a]         meetings of an association
                Σ over e, a y[k, e, a] ≤ totals[k]          meetings of a rencontre

The flow adds the last three up over the season. With everybody at all of them that is exact: the
matrix of one rencontre is totally unimodular, so whatever keeps n times its limits falls apart into
n rencontres that keep them once (Baum & Trotter 1978). With other people each time this is a
timetable, NP-hard (Even, Itai & Shamir 1976).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from speeddating.solve.mixed.bounds.flow import max_flow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from speeddating.solve.season.joint import Joint

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

FINENESS = 2**24
"""Prices are whole multiples of 1 / FINENESS, so that their sums are exact."""


def by_flow(season: Joint) -> int:
    """Most distinct new pairings when only the season as a whole is limited."""
    somewhere: Bools = np.any(season.pairs, axis=0)
    return max_flow(
        somewhere,
        season.rows.sum(axis=0),
        season.columns.sum(axis=0),
        int(season.totals.sum()),
    )


def by_prices(season: Joint, seconds: float) -> int | None:
    """
    The linear programme's bound, rounded down; None if its time ends first.

    No float is believed: the dual prices are rounded to whole multiples of a fraction, and any
    prices ≥ 0 bound the season by weak duality, computed here in integers.
    """
    member, limits = _constraints(season)
    if not member.size:
        return 0
    prices = _prices(member, limits, seconds)
    if prices is None:
        return None
    unpaid = np.maximum(0, FINENESS - prices[member].sum(axis=0))  # y ≤ 1 pays the rest
    return int((prices @ limits + unpaid.sum()) // FINENESS)


def _constraints(season: Joint) -> tuple[Ints, Ints]:
    """``[4, variable]`` the constraints of each variable, and ``[constraint]`` their limits."""
    k, e, a = np.nonzero(season.pairs)
    count, rows, columns = season.pairs.shape
    starts = np.cumsum([0, rows * columns, count * rows, count * columns])
    member = np.stack(
        [
            e * columns + a,
            starts[1] + k * rows + e,
            starts[2] + k * columns + a,
            starts[3] + k,
        ]
    )
    ones = np.ones(rows * columns, dtype=np.int64)
    limits = np.concatenate([ones, season.rows.ravel(), season.columns.ravel(), season.totals])
    return member, limits


def _prices(member: Ints, limits: Ints, seconds: float) -> Ints | None:
    """``[constraint]`` dual prices from GLOP, in units of 1 / FINENESS."""
    solver: Any = pywraplp.Solver.CreateSolver("GLOP")
    solver.SetTimeLimit(max(1, round(1000 * seconds)))
    objective = solver.Objective()
    objective.SetMaximization()
    used = np.unique(member).tolist()
    rows = {number: solver.Constraint(-solver.infinity(), int(limits[number])) for number in used}
    for of_variable in member.T.tolist():
        variable = solver.NumVar(0, 1, "")
        objective.SetCoefficient(variable, 1)
        for number in of_variable:
            rows[number].SetCoefficient(variable, 1)
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    prices = np.zeros(limits.size, dtype=np.int64)
    for number, row in rows.items():
        prices[number] = _price(float(row.dual_value()))
    return prices


def _price(said: float) -> int:
    """In units, from nothing to a whole meeting: more pays for nothing, and sums stay exact."""
    return round(FINENESS * min(1.0, said)) if said > 0 else 0

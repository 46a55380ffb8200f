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
from ortools.linear_solver.python import model_builder

from speeddating.solve.mixed.bound import max_flow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from speeddating.solve.season.joint import Joint

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

FINENESS = 2**24
"""Prices are whole multiples of 1 / FINENESS, so that their sums are exact."""


def by_flow(season: Joint) -> int:
    """Most distinct new pairings when only the season as a whole is limited."""
    somewhere: Bools = np.any(season.pairs, axis=0)  # type: ignore[assignment]
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
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    variables = [model.new_num_var(0.0, 1.0, None) for _ in range(member.shape[1])]
    terms: list[list[model_builder.Variable]] = [[] for _ in range(limits.size)]
    for of_variable, variable in zip(member.T.tolist(), variables, strict=True):
        for number in of_variable:
            terms[number].append(variable)
    said: dict[int, Any] = {
        number: model.add(model_builder.LinearExpr.sum(found) <= float(limits[number]))
        for number, found in enumerate(terms)
        if found
    }
    model.maximize(model_builder.LinearExpr.sum(variables))
    solver = model_builder.Solver("GLOP")
    solver.set_time_limit_in_seconds(seconds)
    if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
        return None
    prices = np.zeros(limits.size, dtype=np.int64)
    for number, constraint in said.items():
        prices[number] = max(0, round(solver.dual_value(constraint) * FINENESS))
    return prices

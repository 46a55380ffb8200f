"""The same choice as a CP-SAT model, for what noise and linear prices leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from speeddating.domain.score import Sense
from speeddating.solve.cpsat.lexicographic import Goal, Lexicographic

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from speeddating.solve.clock import Clock
    from speeddating.solve.season.joint import Joint

    Bools = NDArray[np.bool_]


def pursue(season: Joint, start: Bools, known: int, clock: Clock) -> tuple[Bools, int]:
    """
    Improve ``start``, and what bounds it; the equations are those of :mod:`.bound`.

    Parameters
    ----------
    start
        A choice that keeps every limit, each pairing in one rencontre.
    known
        A bound proved elsewhere.
    """
    where = np.argwhere(season.pairs)
    model = cp_model.CpModel()
    variables = [model.new_bool_var("") for _ in range(len(where))]
    groups: dict[tuple[str, int, int], list[cp_model.IntVar]] = {}
    for (k, e, a), variable in zip(where.tolist(), variables, strict=True):
        for key in (("pair", e, a), ("row", k, e), ("column", k, a), ("total", k, 0)):
            groups.setdefault(key, []).append(variable)
    for (kind, one, other), members in groups.items():
        if kind == "pair":
            model.add_at_most_one(members)
        else:
            limit = {"row": season.rows, "column": season.columns, "total": season.totals[:, None]}
            model.add(cp_model.LinearExpr.sum(members) <= int(limit[kind][one, other]))
    held = [int(start[tuple(place)]) for place in where]
    loop = Lexicographic(model, clock, held)
    goal = Goal("new_pairings", variables, [1] * len(variables), Sense.MORE, known=known)
    reached = loop.reach(goal)
    found = season.nothing()
    values = np.array(
        held if loop.values is None else loop.values[: len(variables)], dtype=np.bool_
    )
    found[tuple(where[values].T)] = True
    return found, reached.bound

"""A bound from whole tables: linear programming with one column per possible table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from speeddating.solve.mixed.bounds.pricing import UNIT, Prices, affordable, best_tables
from speeddating.solve.mixed.facts.sizes import sizes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from speeddating.solve.mixed.bounds.pricing import Column
    from speeddating.solve.mixed.effort import Effort
    from speeddating.solve.mixed.facts.problem import MixedProblem

Size = tuple[int, int]

_COLUMNS = 150
"""New columns per table size and step."""
_INERTIA = 0.7
"""Share of the best prices so far in the next ones; steadies the steps (Wentges 1997)."""
_TOLERANCE = 1e-6
"""What the solver of the linear program may be off: then nothing below ``known`` is in sight."""

_DEAREST = 1 << 10
"""No place at a table is worth more pairings; any prices bound the schedules."""


def packing_bound(problem: MixedProblem, effort: Effort, known: int) -> int:
    """
    The smaller of ``known`` and a bound by packing tables.

    A schedule is a choice of tables, each with a set of people and the new pairings it covers. At
    most as many tables of each size as there are in all rounds; an organisation sits at no more
    than its delegates' rounds; a pairing is covered once. Of the linear program over all possible
    tables, any non-negative prices give a bound by weak duality (Gilmore and Gomory 1961;
    Lasdon 1970): prices of all pairings, plus prices of all seats, plus what the best table of
    each size earns beyond them. The best table is found by enumeration in whole numbers, so the
    bound holds exactly, whatever the solver of the linear program did.

    It is tighter than the flow where few rounds have to be filled with tables and whole tables of
    new pairings are rare. Where it cannot be, the search for it stops as soon as that is certain.
    """
    places = sizes(problem)
    tables = zip(*(side.ravel().tolist() for side in places), strict=True)
    stock = Counter(size for size in tables if all(size))
    if not stock or not all(affordable(problem.new.shape, size) for size in stock):
        return known
    master = _Master(problem, stock)
    prices = Prices(
        np.where(problem.wanted, UNIT // 2, 0),
        *(np.zeros(count, np.int64) for count in problem.new.shape),
    )
    best, floor = None, 0.0
    while not effort.done and floor < known - _TOLERANCE:
        value = master.fixed(prices)
        for size, count in stock.items():
            worth, columns = best_tables(problem.wanted, prices, size, _COLUMNS)
            value += count * worth
            master.add(size, columns)
        if best is None or value < best:
            best, centre = value, prices
        solved = master.solve(effort.left)
        effort.tick()
        if solved is None:  # out of time or out of digits; the bound holds all the same
            break
        floor, duals = solved
        if floor >= best // UNIT:  # the program has no smaller value in whole numbers
            break
        prices = _between(centre, duals)
    return known if best is None else min(known, best // UNIT)


def _between(centre: Prices, duals: Prices) -> Prices:
    """Prices between the best ones and the latest."""
    mixed = (
        np.rint(_INERTIA * ours + (1 - _INERTIA) * theirs).astype(np.int64)
        for ours, theirs in zip(centre, duals, strict=True)
    )
    return Prices(*mixed)


class _Master:
    """The linear program over the tables generated so far."""

    def __init__(self, problem: MixedProblem, stock: Mapping[Size, int]) -> None:
        self._solver: Any = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.Objective().SetMaximization()
        self._wanted = problem.wanted
        self._rounds = [
            np.bincount(people.organisation, people.there.sum(1), minlength=count).astype(np.int64)
            for people, count in zip(problem.sides, problem.new.shape, strict=True)
        ]
        self._pairing = {
            (int(e), int(a)): self._row(1) for e, a in zip(*np.nonzero(self._wanted), strict=True)
        }
        self._seat = [[self._row(int(limit)) for limit in side] for side in self._rounds]
        self._size = {size: self._row(tables) for size, tables in stock.items()}
        self._known: set[tuple[Size, Column]] = set()

    def _row(self, limit: int) -> Any:  # noqa: ANN401  # a constraint; the solver has no types
        return self._solver.Constraint(0, limit)

    def fixed(self, prices: Prices) -> int:
        """Prices of all pairings and of all seats, in units."""
        seats = sum(
            int(side @ price)
            for side, price in zip(self._rounds, (prices[1], prices[2]), strict=True)
        )
        return int(prices.pairings[self._wanted].sum()) + seats

    def add(self, size: Size, columns: list[Column]) -> None:
        """Offer more tables."""
        for column in columns:
            if (size, column) in self._known:
                continue
            self._known.add((size, column))
            share = self._solver.NumVar(0, self._solver.infinity(), "")
            self._solver.Objective().SetCoefficient(share, len(column.covers))
            self._size[size].SetCoefficient(share, 1)
            for seat, people in zip(self._seat, column[:2], strict=True):
                for person in people:
                    seat[person].SetCoefficient(share, 1)
            for pairing in column.covers:
                self._pairing[pairing].SetCoefficient(share, 1)

    def solve(self, seconds: float) -> tuple[float, Prices] | None:
        """Value of the program, and its dual prices in units; None if the solver gives up."""
        self._solver.SetTimeLimit(max(1, round(1000 * min(seconds, 3600.0))))
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        pairings = np.zeros(self._wanted.shape, np.int64)
        for pairing, row in self._pairing.items():
            pairings[pairing] = _units(row)
        seats = (np.array([_units(row) for row in side], np.int64) for side in self._seat)
        return float(self._solver.Objective().Value()), Prices(pairings, *seats)


def _units(row: Any) -> int:  # noqa: ANN401  # a constraint; the solver has no types
    """Dual value of a row in whole units, not negative, nor so large that sums of it overflow."""
    said = float(row.dual_value())
    return round(UNIT * min(_DEAREST, said)) if said > 0 else 0

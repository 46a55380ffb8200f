"""How many new pairings no schedule can exceed: a maximum flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from speeddating.solve.flow.solvers import maximum_flow
from speeddating.solve.mixed.facts.problem import FREE
from speeddating.solve.mixed.facts.sizes import sizes

if TYPE_CHECKING:
    from speeddating.solve.mixed.facts.arrays import Booleans, Integers
    from speeddating.solve.mixed.facts.problem import MixedProblem


class Caps(NamedTuple):
    """
    What no schedule exceeds.

    Attributes
    ----------
    pairs
        ``[entreprise, association]`` organisations that may bring a new pairing.
    rows, columns
        New partners of each entreprise and association at most.
    total
        New pairings of all together at most.
    """

    pairs: Booleans
    rows: Integers
    columns: Integers
    total: int


def flow_bound(problem: MixedProblem) -> int:
    """Most new pairings by degrees: total -> entreprises -> wanted pairings -> associations."""
    return max_flow(*caps(problem))


def caps(problem: MixedProblem) -> Caps:
    """
    The degrees that :func:`flow_bound` bounds new pairings by.

    In a round, an organisation meets at most the places of the other side at the largest tables
    it can reach, one table per delegate; in all, at most k * l pairs meet at a table of k + l.
    Only pairings whose organisations are there in a common round count. Valid for every schedule
    that keeps the numbers per table of ``sizes``.
    """
    rows, columns = degrees(problem)
    total = sum(round_totals(problem))
    return Caps(problem.wanted & together(problem), rows, columns, total)


def degrees(problem: MixedProblem) -> tuple[Integers, Integers]:
    """Partners of each organisation at most, by side."""
    places = sizes(problem)
    return _degrees(problem, 0, places), _degrees(problem, 1, places)


def round_totals(problem: MixedProblem) -> list[int]:
    """Most pairs at tables, round by round."""
    places = sizes(problem)
    return [_round_total(problem, places, round_) for round_ in range(problem.rounds)]


def max_flow(allowed: Booleans, rows: Integers, columns: Integers, total: int) -> int:
    """Most cells of a matrix that can be chosen within row, column and overall limits."""
    count_rows, count_columns = allowed.shape
    row, column = np.nonzero(allowed)
    source = count_rows + count_columns
    gate, sink = source + 1, source + 2
    ends = count_rows + np.arange(count_columns)
    tail = np.concatenate([[source], np.full(count_rows, gate), row, ends])
    head = np.concatenate(
        [[gate], np.arange(count_rows), count_rows + column, np.full(count_columns, sink)]
    )
    room = np.concatenate([[total], rows, np.ones(len(row)), columns]).astype(np.int64)
    return int(maximum_flow(tail, head, room, source, sink)[0])


def _round_total(problem: MixedProblem, places: tuple[Integers, Integers], round_: int) -> int:
    """
    Most pairs in one round, whoever sits where.

    For any sizes k1 >= k2 >= ... of the entreprises and l1 >= l2 >= ... of the associations,
    the sum of k * l is largest when large meets large; with even tables the sizes are given.
    Otherwise at most each side's people sit at a table of the other side's largest tables.
    """
    sides = [array[:, round_] for array in places]
    there = [int(people.there[:, round_].sum()) for people in problem.sides]
    full = int((sides[0] * sides[1]).sum())
    by_side = [_best_tables(sides[1 - side], sides[side], there[side]) for side in (0, 1)]
    return min(full, *by_side)


def _best_tables(worth: Integers, seats: Integers, people: int) -> int:
    """Sum over ``people`` of the worth of their table, best tables filled first."""
    order = np.argsort(-worth, kind="stable")
    filled = np.minimum(np.cumsum(seats[order]), people)
    return int((np.diff(filled, prepend=0) * worth[order]).sum())


def _degrees(problem: MixedProblem, side: int, places: tuple[Integers, Integers]) -> Integers:
    """New partners of each organisation at most: over its delegates' rounds, the best table."""
    people, others = problem.sides[side], problem.sides[1 - side].there.sum(0)
    reach = np.where(places[side] > 0, places[1 - side], 0)  # [table, round]
    best = np.broadcast_to(reach.max(0), people.there.shape).copy()
    if people.open is not None:
        best = np.where(people.open, reach, 0).max(1)
    person, round_ = np.nonzero(people.locked != FREE)
    table = people.locked[person, round_]
    best[person, round_] = reach[table, round_]
    best = np.where(people.there, np.minimum(best, others), 0)
    return np.bincount(people.organisation, best.sum(1), minlength=problem.new.shape[side]).astype(
        np.int64
    )


def together(problem: MixedProblem) -> Booleans:
    """Pairings of organisations that are both there in some round."""
    present = []
    for people, count in zip(problem.sides, problem.new.shape, strict=True):
        array = np.zeros((count, problem.rounds), np.int64)
        np.add.at(array, people.organisation, people.there)
        present.append(array)
    return (present[0] @ present[1].T) > 0

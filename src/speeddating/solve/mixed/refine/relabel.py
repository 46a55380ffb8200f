"""Which table each company of a round sits at, so that few people move; nothing else changes."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

from speeddating.solve.flow.network import Circulation
from speeddating.solve.mixed.facts.problem import FREE
from speeddating.solve.mixed.refine.counted import PAUSE, changes

if TYPE_CHECKING:
    from speeddating.solve.mixed.facts.arrays import Booleans, Integers, Tables
    from speeddating.solve.mixed.facts.asked import Asked
    from speeddating.solve.mixed.facts.problem import MixedProblem

_SWEEPS = 20


def relabelled(problem: MixedProblem, at: Tables, seated: int) -> Tables:
    """
    The same companies with fewer changes of table.

    One round after the other gets its best tables while the others keep theirs, a linear
    assignment, first looking back only, then both ways until nothing changes. The first pass is
    exact where nobody pauses and every company may sit anywhere; never worse than before.
    """
    start, at = at, (at[0].copy(), at[1].copy())
    _sweep(problem, at, seated, ahead=False)
    if _moves(start, seated) < _moves(at, seated):
        at = (start[0].copy(), start[1].copy())
    for _ in range(_SWEEPS):
        if not _sweep(problem, at, seated, ahead=True):
            break
    return at


def at_home(asked: Asked, at: Tables) -> Tables:
    """The same companies, those that were published at their published tables where these allow."""
    at = (at[0].copy(), at[1].copy())
    for company in asked.published:
        r, home = company.round, company.table
        if r < asked.held or company.sits(at):
            continue
        here = int(at[0][company.sides[0][0], r])
        if here == PAUSE or not company._replace(table=here).sits(at):
            continue
        allowed = _allowed(asked.problem, at, r)
        if allowed[here, home] and allowed[home, here]:
            for rows in at:
                now = rows[:, r].copy()
                rows[now == here, r], rows[now == home, r] = home, here
    return at


def _moves(at: Tables, seated: int) -> tuple[int, int]:
    return changes(at[seated]), changes(at[1 - seated])


def _sweep(problem: MixedProblem, at: Tables, seated: int, *, ahead: bool) -> bool:
    """Every round its best tables, in place, looking ahead too if asked; whether any changed."""
    changed = False
    old = np.arange(problem.tables)
    for round_ in range(problem.rounds):
        until = problem.rounds if ahead else round_ + 1
        worth = _worth((at[0][:, :until], at[1][:, :until]), round_, problem.tables, seated)
        found = _assigned(worth, _allowed(problem, at, round_))
        if worth[old, found].sum() == worth[old, old].sum():
            continue
        changed = True
        for rows in at:
            here = rows[:, round_]
            rows[:, round_] = np.where(here == PAUSE, PAUSE, found[here])
    return changed


def least_moves(problem: MixedProblem, at: Tables, seated: int) -> tuple[int, int]:
    """
    Changes of table that nobody can spare these companies: of the seated side, of the other.

    For any two rounds, at most one table of one goes on at each table of the other, so those who
    sit in them one after the other stay no more often than a linear assignment says.
    """
    weights = _weights(at, seated)
    total = np.zeros(2, np.int64)
    for before, after in combinations(range(problem.rounds), 2):
        stays = np.zeros((2, problem.tables, problem.tables), np.int64)
        for side in (0, 1):
            rows = at[side]
            next_ = (rows[:, before] != PAUSE) & (rows[:, after] != PAUSE)
            next_ &= (rows[:, before + 1 : after] == PAUSE).all(axis=1)
            np.add.at(stays[side], (rows[next_, before], rows[next_, after]), 1)
        if not stays.any():
            continue
        kept = _most_kept(weights[0] * stays[0] + weights[1] * stays[1])
        of_seated, of_other = divmod(kept, max(weights))
        total[seated] += stays[seated].sum() - of_seated
        total[1 - seated] += stays[1 - seated].sum() - of_other
    return int(total[seated]), int(total[1 - seated])


def _most_kept(worth: Integers) -> int:
    """What tables that go on at one table each are worth at most, certified: it is a bound."""
    one, other = np.nonzero(worth)
    count = len(worth)
    here, gate = np.arange(count), 2 * count
    tail = np.concatenate([one, np.full(count, gate), count + here])
    head = np.concatenate([count + other, here, np.full(count, gate)])
    cost = np.concatenate([-worth[one, other], np.zeros(2 * count, np.int64)])
    none = np.zeros(tail.size, np.int64)
    least = Circulation(gate + 1, tail, head, none, none + 1).minimise(cost)
    if least is None:
        raise AssertionError("nobody need stay")
    return -least


def _weights(at: Tables, seated: int) -> tuple[int, int]:
    """One change of the seated side outweighs all of the other."""
    dear = at[1 - seated].size + 1
    return (dear, 1) if seated == 0 else (1, dear)


def _worth(at: Tables, round_: int, tables: int, seated: int) -> Integers:
    """``[table now, table]`` people who would sit where they sat last, or will next."""
    worth = np.zeros((tables, tables), np.int64)
    for weight, rows in zip(_weights(at, seated), at, strict=True):
        here = rows[:, round_]
        for others in (rows[:, :round_], rows[:, :round_:-1]):
            last = np.full(len(rows), PAUSE)
            for now in others.T:
                last = np.where(now == PAUSE, last, now)
            both = (here != PAUSE) & (last != PAUSE)
            np.add.at(worth, (here[both], last[both]), weight)
    return worth


def _allowed(problem: MixedProblem, at: Tables, round_: int) -> Booleans:
    """``[table now, table]`` where a company may sit and has seats; where it is, in any case."""
    allowed = np.ones((problem.tables, problem.tables), np.bool_)
    for people, rows in zip(problem.sides, at, strict=True):
        here = rows[:, round_]
        taken = np.bincount(here[here != PAUSE], minlength=problem.tables)
        allowed &= taken[:, None] <= people.seats[:, round_]
        for person in np.flatnonzero(here != PAUSE):
            if people.locked[person, round_] != FREE:
                allowed[here[person]] &= np.arange(problem.tables) == here[person]
            if people.open is not None:
                allowed[here[person]] &= people.open[person, :, round_]
    np.fill_diagonal(allowed, val=True)
    return allowed


def _assigned(worth: Integers, allowed: Booleans) -> Integers:
    """``[row]`` columns of largest total worth among those allowed."""
    rows, columns = np.nonzero(allowed)
    solver: Any = SimpleLinearSumAssignment()  # its stubs name a dtype where they mean an array
    solver.add_arcs_with_cost(
        rows.astype(np.int32), columns.astype(np.int32), -worth[rows, columns]
    )
    if solver.solve() != SimpleLinearSumAssignment.OPTIMAL:
        raise AssertionError("everybody may stay where they are")
    return np.array([solver.right_mate(row) for row in range(len(worth))])

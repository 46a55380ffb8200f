"""A finished schedule as plain arrays, and what it is worth, counted from the seats alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from speeddating.solve.mixed.facts.arrays import Booleans, Floats, Integers
    from speeddating.solve.mixed.facts.problem import MixedProblem, People

PAUSE = -1
"""Table of a person who does not sit in a round."""


@dataclass(frozen=True, eq=False)
class MixedSchedule:
    """
    Who sits where, and how good that is.

    Attributes
    ----------
    entreprises, associations
        ``[person, round]``: the table, or ``PAUSE``.
    new_pairings
        Wanted pairings that meet, counted from the seats.
    bound
        No schedule has more.
    seconds, visits
        Effort spent.
    """

    entreprises: Integers
    associations: Integers
    new_pairings: int
    bound: int
    seconds: float
    visits: int

    @property
    def proven(self) -> bool:
        """Nobody can have more new pairings."""
        return self.new_pairings == self.bound


def meetings(problem: MixedProblem, tables: tuple[Integers, Integers]) -> Integers:
    """How often each pairing of organisations shares a table."""
    result = np.zeros(problem.new.shape, np.int64)
    for round_ in range(tables[0].shape[1]):
        sitting = [
            _sitting(people, table[:, round_], count, problem.tables)
            for people, table, count in zip(problem.sides, tables, problem.new.shape, strict=True)
        ]
        result += np.rint(sitting[0] @ sitting[1].T).astype(np.int64)
    return result


def _sitting(people: People, table: Integers, organisations: int, tables: int) -> Floats:
    """How many people of each organisation sit at each table; floats, as they multiply faster."""
    result = np.zeros((organisations, tables), np.float32)
    seated = np.flatnonzero(table != PAUSE)
    np.add.at(result, (people.organisation[seated], table[seated]), 1)
    return result


def without_breaches(
    problem: MixedProblem, tables: tuple[Integers, Integers]
) -> tuple[Integers, Integers]:
    """Send people to a pause until no rule between two of them is broken, locked people last."""
    tables = (tables[0].copy(), tables[1].copy())
    for round_ in range(problem.rounds):
        met = meetings(problem, (tables[0][:, :round_], tables[1][:, :round_]))
        while (clash := _worst(problem, tables, round_, met)) is not None:
            side, person = clash
            tables[side][person, round_] = PAUSE
    return tables


def _worst(
    problem: MixedProblem, tables: tuple[Integers, Integers], round_: int, met: Integers
) -> tuple[int, int] | None:
    """The free person in most breaches in a round, given what met in earlier rounds."""
    now_met = meetings(problem, (tables[0][:, [round_]], tables[1][:, [round_]]))
    refused = _refused(problem, met + (now_met > 1))[
        np.ix_(problem.entreprises.organisation, problem.associations.organisation)
    ]
    now = [table[:, round_] for table in tables]
    clashes = [
        ((now[0][:, None] == now[1]) & (now[0] != PAUSE)[:, None] & refused).sum(axis)
        for axis in (1, 0)
    ]
    for side, people in enumerate(problem.sides):
        if people.open is not None:
            seated = np.flatnonzero(now[side] != PAUSE)
            clashes[side][seated] += ~people.open[seated, now[side][seated], round_]
        if people.rivals is not None:
            same = (now[side][:, None] == now[side]) & (now[side] != PAUSE)
            clashes[side] += (same & people.rivals).sum(1)
        clashes[side][people.locked[:, round_] >= 0] = 0
    side = int(clashes[1].max(initial=0) > clashes[0].max(initial=0))
    return (side, int(clashes[side].argmax())) if clashes[side].max(initial=0) else None


def _refused(problem: MixedProblem, met: Integers) -> Booleans:
    """Pairings that may not meet any more."""
    refused = np.zeros(problem.new.shape, bool)
    if problem.banned is not None:
        refused |= problem.banned
    if problem.once is not None:
        refused |= problem.once & (met > 0)
    return refused

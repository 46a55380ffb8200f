"""
Where, searched: CP-SAT over (meeting, table), fewest moves of the seated side, then of the other.

``y[i, t]`` is 1 when meeting ``i`` is at table ``t``; ``stays[i, j]``, for two meetings that follow
each other in somebody's evening, implies y[i, t] = y[j, t] for every table.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from speeddating.domain.score import Sense
from speeddating.solve.cpsat.lexicographic import Goal, Lexicographic, NothingFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from speeddating.solve.clock import Clock
    from speeddating.solve.cpsat.lexicographic import Reached
    from speeddating.solve.tables.place import Meeting, Room

LARGEST = 40_000
"""(meeting, table) up to which a search is worth its memory."""

Key = tuple[int, int]
"""Round and position of a meeting in it."""


@dataclass(frozen=True)
class Improved:
    """Tables, and what nobody can do better for these meetings in these rounds."""

    tables: list[list[int]]
    reached: tuple[Reached, Reached] | None
    """Of the seated side and of the other; None when nothing was searched."""


def improve(
    meetings: Sequence[Sequence[Meeting]],
    room: Room,
    start: Sequence[Sequence[int]] | None,
    clock: Clock,
) -> Improved:
    """
    Tables with fewest moves.

    Parameters
    ----------
    start
        ``[round][meeting]`` tables, kept when nothing better is found; None to search from nothing.

    Raises
    ------
    NoSolution, NothingFound
        Only without a start.
    """
    size = sum(map(len, meetings)) * room.tables
    held = None if start is None else [list(tables) for tables in start]
    if held is not None and (size > LARGEST or clock.over):
        return Improved(held, None)
    model = cp_model.CpModel()
    at = _places(model, meetings, room)
    stays = [_stays(model, meetings, at, side) for side in (0, 1)]
    loop = Lexicographic(model, clock, None if held is None else _values(model, at, stays, held))
    moves = [
        loop.reach(Goal("moves", list(s.values()), [1] * len(s), Sense.MORE), 2 - side)
        for side, s in enumerate(stays)
    ]
    if loop.values is None:
        loop.find()
    if loop.values is None:
        raise NothingFound
    values = loop.values
    tables = [
        [next(t for t, y in at[number, i].items() if values[y.index]) for i in range(len(together))]
        for number, together in enumerate(meetings)
    ]
    return Improved(tables, (moves[0], moves[1]))


def transitions(meetings: Sequence[Sequence[Meeting]], side: int) -> list[tuple[Key, Key]]:
    """Pairs of meetings that follow each other in the evening of somebody of one side."""
    evening: dict[int, list[Key]] = {}
    for number, together in enumerate(meetings):
        for i, meeting in enumerate(together):
            evening.setdefault(meeting[side], []).append((number, i))
    return [step for keys in evening.values() for step in pairwise(keys)]


def _places(
    model: cp_model.CpModel, meetings: Sequence[Sequence[Meeting]], room: Room
) -> dict[Key, dict[int, cp_model.IntVar]]:
    """Each meeting at one table, each table with one meeting at most in a round."""
    at: dict[Key, dict[int, cp_model.IntVar]] = {}
    for number, together in enumerate(meetings):
        taken: dict[int, list[cp_model.IntVar]] = {}
        for i, meeting in enumerate(together):
            allowed = room.tables_for(meeting, number)
            tables = range(room.tables) if allowed is None else sorted(allowed)
            at[number, i] = {table: model.new_bool_var("") for table in tables}
            model.add_exactly_one(at[number, i].values())
            for table, variable in at[number, i].items():
                taken.setdefault(table, []).append(variable)
        for variables in taken.values():
            model.add_at_most_one(variables)
    return at


def _stays(
    model: cp_model.CpModel,
    meetings: Sequence[Sequence[Meeting]],
    at: Mapping[Key, Mapping[int, cp_model.IntVar]],
    side: int,
) -> dict[tuple[Key, Key], cp_model.IntVar]:
    found = {}
    for one, following in transitions(meetings, side):
        stays = found[one, following] = model.new_bool_var("")
        for table in at[one].keys() | at[following].keys():
            here, there = at[one].get(table), at[following].get(table)
            if here is not None and there is not None:
                model.add_bool_or(~stays, ~here, there)
            else:
                model.add_bool_or(~stays, ~(here if here is not None else there))  # type: ignore[operator]
    return found


def _values(
    model: cp_model.CpModel,
    at: Mapping[Key, Mapping[int, cp_model.IntVar]],
    stays: Sequence[Mapping[tuple[Key, Key], cp_model.IntVar]],
    tables: Sequence[Sequence[int]],
) -> list[int]:
    """The start as values of all variables."""
    values = [0] * len(model.proto.variables)
    for (number, i), places in at.items():
        values[places[tables[number][i]].index] = 1
    for found in stays:
        for ((r, i), (s, j)), variable in found.items():
            values[variable.index] = int(tables[r][i] == tables[s][j])
    return values

"""
Where: a table for every meeting, with few changes of table.

Round by round, meetings go to tables by a cheapest assignment: a meeting stays with the table of
its seated person, or else of the other. With equal tables and no pauses each transition is exact;
otherwise the result is a start.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.flow.solvers import cheapest_flow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Meeting = tuple[int, int]


@dataclass(frozen=True)
class Room:
    """
    What the placing of meetings must respect.

    Attributes
    ----------
    tables
        Number of tables; positions from 0.
    open_to
        ``[side][person]`` tables at which the person may sit, None for any; the seated side is 0.
    stands
        ``[round]`` tables that stand.
    locked
        ``(side, person, round) -> table`` seats already decided.
    held
        ``(round, meeting) -> table`` of meetings that took place, whatever the rest says.
    """

    tables: int
    open_to: tuple[Sequence[AbstractSet[int] | None], Sequence[AbstractSet[int] | None]]
    stands: Sequence[AbstractSet[int]]
    locked: dict[tuple[int, int, int], int] = field(default_factory=dict)
    held: dict[tuple[int, Meeting], int] = field(default_factory=dict)

    @cached_property
    def is_free(self) -> bool:
        """Whether anybody may sit at any table that stands."""
        restricted = any(places is not None for side in self.open_to for places in side)
        return not (restricted or self.locked or self.held)

    def tables_for(self, meeting: Meeting, number: int) -> AbstractSet[int] | None:
        """Tables that the meeting may take in a round; None for any that stands."""
        if (number, meeting) in self.held:
            return {self.held[number, meeting]}
        found: AbstractSet[int] | None = None
        for side, person in enumerate(meeting):
            locked = self.locked.get((side, person, number))
            for allowed in (self.open_to[side][person], None if locked is None else {locked}):
                if allowed is not None:
                    found = allowed if found is None else found & allowed
        if found is not None:
            return found & self.stands[number]
        return None if len(self.stands[number]) == self.tables else self.stands[number]


class NoPlace(Exception):  # noqa: N818 - not an error: the caller chooses another space
    """The meetings of some round do not fit the tables."""


def place(meetings: Sequence[Sequence[Meeting]], room: Room) -> list[list[int]]:
    """
    A table for every meeting of every round.

    Parameters
    ----------
    meetings
        ``[round]`` meetings as (seated person, other person) positions.

    Returns
    -------
    list[list[int]]
        ``[round][meeting]`` positions of tables.

    Raises
    ------
    NoPlace
        If a round's meetings do not fit its tables.
    """
    last: tuple[dict[int, int], dict[int, int]] = (_homes(meetings, room), {})
    placed = []
    for number, together in enumerate(meetings):
        found = _at_home(together, last, room, number) or _assign(together, last, room, number)
        for side in (0, 1):
            last[side].update(zip([meeting[side] for meeting in together], found, strict=True))
        placed.append(found)
    return placed


def kept(
    meetings: Sequence[Sequence[Meeting]], room: Room, published: Mapping[tuple[int, Meeting], int]
) -> dict[tuple[int, int, int], int]:
    """
    ``(side, person, round) -> table``: as many meetings as can be at their published tables.

    Rounds do not touch each other here, so one cheapest assignment each is exact.

    Raises
    ------
    NoPlace
        If a round's meetings do not fit its tables.
    """
    found = {}
    for number, together in enumerate(meetings):
        wanted = {
            meeting[0]: published[number, meeting]
            for meeting in together
            if (number, meeting) in published
        }
        if not wanted:
            continue
        for meeting, table in zip(
            together, _assign(together, (wanted, {}), room, number), strict=True
        ):
            if wanted.get(meeting[0]) == table:
                found[0, meeting[0], number] = found[1, meeting[1], number] = table
    return found


def _homes(meetings: Sequence[Sequence[Meeting]], room: Room) -> dict[int, int]:
    """A table of their own for each person of the seated side, where there are enough."""
    people = sorted({meeting[0] for together in meetings for meeting in together})
    if len(people) > room.tables:
        return {}
    homes: dict[int, int] = {}
    free = set(range(room.tables))
    settled = {person: table for (side, person, _), table in room.locked.items() if side == 0}
    fixed = {t for person in (*room.open_to[0], *room.open_to[1]) if person for t in person}
    spare = sorted(free, key=lambda table: (table not in fixed, -table))
    for person in sorted(people, key=lambda p: (room.open_to[0][p] is None, p)):
        allowed = room.open_to[0][person]
        at = settled.get(person, -1)
        if allowed is not None:
            choice = free & allowed
            at = at if at in choice else min(choice, default=-1)
        elif at not in free:
            while (at := spare.pop()) not in free:
                pass
        if at in free:
            homes[person] = at
            free.discard(at)
    return homes


def _at_home(
    together: Sequence[Meeting],
    last: tuple[Mapping[int, int], Mapping[int, int]],
    room: Room,
    number: int,
) -> list[int] | None:
    """Every meeting where its seated person was last, or else the other, if all may and can."""
    seated, other = last
    found = [seated[one] if one in seated else other.get(two, -1) for one, two in together]
    if -1 in found or len(set(found)) < len(found):
        return None
    if room.is_free and len(room.stands[number]) == room.tables:
        return found
    for meeting, table in zip(together, found, strict=True):
        allowed = room.tables_for(meeting, number)
        if allowed is not None and table not in allowed:
            return None
    return found


def _assign(
    together: Sequence[Meeting],
    last: tuple[dict[int, int], dict[int, int]],
    room: Room,
    number: int,
) -> list[int]:
    """Cheapest assignment; staying is worth more to the seated side than all stays of the other."""
    if not together:
        return []
    worth = (len(together) + 1, 1)
    tails, heads, costs = [], [], []
    hub = len(together) + room.tables
    for i, meeting in enumerate(together):
        gains: dict[int, int] = {}
        for side in (0, 1):
            table = last[side].get(meeting[side])
            if table is not None:
                gains[table] = gains.get(table, 0) + worth[side]
        allowed = room.tables_for(meeting, number)
        direct = gains.keys() if allowed is None else allowed
        for table in sorted(direct):
            tails.append(i)
            heads.append(len(together) + table)
            costs.append(-gains.get(table, 0))
        if allowed is None:
            tails.append(i)
            heads.append(hub)
            costs.append(0)
    for table in sorted(room.stands[number]):
        tails.append(hub)
        heads.append(len(together) + table)
        costs.append(0)
    tail, head, cost = (np.array(column, dtype=np.int64) for column in (tails, heads, costs))
    return _matched(tail, head, cost, len(together), room.tables)


def _matched(tails: Ints, heads: Ints, costs: Ints, meetings: int, tables: int) -> list[int]:
    """Tables by a minimum-cost flow: one unit per meeting, one per table at most."""
    hub, sink = meetings + tables, meetings + tables + 1
    ends = np.arange(meetings, meetings + tables)
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[:meetings] = 1
    supply[sink] = -meetings
    amount = cheapest_flow(
        np.concatenate([tails, ends]),
        np.concatenate([heads, np.full(tables, sink)]),
        np.ones(tails.size + tables, dtype=np.int64),
        np.concatenate([costs, np.zeros(tables, dtype=np.int64)]),
        supply,
    )
    if amount is None:
        raise NoPlace
    used = amount[: tails.size] > 0
    found = [-1] * meetings
    through_hub: list[int] = []
    for tail, head in zip(tails[used].tolist(), heads[used].tolist(), strict=True):
        if tail == hub:
            through_hub.append(head - meetings)
        elif head != hub:
            found[tail] = head - meetings
    return [through_hub.pop() if table == -1 else table for table in found]

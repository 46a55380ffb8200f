"""The tables of an evening for which nobody has listed any: as many as those who come need."""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING

from speeddating.domain.base import TableId
from speeddating.domain.people import Side
from speeddating.domain.phase import PRESETS
from speeddating.domain.room import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from speeddating.domain.demands import ProjectGroup
    from speeddating.domain.people import Organisation, Participant
    from speeddating.domain.phase import Phase
    from speeddating.domain.room import Round

Size = tuple[int, int]
"""Seats of entreprises, seats of associations."""


def numbered(sizes: Iterable[Size], first: int = 1) -> tuple[Table, ...]:
    """Tables of these sizes, called "1", "2", … and nothing else said of them."""
    return tuple(
        Table(id=TableId(str(number)), seats_entreprises=size[0], seats_associations=size[1])
        for number, size in enumerate(sizes, start=first)
    )


def size_of(table: Table) -> Size:
    """Its seats on each side."""
    return table.seats_entreprises, table.seats_associations


def enough_tables(
    standing: Sequence[Table],
    organisations: Iterable[Organisation],
    participants: Iterable[Participant],
    rounds: Iterable[Round],
    *,
    phase: Phase | None = None,
    groups: Iterable[ProjectGroup] = (),
    resume_at: int | None = None,
) -> tuple[Table, ...]:
    """
    ``standing``, and the tables it still takes to seat everybody with nobody alone.

    In no round are there more tables than those who are there then can use, and rounds before
    ``resume_at`` had theirs. Each project group that is too large for the others has a table of
    its own.
    """
    side_of = {organisation.id: organisation.side for organisation in organisations}
    numbers = {r.number for r in rounds if not r.is_break and r.number >= (resume_at or 1)}
    coming = [
        p for p in participants
        if p.present and p.organisation in side_of and numbers - p.absent
    ]  # fmt: skip
    there = Counter((side_of[p.organisation], n) for p in coming for n in numbers - p.absent)
    seats = PRESETS[phase].seats
    usual = (seats, seats)
    count = max((_in_round([there[side, n] for side in Side], seats) for n in numbers), default=1)
    sizes = [size_of(table) for table in standing]
    sizes += [usual] * (count - sizes.count(usual))
    spare = [size for size in sizes if size != usual]
    here = {person.organisation for person in coming}
    for group in groups:
        members = [side_of[one] for one in group.organisations if one in here]
        entreprises, associations = (max(1, members.count(side)) for side in Side)
        if not (group.rounds or group.free_rounds) or max(entreprises, associations) <= seats:
            continue
        fitting = next((s for s in spare if s[0] >= entreprises and s[1] >= associations), None)
        if fitting is None:
            sizes.append((entreprises, associations))
        else:
            spare.remove(fitting)
    return (*standing, *numbered(sizes[len(standing) :], first=len(standing) + 1))


def _in_round(coming: Sequence[int], seats: int) -> int:
    """As many tables of ``seats`` a side as seat those of a round, with nobody alone."""
    return max(1, min(ceil(max(coming) / seats), *coming))

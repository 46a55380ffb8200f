"""From timed meetings of tables of one and one to a schedule with tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from speeddating.domain.people import Side
from speeddating.domain.plan import Bound, Scope
from speeddating.domain.schedule import Schedule, Seating
from speeddating.domain.score import SENSE, Sense
from speeddating.solve.answer import Answer
from speeddating.solve.cpsat.lexicographic import NothingFound
from speeddating.solve.tables.improve import improve, transitions
from speeddating.solve.tables.place import Room, kept, place
from speeddating.solve.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from speeddating.domain.base import TableId
    from speeddating.domain.plan import Engine
    from speeddating.solve.clock import Clock
    from speeddating.solve.limits import Limits


def seat(
    limits: Limits,
    levels: Sequence[str],
    meetings: Sequence[Sequence[tuple[int, int]]],
    bounds: Sequence[Bound],
    clock: Clock,
    *,
    space: str,
    engine: Engine = "auto",
) -> Answer:
    """
    Give every meeting a table.

    Parameters
    ----------
    meetings
        ``[round]`` (entreprise person, association person) positions.
    bounds
        Of the levels settled so far; the others get what can be said without a search.

    Raises
    ------
    NoPlace, NoSolution
        If the meetings of some round do not fit the tables.
    """
    settled = {bound.level: bound for bound in bounds}
    for position, level in enumerate(levels):
        if level not in settled:
            settled[level] = without_search(limits, level, meetings, before=levels[:position])
    turned = _turned(limits, meetings)
    room = _keeping(limits, turned, _room(limits)) if limits.resumed else _room(limits)
    tables = None if engine == "cpsat" else place(turned, room)
    if tables is None or ("moves" in settled and moves(turned, tables) != settled["moves"].value):
        tables, searched = _search(turned, room, tables, settled.get("moves"), clock, engine)
        if searched is not None:
            settled["moves"] = searched
    schedule = _schedule(limits, meetings, tables)
    return Answer(schedule, tuple(settled[level] for level in levels), space)


def _search(  # noqa: PLR0917 - the parts of one call, all of other types
    turned: Sequence[Sequence[tuple[int, int]]],
    room: Room,
    tables: list[list[int]] | None,
    known: Bound | None,
    clock: Clock,
    engine: Engine,
) -> tuple[list[list[int]], Bound | None]:
    """Fewer moves by CP-SAT, and what bounds them for these meetings in these rounds."""
    began = clock.seconds
    if engine == "flow" and tables is not None:
        return tables, known
    try:
        found = improve(turned, room, tables, clock)
    except NothingFound:  # meetings with their rounds are a result, with whatever tables
        return place(turned, room), known
    if known is None or found.reached is None or moves(turned, found.tables) == known.value:
        return found.tables, known
    steps = [len(transitions(turned, side)) for side in (0, 1)]
    least = tuple(step - one.bound for step, one in zip(steps, found.reached, strict=True))
    bound = Bound(
        level="moves",
        value=least if found.reached[0].proven else (least[0], 0),
        scope=Scope.THESE_ROUNDS,
        engine="cpsat",
        seconds=clock.seconds - began,
    )
    return found.tables, bound


def moves(
    turned: Sequence[Sequence[tuple[int, int]]], tables: Sequence[Sequence[int]]
) -> tuple[int, int]:
    """Changes of table of the seated side, and of the other."""
    one, other = (
        sum(tables[r][i] != tables[s][j] for (r, i), (s, j) in transitions(turned, side))
        for side in (0, 1)
    )
    return one, other


def _room(limits: Limits) -> Room:
    rencontre = limits.rencontre
    at = {table.id: i for i, table in enumerate(rencontre.tables)}
    sides = (rencontre.seated_side, rencontre.seated_side.other)
    open_to = tuple(
        [
            None if (places := limits.places(person)) is None else {at[t] for t in places}
            for person in limits.sides[side].people
        ]
        for side in sides
    )
    locks = {(lock.participant, lock.round): at[lock.table] for lock in rencontre.locks}
    locked = {
        (end, i, number): locks[person.id, said]
        for end, side in enumerate(sides)
        for i, person in enumerate(limits.sides[side].people)
        for number, said in enumerate(limits.rounds)
        if (person.id, said) in locks
    }
    stands = [set(column.nonzero()[0].tolist()) for column in limits.stands.T]
    return Room(len(at), (open_to[0], open_to[1]), stands, locked)


def _keeping(limits: Limits, turned: Sequence[Sequence[tuple[int, int]]], room: Room) -> Room:
    """Of an evening under way: held meetings stay where they were, others as published."""
    at = {table.id: i for i, table in enumerate(limits.rencontre.tables)}
    flip = limits.rencontre.seated_side is Side.ASSOCIATION

    def by_meeting(
        placed: Mapping[tuple[int, int, int], TableId],
    ) -> dict[tuple[int, tuple[int, int]], int]:
        return {(r, (a, e) if flip else (e, a)): at[t] for (e, a, r), t in placed.items()}

    locked = {key: table for key, table in room.locked.items() if not limits.is_held(key[2])}
    room = replace(room, locked=locked, held=by_meeting(limits.held))
    return replace(room, locked=locked | kept(turned, room, by_meeting(limits.published)))


def _turned(
    limits: Limits, meetings: Sequence[Sequence[tuple[int, int]]]
) -> list[list[tuple[int, int]]]:
    """Meetings as (seated person, other person)."""
    if limits.rencontre.seated_side is Side.ENTREPRISE:
        return [list(together) for together in meetings]
    return [[(a, e) for e, a in together] for together in meetings]


@uncollected()
def _schedule(
    limits: Limits, meetings: Sequence[Sequence[tuple[int, int]]], tables: Sequence[Sequence[int]]
) -> Schedule:
    rencontre = limits.rencontre
    names = [table.id for table in rencontre.tables]
    entreprises, associations = (
        [person.id for person in one.people] for one in (limits.entreprises, limits.associations)
    )
    resumed = limits.resumed
    held = () if resumed is None else resumed.held
    found = [
        Seating(
            round=limits.rounds[number],
            table=names[table],
            entreprises=(entreprises[e],),
            associations=(associations[a],),
        )
        for number, together in enumerate(meetings)
        if not limits.is_held(number)
        for table, (e, a) in sorted(zip(tables[number], together, strict=True))
    ]
    return Schedule(rencontre=rencontre.name, seatings=(*held, *found))


def without_search(
    limits: Limits,
    level: str,
    meetings: Sequence[Sequence[tuple[int, int]]],
    *,
    before: Sequence[str] = (),
) -> Bound:
    """
    A bound that needs no search: nobody pauses, waits or moves less than not at all.

    Parameters
    ----------
    before
        The earlier levels: they tell whether other schedules have as many meetings.
    """
    if level == "moves":
        least = _least_moves(limits, meetings)
        everywhere = least == 0 or _as_many(limits, meetings, before)
        scope = Scope.ALL if everywhere else Scope.THESE_PAIRINGS
        return Bound(level=level, value=(0, least), scope=scope, engine="count")
    if level == "kept":  # without a published plan there is nothing to keep
        return Bound(level=level, value=2 * len(limits.published), engine="count")
    if SENSE[level] is Sense.LESS:
        return Bound(level=level, value=0, engine="count")
    raise NotImplementedError(level)


def _as_many(
    limits: Limits, meetings: Sequence[Sequence[tuple[int, int]]], before: Sequence[str]
) -> bool:
    """Whether a schedule that keeps the levels ``before`` has no fewer meetings than this one."""
    if "seated" in before:
        return True
    of_e, of_a = limits.entreprises.organisation_of, limits.associations.organisation_of
    pairs = [(of_e[e], of_a[a]) for together in meetings for e, a in together]
    return "new_pairings" in before and all(limits.new[pair] for pair in pairs)


def _least_moves(limits: Limits, meetings: Sequence[Sequence[tuple[int, int]]]) -> int:
    """
    Moves of the other side that nobody can spare while the seated side never moves.

    If each seated person meets somebody in every round, their tables are all different and nobody
    of the other side meets twice at one table in a row: everyone moves after each meeting but
    their last.
    """
    rencontre = limits.rencontre
    seated, walking = limits.sides[rencontre.seated_side], limits.sides[rencontre.seated_side.other]
    total = sum(map(len, meetings))
    if total < len(seated.people) * len(limits.rounds):
        return 0
    if rencontre.meetings_per_pairing > 1 or rencontre.groups:
        return 0
    return total - min(total, len(walking.people))

"""
When and where project groups sit: a small CP-SAT model over (group, round, table).

Two groups never share a member, a facilitator or a table in one round; among the rounds left to
the engine, those are taken in which most members are there.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from speeddating.domain.people import Side
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution, NothingFound
from speeddating.solve.cpsat.runner import run
from speeddating.solve.mixed.model.apart import kept_apart
from speeddating.solve.resumed import sat_together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from speeddating.domain.base import FacilitatorId, ParticipantId, TableId
    from speeddating.domain.demands import ProjectGroup
    from speeddating.domain.people import Participant
    from speeddating.domain.room import Table
    from speeddating.domain.schedule import Seating
    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.facts.arrays import Tables

_LAST = 1.0
"""Seconds at most for who accompanies seats that are decided."""

Place = tuple[int, int, int]
"""Group, round and table, by position."""


@dataclass
class Sittings:
    """
    Seats that groups take, and who accompanies them.

    Attributes
    ----------
    bound_to
        Table of a person in a round number; the locks of the rencontre are among them.
    accompanied
        Facilitator at a table in a round number.
    """

    bound_to: dict[tuple[ParticipantId, int], TableId] = field(default_factory=dict)
    accompanied: dict[tuple[TableId, int], FacilitatorId] = field(default_factory=dict)


def sittings(limits: Limits, clock: Clock) -> Sittings:
    """
    A table and rounds for every group.

    Raises
    ------
    NoSolution, NothingFound
        If the groups do not fit tables, rounds and facilitators together, or locks fit no table.
    """
    rencontre = limits.rencontre
    if any(
        count > seats
        for (number, table), locked in _locked(limits).items()
        for count, seats in zip(_by_side(limits, locked), _seats(table), strict=True)
        if not limits.is_over(number)
    ):
        raise NoSolution
    found = Sittings({(lock.participant, lock.round): lock.table for lock in rencontre.locks})
    if not rencontre.groups:
        return found
    fitting = [
        (g, r, t)
        for g, group in enumerate(rencontre.groups)
        for r, number in enumerate(limits.rounds)
        for t, table in enumerate(rencontre.tables)
        if not limits.is_held(r) and _fits(limits, group, number, table)
    ]
    for g, r, t in _chosen(limits, fitting, clock):
        group, number, table = rencontre.groups[g], limits.rounds[r], rencontre.tables[t]
        if not any((one.round, one.table) == (number, table.id) for one in staying(limits)):
            for person in members(limits, group, number):
                found.bound_to[person.id, number] = table.id
        if group.facilitator is not None:
            found.accompanied[table.id, number] = group.facilitator
    return found


def rounds_left(limits: Limits, group: ProjectGroup) -> frozenset[int]:
    """The rounds it must sit in that are still to come."""
    return frozenset(
        number for number in group.rounds & set(limits.rounds) if not limits.is_over(number)
    )


def free_rounds_left(limits: Limits, group: ProjectGroup) -> int:
    """How often it has still to sit in rounds of the engine's choice."""
    if limits.resumed is None:
        return group.free_rounds
    sat = sat_together(limits.rencontre, group, limits.resumed.held) - group.rounds
    return max(0, group.free_rounds - len(sat))


def members(limits: Limits, group: ProjectGroup, number: int) -> list[Participant]:
    """Who goes to the group in a round: one delegate there of each organisation."""
    found: dict[str, Participant] = {}
    for one in limits.sides.values():
        for person in one.people:
            if person.organisation in group.organisations and number not in person.absent:
                found.setdefault(person.organisation, person)
    return list(found.values())


def as_published(limits: Limits, at: Tables, found: Sittings, clock: Clock) -> Sittings:
    """``found`` for the same seats, groups accompanied when and where that was handed out."""
    rencontre = limits.rencontre
    if limits.resumed is None or not any(group.facilitator for group in rencontre.groups):
        return found
    whole = [
        (g, r, t)
        for g, group in enumerate(rencontre.groups)
        for r, number in enumerate(limits.rounds)
        if not limits.is_held(r)
        for t in _whole(limits, group, at, r, number)
    ]
    budget = clock.budget.model_copy(update={"seconds": _LAST})  # what came before took all it had
    try:
        places = _chosen(limits, whole, Clock(budget, cancelled=clock.cancelled))
    except (NoSolution, NothingFound):
        return found
    led = {
        (rencontre.tables[t].id, limits.rounds[r]): who
        for g, r, t in places
        if (who := rencontre.groups[g].facilitator) is not None
    }
    return replace(found, accompanied=led)


def _whole(limits: Limits, group: ProjectGroup, at: Tables, r: int, number: int) -> set[int]:
    """Tables at which all members sit who are there."""
    tables: dict[str, set[int]] = {}
    for one, seats in zip(limits.sides.values(), at, strict=True):
        for person, table in zip(one.people, seats[:, r].tolist(), strict=True):
            if person.organisation in group.organisations and number not in person.absent:
                tables.setdefault(person.organisation, set()).add(table)
    return set.intersection(*tables.values()) - {-1} if tables else set()


def _handed_out(limits: Limits, place: Place) -> bool:
    """Whether the group was accompanied there in the published plan."""
    g, r, t = place
    where = (limits.rounds[r], limits.rencontre.tables[t].id)
    who = limits.rencontre.groups[g].facilitator
    published = () if limits.resumed is None else limits.resumed.published.seatings
    return any((one.round, one.table) == where and who in one.facilitators for one in published)


def _chosen(limits: Limits, places: Iterable[Place], clock: Clock) -> list[Place]:
    rencontre = limits.rencontre
    model = cp_model.CpModel()
    sits: dict[Place, cp_model.IntVar] = {place: model.new_bool_var("") for place in places}
    for g, group in enumerate(rencontre.groups):
        for r, number in enumerate(limits.rounds):
            here = [v for (h, s, _), v in sits.items() if (h, s) == (g, r)]
            if number in rounds_left(limits, group):
                model.add(sum(here) == 1)
            else:
                model.add_at_most_one(here)
        mine = [v for (h, *_), v in sits.items() if h == g]
        wanted = len(rounds_left(limits, group)) + free_rounds_left(limits, group)
        model.add(sum(mine) == wanted)
    for (g, r, t), sitting in sits.items():
        if _stays(limits, rencontre.groups[g], limits.rounds[r], rencontre.tables[t]):
            model.add(sitting == 1)
    _apart(limits, model, sits)
    worth = [
        2 * len(members(limits, rencontre.groups[g], limits.rounds[r]))
        + _handed_out(limits, (g, r, t))
        for g, r, t in sits
    ]
    model.maximize(cp_model.LinearExpr.weighted_sum(list(sits.values()), worth))
    solver, status = run(model, clock, clock.left / 2, num_workers=1)
    if status == cp_model.INFEASIBLE:
        raise NoSolution
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise NothingFound
    return [place for place, variable in sits.items() if solver.value(variable)]


def _apart(limits: Limits, model: cp_model.CpModel, sits: dict[Place, cp_model.IntVar]) -> None:
    """Groups that share somebody never sit in one round; a table takes one group."""
    groups = limits.rencontre.groups
    for r in range(len(limits.rounds)):
        for t in range(len(limits.rencontre.tables)):
            model.add_at_most_one(v for (_, s, u), v in sits.items() if (s, u) == (r, t))
        for (g, one), (h, other) in combinations(enumerate(groups), 2):
            shared = set(one.organisations) & set(other.organisations)
            same = one.facilitator is not None and one.facilitator == other.facilitator
            if shared or same:
                model.add_at_most_one(v for (i, s, _), v in sits.items() if s == r and i in (g, h))


def staying(limits: Limits) -> tuple[Seating, ...]:
    """Seats of rounds to come that are told to stay."""
    return () if limits.resumed is None else limits.resumed.staying


def _stays(limits: Limits, group: ProjectGroup, number: int, table: Table) -> bool | None:
    """Whether those who stay at a table are the group; None where nobody stays."""
    for one in staying(limits):
        if (one.round, one.table) == (number, table.id):
            return number in sat_together(limits.rencontre, group, (one,))
    return None


def _fits(limits: Limits, group: ProjectGroup, number: int, table: Table) -> bool:
    """Whether the table stands, has the seats, and is open to every member."""
    stays = _stays(limits, group, number, table)
    if stays is not None:
        return stays
    people = members(limits, group, number)
    here = {person.id for person in people} | _locked(limits).get((number, table), set())
    enough = all(
        count <= seats for count, seats in zip(_by_side(limits, here), _seats(table), strict=True)
    )
    open_to_all = all(
        (places := limits.places(person)) is None or table.id in places for person in people
    )
    locked = {(k.participant, k.round): k.table for k in limits.rencontre.locks}
    locked |= {(who, one.round): one.table for one in staying(limits) for who in one.people()}
    free = all(locked.get((person.id, number), table.id) == table.id for person in people)
    return (
        table.stands_in(number)
        and bool(people)  # a side that is missing is made up of others
        and enough
        and open_to_all
        and free
        and kept_apart(limits, group, number) is None
    )


def _locked(limits: Limits) -> dict[tuple[int, Table], set[ParticipantId]]:
    """Who is locked to a table, by round number and table."""
    found: dict[tuple[int, Table], set[ParticipantId]] = {}
    for lock in limits.rencontre.locks:
        table = limits.rencontre.table_by_id[lock.table]
        found.setdefault((lock.round, table), set()).add(lock.participant)
    return found


def _by_side(limits: Limits, people: Iterable[ParticipantId]) -> list[int]:
    sides = [limits.rencontre.side_by_participant[who] for who in people]
    return [sides.count(side) for side in Side]


def _seats(table: Table) -> tuple[int, int]:
    return table.seats_entreprises, table.seats_associations

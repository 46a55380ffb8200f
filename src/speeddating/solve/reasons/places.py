"""
Tables as demands: who may sit where, over pair x round x person's tables.

``w[p, r, t]`` is 1 when ``p``, who may not sit just anywhere, sits at table ``t`` in round ``r``.
The search itself needs no such variables, since there the tables are bans and Hall's condition;
here every ban must be something that can be left out.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from speeddating.domain.people import Side
from speeddating.solve.rounds.rules import Condition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ortools.sat.python.cp_model import IntVar

    from speeddating.domain.people import Participant
    from speeddating.domain.room import Table
    from speeddating.solve.limits import Limits
    from speeddating.solve.rounds.model import RoundVars

    Person = tuple[Side, int]
    Seats = Mapping[Person, list[list[IntVar]]]


def particular(limits: Limits) -> list[tuple[Side, int]]:
    """People who may not sit just anywhere, or have a lock."""
    locked = {lock.participant for lock in limits.rencontre.locks}
    return [
        (side, i)
        for side, one in limits.sides.items()
        for i, who in enumerate(one.people)
        if limits.places(who) is not None or who.id in locked
    ]


def size(limits: Limits) -> int:
    """How many conditions this makes, roughly."""
    people = particular(limits)
    ends = [sum(side is one for side, _ in people) for one in Side]
    room = len(limits.rounds) * len(limits.rencontre.tables)
    return room * (sum(ends) + 2 * ends[0] * ends[1])


def seats_are_as_demanded(x: RoundVars) -> Iterator[Condition]:
    """Meetings fit the tables that stand; who has a table, zone or lock of their own keeps it."""
    yield from _tables_suffice(x)
    people = particular(x.space.limits)
    if not people:
        return
    tables = range(len(x.space.limits.rencontre.tables))
    w = {
        person: [[x.model.new_bool_var("") for _ in tables] for _ in x.space.limits.rounds]
        for person in people
    }
    yield from _background(x, w)
    for person in people:
        yield from _of_a_person(x, person, w[person])
    yield from _standing(x, w)


def _table_counts(limits: Limits) -> Iterator[tuple[int, dict[str, object]]]:
    """``[round]`` tables that stand, and how to say it: all rounds with as many at once."""
    counts = limits.stands.sum(axis=0).tolist()
    for tables in counts:
        alike = [n for n, count in zip(limits.rounds, counts, strict=True) if count == tables]
        some = len(alike) < len(counts)
        yield tables, {"tables": tables, "rounds": ", ".join(map(str, alike)) if some else ""}


def _tables_suffice(x: RoundVars) -> Iterator[Condition]:
    """Σ_k x[k, r] ≤ tables[r]."""
    for found, (tables, data) in zip(x.of_round, _table_counts(x.space.limits), strict=True):
        if len(found) > tables:
            yield Condition("tables_stand", sum(v for _, v in found) <= tables, data)


def _background(x: RoundVars, w: Seats) -> Iterator[Condition]:
    """
    Who meets somebody has one table, and each table one meeting.

    Σ_t w[p, r, t] = Σ_k x[k, r]; w[e, r, t] + w[a, r, t] ≤ 1 + x[ea, r] and
    x[ea, r] + w[e, r, t] ≤ 1 + w[a, r, t].
    """
    for person, rounds in w.items():
        for number, seats in enumerate(rounds):
            yield Condition("seated", sum(seats) == sum(x.of_person[person][number]), {})
    for side in Side:
        of_side = [rounds for (one, _), rounds in w.items() if one is side]
        for together in zip(*of_side, strict=True):
            for table in zip(*together, strict=True):
                yield Condition("seated", sum(table) <= 1, {})
    at = {pair: k for k, pair in enumerate(zip(*x.space.lists, strict=True))}
    for (one, e), (other, a) in product(w, w):
        if one is Side.ENTREPRISE and other is Side.ASSOCIATION:
            meets = x.of_pair[at[e, a]]
            for number, (left, right) in enumerate(zip(w[one, e], w[other, a], strict=True)):
                for here, there in zip(left, right, strict=True):
                    yield Condition("seated", here + there <= 1 + meets[number], {})
                    yield Condition("seated", meets[number] + here <= 1 + there, {})


def _of_a_person(x: RoundVars, person: Person, w: list[list[IntVar]]) -> Iterator[Condition]:
    """Nobody sits where their table, zone, access or lock does not allow: Σ w = 0."""
    side, position = person
    limits = x.space.limits
    who = limits.sides[side].people[position]
    rencontre = limits.rencontre
    for rule, data, banned in _bans(who, rencontre.tables):
        found = [seats[t] for seats in w for t in banned]
        yield Condition(rule, sum(found) == 0, {"name": who.id, **data})
    for lock in rencontre.locks:
        if lock.participant == who.id:
            seats = w[limits.rounds.index(lock.round)]
            at = next(t for t, table in enumerate(rencontre.tables) if table.id == lock.table)
            data = {"name": who.id, "round": lock.round, "table": lock.table}
            yield Condition("locks_are_kept", seats[at] >= 1, data)


def _bans(
    who: Participant, tables: Iterable[Table]
) -> Iterator[tuple[str, dict[str, object], list[int]]]:
    """Rules on where the person sits, with the positions of the tables they leave out."""
    places = list(enumerate(tables))
    if who.table is not None:
        yield "fixed_tables", {"table": who.table}, [t for t, one in places if one.id != who.table]
    if who.zone is not None:
        yield "zones", {"zone": who.zone}, [t for t, one in places if one.zone != who.zone]
    if who.needs_access:
        yield "access", {}, [t for t, one in places if not one.accessible]


def _standing(x: RoundVars, w: Seats) -> Iterator[Condition]:
    """Nobody sits at a table that does not stand: Σ w = 0."""
    stands = x.space.limits.stands
    for number, (_, data) in enumerate(_table_counts(x.space.limits)):
        away = (~stands[:, number]).nonzero()[0].tolist()
        found = [rounds[number][t] for rounds in w.values() for t in away]
        if found:
            yield Condition("tables_stand", sum(found) == 0, data)

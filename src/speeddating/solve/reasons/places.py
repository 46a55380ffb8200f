"""
Tables as demands: who may sit where, over pair x round x person's tables.

``w[p, r, t]`` is 1 when ``p``, who may not sit just anywhere, sits at table ``t`` in round ``r``.
The search itself needs no such variables, since there the tables are bans and Hall's condition;
here every ban must be something that can be left out. Rounds in which ``p`` has no meeting that is
looked at need none.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from speeddating.domain.people import Side
from speeddating.solve.rounds.rules import Condition, lock_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ortools.sat.python.cp_model import IntVar

    from speeddating.domain.people import Participant
    from speeddating.domain.room import Table
    from speeddating.solve.limits import Limits
    from speeddating.solve.rounds.model import RoundVars
    from speeddating.solve.rounds.space import RoundSpace

    Person = tuple[Side, int]
    Seats = dict[Person, dict[int, list[IntVar]]]


def particular(limits: Limits) -> list[tuple[Side, int]]:
    """People who may not sit just anywhere, or have a lock."""
    locked = {lock.participant for lock in limits.rencontre.locks}
    return [
        (side, i)
        for side, one in limits.sides.items()
        for i, who in enumerate(one.people)
        if limits.places(who) is not None or who.id in locked
    ]


def size(space: RoundSpace) -> int:
    """How many conditions this makes, roughly."""
    limits = space.limits
    total = 0
    for found in _may_sit(space):
        ends = [sum(side is one for side, _ in found) for one in Side]
        total += sum(ends) + 2 * ends[0] * ends[1]
    return total * len(limits.rencontre.tables)


def _may_sit(space: RoundSpace) -> list[list[Person]]:
    """``[round]`` who of the particular people has a meeting there that is looked at."""
    pairs = {(side, person): found for side, person, found in space.of_people()}
    people = particular(space.limits)
    return [
        [person for person in people if space.open[pairs[person], number].any()]
        for number in range(space.open.shape[1])
    ]


def seats_are_as_demanded(x: RoundVars) -> Iterator[Condition]:
    """Meetings fit the tables that stand; who has a table, zone or lock of their own keeps it."""
    yield from _tables_suffice(x)
    people = particular(x.space.limits)
    if not people:
        return
    w: Seats = {person: {} for person in people}
    tables = range(len(x.space.limits.rencontre.tables))
    for number, found in enumerate(_may_sit(x.space)):
        for person in found:
            w[person][number] = [x.model.new_bool_var("") for _ in tables]
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
        for number, seats in rounds.items():
            yield Condition("seated", sum(seats) == sum(x.of_person[person][number]), {})
    for number in range(len(x.space.limits.rounds)):
        yield from _one_meeting_per_table(x, w, number)


def _one_meeting_per_table(x: RoundVars, w: Seats, number: int) -> Iterator[Condition]:
    here = {person: rounds[number] for person, rounds in w.items() if number in rounds}
    for side in Side:
        of_side = [seats for (one, _), seats in here.items() if one is side]
        for together in zip(*of_side, strict=True):
            yield Condition("seated", sum(together) <= 1, {})
    for (one, e), (other, a) in product(here, here):
        if one is not Side.ENTREPRISE or other is not Side.ASSOCIATION:
            continue
        k = x.space.at.get((e, a))
        meets = None if k is None else x.of_pair[k].get(number)
        for left, right in zip(here[one, e], here[other, a], strict=True):
            if meets is None:
                yield Condition("seated", left + right <= 1, {})
            else:
                yield Condition("seated", left + right <= 1 + meets, {})
                yield Condition("seated", meets + left <= 1 + right, {})


def _of_a_person(
    x: RoundVars, person: Person, w: Mapping[int, list[IntVar]]
) -> Iterator[Condition]:
    """Nobody sits where their table, zone, access or lock does not allow: Σ w = 0."""
    side, position = person
    limits = x.space.limits
    who = limits.sides[side].people[position]
    rencontre = limits.rencontre
    for rule, data, banned in _bans(who, rencontre.tables):
        found = [seats[t] for seats in w.values() for t in banned]
        yield Condition(rule, sum(found) == 0, {"name": who.id, **data})
    for lock in rencontre.locks:
        if lock.participant == who.id:
            seats = w.get(limits.rounds.index(lock.round))
            at = next(t for t, table in enumerate(rencontre.tables) if table.id == lock.table)
            taken = 0 if seats is None else seats[at]
            yield Condition("locks_are_kept", taken >= 1, lock_said(lock))


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
        seats = [rounds[number] for rounds in w.values() if number in rounds]
        found = [one[t] for one in seats for t in away]
        if found:
            yield Condition("tables_stand", sum(found) == 0, data)

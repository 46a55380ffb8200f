"""Rules about seats, tables and rounds; each yields who breaks it, where and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from speeddating.domain.people import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from speeddating.checks.seats import Seats


def everything_is_known(seats: Seats) -> Iterator[dict[str, object]]:
    """A seat names a person on their own side, a table and a round of this rencontre."""
    rencontre = seats.rencontre
    entreprises, associations = (
        {who for who, its in rencontre.side_by_participant.items() if its is side} for side in Side
    )
    facilitators = {f.id for f in rencontre.facilitators}
    rounds, tables = {r.number for r in rencontre.rounds}, rencontre.table_by_id.keys()
    for s in seats.schedule.seatings:
        if (
            s.round in rounds
            and s.table in tables
            and entreprises.issuperset(s.entreprises)
            and associations.issuperset(s.associations)
            and facilitators.issuperset(s.facilitators)
        ):
            continue
        names: list[object] = [s.round] if s.round not in rounds else []
        names += [s.table] if s.table not in tables else []
        names += [who for who in s.entreprises if who not in entreprises]
        names += [who for who in s.associations if who not in associations]
        names += [who for who in s.facilitators if who not in facilitators]
        for name in names:
            yield {"round": s.round, "table": s.table, "name": str(name)}


def one_seat_per_round(seats: Seats) -> Iterator[dict[str, object]]:
    """Nobody has two seats in one round, and a table is laid once: Σ_t x[p, t, r] ≤ 1."""
    people, others, tables = (defaultdict[int, list[str]](list) for _ in range(3))
    for seating in seats.schedule.seatings:
        people[seating.round] += seating.entreprises + seating.associations
        others[seating.round] += seating.facilitators
        tables[seating.round].append(seating.table)
    for number, who in _twice(people) + _twice(others):
        yield {"round": number, "name": who}
    for number, table in _twice(tables):
        yield {"round": number, "table": table, "case": "table"}


def _twice(taken: Mapping[int, Sequence[str]]) -> list[tuple[int, str]]:
    return [
        (number, place)
        for number, places in taken.items()
        if len(set(places)) < len(places)
        for place, times in Counter(places).items()
        if times > 1
    ]


def breaks_are_kept(seats: Seats) -> Iterator[dict[str, object]]:
    """Nobody sits during a break: x[p, t, r] = 0."""
    working = set(seats.rencontre.working_rounds)
    for seating in seats.schedule.seatings:
        if seating.round not in working:
            yield {"round": seating.round, "table": seating.table}


def tables_stand(seats: Seats) -> Iterator[dict[str, object]]:
    """Nobody sits at a table that does not stand in the round: x[p, t, r] = 0."""
    tables = seats.rencontre.table_by_id
    if all(table.rounds is None for table in tables.values()):
        return
    for seating in seats.schedule.seatings:
        if not tables[seating.table].stands_in(seating.round):
            yield {"round": seating.round, "table": seating.table}


def seats_suffice(seats: Seats) -> Iterator[dict[str, object]]:
    """No table seats more of a side than it has chairs: Σ_p x[p, t, r] ≤ seats[t, side]."""
    tables = seats.rencontre.table_by_id
    for seating in seats.schedule.seatings:
        table = tables[seating.table]
        where = {"round": seating.round, "table": seating.table}
        if len(seating.entreprises) > table.seats_entreprises:
            count = {"count": len(seating.entreprises), "seats": table.seats_entreprises}
            yield {**where, **count, "case": "entreprises"}
        if len(seating.associations) > table.seats_associations:
            count = {"count": len(seating.associations), "seats": table.seats_associations}
            yield {**where, **count, "case": "associations"}


def nobody_sits_alone(seats: Seats) -> Iterator[dict[str, object]]:
    """A table that is used seats both sides: Σ_e x[e, t, r] ≥ 1 ⇔ Σ_a x[a, t, r] ≥ 1."""
    for seating in seats.schedule.seatings:
        if not seating.entreprises or not seating.associations:
            yield {"round": seating.round, "table": seating.table}


def fixed_tables(seats: Seats) -> Iterator[dict[str, object]]:
    """A person with a table of their own sits nowhere else: x[p, t, r] = 0 for t ≠ table."""
    for person in seats.rencontre.participants:
        if person.table is not None:
            for seating in seats.seatings_of[person.id]:
                if seating.table != person.table:
                    yield {
                        "round": seating.round,
                        "table": seating.table,
                        "name": person.id,
                        "own": person.table,
                    }


def zones(seats: Seats) -> Iterator[dict[str, object]]:
    """A person with a zone sits nowhere else: x[p, t, r] = 0 unless zone[t] = zone[p]."""
    tables = seats.rencontre.table_by_id
    for person in seats.rencontre.participants:
        if person.zone is not None:
            for seating in seats.seatings_of[person.id]:
                if tables[seating.table].zone != person.zone:
                    yield {
                        "round": seating.round,
                        "table": seating.table,
                        "name": person.id,
                        "zone": person.zone,
                    }


def access(seats: Seats) -> Iterator[dict[str, object]]:
    """Who needs access sits at accessible tables: x[p, t, r] ≤ accessible[t]."""
    tables = seats.rencontre.table_by_id
    for person in seats.rencontre.participants:
        if person.needs_access:
            for seating in seats.seatings_of[person.id]:
                if not tables[seating.table].accessible:
                    yield {"round": seating.round, "table": seating.table, "name": person.id}

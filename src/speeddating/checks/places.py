"""Rules about seats, tables and rounds; each yields who breaks it, where and when."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from speeddating.domain.people import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speeddating.checks.seats import Seats

T = TypeVar("T")


def everything_is_known(seats: Seats) -> Iterator[dict[str, object]]:
    """A seat names a person on their own side, a table and a round of this rencontre."""
    rencontre = seats.rencontre
    side = rencontre.side_by_participant
    rounds = {r.number for r in rencontre.rounds}
    facilitators = {f.id for f in rencontre.facilitators}
    for seating in seats.schedule.seatings:
        names: list[object] = []
        if seating.round not in rounds:
            names.append(seating.round)
        if seating.table not in rencontre.table_by_id:
            names.append(seating.table)
        names += [who for who in seating.entreprises if side.get(who) is not Side.ENTREPRISE]
        names += [who for who in seating.associations if side.get(who) is not Side.ASSOCIATION]
        names += [who for who in seating.facilitators if who not in facilitators]
        for name in names:
            yield {"round": seating.round, "table": seating.table, "name": str(name)}


def one_seat_per_round(seats: Seats) -> Iterator[dict[str, object]]:
    """Nobody has two seats in one round, and a table is laid once: Σ_t x[p, t, r] ≤ 1."""
    laid = seats.schedule.seatings
    people = Counter((seating.round, who) for seating in laid for who in seating.people())
    others = Counter((seating.round, who) for seating in laid for who in seating.facilitators)
    tables = Counter((seating.round, seating.table) for seating in laid)
    for number, who in _twice(people) + _twice(others):
        yield {"round": number, "name": who}
    for number, table in _twice(tables):
        yield {"round": number, "table": table, "case": "table"}


def _twice(taken: Counter[T]) -> list[T]:
    return [place for place, times in taken.items() if times > 1]


def breaks_are_kept(seats: Seats) -> Iterator[dict[str, object]]:
    """Nobody sits during a break: x[p, t, r] = 0."""
    working = set(seats.rencontre.working_rounds)
    for seating in seats.schedule.seatings:
        if seating.round not in working:
            yield {"round": seating.round, "table": seating.table}


def tables_stand(seats: Seats) -> Iterator[dict[str, object]]:
    """Nobody sits at a table that does not stand in the round: x[p, t, r] = 0."""
    tables = seats.rencontre.table_by_id
    for seating in seats.schedule.seatings:
        if not tables[seating.table].stands_in(seating.round):
            yield {"round": seating.round, "table": seating.table}


def seats_suffice(seats: Seats) -> Iterator[dict[str, object]]:
    """No table seats more of a side than it has chairs: Σ_p x[p, t, r] ≤ seats[t, side]."""
    tables = seats.rencontre.table_by_id
    for seating in seats.schedule.seatings:
        table = tables[seating.table]
        for people, chairs in (
            (seating.entreprises, table.seats_entreprises),
            (seating.associations, table.seats_associations),
        ):
            if len(people) > chairs:
                yield {
                    "round": seating.round,
                    "table": seating.table,
                    "count": len(people),
                    "seats": chairs,
                }


def nobody_sits_alone(seats: Seats) -> Iterator[dict[str, object]]:
    """A table that is used seats somebody of each side."""
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

"""Rules that somebody asked for by name; each yields what was not honoured."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speeddating.checks.seats import Seats
    from speeddating.domain.base import TableId
    from speeddating.domain.demands import ProjectGroup
    from speeddating.domain.schedule import Seating


def musts_are_met(seats: Seats) -> Iterator[dict[str, object]]:
    """A meeting that must happen happens, in its round where one is named: Σ_r m[u, v, r] ≥ 1."""
    for wish in seats.rencontre.wishes:
        if wish.is_must and not seats.grants(wish):
            met: dict[str, object] = {"a": wish.source, "b": wish.target}
            yield met if wish.round is None else {**met, "round": wish.round, "case": "in_round"}


def order_is_kept(seats: Seats) -> Iterator[dict[str, object]]:
    """Of two meetings that happen, the first is first: min R[u, v] < min R[u, w]."""
    for wish in seats.rencontre.wishes:
        if wish.before is None:
            continue
        first = seats.rounds_together(wish.source, wish.target)
        later = seats.rounds_together(wish.source, wish.before)
        if first and later and min(first) >= min(later):
            yield {"name": wish.source, "a": wish.target, "b": wish.before}


def locks_are_kept(seats: Seats) -> Iterator[dict[str, object]]:
    """A locked seat is taken: x[p, t, r] = 1."""
    for lock in seats.rencontre.locks:
        seating = seats.schedule.place_of.get((lock.participant, lock.round))
        if seating is None or seating.table != lock.table:
            yield {"round": lock.round, "table": lock.table, "name": lock.participant}


def groups_sit_together(seats: Seats) -> Iterator[dict[str, object]]:
    """
    A project group sits at one table in its rounds, and a facilitator only with their group.

    x[p, t, r] = x[q, t, r] for all members ``p``, ``q`` who are there, and for the facilitator.
    Who of the group is not there in a round is not waited for; its facilitator is.
    """
    sits = {
        group.name: {s.round for s in seats.schedule.seatings if _is_sitting(seats, group, s)}
        for group in seats.rencontre.groups
    }
    for group in seats.rencontre.groups:
        for number in sorted(group.rounds - sits[group.name]):
            told: dict[str, object] = {"group": group.name, "round": number}
            if group.facilitator is None:
                yield {**told, "case": "members"}
            elif (table := _table_of(seats, group, number)) is not None:
                name = group.facilitator
                yield {**told, "table": table, "name": name, "case": "unaccompanied"}
            else:
                yield told
        wanted = len(group.rounds) + group.free_rounds
        if len(sits[group.name] | group.rounds) < wanted:
            yield {
                "group": group.name,
                "count": len(sits[group.name]),
                "least": wanted,
                "case": "too_rarely",
            }
    for seating in seats.schedule.seatings:
        for facilitator in seating.facilitators:
            if not any(
                group.facilitator == facilitator and seating.round in sits[group.name]
                for group in seats.rencontre.groups
            ):
                yield {
                    "round": seating.round,
                    "table": seating.table,
                    "name": facilitator,
                    "case": "facilitator",
                }


def _table_of(seats: Seats, group: ProjectGroup, number: int) -> TableId | None:
    """Where the members who are there in a round sit together; None where they do not."""
    for seating in seats.schedule.seatings:
        if seating.round == number and _are_together(seats, group, seating):
            return seating.table
    return None


def _is_sitting(seats: Seats, group: ProjectGroup, seating: Seating) -> bool:
    """Whether every member who is there in the round, and the facilitator, sit here."""
    accompanied = group.facilitator is None or group.facilitator in seating.facilitators
    return accompanied and _are_together(seats, group, seating)


def _are_together(seats: Seats, group: ProjectGroup, seating: Seating) -> bool:
    here = {seats.organisation_of[who] for who in seating.people()}
    members = seats.attending_in[seating.round].intersection(group.organisations)
    return bool(members) and members <= here

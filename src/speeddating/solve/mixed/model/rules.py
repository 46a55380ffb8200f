"""
Rules over the seats of mixed tables: pure generators of labelled conditions, as in ``rounds``.

What nobody could give up (one seat per round, seats, both sides at a table, what a meeting is) has
the label :data:`BACKGROUND`.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.people import Side
from speeddating.solve.mixed.facts.asked import demanded, ordered_meetings
from speeddating.solve.mixed.facts.companies import fixed
from speeddating.solve.mixed.model.groups import free_rounds_left, rounds_left
from speeddating.solve.mixed.model.variables import first_meetings, sum_of
from speeddating.solve.rounds.rules import Condition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from speeddating.solve.mixed.model.variables import SeatVars

BACKGROUND = "background"


def seats_suffice(x: SeatVars) -> Iterator[Condition]:
    """Σ_p x[s, p, r, t] ≤ seats[s, t, r], or the even share that takes its place."""
    for (side, r, t), here in x.at_table.items():
        seats = int(x.asked.problem.sides[side].seats[t, r])
        if len(here) > seats:
            yield Condition(BACKGROUND, sum_of(here.values()) <= seats, {})


def nobody_sits_alone(x: SeatVars) -> Iterator[Condition]:
    """x[s, p, r, t] ≤ Σ_q x[s', q, r, t]: somebody of the other side is there."""
    for (side, _, r, t), seat in x.sits.items():
        others = x.at_table.get((1 - side, r, t), {})
        yield Condition(BACKGROUND, sum_of(others.values()) >= seat, {})


def meetings_are_shared_tables(x: SeatVars) -> Iterator[Condition]:
    """
    y[e, a, r] = 1 exactly if x[e, r, t] = x[a, r, t] = 1 for one t.

    Beside that, as a flow would say it: Σ_a y[e, a, r] ≤ Σ_t l_t x[e, r, t], and the same for
    associations; without it the linear relaxation knows no bound worth having.
    """
    for (e, a, r), meeting in x.meets.items():
        ours, theirs = x.tables_of[0, e, r], x.tables_of[1, a, r]
        common = [t for t in ours if t in theirs]
        for mine, others in ((ours, theirs), (theirs, ours)):
            yield Condition(BACKGROUND, sum_of(mine[t] for t in common) >= meeting, {})
            for t in common:
                yield Condition(BACKGROUND, meeting + mine[t] <= 1 + others[t], {})
        for t in common:
            yield Condition(BACKGROUND, ours[t] + theirs[t] <= 1 + meeting, {})
    partners: dict[tuple[int, int, int], list[object]] = {}
    for (e, a, r), meeting in x.meets.items():
        partners.setdefault((0, e, r), []).append(meeting)
        partners.setdefault((1, a, r), []).append(meeting)
    for (side, p, r), meetings in partners.items():
        seats = x.asked.problem.sides[1 - side].seats[:, r]
        room = sum(int(seats[t]) * v for t, v in x.tables_of[side, p, r].items())
        yield Condition(BACKGROUND, sum_of(meetings) <= room, {})  # type: ignore[arg-type]


def apart(x: SeatVars) -> Iterator[Condition]:
    """x[p, r, t] + x[q, r, t] ≤ 1: across the sides, and beside each other."""
    named = _incompatible(x)
    for e, a in np.argwhere(x.asked.apart).tolist():
        label, data = named.get(((0, e), (1, a)), (BACKGROUND, {}))
        for r in range(x.asked.held, x.asked.problem.rounds):
            ours, theirs = x.tables_of.get((0, e, r), {}), x.tables_of.get((1, a, r), {})
            for t in ours.keys() & theirs.keys():
                yield Condition(label, ours[t] + theirs[t] <= 1, data)
    for side, people in enumerate(x.asked.problem.sides):
        if people.rivals is None:
            continue
        for p, q in np.argwhere(np.triu(people.rivals)).tolist():
            label, data = named.get(((side, p), (side, q)), (BACKGROUND, {}))
            for r in range(x.asked.held, x.asked.problem.rounds):
                one, other = x.tables_of.get((side, p, r), {}), x.tables_of.get((side, q, r), {})
                for t in one.keys() & other.keys():
                    yield Condition(label, one[t] + other[t] <= 1, data)


Seat = tuple[int, int]


def _incompatible(x: SeatVars) -> dict[tuple[Seat, Seat], tuple[str, dict[str, object]]]:
    """By two people (side, position), in order, the incompatibility that keeps them apart."""
    found: dict[tuple[Seat, Seat], tuple[str, dict[str, object]]] = {}
    sides = list(x.limits.sides.values())
    for pair in x.limits.rencontre.incompatibilities:
        ends = [
            [(side, p) for side, one in enumerate(sides) for p in one.stands_for(party)]
            for party in (pair.a, pair.b)
        ]
        for one in ends[0]:
            for other in ends[1]:
                key = (min(one, other), max(one, other))
                found[key] = ("incompatible_apart", {"a": pair.a, "b": pair.b})
    return found


def pairings_meet_once(x: SeatVars) -> Iterator[Condition]:
    """Σ y ≤ meetings per pairing, where tables seat one and one and no group joins the two."""
    for (e, a), meetings in x.of_pairing.items():
        most = int(x.asked.times[e, a])
        if len(meetings) > most:
            yield Condition(BACKGROUND, sum_of(meetings) <= most, {})


def least_and_most_meetings(x: SeatVars) -> Iterator[Condition]:
    """least[p] ≤ Σ x ≤ most[p]."""
    for side, one in enumerate(x.limits.sides.values()):
        for p, who in enumerate(one.people):
            seats = x.seats_of(side, p)
            if who.least:
                data = {"name": who.id, "least": who.least}
                yield Condition("least_meetings", sum_of(seats) >= who.least, data)
            if who.most is not None and len(seats) > who.most:
                data = {"name": who.id, "most": who.most}
                most = int(x.asked.most[side][p])
                yield Condition("most_meetings", sum_of(seats) <= most, data)


def musts_are_met(x: SeatVars) -> Iterator[Condition]:
    """A meeting that must happen happens, in its round where one is named: Σ y ≥ 1."""
    for wish, both in zip(demanded(x.limits), x.asked.musts, strict=True):
        data = {"a": wish.source, "b": wish.target, "round": wish.round or ""}
        yield Condition("musts_are_met", sum_of(x.granting(both)) >= 1, data)


def order_is_kept(x: SeatVars) -> Iterator[Condition]:
    """
    Of two meetings that both happen, one is first.

    For rounds r ≤ s: later[r] + first[s] ≤ 1 + Σ_{q < r} first[q].
    """
    for wish, (one, other) in ordered_meetings(x.limits):
        first, later = x.between(one), x.between(other)
        data = {"name": wish.source, "a": wish.target, "b": wish.before}
        for r, now in enumerate(later):
            earlier = sum_of(variable for meetings in first[:r] for variable in meetings)
            for meetings in first[r:]:
                for meeting in now:
                    for late in meetings:
                        yield Condition("order_is_kept", meeting + late <= 1 + earlier, data)


def locks_are_kept(x: SeatVars) -> Iterator[Condition]:
    """x[p, r, t] = 1."""
    at = {table.id: t for t, table in enumerate(x.limits.rencontre.tables)}
    of = {
        who.id: (side, p)
        for side, one in enumerate(x.limits.sides.values())
        for p, who in enumerate(one.people)
    }
    for lock in x.limits.rencontre.locks:
        if lock.round not in x.limits.rounds or x.limits.is_over(lock.round):
            continue
        r = x.limits.rounds.index(lock.round)
        seat = x.tables_of[(*of[lock.participant], r)].get(at[lock.table])
        data = {"name": lock.participant, "round": lock.round, "table": lock.table}
        yield Condition("locks_are_kept", sum_of([] if seat is None else [seat]) >= 1, data)


def groups_sit_together(x: SeatVars) -> Iterator[Condition]:
    """
    A group sits in its rounds and as many more as it asks for, one delegate of each member there.

    z[g, r, t] ≤ Σ_{p of o} x[p, r, t]; a facilitator is at one table at a time, and so is an
    organisation that is in several groups, however many it sends.
    """
    groups = x.limits.rencontre.groups
    for g, group in enumerate(groups):
        wanted = len(rounds_left(x.limits, group)) + free_rounds_left(x.limits, group)
        data = {"group": group.name, "count": wanted}
        sittings = [v for (h, *_), v in x.groups.items() if h == g]
        yield Condition("groups_sit_together", sum_of(sittings) == wanted, data)
        for r, number in enumerate(x.limits.rounds):
            here = [v for (h, s, _), v in x.groups.items() if (h, s) == (g, r)]
            least = 1 if number in rounds_left(x.limits, group) else 0
            yield Condition("groups_sit_together", sum_of(here) >= least, data)
            yield Condition(BACKGROUND, sum_of(here) <= 1, {})
        yield from _members_are_there(x, g)
    for r in range(x.asked.problem.rounds):
        for (g, one), (h, other) in combinations(enumerate(groups), 2):
            for t in range(x.asked.problem.tables):
                # one table keeps to one group, as its round card has room for one
                both = [x.groups[k, r, t] for k in (g, h) if (k, r, t) in x.groups]
                yield Condition(BACKGROUND, sum_of(both) <= 1, {})
            led = {one.facilitator, other.facilitator}
            alone = None not in led and len(led) == 1
            if alone or not set(one.organisations).isdisjoint(other.organisations):
                both = [v for (k, s, _), v in x.groups.items() if s == r and k in (g, h)]
                yield Condition(BACKGROUND, sum_of(both) <= 1, {})


def _members_are_there(x: SeatVars, g: int) -> Iterator[Condition]:
    """Of each member with somebody there in the round, one sits at the table of the group."""
    group = x.limits.rencontre.groups[g]
    people = [
        (side, one.delegates[one.organisation_at[o]])
        for side, one in zip((0, 1), (x.limits.sides[s] for s in Side), strict=True)
        for o in group.organisations
        if o in one.organisation_at
    ]
    for (h, r, t), sitting in x.groups.items():
        if h != g:
            continue
        for side, delegates in people:
            there = [p for p in delegates if (side, p, r) in x.tables_of]
            seats = [x.sits[side, p, r, t] for p in there if (side, p, r, t) in x.sits]
            if there:
                yield Condition(BACKGROUND, sum_of(seats) >= sitting, {})
        # both sides sit at a table; a group of whom nobody is there cannot
        every = [*x.at_table.get((0, r, t), {}).values(), *x.at_table.get((1, r, t), {}).values()]
        yield Condition(BACKGROUND, sum_of(every) >= sitting, {})
        attending = any((s, p, r) in x.tables_of for s, delegates in people for p in delegates)
        if not attending:
            yield Condition(BACKGROUND, sum_of([sitting]) <= 0, {})


def facts_stay(x: SeatVars) -> Iterator[Condition]:
    """x[p, r, t] = 1 in rounds already held, and where seats are told to stay."""
    for company in fixed(x.limits):
        for side, mine in enumerate(company.sides):
            for p in mine.tolist():
                seat = x.sits[side, p, company.round, company.table]
                yield Condition(BACKGROUND, sum_of([seat]) >= 1, {})


def enough_new_pairings(x: SeatVars) -> Iterator[Condition]:
    """As many new pairings as a replan was told to reach: Σ min(1, Σ y) ≥ least."""
    if x.asked.least_new:
        yield Condition(BACKGROUND, sum_of(first_meetings(x).values()) >= x.asked.least_new, {})


FAMILIES: tuple[Callable[[SeatVars], Iterator[Condition]], ...] = (
    seats_suffice,
    nobody_sits_alone,
    meetings_are_shared_tables,
    apart,
    pairings_meet_once,
    least_and_most_meetings,
    musts_are_met,
    order_is_kept,
    locks_are_kept,
    groups_sit_together,
    facts_stay,
    enough_new_pairings,
)
"""Presence, tables that stand, zones and access are bans: there are no variables for them."""

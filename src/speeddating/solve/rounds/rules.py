"""
Rules over pair x round: each a pure generator of labelled conditions that never posts anything.

``x[k, r]`` is 1 when pair ``k`` meets in round ``r``. A label is (rule, data), so that a conflict
can be told in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from speeddating.solve.rounds.levels import first_meetings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ortools.sat.python.cp_model import BoundedLinearExpression

    from speeddating.domain.base import TableId
    from speeddating.domain.demands import Lock, Wish
    from speeddating.domain.people import Participant
    from speeddating.solve.rounds.model import RoundVars

    Tables = frozenset[TableId]


class Condition(NamedTuple):
    """Something that must hold, the rule it belongs to, and whom it concerns."""

    rule: str
    holds: BoundedLinearExpression | bool
    data: Mapping[str, object]


def promise_said(person: Participant) -> dict[str, object]:
    """Whom a promise concerns."""
    return {"name": person.id, "least": person.least}


def must_said(wish: Wish) -> dict[str, object]:
    """Whom a must concerns."""
    return {"a": wish.source, "b": wish.target, "round": wish.round or ""}


def lock_said(lock: Lock) -> dict[str, object]:
    """Whom a lock concerns."""
    return {"name": lock.participant, "round": lock.round, "table": lock.table}


def one_seat_per_round(x: RoundVars) -> Iterator[Condition]:
    """Nobody has two meetings in one round: Σ_{k of p} x[k, r] ≤ 1."""
    people = x.space.limits.sides
    for (side, person), rounds in x.of_person.items():
        name = people[side].people[person].id
        for number, meetings in enumerate(rounds):
            if len(meetings) > 1 and not x.space.limits.is_held(number):
                yield Condition("one_seat_per_round", sum(meetings) <= 1, {"name": name})


def tables_suffice(x: RoundVars) -> Iterator[Condition]:
    """
    Meetings fit the tables that stand: Σ_k x[k, r] ≤ tables[r].

    Where people may sit only at some tables, the same holds for every union ``U`` of such sets
    that overlap: Σ_{k within U} x[k, r] ≤ |U| (Hall 1935); then a seating exists. A pair that keeps
    its published table is within every union which has that table.
    """
    rounds = x.space.limits.rounds
    for number, meetings in enumerate(x.of_round):
        variables = [variable for _, variable in meetings]
        tables = int(x.space.capacity[number])  # of a round that was held: as many as were laid
        if len(variables) > tables:
            data = {"round": rounds[number], "tables": tables}
            yield Condition("tables_stand", sum(variables) <= tables, data)
    if x.space.restricted:
        yield from _restricted_tables(x)


def _restricted_tables(x: RoundVars) -> Iterator[Condition]:
    kept = {(k, number): table for k, number, table in x.space.kept}
    for number, meetings in enumerate(x.of_round):
        if x.space.limits.is_held(number):
            continue
        within: dict[Tables, list[object]] = {}
        keeping: dict[Tables, list[tuple[Tables | None, object]]] = {}
        for k, variable in meetings:
            tables = x.space.tables_for(k, number)
            if tables is not None:
                within.setdefault(tables, []).append(variable)
            if (k, number) in kept:
                own = frozenset({kept[k, number]})
                within.setdefault(own, [])
                keeping.setdefault(own, []).append((tables, x.keeps[k, number]))
        for union in unions(list(within)):
            inside = [v for tables, found in within.items() if tables <= union for v in found]
            inside += [
                keeps
                for own, found in keeping.items()
                if own <= union
                for tables, keeps in found
                if tables is None or not tables <= union
            ]
            if len(inside) > len(union):
                data = {"round": x.space.limits.rounds[number], "tables": len(union)}
                yield Condition("fixed_tables", sum(inside) <= len(union), data)  # type: ignore[arg-type]


def unions(sets: list[Tables]) -> list[Tables]:
    """Every union of overlapping sets, each reached by adding one that overlaps it."""
    found = dict.fromkeys(sorted(sets, key=sorted))
    queue = list(found)
    while queue:
        one = queue.pop()
        for other in sets:
            both = one | other
            if one & other and both not in found:
                found[both] = None
                queue.append(both)
    return list(found)


def pairings_meet_once(x: RoundVars) -> Iterator[Condition]:
    """A pairing meets at most as often as asked for; exactly once where that is given."""
    most = x.space.limits.rencontre.meetings_per_pairing
    if x.space.given:
        for meetings in x.of_pair:
            yield Condition("pairings_meet_once", sum(meetings.values()) == 1, {})
        return
    held = x.held_times(x.of_pairing)
    for pairing, variables in x.of_pairing.items():
        if len(variables) > most:
            bound = max(most, held[pairing])
            yield Condition("pairings_meet_once", sum(variables) <= bound, {})


def least_meetings(x: RoundVars) -> Iterator[Condition]:
    """Nobody sits in fewer rounds than promised: Σ x ≥ least[p]."""
    for (side, person), rounds in x.of_person.items():
        who = x.space.limits.sides[side].people[person]
        if who.least:
            total = sum(variable for meetings in rounds for variable in meetings)
            yield Condition("least_meetings", total >= who.least, promise_said(who))


def most_meetings(x: RoundVars) -> Iterator[Condition]:
    """Nobody sits in more rounds than they want: Σ x ≤ most[p]."""
    for (side, person), rounds in x.of_person.items():
        who = x.space.limits.sides[side].people[person]
        if who.most is not None:
            total = sum(variable for meetings in rounds for variable in meetings)
            sat = sum(len(found) for r, found in enumerate(rounds) if x.space.limits.is_held(r))
            data = {"name": who.id, "most": who.most}
            yield Condition("most_meetings", total <= max(who.most, sat), data)


def musts_are_met(x: RoundVars) -> Iterator[Condition]:
    """A meeting that must happen happens, in its round where one is named: Σ x ≥ 1."""
    for wish in x.space.limits.rencontre.wishes:
        if not wish.is_must or x.space.limits.is_over(wish.round):
            continue
        meetings = x.granting(wish)
        yield Condition("musts_are_met", sum(meetings) >= 1, must_said(wish))


def order_is_kept(x: RoundVars) -> Iterator[Condition]:
    """
    Of two meetings that both happen, one is first.

    For rounds r ≤ s: later[r] + first[s] ≤ 1 + Σ_{q < r} first[q].
    """
    for wish in x.space.limits.rencontre.wishes:
        if wish.before is None:
            continue
        first = x.between(wish.source, wish.target)
        later = x.between(wish.source, wish.before)
        data = {"name": wish.source, "a": wish.target, "b": wish.before}
        for r, now in enumerate(later):
            earlier = [variable for meetings in first[:r] for variable in meetings]
            for s, meetings in enumerate(first[r:], start=r):
                if x.space.limits.is_held(s):
                    continue  # nor is the later meeting still to come
                for one in now:
                    for other in meetings:
                        yield Condition("order_is_kept", one + other <= 1 + sum(earlier), data)


def locks_are_kept(x: RoundVars) -> Iterator[Condition]:
    """A locked seat is taken: Σ_k x[k, r] = 1; its table is among the open ones of the space."""
    limits = x.space.limits
    for lock in limits.rencontre.locks:
        if x.space.limits.is_over(lock.round):
            continue
        number = limits.rounds.index(lock.round)
        for (side, person), rounds in x.of_person.items():
            if limits.sides[side].people[person].id == lock.participant:
                yield Condition("locks_are_kept", sum(rounds[number]) >= 1, lock_said(lock))


def rounds_held_stay(x: RoundVars) -> Iterator[Condition]:
    """What took place took place: x[k, r] = 1 in every round that was held."""
    for number, meetings in enumerate(x.of_round):
        if x.space.limits.is_held(number):
            for _, variable in meetings:
                yield Condition("rounds_held_stay", variable == 1, {})


def enough_new_pairings(x: RoundVars) -> Iterator[Condition]:
    """As many new pairings as a replan was told to reach: Σ min(1, times they meet) ≥ least."""
    resumed = x.space.limits.resumed
    if resumed is not None and resumed.least_new:
        found = [variable for first in first_meetings(x).values() for variable in first]
        yield Condition("enough_new_pairings", sum(found) >= resumed.least_new, {})


FAMILIES: tuple[Callable[[RoundVars], Iterator[Condition]], ...] = (
    one_seat_per_round,
    tables_suffice,
    pairings_meet_once,
    least_meetings,
    most_meetings,
    musts_are_met,
    order_is_kept,
    locks_are_kept,
)
"""Presence, incompatibility, appetite, zones and access are bans: the space leaves them out."""

OF_THE_DAY: tuple[Callable[[RoundVars], Iterator[Condition]], ...] = (
    rounds_held_stay,
    enough_new_pairings,
)
"""What an evening under way adds."""

SUPPORTS: frozenset[str] = frozenset(
    {
        "tables_stand",
        "fixed_tables",
        "zones",
        "access",
        "people_are_there",
        "incompatible_apart",
        "delegates_apart",
        "competitors_apart",
        "pairings_meet_once",
        "least_meetings",
        "most_meetings",
        "musts_are_met",
        "order_is_kept",
        "locks_are_kept",
        "wishes_in_round",
        "musts_in_round",
        "named_delegates",
        "shared_fixed_tables",
    }
)
"""Rules this space can keep."""

"""Which rules a rencontre brings into play, so that the smallest space that keeps them is taken."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from speeddating.domain.people import Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from speeddating.domain.people import Participant
    from speeddating.domain.rencontre import Rencontre


def demands(rencontre: Rencontre) -> frozenset[str]:
    """Names of the rules in play: :data:`RULES` and :data:`FURTHER`."""
    return frozenset(name for name, asked in (RULES | FURTHER).items() if asked(rencontre))


def _never(_rencontre: Rencontre) -> bool:
    """Kept by the shape of every space: no schedule that one can say breaks it."""
    return False


def _any(of: Callable[[Participant], object]) -> Callable[[Rencontre], bool]:
    return lambda rencontre: any(of(person) for person in rencontre.participants if person.present)


def _several_delegates(rencontre: Rencontre) -> bool:
    return max(_sent_by(rencontre).values()) > 1


def _sent_by(rencontre: Rencontre) -> Counter[str]:
    return Counter(p.organisation for p in rencontre.participants if p.present)


def _named_delegates(rencontre: Rencontre) -> bool:
    """Whether a wish or an incompatibility names one of several delegates."""
    people = _sent_by(rencontre)
    several = {p.id for p in rencontre.participants if people[p.organisation] > 1}
    named: set[object] = {
        party for pair in rencontre.incompatibilities for party in (pair.a, pair.b)
    }
    named |= {party for wish in rencontre.wishes for party in (wish.source, wish.target)}
    return bool(several & named)


def _shared_fixed_tables(rencontre: Rencontre) -> bool:
    """Whether people of both sides, or a delegate among several, have a table of their own."""
    people = _sent_by(rencontre)
    if any(people[p.organisation] > 1 for p in rencontre.participants if p.table):
        return True
    both = [{p.table for p in rencontre.on(side) if p.table} for side in Side]
    return bool(both[0] & both[1])


RULES: dict[str, Callable[[Rencontre], bool]] = {
    "everything_is_known": _never,
    "one_seat_per_round": _never,
    "breaks_are_kept": _never,
    "tables_stand": lambda rencontre: any(t.rounds is not None for t in rencontre.tables),
    "seats_suffice": lambda rencontre: any(
        t.seats_entreprises > 1 or t.seats_associations > 1 for t in rencontre.tables
    ),
    "nobody_sits_alone": _never,
    "fixed_tables": _any(lambda person: person.table),
    "zones": _any(lambda person: person.zone),
    "access": _any(lambda person: person.needs_access),
    "people_are_there": _any(lambda person: person.absent),
    "incompatible_apart": lambda rencontre: bool(rencontre.incompatibilities),
    "delegates_apart": _several_delegates,
    "competitors_apart": lambda rencontre: rencontre.competitors_apart,
    "pairings_meet_once": lambda rencontre: rencontre.meetings_per_pairing > 1,
    "meetings_again_are_welcome": _never,
    "least_meetings": _any(lambda person: person.least),
    "most_meetings": _any(lambda person: person.most is not None),
    "musts_are_met": lambda rencontre: any(wish.is_must for wish in rencontre.wishes),
    "order_is_kept": lambda rencontre: any(wish.before for wish in rencontre.wishes),
    "locks_are_kept": lambda rencontre: bool(rencontre.locks),
    "groups_sit_together": lambda rencontre: bool(rencontre.groups),
}
"""Every rule, and when it asks something of a space; same names as the checks."""

FURTHER: dict[str, Callable[[Rencontre], bool]] = {
    "wishes_in_round": lambda rencontre: any(
        wish.round and not wish.is_must for wish in rencontre.wishes
    ),
    "musts_in_round": lambda rencontre: any(
        wish.round and wish.is_must for wish in rencontre.wishes
    ),
    "named_delegates": _named_delegates,
    "shared_fixed_tables": _shared_fixed_tables,
    "resumed": lambda rencontre: rencontre.resume_at is not None and rencontre.resume_at > 1,
}
"""Forms of those rules that not every space can say."""

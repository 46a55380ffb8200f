"""Rules about who meets whom, and how often; each yields who breaks it, where and when."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from speeddating.domain.names import matching_keys
from speeddating.domain.people import Appetite, meet_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from speeddating.checks.seats import Seats
    from speeddating.domain.base import OrganisationId, ParticipantId, PartyId, TableId


def people_are_there(seats: Seats) -> Iterator[dict[str, object]]:
    """Nobody sits while absent: Σ_t x[p, t, r] ≤ there[p, r]."""
    for person in seats.rencontre.participants:
        if person.present and not person.absent:
            continue
        for seating in seats.seatings_of[person.id]:
            if not person.present or seating.round in person.absent:
                yield {"round": seating.round, "table": seating.table, "name": person.id}


def incompatible_apart(seats: Seats) -> Iterator[dict[str, object]]:
    """Incompatible parties never share a table: x[p, t, r] + x[q, t, r] ≤ 1."""
    for pair in seats.rencontre.incompatibilities:
        for number in sorted(seats.rounds_together(pair.a, pair.b)):
            yield {"round": number, "a": pair.a, "b": pair.b}


def delegates_apart(seats: Seats) -> Iterator[dict[str, object]]:
    """Two people of one organisation never share a table: Σ_{p of o} x[p, t, r] ≤ 1."""
    for seating in seats.shared:
        for one_side in (seating.entreprises, seating.associations):
            organisations = [seats.organisation_of[who] for who in one_side]
            for name in sorted({o for o in organisations if organisations.count(o) > 1}):
                yield {"round": seating.round, "table": seating.table, "name": name}


def competitors_apart(seats: Seats) -> Iterator[dict[str, object]]:
    """Where asked for, people of one side and one sector sit apart: x[p, t, r] + x[q, t, r] ≤ 1."""
    if not seats.rencontre.competitors_apart:
        return
    known = seats.rencontre.organisation_by_id
    for seating in seats.shared:
        for one_side in (seating.entreprises, seating.associations):
            for one, other in _pairs(seats, one_side):
                sectors = [known[who].sector for who in (one, other)]
                if None not in sectors and len(matching_keys(filter(None, sectors))) == 1:
                    yield {
                        "round": seating.round,
                        "table": seating.table,
                        "a": one,
                        "b": other,
                    }


def _pairs(
    seats: Seats, people: Iterable[ParticipantId]
) -> Iterator[tuple[OrganisationId, OrganisationId]]:
    """Organisations of ``people``, two by two, in one order."""
    return combinations(sorted({seats.organisation_of[who] for who in people}), 2)


def pairings_meet_once(seats: Seats) -> Iterator[dict[str, object]]:
    """
    A pairing meets at most as often as asked for: Σ meetings[o, q] ≤ meetings_per_pairing.

    Tables of several seats bring people together again; there it holds for organisations that
    never meet anybody twice, and the level ``new_pairings`` counts other pairings once.
    """
    most = seats.rencontre.meetings_per_pairing
    often = [pairing for pairing, times in seats.meetings.items() if times > most]
    if often and not seats.rencontre.one_to_one:
        asked, wants = _asked_for(seats), seats.rencontre.wants
        often = [
            pairing
            for pairing in often
            if any(wants[organisation] is Appetite.NEW_ONLY for organisation in pairing)
            and asked.get(frozenset(pairing)) != "demanded"
        ]
    for pairing in often:
        if pairing not in seats.in_one_group:
            yield {
                "a": pairing.entreprise,
                "b": pairing.association,
                "count": seats.meetings[pairing],
                "most": most,
            }


def meetings_again_are_welcome(seats: Seats) -> Iterator[dict[str, object]]:
    """Who met before meets again only if neither refuses and one takes it, or m[e, a] = 0."""
    again = [pairing for pairing in seats.meetings if pairing in seats.met_again]
    if not again:
        return
    asked = _asked_for(seats)
    for pairing in again:
        if pairing in seats.in_one_group or asked.get(frozenset(pairing)) == "demanded":
            continue
        wants = [seats.rencontre.wants[organisation] for organisation in pairing]
        wished = frozenset(pairing) in asked and Appetite.NEW_ONLY not in wants
        if not wished and not meet_again(*wants):
            yield {"a": pairing.entreprise, "b": pairing.association}


def _asked_for(seats: Seats) -> dict[frozenset[str], str]:
    """Pairings that a wish names, and those that a must or two locks demand."""
    organisation: dict[PartyId, OrganisationId] = {
        o.id: o.id for o in seats.rencontre.organisations
    }
    organisation.update(seats.organisation_of.items())
    found: dict[frozenset[str], str] = {}
    for wish in sorted(seats.rencontre.wishes, key=lambda w: w.is_must):
        pair = frozenset((organisation[wish.source], organisation[wish.target]))
        found[pair] = "demanded" if wish.is_must else "wished"
    locked: defaultdict[tuple[int, TableId], list[ParticipantId]] = defaultdict(list)
    for lock in seats.rencontre.locks:
        locked[lock.round, lock.table].append(lock.participant)
    for together in locked.values():
        for one, other in combinations(together, 2):
            pair = frozenset((seats.organisation_of[one], seats.organisation_of[other]))
            found[pair] = "demanded"
    return found


def least_meetings(seats: Seats) -> Iterator[dict[str, object]]:
    """Nobody expected sits in fewer rounds than promised: Σ x[p, t, r] ≥ least[p]."""
    for person in seats.rencontre.participants:
        count = len(seats.seatings_of[person.id])
        if person.present and person.least is not None and count < person.least:
            yield {"name": person.id, "count": count, "least": person.least}


def most_meetings(seats: Seats) -> Iterator[dict[str, object]]:
    """Nobody sits in more rounds than they want: Σ x[p, t, r] ≤ most[p]."""
    for person in seats.rencontre.participants:
        count = len(seats.seatings_of[person.id])
        if person.most is not None and count > person.most:
            yield {"name": person.id, "count": count, "most": person.most}

"""A rencontre of mixed tables as plain arrays, and its seats back as a schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.names import matching_key
from speeddating.domain.people import Side
from speeddating.domain.schedule import Schedule, Seating
from speeddating.solve.mixed.facts.companies import fixed, met_in
from speeddating.solve.mixed.facts.problem import FREE, MixedProblem, People

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from speeddating.domain.base import FacilitatorId, ParticipantId, TableId
    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.facts.arrays import Tables
    from speeddating.solve.mixed.facts.companies import Company

    Bools = NDArray[np.bool_]

Seats = dict["tuple[ParticipantId, int]", "TableId"]
"""Who is bound to which table in which round number."""


def problem(limits: Limits, bound_to: Mapping[tuple[ParticipantId, int], TableId]) -> MixedProblem:
    """
    Arrays of ``limits``; rounds are positions among the working rounds.

    Parameters
    ----------
    bound_to
        Seats already decided: locks and project groups.

    Where seats are facts, or told to stay, a table has just those seats and everybody is locked;
    in a round already held, no other table stands.
    """
    facts = fixed(limits)
    entreprises, associations = (_people(limits, side, bound_to, facts) for side in Side)
    held = met_in(limits, (one for one in facts if limits.is_held(one.round)))
    must = np.zeros(limits.shape, dtype=np.bool_)
    for wish, pairs in limits.wished():
        for pair in pairs:
            must[pair] |= wish.is_must
    once = meeting_seldom(limits) & (limits.rencontre.meetings_per_pairing == 1)
    return MixedProblem(
        entreprises,
        associations,
        new=limits.new | (held & ~limits.met),
        banned=~(limits.unmet | limits.again | in_one_group(limits)),
        once=once if once.any() else None,
        must=must if must.any() else None,
        held=held if held.any() else None,
    )


def meeting_seldom(limits: Limits) -> Bools:
    """``[entreprise, association]`` organisations that meet no more often than a pairing should."""
    everybody = limits.rencontre.one_to_one
    return ~in_one_group(limits) & (everybody | limits.refused_again)


def in_one_group(limits: Limits) -> Bools:
    """``[entreprise, association]`` organisations that a project group brings together."""
    found = np.zeros(limits.shape, dtype=np.bool_)
    rows, columns = limits.entreprises.organisation_at, limits.associations.organisation_at
    for group in limits.rencontre.groups:
        e = [rows[o] for o in group.organisations if o in rows]
        a = [columns[o] for o in group.organisations if o in columns]
        found[np.ix_(e, a)] = True
    return found & ~limits.apart


def _people(
    limits: Limits,
    side: Side,
    bound_to: Mapping[tuple[ParticipantId, int], TableId],
    facts: Sequence[Company],
) -> People:
    rencontre, one = limits.rencontre, limits.sides[side]
    table_at = {table.id: t for t, table in enumerate(rencontre.tables)}
    chairs = np.array(
        [
            table.seats_entreprises if side is Side.ENTREPRISE else table.seats_associations
            for table in rencontre.tables
        ]
    )
    locked = np.full((len(one.people), len(limits.rounds)), FREE)
    open_to = np.ones((len(one.people), len(table_at), len(limits.rounds)), dtype=np.bool_)
    for p, person in enumerate(one.people):
        places = limits.places(person)
        if places is not None:
            open_to[p] = np.array([table in places for table in table_at])[:, None]
        for r, number in enumerate(limits.rounds):
            table = bound_to.get((person.id, number))
            if table is not None and not limits.is_held(r):
                locked[p, r] = table_at[table]
    seats = chairs[:, None] * limits.stands
    seats[:, [limits.is_held(r) for r in range(len(limits.rounds))]] = 0
    for company in facts:
        mine = company.sides[list(Side).index(side)]
        locked[mine, company.round] = company.table
        open_to[mine, company.table, company.round] = True
        seats[company.table, company.round] = len(mine)
    return People(
        there=limits.there(side),
        seats=seats,
        organisation=one.organisation_of,
        open=None if open_to.all() else open_to,
        locked=locked,
        rivals=_rivals(limits, side),
    )


def _rivals(limits: Limits, side: Side) -> Bools | None:
    """``[person, person]`` never at one table: incompatible, of one organisation, competitors."""
    one, rencontre = limits.sides[side], limits.rencontre
    rivals = one.organisation_of[:, None] == one.organisation_of[None, :]
    np.fill_diagonal(rivals, val=False)
    for pair in rencontre.incompatibilities:
        for p in one.stands_for(pair.a):
            for q in one.stands_for(pair.b):
                rivals[p, q] = rivals[q, p] = True
    if rencontre.competitors_apart:
        known = rencontre.organisation_by_id
        told = [known[person.organisation].sector for person in one.people]
        sectors = [None if sector is None else matching_key(sector) for sector in told]
        for p, sector in enumerate(sectors):
            for q, other in enumerate(sectors):
                rivals[p, q] |= p != q and sector is not None and sector == other
    return rivals if rivals.any() else None


def schedule(
    limits: Limits,
    at: Tables,
    accompanied: Mapping[tuple[TableId, int], FacilitatorId],
) -> Schedule:
    """
    The seats by round, then table.

    Parameters
    ----------
    at
        By side, ``[person, round]`` the table, or -1.
    accompanied
        The facilitator at a table in a round number.
    """
    seatings = [] if limits.resumed is None else list(limits.resumed.held)
    for r, number in enumerate(limits.rounds):
        if limits.is_held(r):
            continue
        for t, table in enumerate(limits.rencontre.tables):
            e, a = (
                tuple(one.people[p].id for p in np.flatnonzero(seats[:, r] == t))
                for one, seats in zip(limits.sides.values(), at, strict=True)
            )
            if e or a:
                who = accompanied.get((table.id, number))
                seatings.append(
                    Seating(
                        round=number,
                        table=table.id,
                        entreprises=e,
                        associations=a,
                        facilitators=() if who is None else (who,),
                    )
                )
    return Schedule(rencontre=limits.rencontre.name, seatings=tuple(seatings))

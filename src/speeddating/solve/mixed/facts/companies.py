"""An evening under way at tables of several: companies that are facts, and those worth keeping."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from speeddating.domain.schedule import Seating
    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.facts.arrays import Booleans, Integers
    from speeddating.solve.mixed.facts.asked import Asked


class Company(NamedTuple):
    """Who sits together at one table in one round, by position."""

    round: int
    table: int
    sides: tuple[Integers, Integers]

    @property
    def size(self) -> int:
        """People of both sides."""
        return len(self.sides[0]) + len(self.sides[1])

    def sits(self, at: tuple[Integers, Integers]) -> bool:
        """Whether all of them, and nobody else, sit there, by ``[person, round]`` tables."""
        return all(
            np.array_equal(np.flatnonzero(rows[:, self.round] == self.table), mine)
            for rows, mine in zip(at, self.sides, strict=True)
        )


def companies(limits: Limits, seatings: Iterable[Seating]) -> Iterator[Company]:
    """Those of which the round, the table and everybody are still expected."""
    rounds = {number: r for r, number in enumerate(limits.rounds)}
    tables = {table.id: t for t, table in enumerate(limits.rencontre.tables)}
    entreprises, associations = limits.sides.values()
    for seating in seatings:
        if seating.round not in rounds or seating.table not in tables:
            continue
        mine = [entreprises.stands_for(who) for who in seating.entreprises]
        theirs = [associations.stands_for(who) for who in seating.associations]
        if all(mine) and all(theirs):
            sides = (
                np.array(sorted(p for p, *_ in side), dtype=np.int64) for side in (mine, theirs)
            )
            yield Company(rounds[seating.round], tables[seating.table], (next(sides), next(sides)))


def fixed(limits: Limits) -> list[Company]:
    """Companies that no search changes: those of rounds held, and those that are told to stay."""
    if limits.resumed is None:
        return []
    return list(companies(limits, (*limits.resumed.held, *limits.resumed.staying)))


def published(limits: Limits) -> list[Company]:
    """Companies as they were handed out."""
    return (
        [] if limits.resumed is None else list(companies(limits, limits.resumed.published.seatings))
    )


def may_stay(company: Company, asked: Asked, bound: Mapping[tuple[int, int], int]) -> bool:
    """
    Whether a published company breaks no rule where it sits.

    Parameters
    ----------
    bound
        Table of (side, person) who are locked in that round.
    """
    problem, r, t = asked.problem, company.round, company.table
    here = {(side, int(p)) for side in (0, 1) for p in company.sides[side]}
    if any((who in here) != (table == t) for who, table in bound.items()):
        return False
    for people, mine in zip(problem.sides, company.sides, strict=True):
        if (
            not people.there[mine, r].all()
            or len(mine) > people.seats[t, r]
            or (people.open is not None and not people.open[mine, t, r].all())
            or (people.rivals is not None and people.rivals[np.ix_(mine, mine)].any())
        ):
            return False
    return not asked.apart[np.ix_(*company.sides)].any()


def met_in(limits: Limits, found: Iterable[Company]) -> Booleans:
    """``[entreprise, association]`` organisations that meet in these companies."""
    met = np.zeros(limits.shape, dtype=np.bool_)
    of = (limits.entreprises.organisation_of, limits.associations.organisation_of)
    for company in found:
        met[np.ix_(of[0][company.sides[0]], of[1][company.sides[1]])] = True
    return met

"""Rencontres as arrays of who may meet whom at each, how often, and how many meetings it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.history import Pairing
from speeddating.domain.people import Side
from speeddating.solve.demands import demands
from speeddating.solve.mixed.bounds.flow import Caps, caps
from speeddating.solve.mixed.found import without_locks
from speeddating.solve.ways import MIXED_ONLY

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from speeddating.domain.base import OrganisationId
    from speeddating.solve.limits import Limits

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

EXACT = frozenset(
    {"incompatible_apart", "delegates_apart", "competitors_apart", "most_meetings"}
)  # fmt: skip
"""Rules that :func:`limits_of` says in full; any other makes its figures mere upper bounds."""


@dataclass(frozen=True, eq=False)
class Joint:
    """
    What every rencontre of a season allows, over the organisations of all of them.

    Attributes
    ----------
    entreprises, associations
        Identifiers, ascending.
    pairs
        ``[rencontre, entreprise, association]`` who may meet there for the first time.
    rows, columns
        ``[rencontre, organisation]`` new partners there at most.
    totals
        ``[rencontre]`` new pairings there at most.
    """

    entreprises: tuple[OrganisationId, ...]
    associations: tuple[OrganisationId, ...]
    pairs: Bools
    rows: Ints
    columns: Ints
    totals: Ints

    def nothing(self) -> Bools:
        """``[rencontre, entreprise, association]`` nobody meets."""
        return np.zeros_like(self.pairs)

    def chosen(self, pairings: Sequence[Collection[Pairing]]) -> Bools:
        """``[rencontre, entreprise, association]`` the pairings of each rencontre."""
        row = {organisation: i for i, organisation in enumerate(self.entreprises)}
        column = {organisation: i for i, organisation in enumerate(self.associations)}
        found = self.nothing()
        for k, together in enumerate(pairings):
            for e, a in together:
                found[k, row[e], column[a]] = True
        return found

    def pairings(self, chosen: Bools) -> list[frozenset[Pairing]]:
        """Per rencontre the pairings of :meth:`chosen`, each in one rencontre only: the first."""
        first = chosen & (np.cumsum(chosen, axis=0) == 1)
        return [
            frozenset(
                Pairing(self.entreprises[e], self.associations[a])
                for e, a in np.argwhere(one).tolist()
            )
            for one in first
        ]

    def keeps(self, chosen: Bools) -> bool:
        """Whether every rencontre holds what is chosen for it."""
        return bool(
            not (chosen & ~self.pairs).any()
            and (chosen.sum(axis=2) <= self.rows).all()
            and (chosen.sum(axis=1) <= self.columns).all()
            and (chosen.sum(axis=(1, 2)) <= self.totals).all()
        )


def joint(rencontres: Sequence[Limits]) -> Joint:
    """The arrays of ``rencontres``, each after the history that its limits name."""
    names = [
        tuple(sorted({o for one in rencontres for o in one.sides[side].organisations}))
        for side in Side
    ]
    at = [{organisation: i for i, organisation in enumerate(of_side)} for of_side in names]
    count, shape = len(rencontres), (len(names[0]), len(names[1]))
    pairs = np.zeros((count, *shape), dtype=np.bool_)
    rows, columns = (np.zeros((count, size), dtype=np.int64) for size in shape)
    totals = np.zeros(count, dtype=np.int64)
    for k, limits in enumerate(rencontres):
        here = limits_of(limits)
        e = [at[0][o] for o in limits.entreprises.organisations]
        a = [at[1][o] for o in limits.associations.organisations]
        pairs[k][np.ix_(e, a)] = here.pairs
        rows[k, e], columns[k, a], totals[k] = here.rows, here.columns, here.total
    return Joint(names[0], names[1], pairs, rows, columns, totals)


def limits_of(limits: Limits) -> Caps:
    """
    What no schedule of one rencontre exceeds, by forgetting when people meet.

    A pairing needs a round in which both are there; an organisation has at most the meetings of
    its delegates; a round holds at most min(tables, entreprises there, associations there).
    """
    if demands(limits.rencontre) & MIXED_ONLY:
        return caps(without_locks(limits))
    present, degrees = [], []
    for side in Side:
        one = limits.sides[side]
        there = np.zeros((len(one.organisations), len(limits.rounds)), dtype=np.int64)
        np.add.at(there, one.organisation_of, limits.there(side).astype(np.int64))
        present.append(there)
        most = [sum(limits.most(one.people[p]) for p in people) for people in one.delegates]
        degrees.append(np.array(most, dtype=np.int64))
    together = present[0] @ present[1].T > 0
    people = np.minimum(*(there.sum(axis=0) for there in present))
    total = int(np.minimum(limits.stands.sum(axis=0), people).sum())
    return Caps(limits.unmet & together, degrees[0], degrees[1], total)


def is_exact(limits: Limits) -> bool:
    """Whether any pairings within :func:`limits_of` can be laid into the rounds (Kőnig 1916)."""
    return not demands(limits.rencontre) - EXACT and not limits.own

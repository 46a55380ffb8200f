"""What the engine of mixed tables needs to know, as plain arrays without names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from speeddating.solve.mixed.facts.arrays import Booleans, Integers

FREE = -1
"""In ``People.locked``: nothing is fixed for this person in this round."""


@dataclass(frozen=True, eq=False)
class People:
    """
    One side: who is there when, and where they may sit.

    Attributes
    ----------
    there
        ``there[p, r]``: person ``p`` is there in round ``r`` (rounds count from 0 here).
    seats
        ``seats[t, r]``: seats of this side at table ``t`` in round ``r``; 0 when the table does not
        stand. A table takes people only in rounds in which it has seats for both sides.
    organisation
        ``organisation[p]``: row (or column) of ``p`` in the matrices of the problem. By default
        everybody stands for an organisation of their own.
    open
        ``open[p, t, r]``: ``p`` may sit at ``t`` in ``r`` (fixed tables, zones, accessibility);
        everywhere by default.
    locked
        ``locked[p, r]``: the table where ``p`` sits in ``r``, or ``FREE``. A project group is a
        lock of all its members.
    rivals
        ``rivals[p, q]``: never at one table; symmetric, nobody by default.
    """

    there: Booleans
    seats: Integers
    organisation: Integers = field(default_factory=lambda: np.empty(0, int))
    open: Booleans | None = None
    locked: Integers = field(default_factory=lambda: np.empty(0, int))
    rivals: Booleans | None = None

    def __post_init__(self) -> None:
        """Fill the defaults and refuse arrays that do not fit each other."""
        count, rounds = self.there.shape
        if not self.organisation.size:
            object.__setattr__(self, "organisation", np.arange(count))
        if not self.locked.size:
            object.__setattr__(self, "locked", np.full((count, rounds), FREE))
        expected = {
            "seats": (len(self.seats), rounds),
            "organisation": (count,),
            "open": (count, len(self.seats), rounds),
            "locked": (count, rounds),
            "rivals": (count, count),
        }
        for name, shape in expected.items():
            array = getattr(self, name)
            if array is not None and array.shape != shape:
                raise ValueError(f"{name} has shape {array.shape}, expected {shape}")
        self._check_locks()

    def _check_locks(self) -> None:
        """A locked person is there, and a table has a seat for each of them."""
        people, rounds = np.nonzero(self.locked != FREE)
        taken = np.zeros_like(self.seats)
        np.add.at(taken, (self.locked[people, rounds], rounds), 1)
        if not self.there[people, rounds].all():
            raise ValueError("a person is locked to a table in a round of absence")
        if (taken > self.seats).any():
            raise ValueError("more people are locked to a table than it has seats")

    @property
    def count(self) -> int:
        """Number of people."""
        return len(self.there)


@dataclass(frozen=True, eq=False)
class MixedProblem:
    """
    Two sides, and which of their organisations should meet.

    The matrices have one row per organisation of the entreprises and one column per organisation
    of the associations.

    Attributes
    ----------
    new
        Pairings that count when they meet for the first time.
    banned
        Pairings that never share a table; none by default.
    once
        Pairings that share a table at most once; none by default.
    must
        Pairings that have to meet; none by default. They count as new pairings only if ``new``.
    held
        Pairings that have met in a round already held, banned since or not; none by default.
    even
        People are spread evenly over the tables (see ``sizes``), so that nobody sits alone. If
        not, seats stay empty wherever that brings more new pairings.
    """

    entreprises: People
    associations: People
    new: Booleans
    banned: Booleans | None = None
    once: Booleans | None = None
    must: Booleans | None = None
    held: Booleans | None = None
    even: bool = True

    def __post_init__(self) -> None:
        """Refuse sides and matrices that do not fit each other."""
        if self.entreprises.seats.shape != self.associations.seats.shape:
            raise ValueError("both sides need the same tables and rounds")
        for people, organisations in zip(self.sides, self.new.shape, strict=True):
            if people.count and people.organisation.max() >= organisations:
                raise ValueError("a person stands for an organisation that new does not list")
        for name in ("banned", "once", "must", "held"):
            matrix = getattr(self, name)
            if matrix is not None and matrix.shape != self.new.shape:
                raise ValueError(f"{name} has shape {matrix.shape}, expected {self.new.shape}")

    @property
    def sides(self) -> tuple[People, People]:
        """Both sides, entreprises first."""
        return self.entreprises, self.associations

    @property
    def tables(self) -> int:
        """Number of tables, standing or not."""
        return int(self.entreprises.seats.shape[0])

    @property
    def rounds(self) -> int:
        """Number of rounds."""
        return int(self.entreprises.seats.shape[1])

    @cached_property
    def wanted(self) -> Booleans:
        """Pairings worth a seat: new ones that are not banned, or have sat already."""
        if self.banned is None:
            return self.new
        open_ = ~self.banned if self.held is None else ~self.banned | self.held
        return self.new & open_

    @cached_property
    def refuses(self) -> bool:
        """Some rule may leave a seat empty although somebody is free to take it."""
        matrices = (self.banned, self.once, *(people.rivals for people in self.sides))
        limited = any(matrix is not None and bool(matrix.any()) for matrix in matrices)
        return limited or any(
            people.open is not None and not people.open.all() for people in self.sides
        )


def full_tables(new: Booleans, tables: int, seats: tuple[int, int], rounds: int) -> MixedProblem:
    """Everybody always there, equal tables that always stand: the textbook case."""
    entreprises, associations = (
        People(np.ones((count, rounds), bool), np.full((tables, rounds), chairs))
        for count, chairs in zip(new.shape, seats, strict=True)
    )
    return MixedProblem(entreprises, associations, new)

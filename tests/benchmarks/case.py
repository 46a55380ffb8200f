"""Instances of the benchmarks: people per side, seats, rounds and a random history."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from speeddating import (
    Encounter,
    History,
    Organisation,
    Participant,
    Rencontre,
    Side,
    Table,
    rounds,
)
from speeddating.domain.base import OrganisationId, TableId

Bools = NDArray[np.bool_]
Sitting = tuple[list[int], list[int]]
"""Entreprises and associations at one table."""
Evening = list[list[Sitting]]
"""``[round]`` the tables that are used."""


class Case(NamedTuple):
    """People and seats per side, tables, rounds, share of pairings met, seed."""

    people: tuple[int, int]
    seats: tuple[int, int]
    tables: int
    rounds: int
    met: float = 0.0
    seed: int = 1

    def __str__(self) -> str:
        people, seats = ("+".join(map(str, pair)) for pair in (self.people, self.seats))
        return f"{people}, tables {seats}, {self.rounds} rounds, {self.met:.0%} met"

    @property
    def history(self) -> Bools:
        """``[entreprise, association]`` who met before."""
        drawn: Bools = np.random.default_rng(self.seed).random(self.people) < self.met
        return drawn

    def as_rencontre(self) -> tuple[Rencontre, History]:
        """The case as a caller would say it."""
        names = [
            [OrganisationId(f"{letter}{i}") for i in range(count)]
            for letter, count in zip("EA", self.people, strict=True)
        ]
        organisations = tuple(
            Organisation(name=name, side=side)
            for side, of_side in zip(Side, names, strict=True)
            for name in of_side
        )
        encounters = tuple(
            Encounter(entreprise=names[0][e], association=names[1][a])
            for e, a in np.argwhere(self.history).tolist()
        )
        tables = tuple(
            Table(
                id=TableId(str(i + 1)),
                seats_entreprises=self.seats[0],
                seats_associations=self.seats[1],
            )
            for i in range(self.tables)
        )
        event = Rencontre(
            name="Benchmark",
            organisations=organisations,
            participants=tuple(
                Participant(name="Somebody", organisation=one.id) for one in organisations
            ),
            tables=tables,
            rounds=rounds(self.rounds),
        )
        return event, History(encounters=encounters)


def one_to_one(people: tuple[int, int], turns: int, met: float = 0.0, seed: int = 1) -> Case:
    """As many tables as the smaller side needs."""
    return Case(people, (1, 1), min(people), turns, met, seed)


class Worth(NamedTuple):
    """What an evening is worth, by its seats."""

    new_pairings: int
    worst_off: int
    """New pairings of whoever has the fewest."""
    waits: int
    """Runs of idle rounds between somebody's first and last meeting."""


def worth(case: Case, evening: Evening) -> Worth:
    """
    Counted from the seats, with nothing of the library.

    Raises
    ------
    AssertionError
        If somebody sits twice in a round, or a table is too small.
    """
    known, met = case.history, np.zeros(case.people, dtype=np.bool_)
    sits = [np.zeros((count, case.rounds), dtype=np.bool_) for count in case.people]
    for number, sittings in enumerate(evening):
        for end in (0, 1):
            seated = [person for sitting in sittings for person in sitting[end]]
            assert len(seated) == len(set(seated))
            assert all(len(sitting[end]) <= case.seats[end] for sitting in sittings)
            sits[end][seated, number] = True
        assert len(sittings) <= case.tables
        for entreprises, associations in sittings:
            met[np.ix_(entreprises, associations)] = True
    new = met & ~known
    worst = min(int(new.sum(axis=1).min()), int(new.sum(axis=0).min()))
    waits = sum(
        len("".join("x" if here else " " for here in row).split()) - 1
        for side in sits
        for row in side
        if row.any()
    )
    return Worth(int(new.sum()), worst, waits)

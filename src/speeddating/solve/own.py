"""Rules and levels of a caller: a generator over pair x round, and a check over seats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from speeddating.domain.base import OrganisationId
from speeddating.domain.score import Sense

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ortools.sat.python.cp_model import BoundedLinearExpression, IntVar

    from speeddating.checks.seats import Seats
    from speeddating.solve.rounds.model import RoundVars


@dataclass(frozen=True)
class Meetings:
    """The variables of pair x round, to be read only: 1 where two people meet in a round."""

    _x: RoundVars

    @property
    def rounds(self) -> tuple[int, ...]:
        """Numbers of the rounds in which people sit."""
        return self._x.space.limits.rounds

    def between(self, one: str, other: str) -> Sequence[Sequence[IntVar]]:
        """``[round]`` meetings of two parties: identifiers of people or organisations."""
        return self._x.between(OrganisationId(one), OrganisationId(other))

    def of(self, party: str) -> Sequence[Sequence[IntVar]]:
        """``[round]`` all meetings of a party."""
        limits = self._x.space.limits
        found: list[list[IntVar]] = [[] for _ in self.rounds]
        for side, one in limits.sides.items():
            for person in one.stands_for(OrganisationId(party)):
                for number, variables in enumerate(self._x.of_person[side, person]):
                    found[number].extend(variables)
        return found


class OwnRule(NamedTuple):
    """
    A rule of a caller.

    Attributes
    ----------
    name
        Told in errors and violations.
    conditions
        Yields what must hold, over :class:`Meetings`; posts nothing itself.
    broken
        Yields one sentence per way in which seats break the rule: said again, without a solver.
    """

    name: str
    conditions: Callable[[Meetings], Iterable[BoundedLinearExpression | bool]]
    broken: Callable[[Seats], Iterable[str]]


class OwnLevel(NamedTuple):
    """
    A level of a caller: a weighted sum of meetings.

    Attributes
    ----------
    terms
        Yields (variable, coefficient) over :class:`Meetings`.
    measure
        The same worth, from seats.
    """

    name: str
    terms: Callable[[Meetings], Iterable[tuple[IntVar, int]]]
    measure: Callable[[Seats], int]
    sense: Sense = Sense.MORE


@dataclass(frozen=True)
class Own:
    """What a caller adds to the rules and levels of this library."""

    rules: tuple[OwnRule, ...] = ()
    levels: tuple[OwnLevel, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.rules or self.levels)

    def level(self, name: str) -> OwnLevel | None:
        """The level of that name, if it is one of these."""
        return next((level for level in self.levels if level.name == name), None)

"""Rules and levels of a caller: a generator over pair x round, and a check over seats."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from operator import index
from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python.cp_model import BoundedLinearExpression, IntVar

from speeddating.checks.seats import known
from speeddating.domain.issue import Issue
from speeddating.domain.kinds import expect_each
from speeddating.domain.score import SENSE, Sense
from speeddating.errors import InvalidInputError, UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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
        rencontre = self._x.space.limits.rencontre
        return self._x.between(known(rencontre, one), known(rencontre, other))

    def of(self, party: str) -> Sequence[Sequence[IntVar]]:
        """``[round]`` all meetings of a party."""
        limits = self._x.space.limits
        named = known(limits.rencontre, party)
        found: list[list[IntVar]] = [[] for _ in self.rounds]
        for side, one in limits.sides.items():
            for person in one.stands_for(named):
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

    def demands(self, x: RoundVars) -> Iterator[BoundedLinearExpression | bool]:
        """Its conditions; whatever is wrong with them is told with its name."""
        with _named(self.name):
            for holds in self.conditions(Meetings(x)):
                if not isinstance(holds, (BoundedLinearExpression, bool)):
                    raise TypeError(
                        f"conditions yields {holds!r}; it yields comparisons, such as "
                        "sum(x.of(name)[0]) == 0"
                    )
                yield holds

    def objections(self, seats: Seats) -> Iterator[str]:
        """What its check says of seats."""
        with _named(self.name):
            said = self.broken(seats)
            if isinstance(said, str):
                raise TypeError(f"broken gives {said!r}; it gives sentences: [{said!r}]")
            yield from said


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

    def weighted(self, x: RoundVars) -> list[tuple[IntVar, int]]:
        """Its terms; whatever is wrong with them is told with its name."""
        with _named(self.name):
            found = [(variable, index(weight)) for variable, weight in self.terms(Meetings(x))]
            for variable, _ in found:
                if not isinstance(variable, IntVar):
                    raise TypeError(f"terms yields {variable!r}, which is no meeting of x")
        return found

    def worth(self, seats: Seats) -> int:
        """What seats are worth."""
        with _named(self.name):
            return index(self.measure(seats))


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Errors of a caller's function say whose it is."""
    try:
        yield
    except InvalidInputError as refused:
        raise InvalidInputError(refused.issues, refused.source or name) from None
    except Exception as error:
        error.add_note(f"in the own rule or level {name!r}")
        raise


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


def asked(
    levels: Iterable[str | OwnLevel], rules: Iterable[OwnRule] = ()
) -> tuple[tuple[str, ...], Own]:
    """
    Names of the levels in their order, and what is the caller's own.

    Raises
    ------
    UnsupportedError
        If there is no such level.
    InvalidInputError
        If a level is there twice, or an own one bears the name of a level of this library.
    """
    levels = expect_each(str | OwnLevel, "levels", levels)
    rules = expect_each(OwnRule, "rules", rules)
    own = Own(rules, tuple(level for level in levels if not isinstance(level, str)))
    names = tuple(level if isinstance(level, str) else level.name for level in levels)
    taken = [level.name for level in own.levels if level.name in SENSE]
    unknown = [name for name in names if name not in SENSE and own.level(name) is None]
    if unknown:
        raise UnsupportedError("level", names=", ".join(unknown))
    issues = [Issue(code="extend.level_name_taken", value=name) for name in taken]
    twice = dict.fromkeys(name for name in names if names.count(name) > 1 and name not in taken)
    issues += [Issue(code="extend.level_twice", value=name) for name in twice]
    if issues:
        raise InvalidInputError(issues)
    return names, own

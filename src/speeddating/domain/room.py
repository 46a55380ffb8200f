"""Where and when: tables and rounds."""

from datetime import time
from typing import Annotated

from pydantic import Field, PositiveInt

from speeddating.domain.base import Frozen, Numbers, Printable, TableId, Text
from speeddating.domain.kinds import expect


class Table(Frozen):
    """Seats per side, and the rounds in which the table stands."""

    id: Annotated[TableId, Printable] = Field(min_length=1, max_length=200)
    seats_entreprises: PositiveInt = 1
    seats_associations: PositiveInt = 1
    zone: Text | None = None
    accessible: bool = False
    """Known to be accessible; what is not said is not assumed."""
    rounds: Numbers | None = None
    """None: every round."""

    def stands_in(self, number: int) -> bool:
        """Whether the table is there in this round."""
        return self.rounds is None or number in self.rounds


class Round(Frozen):
    """A tour, counted from 1."""

    number: PositiveInt
    start: time | None = None
    minutes: PositiveInt = 10
    is_break: bool = False
    """A pause for everybody: nobody sits."""


def one_to_one(count: int) -> tuple[Table, ...]:
    """
    ``count`` tables of one entreprise and one association, named "1", "2", …

    Examples
    --------
    >>> from speeddating import one_to_one
    >>> [table.id for table in one_to_one(3)]
    ['1', '2', '3']
    """
    expect(int, count=count)
    return tuple(Table(id=TableId(str(number))) for number in range(1, count + 1))


def rounds(count: int, minutes: int = 10) -> tuple[Round, ...]:
    """
    ``count`` rounds of ``minutes`` each, counted from 1.

    Examples
    --------
    >>> from speeddating import rounds
    >>> [(one.number, one.minutes) for one in rounds(2, minutes=8)]
    [(1, 8), (2, 8)]
    """
    expect(int, count=count, minutes=minutes)
    return tuple(Round(number=number, minutes=minutes) for number in range(1, count + 1))

"""What a schedule is worth: one field per level, in the order in which they are pursued."""

from enum import Enum
from typing import NamedTuple

from speeddating.domain.base import Frozen

Value = int | tuple[int, ...]
"""What a level is worth; tuples compare from the left."""


class Sense(Enum):
    """Which of two values is the better one."""

    MORE = 1
    LESS = -1


class Level(NamedTuple):
    """One criterion; it is pursued without giving up any earlier one."""

    name: str
    sense: Sense


LEVELS: tuple[Level, ...] = (
    Level("new_pairings", Sense.MORE),
    Level("kept", Sense.MORE),
    Level("worst_off", Sense.MORE),
    Level("wishes", Sense.MORE),
    Level("affinity", Sense.MORE),
    Level("seated", Sense.MORE),
    Level("pauses", Sense.LESS),
    Level("pauses_in_a_row", Sense.LESS),
    Level("mixing", Sense.LESS),
    Level("waits", Sense.LESS),
    Level("moves", Sense.LESS),
)
"""Same names, same order as the fields of :class:`Score`."""

SENSE: dict[str, Sense] = dict(LEVELS)
DEFAULT_LEVELS: tuple[str, ...] = tuple(level.name for level in LEVELS if level.name != "kept")
"""``kept`` means something only when a published plan is changed."""


class Score(Frozen):
    """The worth of a schedule, recomputed from its seats; :data:`LEVELS` says what is better."""

    new_pairings: int
    """Distinct pairings of this schedule that are not in the history."""
    kept: int
    """Person-rounds whose table and partners are those published; 0 without a published plan."""
    worst_off: tuple[int, ...]
    """New pairings of each attending organisation, ascending (compared as leximin)."""
    wishes: tuple[int, ...]
    """Wishes granted of rank 1, 2, …; last, re-meetings that an organisation asks for."""
    affinity: int
    """Themes shared and needs met by offers, over all meetings."""
    seated: int
    """Person-rounds seated."""
    pauses: int
    """Sum over people of the square of their pauses."""
    pauses_in_a_row: int
    """How often somebody pauses in two working rounds running."""
    mixing: int
    """Times that two people of one side share a table again."""
    waits: int
    """Maximal runs of rounds without a seat between a person's first and last seat."""
    moves: tuple[int, int]
    """Changes of table between a person's seats: of the seated side, of the other."""

    def value(self, level: str) -> Value:
        """The field named ``level``."""
        worth: Value = getattr(self, level)
        return worth


def better(level: str, one: Value, other: Value) -> bool:
    """Whether ``one`` is strictly better than ``other`` at ``level``."""
    more: bool = one > other if SENSE[level] is Sense.MORE else one < other  # type: ignore[operator]
    return more

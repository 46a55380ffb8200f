"""A sheet as plain data: what it says and what each cell means, never how it looks."""

import datetime as dt
from enum import Enum, auto
from typing import NamedTuple

Value = str | int | float | dt.date | dt.time | None
"""What a cell may hold: text stays text, nothing is ever a formula."""


class Tone(Enum):
    """What a cell means; the look of each is decided where the file is written."""

    PLAIN = auto()
    BLANK = auto()
    """Outside the table: nothing stands there."""
    TITLE = auto()
    """Name of the sheet or of the rencontre."""
    SENTENCE = auto()
    """The one thing to read on the page."""
    NOTE = auto()
    """Small print."""
    HEADING = auto()
    """Begins a block of rows."""
    STRONG = auto()
    """What a row is about."""
    ENTREPRISE = auto()
    ASSOCIATION = auto()
    NEW = auto()
    """A first meeting."""
    MET = auto()
    """Only people whose organisations have met before."""
    HOTTEST = auto()
    """Of a heat map, as the three that follow: from what is most looked for to nothing."""
    HOT = auto()
    WARM = auto()
    COLD = auto()
    PAUSE = auto()
    """No seat."""
    GROUP = auto()
    """A project group sits together."""
    PLANNED = auto()
    """What is planned, among other possibilities."""
    TO_FILL = auto()
    """Empty, and must not stay so."""
    EXAMPLE = auto()
    """Shows what a row may look like; never read."""


class Kind(Enum):
    """What is typed into a column; keeps Excel from taking "1-4" for the first of April."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    TIME = auto()
    MARK = auto()
    """One symbol, centred."""


class Cell(NamedTuple):
    """One value and what it means."""

    value: Value = None
    tone: Tone = Tone.PLAIN
    kind: Kind | None = None
    """None: that of its column."""
    note: str = ""
    choices: tuple[str, ...] = ()
    """As for a column, where a cell differs from it."""
    bold_lines: int = 0
    """So many of its lines are what a hurried eye looks for."""


class Column(NamedTuple):
    """One column, named by what stands in its header."""

    label: str
    kind: Kind = Kind.TEXT
    widest: int = 36
    """Longer texts are wrapped at about this many characters, but never within a word."""
    narrowest: int = 0
    """Room to type in, where nothing stands yet."""
    tone: Tone = Tone.HEADING
    """Of its header."""
    note: str = ""
    """What to fill in here, shown when the header is pointed at."""
    choices: tuple[str, ...] = ()
    """What is offered to choose from; anything else may still be typed."""
    upright: bool = False
    """The header is written upwards."""
    is_required: bool = False
    """A row that says something must say this."""
    choices_from: str = ""
    """:attr:`Sheet.offered_as` of the sheet whose first column is offered to choose from."""


class Chart(NamedTuple):
    """Rows of a sheet as columns side by side, one group for each column after the first."""

    title: str
    unit: str
    """What the height counts."""
    rows: tuple[int, ...]
    """Positions among the rows of the sheet: at most two."""
    names: int
    """The row that names the groups; -1 is the header."""
    is_stacked: bool = False
    groups: int | None = None
    """How many; None: one for every column after the first."""


class Sheet(NamedTuple):
    """
    A titled rectangle: every row is as long as ``columns``.

    ``lead`` stands above the header: a row of one cell runs over the whole width, a longer one is
    a legend with one entry per column.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lead: tuple[tuple[Cell, ...], ...] = ()
    landscape: bool = False
    filterable: bool = False
    large: bool = False
    """To be read from the wall."""
    poster: bool = False
    """Printed on A3."""
    by_hand: bool = False
    """Written on with a pen: its rows are tall."""
    one_page: bool = False
    """Printed as a whole."""
    leading: int = 0
    """So many columns stay in view, and are printed again on every page."""
    breaks: tuple[int, ...] = ()
    """Counts of rows after which a new page begins."""
    is_input: bool = False
    """An organiser fills it in; the reader reads it back."""
    is_optional: bool = False
    """Left out when it has no rows."""
    charts: tuple[Chart, ...] = ()
    """Drawn below the rows."""
    offered_as: str = ""
    """Name of the list that its first column makes, for other sheets to choose from."""

    @property
    def header(self) -> tuple[str, ...]:
        """The labels of the columns."""
        return tuple(column.label for column in self.columns)

    @property
    def examples(self) -> int:
        """How many of its first rows are examples."""
        return sum(row[0].tone is Tone.EXAMPLE for row in self.rows)

    @property
    def values(self) -> tuple[tuple[Value, ...], ...]:
        """The rows without their meaning."""
        return tuple(tuple(cell.value for cell in row) for row in self.rows)


def plain(*values: Value) -> tuple[Cell, ...]:
    """A row of cells that mean nothing but their value."""
    return tuple(Cell(value) for value in values)

"""What further rencontres can bring, on one page for whoever decides on rounds and guests."""

from collections.abc import Iterator, Sequence

from speeddating.domain.forecast import Forecast, Outlook
from speeddating.report.sheets.model import Cell, Chart, Column, Kind, Sheet, Tone, Value
from speeddating.words import Language, say

Row = tuple[Cell, ...]
FEWEST_COLUMNS = 4
"""What the changes need beside their names."""
MOST_DRAWN = 8
"""Rencontres that a chart shows."""


def forecast_sheet(seen: Forecast, language: Language) -> Sheet:
    """Rencontre after rencontre, then other rounds and tables, then more of each."""
    width = max(FEWEST_COLUMNS, len(seen.outlook), len(seen.tried[1]))
    page = _Page(seen, width, language)
    ahead, other = tuple(page.ahead()), tuple(page.what_if())
    rows = (*ahead, *other, *page.variants())
    charts = []
    if seen.outlook:
        charts.append(page.chart("ahead", (0, 1), -1, min(len(seen.outlook), MOST_DRAWN)))
    rounds, tables = seen.tried
    if len(tables) > 1 and seen.rounds in rounds:
        names = len(ahead) + 1
        drawn = (names + 1 + rounds.index(seen.rounds),)
        charts.append(page.chart("tables", drawn, names, len(tables), count=seen.rounds))
    return Sheet(
        title=say("report.sheet.forecast", language),
        columns=(
            Column(say("season.sheet.figure", language), widest=40),
            *(Column(page.step(n), Kind.NUMBER, narrowest=11, widest=14) for n in range(width)),
        ),
        rows=rows,
        lead=(
            (Cell(f"{say('report.sheet.forecast', language)} : {seen.rencontre}", Tone.TITLE),),
            (Cell(seen.summary(language), Tone.SENTENCE),),
            (Cell(page.how(), Tone.NOTE),),
        ),
        landscape=width > 2 * FEWEST_COLUMNS,
        one_page=True,
        leading=1,
        charts=tuple(charts),
    )


class _Page:
    """Blocks of rows, all as wide as the page."""

    def __init__(self, seen: Forecast, width: int, language: Language) -> None:
        self.seen, self.width, self.language = seen, width, language

    def step(self, position: int) -> str:
        """« nº 2 » over a column that tells of a rencontre."""
        if position >= len(self.seen.outlook):
            return ""
        return say("season.sheet.step", self.language, number=position + 1)

    def ahead(self) -> Iterator[Row]:
        """The same people again and again."""
        steps = self.seen.outlook
        yield self._line("season.sheet.new", [one.new for one in steps])
        yield self._line("season.sheet.again", [_again(one) for one in steps])
        yield self._line("season.column.total", [one.total for one in steps])

    def what_if(self) -> Iterator[Row]:
        """Rounds down, tables across; twice."""
        rounds, tables = self.seen.tried
        heads: list[Value] = [say("season.column.tables", self.language, count=n) for n in tables]
        for kind in ("new_pairings", "worst_off"):
            yield self._heading(f"season.sheet.by.{kind}")
            yield self._line("season.column.rounds", heads)
            for number in rounds:
                label = say("season.sheet.rounds", self.language, count=number)
                cells = [self._tried(number, n, kind) for n in tables]
                yield self._filled(Cell(label, Tone.STRONG), cells)

    def variants(self) -> Iterator[Row]:
        """More of one thing, all else as it is planned."""
        yield self._heading("season.sheet.more")
        (_, *heads), planned, *others = self.seen.variant_rows(self.language)
        yield self._filled(Cell(None), [Cell(head, Tone.STRONG) for head in heads])
        for tone, (what, *figures) in ((Tone.PLANNED, planned), *((Tone.PLAIN, o) for o in others)):
            yield self._filled(Cell(what, Tone.STRONG), [Cell(figure, tone) for figure in figures])

    def chart(
        self, key: str, rows: tuple[int, ...], names: int, groups: int, **data: object
    ) -> Chart:
        """Rows of this page as columns side by side."""
        return Chart(
            say(f"season.chart.{key}", self.language, **data),
            say("season.chart.unit", self.language),
            rows,
            names,
            is_stacked=key == "ahead",
            groups=groups,
        )

    def how(self) -> str:
        """What the figures mean, and that the coloured ones are what is planned."""
        key = "season.sheet.exact" if self.seen.exact else "season.sheet.at_most"
        return f"{say(key, self.language)} {say('season.sheet.planned', self.language)}"

    def _tried(self, rounds: int, tables: int, kind: str) -> Cell:
        is_planned = (rounds, tables) == (self.seen.rounds, self.seen.tables)
        value: int = getattr(self.seen.at(rounds, tables), kind)
        return Cell(value, Tone.PLANNED if is_planned else Tone.PLAIN)

    def _heading(self, key: str) -> Row:
        empty = Cell(None, Tone.HEADING)
        return (Cell(say(key, self.language), Tone.HEADING), *(empty,) * self.width)

    def _line(self, key: str, values: Sequence[Value]) -> Row:
        return self._filled(Cell(say(key, self.language), Tone.STRONG), [*map(Cell, values)])

    def _filled(self, label: Cell, cells: list[Cell]) -> Row:
        return (label, *cells, *(Cell(None, Tone.BLANK),) * (self.width - len(cells)))


def _again(one: Outlook) -> int:
    """Places that nothing new is left for."""
    return one.places - one.new

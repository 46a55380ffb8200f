"""Several rencontres planned at once, and what is to be expected of further ones."""

from typing import Literal, cast

from pydantic import NonNegativeInt, PositiveInt

from speeddating.domain.base import Frozen, Text
from speeddating.domain.history import History
from speeddating.domain.plan import Bound, Evidence, Plan
from speeddating.words import Language, say

Row = tuple[str | int | None, ...]
"""One line of a sheet; the first of a table is its heading."""


class Season(Frozen):
    """
    The plans of a series of rencontres, made together.

    The plan of a rencontre is what :func:`speeddating.plan` gives, with some pairings left to the
    others. Its bound of new pairings is over all schedules of that evening, so one that leaves
    pairings to the others may stay below it; its later bounds then hold for these pairings.
    """

    names: tuple[Text, ...]
    plans: tuple[Plan, ...]
    histories: tuple[History, ...]
    """What is remembered before each rencontre; one more, last: what is after all of them."""
    new_pairings: NonNegativeInt
    """Distinct pairings of the season that never met before it; counted in the seats."""
    one_after_the_other: NonNegativeInt | None
    """The same when each is planned alone, knowing the earlier ones; None: no such plan found."""
    bound: Bound
    """What no plans of these rencontres exceed together."""
    evidence: Evidence

    @property
    def most(self) -> int:
        """The value of the bound."""
        return cast("int", self.bound.value)

    @property
    def gap(self) -> int:
        """How many more pairings are not ruled out."""
        return self.most - self.new_pairings

    @property
    def proven(self) -> bool:
        """Whether no plans of these rencontres bring more pairings about together."""
        return self.gap == 0

    def summary(self, language: Language | None = None) -> str:
        """New pairings against the most possible, and what planning together gained."""
        told = say(
            "season.proven" if self.proven else "season.gap",
            language,
            count=self.new_pairings,
            bound=self.most,
        )
        alone = self.one_after_the_other
        if alone is None:
            return f"{told} {say('season.only_together', language)}"
        gain = self.new_pairings - alone
        key = "season.gain" if gain else "season.no_gain"
        return f"{told} {say(key, language, count=gain)}"

    def rows(self, language: Language | None = None) -> tuple[Row, ...]:
        """Heading, then per rencontre: name, new pairings, most possible alone, new since start."""
        keys = ("rencontre", "new", "alone", "since")
        heading = tuple(say(f"season.column.{key}", language) for key in keys)
        lines: list[Row] = []
        since = 0
        for name, made in zip(self.names, self.plans, strict=True):
            since += made.score.new_pairings
            alone = made.bound("new_pairings").value
            lines.append((name, made.score.new_pairings, alone, since))  # type: ignore[arg-type]
        return (heading, *lines)


class Outlook(Frozen):
    """What the n-th further rencontre can bring, if it and those before it are planned together."""

    number: PositiveInt
    total: NonNegativeInt
    """Distinct new pairings of the first ``number`` rencontres together, at most."""
    new: NonNegativeInt
    """How many more than without this one."""
    places: NonNegativeInt
    """Meetings this one has room for."""


class Span(Frozen):
    """A number of rencontres over several draws of who comes; None: beyond the horizon."""

    least: PositiveInt | None
    median: PositiveInt | None
    most: PositiveInt | None


class WhatIf(Frozen):
    """The next rencontre with other rounds and tables."""

    rounds: PositiveInt
    tables: PositiveInt
    new_pairings: NonNegativeInt
    """At most."""
    worst_off: NonNegativeInt
    """New pairings of the organisation that has fewest, at best, with as many in all."""


More = Literal["as_planned", "round", "table", "entreprise", "association"]


class Variant(Frozen):
    """What one more of something would change."""

    more: More
    new_pairings: NonNegativeInt
    """Of the next rencontre, at most."""
    all_met_after: NonNegativeInt | None
    """Rencontres until everybody has met, at least; None: beyond the horizon."""


class Forecast(Frozen):
    """
    What further rencontres like this one can bring.

    Where ``exact``, plans exist that attain each figure (``possible``), and fewer rencontres are
    proved impossible; otherwise figures are what counting alone shows: at most, at least.
    """

    rencontre: Text
    exact: bool
    unmet: NonNegativeInt
    """Pairings that may meet and never did."""
    outlook: tuple[Outlook, ...]
    """If everybody comes back each time: up to the rencontre after which nothing is left."""
    novelty_ends_in: PositiveInt | None
    """The first rencontre with more places than new pairings; None: beyond the horizon."""
    all_met_after: NonNegativeInt | None
    """Rencontres until everybody has met; None: beyond the horizon."""
    attendance: float
    """Share of people who come each time, for ``drawn``."""
    drawn: Span
    """Rencontres until everybody has met, at least, over draws of who comes."""
    variants: tuple[Variant, ...]
    what_if: tuple[WhatIf, ...]
    """By rounds, then tables."""

    def summary(self, language: Language | None = None) -> str:
        """When novelty runs out and when everybody has met, in sentences."""
        told = [say("season.unmet", language, count=self.unmet)]
        ends, after = self.novelty_ends_in, self.all_met_after
        if ends is not None:
            told.append(say("season.novelty_ends", language, number=ends))
        if after is None:
            told.append(say("season.not_all_met", language, number=len(self.outlook)))
        elif after:
            key = "season.all_met" if self.exact else "season.all_met_at_least"
            told.append(say(key, language, count=after))
        if self.drawn.median is not None:
            share = round(100 * self.attendance)
            told.append(say("season.all_met_drawn", language, count=self.drawn.median, share=share))
        return " ".join(told)

    def outlook_rows(self, language: Language | None = None) -> tuple[Row, ...]:
        """Heading, then per further rencontre: number, places, new pairings, new in all."""
        lines = ((one.number, one.places, one.new, one.total) for one in self.outlook)
        return (self._heading(language, "number", "places", "new_at_most", "total"), *lines)

    def variant_rows(self, language: Language | None = None) -> tuple[Row, ...]:
        """Heading, then per change: what, new pairings of the next, rencontres until all met."""
        lines = (
            (say(f"season.more.{one.more}", language), one.new_pairings, one.all_met_after)
            for one in self.variants
        )
        return (self._heading(language, "more", "new_at_most", "all_met_after"), *lines)

    def what_if_rows(self, language: Language | None = None) -> tuple[Row, ...]:
        """
        Rounds down, tables across: new pairings, then those of whoever has fewest.

        Where the forecast is not exact, both are marked as upper bounds.
        """
        tables = sorted({one.tables for one in self.what_if})
        at = {(one.rounds, one.tables): one for one in self.what_if}
        heading = (
            say("season.column.rounds", language),
            *(say("season.column.tables", language, count=number) for number in tables),
        )
        key = "season.cell_possible" if self.exact else "season.cell_at_most"
        lines: list[Row] = []
        for rounds in sorted({one.rounds for one in self.what_if}):
            cells = [at[rounds, number] for number in tables]
            told = [say(key, language, new=c.new_pairings, worst=c.worst_off) for c in cells]
            lines.append((rounds, *told))
        return (heading, *lines)

    @staticmethod
    def _heading(language: Language | None, *keys: str) -> Row:
        return tuple(say(f"season.column.{key}", language) for key in keys)

"""What further rencontres can bring, and what would change it."""

from collections.abc import Iterator
from typing import Literal

from pydantic import NonNegativeInt, PositiveInt

from speeddating.domain.base import Frozen, Text
from speeddating.domain.season import Row
from speeddating.words import Language, say


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
    """What more of something would change."""

    more: More
    number: PositiveInt = 1
    """How many more."""
    new_pairings: NonNegativeInt
    """Of the next rencontre, at most."""
    places: NonNegativeInt
    """Meetings it then has room for."""
    all_met_after: NonNegativeInt | None
    """Rencontres until everybody has met, at least; None: beyond the horizon."""


class Forecast(Frozen):
    """
    What further rencontres like this one can bring.

    Where ``exact``, plans exist that attain each figure (``possible``), and fewer rencontres are
    proved impossible; otherwise figures are what counting alone shows: at most, at least.
    """

    rencontre: Text
    rounds: PositiveInt
    """Working rounds of the rencontre as it is planned."""
    tables: NonNegativeInt
    """Tables of the rencontre as it is planned."""
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

    @property
    def only_newcomers_help(self) -> bool:
        """Whether the next has room for more than all that is left: more rounds change nothing."""
        has_room = self.novelty_ends_in == 1
        return has_room and (not self.outlook or self.outlook[0].new == self.unmet)

    def at(self, rounds: int, tables: int) -> WhatIf:
        """
        What the next rencontre can bring with so many rounds and tables.

        Raises
        ------
        KeyError
            If these were not tried.
        """
        return {(one.rounds, one.tables): one for one in self.what_if}[rounds, tables]

    @property
    def tried(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers of rounds and of tables of :attr:`what_if`, ascending."""
        rounds = sorted({one.rounds for one in self.what_if})
        return tuple(rounds), tuple(sorted({one.tables for one in self.what_if}))

    def summary(self, language: Language | None = None) -> str:
        """When novelty runs out, when everybody has met, what would help: in sentences."""
        told = [say("season.unmet", language, count=self.unmet), *self._novelty(language)]
        if self.only_newcomers_help:  # what is left has room in the next one
            told += self._newcomers(language)
        else:
            told += self._everybody(language)
        return " ".join(told)

    def _novelty(self, language: Language | None) -> Iterator[str]:
        ends = self.novelty_ends_in
        if ends == 1 and self.outlook:
            held, places = self.outlook[0].new, self.outlook[0].places
            yield say("season.novelty_is_over", language, count=held, places=places)
        elif ends is not None and ends > 1:
            yield say("season.novelty_ends", language, number=ends, count=ends - 1)

    def _everybody(self, language: Language | None) -> Iterator[str]:
        """After how many rencontres all have met."""
        after = self.all_met_after
        if after is None:
            yield say("season.not_all_met", language, number=len(self.outlook))
        else:
            key = "season.all_met" if self.exact else "season.all_met_at_least"
            yield say(key, language, count=after)
        if self.drawn.median is not None:
            share = round(100 * self.attendance)
            yield say("season.all_met_drawn", language, count=self.drawn.median, share=share)

    def _newcomers(self, language: Language | None) -> Iterator[str]:
        """What somebody new would bring, where nothing else does."""
        bring = {
            str(one.more): one.new_pairings - self.variants[0].new_pairings
            for one in self.variants
            if one.number == 1 and one.more in {"entreprise", "association"}
        }
        if any(bring.values()):
            yield say("season.only_newcomers", language, **bring)

    def outlook_rows(self, language: Language | None = None) -> tuple[Row, ...]:
        """Heading, then per further rencontre: number, places, new pairings, new in all."""
        lines = ((one.number, one.places, one.new, one.total) for one in self.outlook)
        return (self._heading(language, "number", "places", "new_at_most", "total"), *lines)

    def variant_rows(self, language: Language | None = None) -> tuple[Row, ...]:
        """Heading, then per change: what, new pairings of the next, its places, all met after."""
        lines = (
            (
                say(f"season.more.{one.more}", language, count=one.number),
                one.new_pairings,
                one.places,
                one.all_met_after,
            )
            for one in self.variants
        )
        return (self._heading(language, "more", "new_at_most", "places", "all_met_after"), *lines)

    def what_if_rows(self, language: Language | None = None) -> tuple[Row, ...]:
        """
        Rounds down, tables across: new pairings, and in brackets those of whoever has fewest.

        Where the forecast is not exact, both are marked as upper bounds; what is planned is
        marked too.
        """
        rounds, tables = self.tried
        heading = (
            say("season.column.rounds", language),
            *(say("season.column.tables", language, count=number) for number in tables),
        )
        lines: list[Row] = [
            (number, *(self._cell(number, t, language) for t in tables)) for number in rounds
        ]
        return (heading, *lines)

    def _cell(self, rounds: int, tables: int, language: Language | None) -> str:
        one = self.at(rounds, tables)
        key = "season.cell_possible" if self.exact else "season.cell_at_most"
        told = say(key, language, new=one.new_pairings, worst=one.worst_off)
        is_planned = (rounds, tables) == (self.rounds, self.tables)
        return say("season.cell_planned", language, cell=told) if is_planned else told

    @staticmethod
    def _heading(language: Language | None, *keys: str) -> Row:
        return tuple(say(f"season.column.{key}", language) for key in keys)

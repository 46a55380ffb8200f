"""Several rencontres planned at once."""

from typing import cast

from pydantic import NonNegativeInt

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

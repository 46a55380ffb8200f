"""What is wrong or impossible, as data; the sentence is made from the catalogue."""

from collections.abc import Mapping
from typing import Any

from speeddating.domain.base import Frozen
from speeddating.words import Language, say

WAYS_OUT = frozenset(
    {
        "reasons.drop",
        "reasons.drop_together",
        "reasons.promise_less",
        "reasons.more_tables",
        "reasons.more_rounds",
    }
)
"""Reasons that say what would make the impossible possible."""


class Issue(Frozen):
    """One thing wrong with an input: what, where, and what to do about it."""

    code: str
    """Stable name of the problem, such as ``intake.unknown_side``."""
    sheet: str | None = None
    cell: str | None = None
    """As Excel names it: ``C12``."""
    value: str | None = None
    """What stands there."""
    data: Mapping[str, Any] = {}
    """Figures and names that the sentence needs."""

    def sentence(self, language: Language | None = None) -> str:
        """What is wrong, in words."""
        return say(self.code, language, **{"value": self.value or "", **self.data})

    def remedy(self, language: Language | None = None) -> str:
        """What to do, in words; the catalogue has it under ``<code>.remedy``."""
        return say(f"{self.code}.remedy", language, **{"value": self.value or "", **self.data})

    def line(self, language: Language | None = None) -> str:
        """Place, problem and remedy in one line."""
        place = " ".join(part for part in (self.sheet, self.cell) if part)
        said = f"{self.sentence(language)} {self.remedy(language)}"
        return say("words.placed", language, place=place, said=said) if place else said


class Violation(Frozen):
    """One way in which a schedule breaks a rule."""

    rule: str
    """The rule's name; :data:`speeddating.checks.RULES` has it."""
    data: Mapping[str, Any] = {}
    """Who, where, when."""

    def sentence(self, language: Language | None = None) -> str:
        """What is broken, in words; a rule that can be broken in several ways says ``case``."""
        code = ".".join(["checks", self.rule, *filter(None, [self.data.get("case")])])
        return say(code, language, **self.data)


class Reason(Frozen):
    """One of the demands that cannot hold together, or what would make them possible."""

    code: str
    data: Mapping[str, Any] = {}
    people: tuple[str, ...] = ()
    """Identifiers of those concerned."""

    @property
    def is_way_out(self) -> bool:
        """Whether this would make it possible; otherwise it is part of what contradicts itself."""
        return self.code in WAYS_OUT

    def sentence(self, language: Language | None = None) -> str:
        """The demand, or the way out, in words; a way out may name demands to give up."""
        data = dict(self.data)
        if "demands" in data:
            data["demands"] = " ".join(one.sentence(language) for one in data["demands"])
        if "demand" in data:
            data["demand"] = say(data["demand"], language, **data)
        return say(self.code, language, **data)

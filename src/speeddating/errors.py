"""
Every error this library raises on purpose.

    SpeedDatingError
    ├── InvalidInputError     an input says something wrong; carries all issues at once
    ├── UnsupportedError      an input says something right that no engine here can do yet
    ├── InfeasibleError       no schedule keeps the rules (proved, twice); carries reasons
    ├── NoScheduleFoundError  the time ended before a first schedule: no proof of anything
    ├── BrokenScheduleError   a schedule fails its own independent check (our defect)
    └── WriteError            a file could not be written; the old one is whole

Each carries a code and data; the sentence is made from the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from speeddating.words import Language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.domain.issue import Issue, Reason, Violation


class SpeedDatingError(Exception):
    """Whatever this library refuses; ``sentence`` says it to a person."""

    code = "errors.any"

    def __init__(self, **data: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.data: dict[str, Any] = data

    def sentence(self, language: Language | None = None) -> str:
        """What happened and what to do, in words."""
        return say(self.code, language, **self.data)

    def __str__(self) -> str:
        """The sentence in the default language."""
        return self.sentence()

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross process borders with their data."""
        return _rebuilt, (type(self), self.data)


def _rebuilt(kind: type[SpeedDatingError], data: dict[str, Any]) -> SpeedDatingError:
    return kind(**data)


class InvalidInputError(SpeedDatingError, ValueError):
    """The input says something wrong; ``issues`` holds everything found, not just the first."""

    code = "errors.invalid_input"

    def __init__(self, issues: Sequence[Issue], source: str = "") -> None:
        super().__init__(issues=tuple(issues), source=source)
        self.issues: tuple[Issue, ...] = tuple(issues)
        self.source = source

    def sentence(self, language: Language | None = None) -> str:
        """One line per issue."""
        lines = "\n".join(f"- {issue.line(language)}" for issue in self.issues)
        if not self.source:
            return lines
        count = len(self.issues)
        return f"{say(self.code, language, count=count, source=self.source)}\n{lines}"


class UnsupportedError(SpeedDatingError, NotImplementedError):
    """A demand that no engine here can meet; ``data["what"]`` names it."""

    code = "errors.unsupported"

    def __init__(self, what: str, **data: Any) -> None:  # noqa: ANN401
        super().__init__(what=what, **data)
        self.what = what

    def sentence(self, language: Language | None = None) -> str:
        """Names what is not supported, and what to do instead."""
        return say(f"errors.unsupported_{self.what}", language, **self.data)


class InfeasibleError(SpeedDatingError):
    """
    No schedule keeps the rules.

    Attributes
    ----------
    reasons
        First what contradicts itself (:attr:`conflict`), then what would make it possible
        (:attr:`ways_out`); each with its rule and people as data, and a sentence.
    """

    code = "errors.infeasible"

    def __init__(self, rencontre: str, reasons: Sequence[Reason]) -> None:
        super().__init__(rencontre=rencontre, reasons=tuple(reasons))
        self.reasons: tuple[Reason, ...] = tuple(reasons)

    @property
    def conflict(self) -> tuple[Reason, ...]:
        """Sums that do not come out, or demands of which none can be left out."""
        return tuple(reason for reason in self.reasons if not reason.is_way_out)

    @property
    def ways_out(self) -> tuple[Reason, ...]:
        """What would make it possible: each was tried, and is enough by itself."""
        return tuple(reason for reason in self.reasons if reason.is_way_out)

    def sentence(self, language: Language | None = None) -> str:
        """The reasons, and what would make it possible."""
        head = say(self.code, language, rencontre=self.data["rencontre"])
        return "\n".join([head, *(f"- {reason.sentence(language)}" for reason in self.reasons)])


class NoScheduleFoundError(SpeedDatingError, TimeoutError):
    """The time ended before a first schedule; this is no proof that none exists."""

    code = "errors.no_schedule_found"

    def __init__(self, rencontre: str, seconds: float) -> None:
        super().__init__(rencontre=rencontre, seconds=seconds)


class BrokenScheduleError(SpeedDatingError, AssertionError):
    """A schedule made here fails its independent check: a defect of this library."""

    code = "errors.broken_schedule"

    def __init__(self, rencontre: str, violations: Sequence[Violation]) -> None:
        super().__init__(rencontre=rencontre, violations=tuple(violations))
        self.violations: tuple[Violation, ...] = tuple(violations)

    def sentence(self, language: Language | None = None) -> str:
        """Asks for a report, and says what is broken."""
        head = say(self.code, language, rencontre=self.data["rencontre"])
        return "\n".join([head, *(f"- {one.sentence(language)}" for one in self.violations)])


class WriteError(SpeedDatingError, OSError):
    """A file could not be written; what stood there before is whole."""

    code = "errors.write"

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path=path, why=why)

    def sentence(self, language: Language | None = None) -> str:
        """Which file, why, and what to do."""
        return say(f"errors.write_{self.data['why']}", language, path=self.data["path"])

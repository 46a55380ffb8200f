"""What a reader has to say: what is wrong (issues), what was set right or left out (notes)."""

import logging
from dataclasses import dataclass, field
from typing import NamedTuple

from speeddating.domain.issue import Issue

_log = logging.getLogger(__name__)
LONGEST_QUOTE = 60


class Place(NamedTuple):
    """Where in a workbook something stands."""

    sheet: str | None = None
    cell: str | None = None


class RefusedError(Exception):
    """A value cannot be read; caught where the cell is known, so it never leaves this package."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = f"intake.{code}"
        self.data = data


@dataclass(frozen=True)
class Findings:
    """Issues and notes in reading order, each once."""

    issues: list[Issue] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)

    def refuse(self, code: str, place: Place, value: object = None, **data: object) -> None:
        """Say that the input is wrong at ``place``."""
        self._add(self.issues, _issue(code, place, value, data))

    def note(self, code: str, place: Place, value: object = None, **data: object) -> None:
        """Say what was done with the input although nobody asked; its code and cell are logged."""
        issue = _issue(f"note_{code}", place, value, data)
        if self._add(self.notes, issue):
            _log.info("%s at %s", issue.code, place.cell or "")

    @staticmethod
    def _add(told: list[Issue], issue: Issue) -> bool:
        if any(issue.code == other.code and issue.cell == other.cell is not None
               and issue.sheet == other.sheet for other in told[-20:]):  # fmt: skip
            return False  # one cell read twice is one problem
        told.append(issue)
        return True


def quoted(value: object) -> str:
    """``value`` as a sentence can show it: on one line, printable, not too long."""
    start = str(value)[: LONGEST_QUOTE + 1]
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in start)
    return shown if len(shown) <= LONGEST_QUOTE else f"{shown[: LONGEST_QUOTE - 1]}…"


def _issue(code: str, place: Place, value: object, data: dict[str, object]) -> Issue:
    said = {name: quoted(item) if isinstance(item, str) else item for name, item in data.items()}
    return Issue(
        code=f"intake.{code}",
        sheet=place.sheet,
        cell=place.cell,
        value=None if value is None else quoted(value),
        data=said,
    )

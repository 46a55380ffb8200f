"""What is said of a list of registrations: lines skipped, lines in doubt, how it was understood."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from speeddating.domain.issue import Issue
from speeddating.errors import InvalidInputError
from speeddating.intake.findings import Place, RefusedError, quoted


@dataclass(frozen=True)
class Told:
    """Three lists of issues, each in reading order."""

    skipped: list[Issue] = field(default_factory=list)
    doubtful: list[Issue] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)

    def skip(
        self, code: str, place: Place, line: int, value: object = None, **data: object
    ) -> None:
        """Say why a line is left out."""
        self.skipped.append(issue(code, place, value, line=line, **data))

    def doubt(
        self, code: str, place: Place, line: int, value: object = None, **data: object
    ) -> None:
        """Say what is to be looked at in a line that is kept."""
        self.doubtful.append(issue(code, place, value, line=line, **data))

    def note(self, code: str, place: Place, value: object = None, **data: object) -> None:
        """Say how the list was understood."""
        self.notes.append(issue(code, place, value, **data))


def issue(code: str, place: Place, value: object = None, **data: object) -> Issue:
    """An issue whose texts can be shown on one line."""
    return Issue(
        code=code,
        sheet=place.sheet,
        cell=place.cell,
        value=None if value is None else quoted(value),
        data=dict(_shown(data)),
    )


def refusal(file: Path, refused: RefusedError) -> InvalidInputError:
    """The list as a whole cannot be read."""
    code = f"registrations.{refused.code.removeprefix('intake.')}"
    return InvalidInputError([issue(code, Place(), **refused.data)], quoted(file.name))


def _shown(data: dict[str, object]) -> Iterator[tuple[str, object]]:
    for name, item in data.items():
        yield name, " ".join(item.split()) if isinstance(item, str) else item

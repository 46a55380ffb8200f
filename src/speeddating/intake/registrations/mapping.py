"""Which column is which, where nobody could know: said by the caller or in a small file."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from speeddating.domain.issue import Issue
from speeddating.errors import InvalidInputError
from speeddating.intake.findings import quoted
from speeddating.intake.labels import header_key
from speeddating.intake.registrations.columns import Mapped
from speeddating.intake.registrations.fields import SYNONYMS
from speeddating.intake.sheets import Grid
from speeddating.words import LANGUAGES, say

Opener = Callable[[Path], list[Grid]]
GivenMapping = Mapping[str, str] | str | os.PathLike[str] | None


def mapping_of(given: GivenMapping, opened: Opener) -> Mapped:
    """
    Headers by field.

    Parameters
    ----------
    given
        A mapping, or a file of two columns, csv or xlsx: a field as :data:`SYNONYMS` or an
        organiser calls it, and the header or the letter of its column. A first line that names no
        field is taken for a header.

    Raises
    ------
    InvalidInputError
        If a field is unknown or named twice.
    """
    if given is None:
        return {}
    if isinstance(given, Mapping):
        return _checked([(str(field), str(header)) for field, header in given.items()], "")
    path = Path(given)
    rows = [row for grid in opened(path)[:1] for row in grid.rows.values()]
    pairs = [(str(row[1].value), str(row[2].value)) for row in rows if {1, 2} <= set(row)]
    if pairs and header_key(pairs[0][0]) not in _fields():
        pairs = pairs[1:]
    return _checked(pairs, quoted(path.name))


def _checked(pairs: list[tuple[str, str]], source: str) -> Mapped:
    known, found = _fields(), dict[str, str]()
    issues: list[Issue] = []
    for said, header in pairs:
        field = known.get(header_key(said))
        if field is None or field in found:
            data = {"known": ", ".join(say(f"registrations.field.{one}") for one in SYNONYMS)}
            issues.append(Issue(code="registrations.mapping", value=quoted(said), data=data))
        else:
            found[field] = header
    if issues:
        raise InvalidInputError(issues, source)
    return found


def _fields() -> Mapping[str, str]:
    labels = {
        header_key(say(f"registrations.field.{field}", language)): field
        for field in SYNONYMS
        for language in LANGUAGES
    }
    return labels | {header_key(field): field for field in SYNONYMS}

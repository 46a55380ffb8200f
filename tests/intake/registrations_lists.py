"""Small lists of registrations, written byte by byte."""

from pathlib import Path

from speeddating.domain.issue import Issue
from speeddating.domain.registrations import Registrations
from speeddating.intake.registrations import read_registrations

HEADER = ("Nom", "Prénom", "Structure", "Type")
ANA = ("Brun", "Ana", "EDF", "entreprise")
ZOE = ("Roux", "Zoé", "Les Mains Liées", "association")
Row = tuple[str, ...]


def text_of(*rows: Row, delimiter: str = ";") -> str:
    """Rows as delimited text, nothing quoted."""
    return "".join(f"{delimiter.join(row)}\r\n" for row in rows)


def read(
    folder: Path, *rows: Row, encoding: str = "utf-8", delimiter: str = ";",
    mapping: dict[str, str] | Path | None = None,
) -> Registrations:  # fmt: skip
    """The rows as a file, read."""
    path = folder / "inscrits.csv"
    path.write_bytes(text_of(*rows, delimiter=delimiter).encode(encoding))
    return read_registrations(path, mapping=mapping)


def people(found: Registrations) -> list[tuple[str | None, str | None]]:
    """Names with their organisations."""
    return [(person.name, person.organisation) for person in found.people]


def told(issues: tuple[Issue, ...]) -> list[tuple[str, str | None]]:
    """Codes with their cells."""
    return [(issue.code.partition(".")[2], issue.cell) for issue in issues]

"""Small workbooks for tests, written cell by cell."""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import pytest
from openpyxl import Workbook

from speeddating.domain.base import Frozen, OrganisationId
from speeddating.domain.history import Pairing
from speeddating.domain.issue import Issue
from speeddating.errors import InvalidInputError
from speeddating.intake.workbook import Reading, read_with_notes
from speeddating.words import LANGUAGES

Model = TypeVar("Model", bound=Frozen)
Line = Sequence[Any]
Sheet = Sequence[Line]
Change = Callable[[bytes], bytes]

PARTICIPANTS: Sheet = (
    ("Nom", "Organisation", "Côté"),
    ("Ana Brun", "Ateliers Verts", "entreprise"),
    ("Léo Petit", "Mécanique du Berry", "entreprise"),
    ("Zoé Roux", "Les Mains Liées", "association"),
)


def book(**sheets: Sheet) -> Workbook:
    """A workbook of these sheets, by French title without blanks or accents in the keyword."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in ({"Participants": PARTICIPANTS} | sheets).items():
        sheet = made.create_sheet(TITLES.get(title, title))
        for row in rows:
            sheet.append(list(row))
    return made


def saved(made: Workbook, folder: Path, name: str = "essai.xlsx") -> Path:
    """The workbook as a file."""
    path = folder / name
    made.save(path)
    return path


def content(made: Workbook) -> bytes:
    """The workbook as bytes."""
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def with_part(package: bytes, part: str, change: Change) -> bytes:
    """The package with one part changed."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(target, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return target.getvalue()


def refused(path: Path) -> tuple[Issue, ...]:
    """Every issue of a workbook that must be refused, each with a sentence in two languages."""
    with pytest.raises(InvalidInputError) as caught:
        read_with_notes(path)
    for issue in caught.value.issues:
        for language in LANGUAGES:
            assert issue.line(language)
            assert "{" not in issue.line(language)
    return caught.value.issues


def told(issues: Iterable[Issue]) -> list[tuple[str, str | None, str | None]]:
    """Code, sheet and cell of each issue."""
    return [(issue.code.removeprefix("intake."), issue.sheet, issue.cell) for issue in issues]


def read(tmp_path: Path, **sheets: Sheet) -> Reading:
    """What is read of these sheets."""
    return read_with_notes(saved(book(**sheets), tmp_path))


def problems(tmp_path: Path, **sheets: Sheet) -> list[tuple[str, str | None, str | None]]:
    """What is refused of these sheets."""
    return told(refused(saved(book(**sheets), tmp_path)))


def of(model: type[Model], /, **fields: Any) -> Model:
    """A model from plain text, where the domain's identifiers are types of their own."""
    return model(**fields)


def pairing(entreprise: str, association: str) -> Pairing:
    """Two organisations that met."""
    return Pairing(OrganisationId(entreprise), OrganisationId(association))


TITLES = {"Incompatibilites": "Incompatibilités", "Sous_groupes": "Sous-groupes"}

"""A package opened sheet by sheet: only what is asked for is ever parsed, after a scan."""

from __future__ import annotations

import posixpath
import re
import warnings
import zipfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from openpyxl.utils.cell import get_column_letter

from speeddating.domain.workbook import unescaped
from speeddating.intake import guard
from speeddating.intake.findings import Place, RefusedError
from speeddating.intake.scan import (
    MOST_CELLS,
    MOST_SHEET_ELEMENTS,
    WIDEST_AREA,
    SheetScan,
    scan_part,
    scan_sheet,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from speeddating.intake.cells import Raw

_MANIFEST = "[Content_Types].xml"
_STYLES = "xl/styles.xml"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_MAIN = ("sheet.main+xml", "sheet.macroEnabled.main+xml", "template.main+xml",
         "template.macroEnabled.main+xml")  # fmt: skip


class Face(NamedTuple):
    """A sheet as its tab shows it."""

    title: str
    part: str
    hidden: bool


class Cell(NamedTuple):
    """A value and where it stands."""

    place: Place
    value: Raw
    trouble: str | None = None
    """The code of what keeps the value from being read: an Excel error, a formula without one."""


class Grid(NamedTuple):
    """The cells of a sheet that hold something, by row and column, as they stand."""

    title: str
    rows: Mapping[int, Mapping[int, Cell]]
    shape: SheetScan


class Book:
    """
    A workbook behind the guard.

    Parameters
    ----------
    path
        An xlsx or xlsm file.

    Raises
    ------
    InvalidInputError
        If the file as a whole is refused; nothing else leaves.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.file = Path(path)
        self._archive = guard.package(path)
        with self._defended():
            self._workbook = self._main_part()
            self.faces: tuple[Face, ...] = tuple(self._sheets())
            if len({face.part for face in self.faces}) < len(self.faces):
                raise RefusedError("damaged")  # two sheets of one part: no program writes that
        if not self.faces:
            guard.refuse(self.file, "no_sheet")

    def grids(self, faces: Sequence[Face]) -> list[Grid]:
        """The values of some sheets, in the order asked for."""
        shapes = self._shapes(faces)
        with self._defended():
            package = self._trimmed({face.part for face in faces})
            book: Workbook = load_workbook(
                package, read_only=True, data_only=True, keep_links=False
            )
            return [
                Grid(face.title, _rows(book[face.title], face.title, shape), shape)
                for face, shape in zip(faces, shapes, strict=True)
            ]

    def _shapes(self, faces: Sequence[Face]) -> list[SheetScan]:
        """What the sheets hold, as long as that is little together."""
        shapes: list[SheetScan] = []
        left = MOST_SHEET_ELEMENTS
        for face in faces:
            with self._defended(face.title), self._opened(face.part) as opened:
                shapes.append(scan_sheet(opened, left))
                left -= shapes[-1].elements
                if sum(shape.cells for shape in shapes) > MOST_CELLS:
                    raise RefusedError("too_many_cells", most=MOST_CELLS)
                if sum(shape.area for shape in shapes) > WIDEST_AREA:
                    raise RefusedError("spread_too_wide", most=WIDEST_AREA)
        return shapes

    @contextmanager
    def _defended(self, sheet: str | None = None) -> Iterator[None]:
        """Whatever a parser raises on a file that is not what it claims becomes one sentence."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl tells of extensions it leaves out
                yield
        except RefusedError as refused:
            code = refused.code.removeprefix("intake.")
            guard.refuse(self.file, code, **{"sheet": sheet or "", **refused.data})
        except Exception:  # noqa: BLE001 - zlib, zipfile, expat, openpyxl: each has its own
            guard.refuse(self.file, "damaged")

    @contextmanager
    def _opened(self, part: str) -> Iterator[IO[bytes]]:
        if self._archive.getinfo(part).file_size > guard.LARGEST_PART_READ:
            raise RefusedError("unpacks_too_large", most=guard.LARGEST_PART_READ // guard.MEGABYTE)
        with self._archive.open(part) as opened:
            yield opened

    def _root(self, part: str) -> Element:
        with self._opened(part) as opened:
            scan_part(opened)
        return fromstring(self._archive.read(part), forbid_dtd=True)

    def _main_part(self) -> str:
        for override in self._root(_MANIFEST):
            if override.get("ContentType", "").endswith(_MAIN):
                return override.get("PartName", "").lstrip("/")
        return "xl/workbook.xml"

    def _sheets(self) -> Iterator[Face]:
        root = self._root(self._workbook)
        if root.tag.startswith(_STRICT):
            raise RefusedError("strict_format")
        folder = posixpath.dirname(self._workbook)
        parts = {
            relation.get("Id"): posixpath.normpath(
                posixpath.join("/", folder, relation.get("Target", ""))
            ).lstrip("/")
            for relation in self._root(self._relations)
            if relation.get("Type", "").endswith("/worksheet")
        }
        for sheet in root.iter(f"{root.tag.removesuffix('workbook')}sheet"):
            link = next((value for name, value in sheet.items() if name.endswith("}id")), None)
            if link in parts:
                hidden = sheet.get("state", "visible") != "visible"
                yield Face(sheet.get("name", ""), parts[link], hidden)

    @property
    def _relations(self) -> str:
        folder, name = posixpath.split(self._workbook)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def _trimmed(self, sheets: set[str]) -> BytesIO:
        """A package of ``sheets`` and what their values need; the rest is never unpacked."""
        strings = {
            override.get("PartName", "").lstrip("/")
            for override in self._root(_MANIFEST)
            if override.get("ContentType", "").endswith("sharedStrings+xml")
        }
        shared = {_MANIFEST, _STYLES, self._workbook, self._relations, *strings}
        target = BytesIO()
        with zipfile.ZipFile(target, "w") as kept:
            for part in sorted(shared & set(self._archive.namelist())):
                with self._opened(part) as opened:
                    scan_part(opened)
                held = self._archive.read(part)
                kept.writestr(part, _with_escapes(held) if part in strings else held)
            for part in sorted(sheets):
                kept.writestr(part, self._archive.read(part))
        target.seek(0)
        return target


def _with_escapes(strings: bytes) -> bytes:
    """Shared texts in which openpyxl finds no ``x005F_``: it would strike that out, even alone."""
    if b"x005F_" not in strings:
        return strings
    alone = re.sub(rb"(?<=_x005F_)x005F_|(?<!_)x005F_", b"_x0078_005F_", strings)
    return re.sub(rb"(?<=_)x005F_", b"x005f_", alone)


def _rows(sheet: Worksheet, title: str, shape: SheetScan) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    if shape.last_row:
        values = sheet.iter_rows(max_row=shape.last_row, max_col=shape.last_column)
        for number, cells in enumerate(values, start=1):
            found = {
                column: _cell(title, number, column, cell)
                for column, cell in enumerate(cells, start=1)
                if cell.value is not None
            }
            if found:
                rows[number] = found
    for number, column in shape.formulas_without_value:
        cell = Cell(place(title, number, column), "", "formula_without_value")
        rows.setdefault(number, {})[column] = cell
    return dict(sorted(rows.items()))


def _cell(title: str, row: int, column: int, cell: Any) -> Cell:  # noqa: ANN401 - four kinds
    trouble = "error_value" if cell.data_type == "e" else None
    value = unescaped(cell.value) if isinstance(cell.value, str) else cell.value
    return Cell(place(title, row, column), value, trouble)


def place(title: str, row: int, column: int) -> Place:
    """Where a cell stands."""
    return Place(title, f"{get_column_letter(column)}{row}")

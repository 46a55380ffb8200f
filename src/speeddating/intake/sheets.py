"""A package opened sheet by sheet: only what is asked for is ever parsed, after a scan."""

from __future__ import annotations

import posixpath
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from openpyxl.utils.cell import get_column_letter

from speeddating.domain.names import holds_contact
from speeddating.domain.workbook import unescaped
from speeddating.intake import guard
from speeddating.intake.bare import bare, number_formats, title_of
from speeddating.intake.cells import tidy
from speeddating.intake.findings import Place, RefusedError, quoted
from speeddating.intake.scan import (
    MOST_CELLS,
    MOST_ELEMENTS,
    MOST_SHEET_ELEMENTS,
    MOST_TEXT,
    WIDEST_AREA,
    SheetScan,
    scan_part,
    scan_sheet,
    scan_strings,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from io import BytesIO
    from xml.etree.ElementTree import Element

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from speeddating.intake.cells import Raw

_MANIFEST = "[Content_Types].xml"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_MAIN = ("sheet.main+xml", "sheet.macroEnabled.main+xml", "template.main+xml",
         "template.macroEnabled.main+xml")  # fmt: skip
_NEEDED = (".sharedStrings+xml", ".styles+xml")


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
        self._left = MOST_ELEMENTS
        self._styles: bytes | None = None
        with self._defended():
            self._parts = dict(self._parts_by_kind())
            self._workbook = self._parts.get("workbook", "xl/workbook.xml")
            root = self._root(self._workbook)
            self._since_1904 = _since_1904(root)
            self.faces: tuple[Face, ...] = tuple(self._sheets(root))
            if len({face.part for face in self.faces}) < len(self.faces):
                raise RefusedError("damaged")  # two sheets of one part: no program writes that
        if not self.faces:
            guard.refuse(self.file, "no_sheet")

    def grids(self, faces: Sequence[Face]) -> list[Grid]:
        """The values of some sheets, in the order asked for."""
        shapes = self._shapes(faces)
        with self._defended():
            book: Workbook = load_workbook(
                self._trimmed(faces), read_only=True, data_only=True, keep_links=False
            )
            texts = _Texts()
            return [
                Grid(face.title, texts.rows(book[title_of(at)], face.title, shape), shape)
                for at, (face, shape) in enumerate(zip(faces, shapes, strict=True))
            ]

    def _shapes(self, faces: Sequence[Face]) -> list[SheetScan]:
        """What the sheets hold, as long as that is little together."""
        shapes: list[SheetScan] = []
        left = MOST_SHEET_ELEMENTS
        with self._defended():
            self._look_at_sizes(face.part for face in faces)
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

    def _look_at_sizes(self, parts: Iterable[str]) -> None:
        if sum(self._archive.getinfo(part).file_size for part in parts) > guard.LARGEST_PART_READ:
            raise RefusedError("unpacks_too_large", most=guard.LARGEST_PART_READ // guard.MEGABYTE)

    @contextmanager
    def _opened(self, part: str) -> Iterator[IO[bytes]]:
        self._look_at_sizes([part])
        with self._archive.open(part) as opened:
            yield opened

    def _root(self, part: str) -> Element:
        with self._opened(part) as opened:
            self._left -= scan_part(opened, self._left)
        root: Element = fromstring(self._archive.read(part), forbid_dtd=True)
        return root

    def _parts_by_kind(self) -> Iterator[tuple[str, str]]:
        """What the manifest calls each part; where it says something twice, the first counts."""
        for override in reversed(self._root(_MANIFEST)):
            kind, part = override.get("ContentType", ""), override.get("PartName", "").lstrip("/")
            if kind.endswith(_MAIN):
                yield "workbook", part
            elif kind.endswith(_NEEDED):
                yield kind.rpartition(".")[2].removesuffix("+xml"), part

    def _sheets(self, root: Element) -> Iterator[Face]:
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
                yield Face(_shown(sheet.get("name", "")), parts[link], hidden)

    @property
    def _relations(self) -> str:
        folder, name = posixpath.split(self._workbook)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def _trimmed(self, faces: Sequence[Face]) -> BytesIO:
        """A package of these sheets and what their values need; the rest is never unpacked."""
        strings = self._parts.get("sharedStrings")
        held = None
        if strings in self._archive.namelist():
            with self._opened(strings) as opened:
                scan_strings(opened)
            held = self._archive.read(strings)
        if self._styles is None:
            styles = self._parts.get("styles", "xl/styles.xml")
            there = styles in self._archive.namelist()
            self._styles = number_formats(self._root(styles) if there else None)
        sheets = [self._archive.read(face.part) for face in faces]
        return bare(sheets, held, self._styles, since_1904=self._since_1904)


@dataclass
class _Texts:
    """What is read out of the sheets of one book, which may show one long text again and again."""

    left: int = MOST_TEXT

    def rows(self, sheet: Worksheet, title: str, shape: SheetScan) -> dict[int, dict[int, Cell]]:
        """The cells of a sheet that hold something."""
        rows: dict[int, dict[int, Cell]] = {}
        if shape.last_row:
            values = sheet.iter_rows(max_row=shape.last_row, max_col=shape.last_column)
            for number, cells in enumerate(values, start=1):
                found = {
                    column: self._cell(title, number, column, cell)
                    for column, cell in enumerate(cells, start=1)
                    if cell.value is not None
                }
                if found:
                    rows[number] = found
        for number, column in shape.formulas_without_value:
            cell = Cell(place(title, number, column), "", "formula_without_value")
            rows.setdefault(number, {})[column] = cell
        return dict(sorted(rows.items()))

    def _cell(self, title: str, row: int, column: int, cell: Any) -> Cell:  # noqa: ANN401 - four kinds
        trouble = "error_value" if cell.data_type == "e" else None
        value = cell.value
        if isinstance(value, str):
            self.left -= len(value)
            if self.left < 0:
                raise RefusedError("too_much_text", most=MOST_TEXT)
            value = unescaped(value)
        return Cell(place(title, row, column), value, trouble)


def _shown(title: str) -> str:
    """A title as sentences and logs may repeat it: on one line, not too long, nobody's address."""
    said = tidy(title)
    return "…" if holds_contact(said) else quoted(said)


def _since_1904(workbook: Element) -> bool:
    said = (one.get("date1904", "0") for one in workbook if one.tag.endswith("}workbookPr"))
    return any(value not in {"0", "false", "f"} for value in said)


def place(title: str, row: int, column: int) -> Place:
    """Where a cell stands."""
    return Place(title, f"{get_column_letter(column)}{row}")

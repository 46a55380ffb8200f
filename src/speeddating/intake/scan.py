"""
A first pass over XML that nobody has looked at yet: in constant memory, stopping at any excess.

The parser below it is the one of the standard library, without any entity: a document type is
refused when it begins.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO, NamedTuple
from xml.parsers import expat

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from speeddating.intake.findings import RefusedError

MOST_ELEMENTS = 200_000
"""In all the parts that say what there is and how it looks."""
MOST_STRING_ELEMENTS = 300_000
"""100,000 different texts have 200,000."""
LONGEST_CELL = 100_000
"""Characters; Excel stops at 32,767, and no name is longer than 200."""
MOST_TEXT = 5_000_000
"""Characters of the shared texts; and of all the cells that are read, each as it shows itself."""
MOST_CELLS = 250_000
"""In all the sheets that are read, formatted empty ones included."""
MOST_SHEET_ELEMENTS = 5 * MOST_CELLS
"""In all the sheets that are read."""
WIDEST_AREA = 20_000_000
"""Rows times columns that the filled cells span, in all the sheets that are read."""
LONGEST_TOKEN = 1_000_000
"""Bytes of one tag, comment or attribute: the parser begins such a one anew with each chunk."""
LAST_ROW = 50_000
LAST_COLUMN = 200
MOST_WIDTHS = 16_384
"""Elements that say how columns look; Excel has no more columns."""
MOST_MERGED = 20_000
"""Cells under merges, in one sheet."""
DEEPEST = 64
_CHUNK = 1 << 16
_TEXT = 2
"""How deep a shared text stands."""


class SheetScan(NamedTuple):
    """What a sheet holds besides values."""

    last_row: int
    last_column: int
    cells: int
    merges: tuple[tuple[int, int, int, int], ...]
    """First column, first row, last column, last row."""
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    formulas_without_value: frozenset[tuple[int, int]]
    elements: int = 0

    @property
    def area(self) -> int:
        """Rows times columns, of which most may be empty."""
        return self.last_row * self.last_column


def scan_part(opened: IO[bytes], most: int = MOST_ELEMENTS) -> int:
    """Refuse a document type, and too many or too deep elements; how many there are."""
    seen = _Elements(most=most)
    _feed(opened, seen)
    return seen.count


def scan_strings(opened: IO[bytes]) -> None:
    """As :func:`scan_part`, for shared texts: neither may one be huge, nor all together."""
    _feed(opened, _Strings(most=MOST_STRING_ELEMENTS))


def scan_sheet(opened: IO[bytes], most: int = MOST_SHEET_ELEMENTS) -> SheetScan:
    """
    The shape of a sheet of at most so many elements.

    Raises
    ------
    RefusedError
        With the cell, where one lies too far out.
    """
    seen = _Cells(most=most)
    _feed(opened, seen)
    return SheetScan(
        seen.last_row, seen.last_column, seen.cells, tuple(seen.merges),
        frozenset(seen.hidden_rows), frozenset(seen.hidden_columns), frozenset(seen.bare),
        seen.count,
    )  # fmt: skip


@dataclass
class _Elements:
    """Counts elements."""

    count: int = 0
    depth: int = 0
    length: int = 0
    most: int = MOST_ELEMENTS

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Called where an element begins."""
        self.count += 1
        self.depth += 1
        if self.count > self.most or self.depth > DEEPEST:
            raise RefusedError("too_many_elements")
        self.length = 0
        self.began(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        """Called where an element ends."""
        self.depth -= 1
        self.ended(name.rpartition(":")[2])

    def began(self, name: str, attributes: dict[str, str]) -> None:
        """What is seen of an element."""

    def ended(self, name: str) -> None:
        """What is seen at its end."""

    def said(self, text: str) -> None:
        """What stands in an element."""
        self.length += len(text)
        if self.length > LONGEST_CELL:
            raise RefusedError("huge_text")


@dataclass
class _Strings(_Elements):
    """Follows shared texts, each of any number of pieces."""

    total: int = 0
    piece: int = 0

    def began(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        """A text begins where its first element does."""
        if self.depth == _TEXT:
            self.piece = 0

    def said(self, text: str) -> None:
        """A piece of a text."""
        self.piece += len(text)
        self.total += len(text)
        if self.piece > LONGEST_CELL:
            raise RefusedError("huge_text")
        if self.total > MOST_TEXT:
            raise RefusedError("too_much_text", most=MOST_TEXT)


@dataclass
class _Cells(_Elements):
    """Follows rows and cells as openpyxl counts them."""

    row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    merged: int = 0
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    bare: set[tuple[int, int]] = field(default_factory=set)
    formula: bool = False
    computed: bool = False
    filled: bool = False
    inside: str = ""
    spoken: int = 0
    """Characters of a cell, which may be in any number of pieces."""
    within: bool = False
    widths: int = 0

    def began(self, name: str, attributes: dict[str, str]) -> None:
        """Take in a row, a cell, or what stands in it."""
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self._row(attributes)
        elif name == "f":
            self.formula = True
        elif name in {"v", "t"}:
            self.inside = name
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col":
            self._width(attributes)

    def said(self, text: str) -> None:
        """Any text in a value counts."""
        super().said(text)
        if self.inside and text:
            self.filled = True
        if self.within:
            self.spoken += len(text)
            if self.spoken > LONGEST_CELL:
                raise RefusedError("huge_text")

    def ended(self, name: str) -> None:
        """A cell is known at its end."""
        if name in {"v", "t"}:
            self.inside = ""
        if name != "c":
            return
        self.within = False
        if not (self.filled or self.formula):
            return
        if self.row > LAST_ROW or self.column > LAST_COLUMN:
            cell = f"{get_column_letter(self.column)}{self.row}"
            raise RefusedError("far_cell", cell=cell, rows=LAST_ROW, columns=LAST_COLUMN)
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        if self.formula and not self.filled and not self.computed:
            self.bare.add((self.row, self.column))

    def _row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r", self.row + 1))
        if number <= self.row:
            raise RefusedError("damaged")  # rows out of order: readers drop them without a word
        self.row, self.column = number, 0
        if number <= LAST_ROW and attributes.get("hidden") in {"1", "true"}:
            self.hidden_rows.add(number)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise RefusedError("too_many_cells", most=MOST_CELLS)
        before = self.column
        if "r" in attributes:
            row, self.column = coordinate_to_tuple(attributes["r"])
            if row != self.row:
                raise RefusedError("damaged")
        else:
            self.column += 1
        if self.column <= before or self.within:
            raise RefusedError("damaged")  # a cell twice, or in another: readers take either
        self.within, self.spoken = True, 0
        self.formula = self.filled = False
        self.computed = attributes.get("t") == "str"  # an empty text is a value too

    def _width(self, attributes: dict[str, str]) -> None:
        self.widths += 1
        if self.widths > MOST_WIDTHS:
            raise RefusedError("too_many_elements")
        if attributes.get("hidden") in {"1", "true"}:
            first, last = (int(attributes.get(end, "1")) for end in ("min", "max"))
            self.hidden_columns.update(range(max(first, 1), min(last, LAST_COLUMN) + 1))

    def _merge(self, ref: str) -> None:
        bounds = range_boundaries(ref)
        if None in bounds:
            raise RefusedError("huge_merge", merge=ref)
        left, top, right, bottom = (int(bound or 0) for bound in bounds)
        self.merged += (right - left + 1) * (bottom - top + 1)
        if self.merged > MOST_MERGED:
            raise RefusedError("huge_merge", merge=ref)
        self.merges.append((left, top, right, bottom))


def _feed(opened: IO[bytes], seen: _Elements) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.said
    parser.StartDoctypeDeclHandler = _refuse_document_type
    fed = 0
    for chunk in _chunks(opened):
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
            raise RefusedError("huge_text")
    parser.Parse(b"", True)


def _chunks(opened: IO[bytes]) -> Iterable[bytes]:
    return iter(lambda: opened.read(_CHUNK), b"")


def _refuse_document_type(*_: object) -> None:
    raise RefusedError("document_type")

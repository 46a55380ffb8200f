"""
What Excel demands of a workbook before it opens it without offering to repair it.

Read from the raw XML, not through openpyxl, which is more forgiving than Excel. The limits are
those of "Excel specifications and limits" and of ECMA-376, part 1.
"""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from openpyxl.utils.cell import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection",
    "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "drawing", "legacyDrawing", "tableParts",
)  # fmt: skip
"""Of the parts of a worksheet; Excel refuses any other."""
NAME = re.compile(r"[^\W\d][\w.\\]{0,254}")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*([Cc]\d*)?|[Cc]\d*")
IN_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([\w.]+))!")
Box = tuple[int, int, int, int]


def faults(path: Path) -> list[str]:
    """Everything that would make Excel offer a repair; empty: it opens."""
    with zipfile.ZipFile(path) as archive:
        return list(_Workbook(archive).faults())


class _Workbook:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.root = self.xml("xl/workbook.xml")
        links = self.links("xl/workbook.xml")
        sheets = self.root.iter(f"{MAIN}sheet")
        self.parts = {one.get("name", ""): links[one.get(LINK, "")] for one in sheets}
        strings = "xl/sharedStrings.xml"
        self.strings = (
            ["".join(one.itertext()) for one in self.xml(strings)] if strings in self.names else []
        )

    def xml(self, part: str) -> Element:
        return fromstring(self.archive.read(part), forbid_dtd=True)

    def links(self, part: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self.names:
            return {}
        return {
            one.get("Id", ""): posixpath.normpath(
                posixpath.join("/", folder, one.get("Target", ""))
            ).lstrip("/")
            for one in self.xml(relations)
        }

    def faults(self) -> Iterator[str]:
        yield from self._package()
        yield from self._titles()
        yield from self._defined_names()
        formats = len(self.xml("xl/styles.xml").findall(f"{MAIN}cellXfs/{MAIN}xf"))
        differences = len(self.xml("xl/styles.xml").findall(f"{MAIN}dxfs/{MAIN}dxf"))
        for title, part in self.parts.items():
            sheet = _Sheet(self, title, part)
            for fault in sheet.faults(formats, differences):
                yield f"{title}: {fault}"
        yield from self._tables()

    def _package(self) -> Iterator[str]:
        types = self.xml("[Content_Types].xml")
        typed = {one.get("PartName", "").lstrip("/") for one in types}
        endings = {one.get("Extension") for one in types}
        for name in self.names - {"[Content_Types].xml"}:
            if name not in typed and name.rpartition(".")[2] not in endings:
                yield f"{name} has no content type"
        for name in typed - self.names - {""}:
            yield f"{name} is not in the package"
        for relations in (name for name in self.names if name.endswith(".rels")):
            folder, name = posixpath.split(relations)
            part = posixpath.join(folder.removesuffix("_rels"), name.removesuffix(".rels"))
            for target in self.links(part).values() if folder != "_rels" else ():
                if target not in self.names:
                    yield f"{part} points to {target}, which is not there"

    def _titles(self) -> Iterator[str]:
        for title in self.parts:
            if not 0 < len(title) <= 31 or re.search(r"[\\*?:/\[\]]|^'|'$", title):
                yield f"sheet title {title!r}"
        yield from _twice("sheet", [title.casefold() for title in self.parts])

    def _defined_names(self) -> Iterator[str]:
        found = self.root.findall(f"{MAIN}definedNames/{MAIN}definedName")
        yield from _twice(
            "name", [f"{one.get('name')} {one.get('localSheetId')}".casefold() for one in found]
        )
        for one in found:
            name = one.get("name", "")
            if not name.startswith("_xlnm.") and not is_name(name):
                yield f"defined name {name!r}"
            for quoted, bare in IN_SHEET.findall(one.text or ""):
                if (quoted.replace("''", "'") or bare) not in self.parts:
                    yield f"name {name} points to a sheet that is not there"

    def _tables(self) -> Iterator[str]:
        tables = [self.xml(name) for name in self.names if name.startswith("xl/tables/")]
        yield from _twice("table id", [one.get("id") for one in tables])
        defined = self.root.findall(f"{MAIN}definedNames/{MAIN}definedName")
        names = [one.get("name", "").casefold() for one in defined if not one.get("localSheetId")]
        names += [one.get("displayName", "").casefold() for one in tables]
        yield from _twice("name of a table", names)


class _Sheet:
    def __init__(self, book: _Workbook, title: str, part: str) -> None:
        self.book, self.title, self.part = book, title, part
        self.root = book.xml(part)
        self.links = book.links(part)
        self.cells = {one.get("r", ""): one for one in self.root.iter(f"{MAIN}c")}

    def text(self, cell: str) -> str | None:
        found = self.cells.get(cell)
        if found is None or found.get("t") not in {"s", "inlineStr"}:
            return None
        if found.get("t") == "inlineStr":
            return "".join(found.itertext())
        return self.book.strings[int(found.findtext(f"{MAIN}v", "-1"))]

    def faults(self, formats: int, differences: int) -> Iterator[str]:
        yield from self._order()
        yield from self._grid()
        yield from self._values(formats)
        yield from self._areas()
        yield from self._lists()
        yield from self._conditions(differences)
        yield from self._tables()
        yield from self._comments()
        for one in self.root.findall(f"{MAIN}headerFooter/*"):
            if len(one.text or "") > 255:
                yield "a footer is too long"

    def _order(self) -> Iterator[str]:
        found = [one.tag.removeprefix(MAIN) for one in self.root]
        if unknown := set(found) - set(ORDER):
            yield f"unknown parts {unknown}"
            return
        if [ORDER.index(one) for one in found] != sorted(ORDER.index(one) for one in found):
            yield f"parts in the order {found}"
        for one in self.root.iter():
            for name in (one.get(LINK),):
                if name is not None and name not in self.links:
                    yield f"{one.tag} points nowhere"

    def _values(self, formats: int) -> Iterator[str]:
        for name, cell in self.cells.items():
            if cell.find(f"{MAIN}f") is not None:
                yield f"{name} is a formula"
            if int(cell.get("s", "0")) >= formats:
                yield f"{name} has a format that is not there"
            if len(self.text(name) or "") > 32_767:
                yield f"{name} is too long"
            if cell.get("t") == "e":
                yield f"{name} is an error"

    def _grid(self) -> Iterator[str]:
        rows = list(self.root.iter(f"{MAIN}row"))
        if any(int(b.get("r", "0")) <= int(a.get("r", "0")) for a, b in pairwise(rows)):
            yield "rows out of order"
        for row in rows:
            columns = [range_boundaries(cell.get("r", ""))[0] or 0 for cell in row]
            if any(after <= before for before, after in pairwise(columns)):
                yield f"cells of row {row.get('r')} out of order"
            if float(row.get("ht", "0")) > 409.5:
                yield f"row {row.get('r')} is too tall"
        if any(float(one.get("width", "0")) > 255 for one in self.root.iter(f"{MAIN}col")):
            yield "a column is too wide"

    def _areas(self) -> Iterator[str]:
        merged = [_box(one.get("ref", "")) for one in self.root.iter(f"{MAIN}mergeCell")]
        tables = [_box(one.get("ref", "")) for one in self._table_parts()]
        own = [_box(one.get("ref", "")) for one in self.root.findall(f"{MAIN}autoFilter")]
        for one, other in combinations([*merged, *tables, *own], 2):
            if _overlap(one, other):
                yield f"{one} and {other} overlap"

    def _table_parts(self) -> list[Element]:
        found = self.root.findall(f"{MAIN}tableParts/{MAIN}tablePart")
        return [self.book.xml(self.links[one.get(LINK, "")]) for one in found]

    def _lists(self) -> Iterator[str]:
        boxes: list[Box] = []
        names = {one.get("name") for one in self.book.root.iter(f"{MAIN}definedName")}
        for one in self.root.iter(f"{MAIN}dataValidation"):
            formula = one.findtext(f"{MAIN}formula1", "")
            boxes += [_box(area) for area in one.get("sqref", "").split()]
            if formula.startswith('"'):
                choices = formula.strip('"').split(",")
                if len(formula) - 2 > 255 or not all(map(str.strip, choices)):
                    yield f"list {formula}"
                yield from _twice("choice", choices)
            elif formula not in names and not IN_SHEET.match(formula):
                yield f"list {formula} is named nowhere"
        for one_box, other in combinations(boxes, 2):
            if _overlap(one_box, other):
                yield f"two lists for {one_box} and {other}"

    def _conditions(self, differences: int) -> Iterator[str]:
        rules = list(self.root.iter(f"{MAIN}cfRule"))
        yield from _twice("priority", [one.get("priority") for one in rules])
        for one in rules:
            formula = one.findtext(f"{MAIN}formula", "")
            if one.get("type") == "expression" and (not formula or formula.startswith("=")):
                yield f"condition {formula!r}"
            if int(one.get("dxfId", "0")) >= differences:
                yield "a condition has a format that is not there"

    def _tables(self) -> Iterator[str]:
        for table in self._table_parts():
            name, box = table.get("displayName", ""), _box(table.get("ref", ""))
            left, top, right, bottom = box
            if not is_name(name):
                yield f"table name {name!r}"
            if bottom <= top:
                yield f"table {name} has no row"
            labels = [one.get("name", "") for one in table.iter(f"{MAIN}tableColumn")]
            yield from _twice("column", [label.casefold() for label in labels])
            shown = [self.text(_cell(column, top)) for column in range(left, right + 1)]
            if labels != shown:
                yield f"table {name} names {labels}, its header says {shown}"
            for one in table.findall(f"{MAIN}autoFilter"):
                if one.get("ref") != table.get("ref"):
                    yield f"the filter of table {name} is elsewhere"

    def _comments(self) -> Iterator[str]:
        parts = [link for link in self.links.values() if "comments" in link]
        cells = [c.get("ref") for part in parts for c in self.book.xml(part).iter(f"{MAIN}comment")]
        yield from _twice("comment", cells)
        if cells and self.root.find(f"{MAIN}legacyDrawing") is None:
            yield "comments without a drawing"


def is_name(name: str) -> bool:
    """Whether Excel takes ``name`` for a table or a range."""
    return bool(NAME.fullmatch(name)) and not LIKE_A_CELL.fullmatch(name)


def _box(area: str) -> Box:
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    return left or 1, top or 1, right or 16_384, bottom or 1_048_576


def _overlap(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _cell(column: int, row: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _twice(what: str, found: Sequence[object]) -> Iterator[str]:
    yield from (f"{what} {one} twice" for one, count in Counter(found).items() if count > 1)

"""
A package written anew: a few sheets, and of all the rest only what the values in them need.

Names, views, pivots, fonts and whatever else a workbook holds are never given to openpyxl.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from speeddating.intake.findings import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
MOST_STYLES = 65_500
"""Of cells; Excel has no more."""
_FORMATS, _PROTOTYPES = ("numFmts", "cellXfs"), ("fonts", "fills", "borders", "cellStyleXfs")


def title_of(position: int) -> str:
    """What the sheet at ``position`` is called in the package; its own title may not be alone."""
    return f"F{position}"


def bare(
    sheets: Sequence[bytes], strings: bytes | None, styles: bytes, *, since_1904: bool
) -> BytesIO:
    """
    A package of ``sheets``.

    Parameters
    ----------
    strings
        The shared texts.
    styles
        What says which numbers are dates, from :func:`number_formats`.
    since_1904
        Whether days are counted as old Macintosh workbooks do.
    """
    target = BytesIO()
    parts = [f"xl/worksheets/{title_of(at)}.xml" for at in range(len(sheets))]
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("[Content_Types].xml", tostring(_manifest(parts)))
        made.writestr("xl/_rels/workbook.xml.rels", tostring(_relations(parts)))
        made.writestr("xl/workbook.xml", tostring(_workbook(len(parts), since_1904=since_1904)))
        made.writestr("xl/sharedStrings.xml", _with_escapes(strings or _no_strings()))
        made.writestr("xl/styles.xml", styles)
        for part, held in zip(parts, sheets, strict=True):
            made.writestr(part, held)
    target.seek(0)
    return target


def _manifest(parts: Sequence[str]) -> Element:
    root = Element("Types", xmlns=f"{_PACKAGE}/content-types")
    kinds = {
        "xl/workbook.xml": "sheet.main", "xl/sharedStrings.xml": "sharedStrings",
        "xl/styles.xml": "styles", **dict.fromkeys(parts, "worksheet"),
    }  # fmt: skip
    for part, kind in kinds.items():
        SubElement(root, "Override", PartName=f"/{part}", ContentType=f"{_KIND}{kind}+xml")
    return root


def _relations(parts: Sequence[str]) -> Element:
    root = Element("Relationships", xmlns=f"{_PACKAGE}/relationships")
    for at, part in enumerate(parts):
        SubElement(root, "Relationship", Id=f"r{at}", Type=f"{_LINKS}/worksheet", Target=f"/{part}")
    return root


def _workbook(count: int, *, since_1904: bool) -> Element:
    root = Element("workbook", {"xmlns": _MAIN, "xmlns:r": _LINKS})
    if since_1904:
        SubElement(root, "workbookPr", date1904="1")
    sheets = SubElement(root, "sheets")
    for at in range(count):
        named = {"name": title_of(at), "sheetId": str(at + 1), "r:id": f"r{at}"}
        SubElement(sheets, "sheet", named)
    return root


def number_formats(styles: Element | None) -> bytes:
    """The styles of a workbook as far as they say what a number is, and of which cells."""
    root = Element("styleSheet", xmlns=_MAIN)
    numbers, cells = (SubElement(root, name) for name in _FORMATS)
    for name in _PROTOTYPES:
        SubElement(root, name)
    for one in _within(styles, "numFmts"):
        SubElement(numbers, "numFmt", _only(one, "numFmtId", "formatCode"))
    for one in _within(styles, "cellXfs"):
        SubElement(cells, "xf", _only(one, "numFmtId"))
    if len(cells) > MOST_STYLES:
        raise RefusedError("too_many_elements")
    return tostring(root)


def _within(given: Element | None, name: str) -> Iterator[Element]:
    for group in () if given is None else given:
        if group.tag.rpartition("}")[2] == name:
            yield from group


def _only(element: Element, *names: str) -> dict[str, str]:
    return {name: value for name in names if (value := element.get(name)) is not None}


def _no_strings() -> bytes:
    return tostring(Element("sst", xmlns=_MAIN))


def _with_escapes(strings: bytes) -> bytes:
    """Shared texts in which openpyxl finds no ``x005F_``: it would strike that out, even alone."""
    if b"x005F_" not in strings:
        return strings
    alone = re.sub(rb"(?<=_x005F_)x005F_|(?<!_)x005F_", b"_x0078_005F_", strings)
    return re.sub(rb"(?<=_)x005F_", b"x005f_", alone)

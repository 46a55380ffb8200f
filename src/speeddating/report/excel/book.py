"""Sheets in their order into one workbook, and a look at the file that came of it."""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from openpyxl import Workbook
from openpyxl.styles import Font

from speeddating.report.excel import look
from speeddating.report.excel.cards import print_cards
from speeddating.report.excel.cells import writable
from speeddating.report.excel.entry import AUTHOR, named_list
from speeddating.report.excel.fill import fill
from speeddating.report.excel.signs import print_signs
from speeddating.report.sheets.cards import Cards
from speeddating.report.sheets.model import Sheet
from speeddating.report.sheets.signs import Signs

LONGEST_TITLE = 31
FORBIDDEN_IN_TITLE = re.compile(r"[\\*?:/\[\]]")
INPUT_TAB, OUTPUT_TAB = "A6A6A6", look.NAVY


def workbook(sheets: Sequence[Sheet | Cards | Signs], occasion: str) -> Workbook:
    """
    A workbook of ``sheets``, opened on the first of them.

    Parameters
    ----------
    occasion
        What stands at the foot of every printed page.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    # Column widths count in digits of the standard font: it must be the one that is measured.
    book._fonts[0] = Font(name=look.FONT, size=look.SIZE)  # type: ignore[attr-defined]  # noqa: SLF001
    taken: set[str] = set()
    for sheet in sheets:
        target = book.create_sheet(safe_title(sheet.title, taken))
        is_input = isinstance(sheet, Sheet) and sheet.is_input
        target.sheet_properties.tabColor = INPUT_TAB if is_input else OUTPUT_TAB
        target.sheet_view.showGridLines = is_input
        match sheet:
            case Cards():
                print_cards(target, sheet)
            case Signs():
                print_signs(target, sheet)
            case _:
                fill(target, sheet, occasion)
                if sheet.offered_as:
                    named = named_list(target, sheet, len(sheet.lead) + 1)
                    book.defined_names[sheet.offered_as] = named
    book.active = 0
    book.properties.creator = AUTHOR
    return book


def safe_title(title: str, taken: set[str]) -> str:
    """A title that Excel accepts and that no other sheet has, capitals aside."""
    bare = FORBIDDEN_IN_TITLE.sub(" ", writable(title)).strip("' ")[:LONGEST_TITLE] or "-"
    safe, count = bare, 1
    while safe.casefold() in taken:
        count += 1
        ending = f" ({count})"
        safe = bare[: LONGEST_TITLE - len(ending)] + ending
    taken.add(safe.casefold())
    return safe


def save(book: Workbook, path: Path) -> None:
    """
    Write a workbook that was first put together in memory.

    openpyxl, writing to a full disk, tells of it a second time on the console.
    """
    packed = BytesIO()
    book.save(packed)
    path.write_bytes(packed.getvalue())


def verify(path: Path) -> None:
    """
    Read every part of a workbook to its end.

    Raises
    ------
    zipfile.BadZipFile, xml.parsers.expat.ExpatError
        If Excel could not open it.
    """
    with zipfile.ZipFile(path) as parts:
        damaged = parts.testzip()
        if damaged is not None:
            raise zipfile.BadZipFile(damaged)
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                with parts.open(name) as part:
                    expat.ParserCreate().ParseFile(part)

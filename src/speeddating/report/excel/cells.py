"""One value into one cell: text stays text whatever it looks like."""

import re

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from speeddating.domain.workbook import LIVE, escaped
from speeddating.report.sheets.model import Value

LONGEST = 32_767
"""Characters that a cell of Excel holds."""
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML file may hold; the models refuse it in names, identifiers are free text."""


def writable(text: str) -> str:
    """``text`` with a visible mark for what no file may hold, as long as Excel allows."""
    return escaped(UNWRITABLE.sub("\ufffd", text))[:LONGEST]


def put(cell: ExcelCell | MergedCell, value: Value, bold: InlineFont | None = None) -> None:
    """
    Write ``value``; a text that begins like a formula is marked as text for Excel too.

    With ``bold``, the first line of a text is written in these letters.
    """
    if isinstance(cell, MergedCell):
        return
    if not isinstance(value, str):
        cell.value = value
        return
    text = writable(value)
    first, _, rest = text.partition("\n")
    if bold is not None and rest:
        cell.value = CellRichText(TextBlock(bold, first), f"\n{rest}")
    else:
        cell.value = text
        # openpyxl takes "=…" for a formula and "#N/A" for an error.
        cell.data_type = "s"
    if text.startswith(LIVE):
        cell.quotePrefix = True

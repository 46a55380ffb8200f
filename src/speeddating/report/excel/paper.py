"""A4 in the units of Excel, and sheets of which each page has its own content."""

from collections.abc import Sequence

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

MARGIN_INCHES = 0.3
PAGE_POINTS = 776.0
"""Height of A4 within the margins, less what printers differ by."""
PAGE_WIDTH = 98.0
"""Its width, in digits of the standard font, likewise."""
A4 = 9
LONGEST_AREA = 8000
"""Characters of a print area; Excel takes 8,192."""


def in_pages(target: Worksheet, last_column: str, ends: Sequence[int]) -> None:
    """
    Print the rows up to each of ``ends`` on a page of their own, fitted to its width.

    A machine without the standard font has wider columns: at a fixed size, pages would spill over
    to the right. Fitted pages only ever shrink, so what fits as it is fits in any font. Each page
    is a print area of its own besides, since Excel may overlook breaks on fitted sheets.
    """
    starts = [1, *(end + 1 for end in ends[:-1])]
    areas = [f"A{start}:{last_column}{end}" for start, end in zip(starts, ends, strict=True)]
    named = ",".join(areas)
    whole = len(named) + len(areas) * len(f"'{target.title}'!$$$$") > LONGEST_AREA
    target.print_area = f"A1:{last_column}{ends[-1]}" if whole else named
    for end in ends[:-1]:
        target.row_breaks.append(Break(id=end))
    target.page_setup.paperSize = A4
    target.page_setup.orientation = "portrait"
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = target.page_margins
    margins.left = margins.right = margins.top = margins.bottom = MARGIN_INCHES
    margins.header = margins.footer = 0.0
    target.print_options.horizontalCentered = True

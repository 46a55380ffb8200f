"""A4 in the units of Excel: what fits on a page that is printed as it is."""

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

MARGIN_INCHES = 0.3
PAGE_POINTS = 776.0
"""Height of A4 within the margins, less what printers differ by."""
PAGE_WIDTH = 98.0
"""Its width, in digits of the standard font, likewise."""
A4, WHOLE = 9, 100


def one_to_one(target: Worksheet, area: str, percent: int = WHOLE) -> None:
    """
    Print ``area`` at a fixed size.

    Fitting to the page is for lists: Excel then overlooks the breaks set between cards.
    """
    target.print_area = area
    target.page_setup.paperSize = A4
    target.page_setup.orientation = "portrait"
    target.page_setup.scale = percent
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    margins = target.page_margins
    margins.left = margins.right = margins.top = margins.bottom = MARGIN_INCHES
    margins.header = margins.footer = 0.0
    target.print_options.horizontalCentered = True

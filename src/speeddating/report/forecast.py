"""A forecast as a workbook of its own."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from speeddating.domain.forecast import Forecast
from speeddating.domain.kinds import expect
from speeddating.report.contacts import refuse_contacts
from speeddating.report.sheets.forecast import forecast_sheet
from speeddating.report.writing import write_whole
from speeddating.words import Language

if TYPE_CHECKING:
    from os import PathLike


def write_forecast(
    path: "str | PathLike[str]", seen: Forecast, *, language: Language = "fr"
) -> Path:
    """
    Write what further rencontres can bring, and what would change it, on one page with charts.

    Parameters
    ----------
    seen
        What :func:`~speeddating.forecast` counted.

    Returns
    -------
    pathlib.Path
        ``path``.

    Raises
    ------
    WriteError
        If the file cannot be written; the old one is whole.
    UnsupportedError
        If a text holds an e-mail address or a telephone number.

    Examples
    --------
    >>> from speeddating import forecast, sample, write_forecast
    >>> write_forecast("previsions.xlsx", forecast(sample(4, 4, rounds=2)), language="en").name
    'previsions.xlsx'
    """
    from speeddating.report import excel  # noqa: PLC0415  # openpyxl only when used

    expect(Forecast, seen=seen)
    refuse_contacts(seen=seen)
    sheet = forecast_sheet(seen, language)
    book = excel.workbook((sheet,), sheet.title)
    return write_whole(Path(path), partial(excel.save, book), excel.verify)

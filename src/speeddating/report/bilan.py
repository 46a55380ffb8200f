"""The bilan of several rencontres as a workbook of its own."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from speeddating.domain.anonymous import anonymise_series
from speeddating.domain.kinds import expect
from speeddating.domain.series import Series
from speeddating.report.contacts import refuse_contacts
from speeddating.report.sheets.bilan import bilan
from speeddating.report.writing import write_whole
from speeddating.words import Language

if TYPE_CHECKING:
    from os import PathLike


def write_bilan(
    path: "str | PathLike[str]",
    series: Series,
    *,
    anonymous: bool = False,
    language: Language = "fr",
) -> Path:
    """
    Write figures and charts of all the rencontres, on one page that can be printed.

    Parameters
    ----------
    series
        What :func:`~speeddating.read_series` read.
    anonymous
        Whether rencontres, project groups and projects are numbered instead of named. No person
        and no organisation is named either way.

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
    >>> from speeddating import History, plan, read_series, sample, write_bilan, write_workbook
    >>> rencontre = sample(2, 2, rounds=2)
    >>> path = write_workbook("planning.xlsx", rencontre, History(), plan(rencontre))
    >>> write_bilan("bilan.xlsx", read_series(path), language="en").name
    'bilan.xlsx'
    """
    from speeddating.report import excel  # noqa: PLC0415  # openpyxl only when used

    expect(Series, series=series)
    shown = anonymise_series(series) if anonymous else series
    sheet = bilan(shown, language)
    refuse_contacts(series=shown)
    book = excel.workbook((sheet,), sheet.title)
    return write_whole(Path(path), partial(excel.save, book), excel.verify)

"""Rencontre, history and plan into a workbook; the template before there is any."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from speeddating.checks.belonging import refuse_strangers
from speeddating.domain.history import History
from speeddating.domain.kinds import expect
from speeddating.domain.plan import Plan
from speeddating.domain.registrations import Registrations
from speeddating.domain.rencontre import Rencontre
from speeddating.errors import WriteError
from speeddating.report.carried import refuse_what_would_be_lost
from speeddating.report.contacts import refuse_contacts
from speeddating.report.sheets import template, workbook_sheets
from speeddating.report.sheets.registrations import registrations_sheets
from speeddating.report.sheets.rounds import occasion
from speeddating.report.writing import write_whole
from speeddating.words import Language

if TYPE_CHECKING:
    from os import PathLike


def write_workbook(
    path: "str | PathLike[str]",
    rencontre: Rencontre,
    history: History,
    made: Plan | None = None,
) -> Path:
    """
    Write a workbook that is at once the result of this rencontre and the input of the next.

    Parameters
    ----------
    path
        An existing file is replaced, whole or not at all. Take another name than that of the
        workbook the rencontre was read from: the organiser's own file is hers.
    history
        What happened before. Rows of this very rencontre are its earlier plan and give way to
        ``made``.
    made
        Without a plan only the input sheets are written, the history unchanged.

    Returns
    -------
    pathlib.Path
        ``path``.

    Raises
    ------
    WriteError
        If the file cannot be written; the old one is whole.
    UnsupportedError
        If a workbook has no column for something: it would be lost. If a text holds an e-mail
        address or a telephone number.

    Examples
    --------
    >>> from speeddating import History, plan, sample, write_workbook
    >>> rencontre = sample(2, 2, rounds=2)
    >>> write_workbook("planning.xlsx", rencontre, History(), plan(rencontre)).name
    'planning.xlsx'
    """
    from speeddating.report import excel  # noqa: PLC0415  # openpyxl only when used

    expect(Rencontre, rencontre=rencontre)
    expect(History, history=history)
    expect(Plan | None, made=made)
    refuse_contacts(rencontre=rencontre, history=history)
    if made is not None:
        refuse_strangers(rencontre, made.schedule)
    refuse_what_would_be_lost(rencontre, history)
    book = excel.workbook(workbook_sheets(rencontre, history, made), occasion(rencontre))
    return write_whole(Path(path), partial(excel.save, book), excel.verify)


def write_template(path: "str | PathLike[str]", *, language: Language = "fr") -> Path:
    """
    Write a blank workbook: every sheet and header, parameters with defaults, lists to choose from.

    Returns
    -------
    pathlib.Path
        ``path``.

    Raises
    ------
    WriteError
        If the file cannot be written, or one of this name exists: it may have been filled in.

    Examples
    --------
    >>> from speeddating import write_template
    >>> write_template("modele.xlsx").name
    'modele.xlsx'
    """
    from speeddating.report import excel  # noqa: PLC0415  # openpyxl only when used

    target = Path(path)
    if os.path.exists(target):  # noqa: PTH110 - that of pathlib raises where a name is too long
        raise WriteError(str(target), "exists")
    book = excel.workbook(template(language), "")
    return write_whole(target, partial(excel.save, book), excel.verify)


def write_registrations(
    path: "str | PathLike[str]", read: Registrations, *, language: Language = "fr"
) -> Path:
    """
    Write a workbook filled in with registrations, to look over before planning.

    Its first sheet lists what was read, skipped and doubtful; what must still be filled in is
    coloured.

    Returns
    -------
    pathlib.Path
        ``path``.

    Raises
    ------
    WriteError
        If the file cannot be written, or one of this name exists: it may have been corrected.
    UnsupportedError
        If a text holds an e-mail address or a telephone number.

    Examples
    --------
    >>> import csv
    >>> from speeddating import read_registrations, write_registrations
    >>> with open("liste.csv", "w", encoding="utf-8", newline="") as file:
    ...     csv.writer(file).writerows([("Nom", "Structure"), ("Ana Brun", "EDF")])
    >>> write_registrations("liste-classeur.xlsx", read_registrations("liste.csv")).name
    'liste-classeur.xlsx'
    """
    from speeddating.report import excel  # noqa: PLC0415  # openpyxl only when used

    expect(Registrations, read=read)
    target = Path(path)
    if os.path.exists(target):  # noqa: PTH110 - that of pathlib raises where a name is too long
        raise WriteError(str(target), "exists")
    refuse_contacts(read=read)
    book = excel.workbook(registrations_sheets(read, language), "")
    return write_whole(target, partial(excel.save, book), excel.verify)

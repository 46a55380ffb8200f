"""What is printed for the day itself, as a workbook of its own."""

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from speeddating.checks.belonging import refuse_strangers
from speeddating.domain.base import ParticipantId
from speeddating.domain.history import History
from speeddating.domain.kinds import expect, expect_each
from speeddating.domain.plan import Plan, schedule_of
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule
from speeddating.report.contacts import refuse_contacts
from speeddating.report.evening import Evening
from speeddating.report.sheets.printouts import printed_sheets
from speeddating.report.sheets.rounds import occasion
from speeddating.report.writing import write_whole

if TYPE_CHECKING:
    from os import PathLike


def write_printouts(
    path: "str | PathLike[str]",
    rencontre: Rencontre,
    made: Plan | Schedule,
    *,
    only: Collection[ParticipantId] | None = None,
) -> Path:
    """
    Write what is printed for the day: cards, blank cards, lists to sign, « où suis-je », signs.

    It stands apart from :func:`write_workbook`: that file is the next rencontre's input and is
    read again; this one is sent to the printer whole, and thrown away.

    Parameters
    ----------
    path
        An existing file is replaced, whole or not at all.
    made
        What is seated; the schedule alone is enough, as ``read_schedule`` gives it. Seats moved by
        hand are shown as they are: :func:`speeddating.check` tells what they break.
    only
        Cards of these people and nothing else, to print again what has changed. Whoever of them
        is not expected gets none.

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
    KeyError
        If ``only`` names somebody the rencontre does not know.

    Examples
    --------
    >>> from speeddating import plan, sample, write_printouts
    >>> rencontre = sample(2, 2, rounds=2)
    >>> write_printouts("impressions.xlsx", rencontre, plan(rencontre)).name
    'impressions.xlsx'
    """
    from speeddating.report import excel  # noqa: PLC0415  # openpyxl only when used

    expect(Rencontre, rencontre=rencontre)
    schedule = schedule_of(made)
    if only is not None:
        only = expect_each(str, "only", only)
    refuse_contacts(rencontre=rencontre)
    refuse_strangers(rencontre, schedule)
    for who in only or ():
        rencontre.participant_by_id[who]
    evening = Evening(rencontre, History(), schedule)
    book = excel.workbook(printed_sheets(evening, only), occasion(rencontre))
    return write_whole(Path(path), partial(excel.save, book), excel.verify)

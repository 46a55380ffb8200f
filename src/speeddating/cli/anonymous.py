"""A workbook as it may be sent to anybody, written beside it, and what is told of that."""

import os
from collections.abc import Callable
from pathlib import Path

from speeddating.cli.told import of_files, of_notes
from speeddating.domain.anonymous import anonymise
from speeddating.errors import WriteError
from speeddating.intake import read_with_notes
from speeddating.report import write_workbook
from speeddating.words import say

FILE = "anonyme.xlsx"
"""Not after the workbook: the name of a file may say whose it is."""


def write_anonymous(workbook: Path, folder: Path, tell: Callable[..., None]) -> Path:
    """
    The rencontre and the history of a workbook with numbers for names, in a workbook of their own.

    Parameters
    ----------
    tell
        Takes the lines that a person reads: what was written, what stays, what is not taken over.

    Raises
    ------
    InvalidInputError
        If the workbook cannot be read.
    WriteError
        If the folder has such a file already: it may be that of another workbook.
    """
    target = folder / FILE
    reading = read_with_notes(workbook)
    if os.path.exists(target):  # noqa: PTH110 - that of pathlib raises where a name is too long
        raise WriteError(str(target), "exists")
    whole = reading.rencontre.model_copy(update={"resume_at": None})
    written = write_workbook(target, *anonymise(whole, reading.history))
    tell(*of_notes(reading.notes), *of_files({"anonymous": written}))
    left_out = [say("desk.anonymous_no_plan")] if reading.published else []
    if reading.rencontre.resume_at is not None:
        left_out.append(say("desk.anonymous_whole_evening"))
    tell(say("desk.anonymous_stays"), say("desk.anonymous_left_out"), *left_out)
    return written

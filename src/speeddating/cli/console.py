"""
What every script does alike: its options, how it ends, what it says when something is refused.

A script is a function without arguments, handed to :func:`run`; it ends with 0, with 1 if a file
could not be written, with 2 if what it was given is refused.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from speeddating.domain.following import next_evening
from speeddating.domain.history import History
from speeddating.domain.issue import Issue
from speeddating.domain.rencontre import Rencontre
from speeddating.errors import InvalidInputError, SpeedDatingError, WriteError
from speeddating.intake import Reading, read_with_notes
from speeddating.words import say

DEFAULT_SECONDS = 10.0
NOT_WRITTEN, REFUSED, INTERRUPTED = 1, 2, 130
"""What a script that fails ends with; 130 is what shells expect after Ctrl-C."""


class Given(NamedTuple):
    """What was typed after the name of the script."""

    workbook: Path
    folder: Path
    """Where to write; it exists."""
    seconds: float
    """For the search."""
    reference: Path | None = None
    """A second workbook, to compare with."""
    workbooks: tuple[Path, ...] = ()
    """Where a script reads several; empty where none was named."""
    columns: Path | None = None
    """What the columns of a list mean."""


def options(
    about: str | None,
    *,
    workbook: Path | None = None,
    several: bool = False,
    searches: bool = True,
    compares: bool = False,
    maps: bool = False,
    seconds: float = DEFAULT_SECONDS,
) -> Given:
    """
    What was typed, explained by ``--aide``.

    Parameters
    ----------
    about
        What the script does.
    workbook
        The one to take when none is named; without it, the script reads no workbook.
    several
        Whether the script reads any number of workbooks.
    searches
        Whether the script plans something, so that there is a time to limit.
    compares
        Whether a second workbook may be named.
    maps
        Whether a file may say what columns mean.
    seconds
        For the search, unless said.

    Raises
    ------
    WriteError
        If the folder to write to is not there.
    """
    parser = _Parser(description=about, formatter_class=_Help, add_help=False, allow_abbrev=False)
    group = parser.add_argument_group()  # the headings of argparse are English
    if workbook is not None:
        group.add_argument(
            "workbook", nargs="?", type=Path, default=workbook, metavar=say("cli.workbook"),
            help=say("cli.workbook.help", name=workbook.name),
        )  # fmt: skip
    if compares:
        group.add_argument(
            "reference", nargs="?", type=Path, metavar=say("replan.reference"),
            help=say("replan.reference.help"),
        )  # fmt: skip
    if several:
        group.add_argument(
            "workbooks", nargs="*", type=Path, metavar=say("cli.workbook"),
            help=say("cli.workbooks.help"),
        )  # fmt: skip
    group.add_argument(
        "--sortie", "--output", type=Path, default=Path(), metavar=say("cli.folder"),
        help=say("cli.folder.help"),
    )  # fmt: skip
    if searches:
        group.add_argument(
            "--secondes", "--seconds", type=seconds_above_zero, default=seconds,
            metavar=say("cli.seconds"), help=say("cli.seconds.help", seconds=f"{seconds:.0f}"),
        )  # fmt: skip
    if maps:
        group.add_argument(
            "--colonnes", "--columns", type=Path, dest="columns", metavar=say("desk.mapping"),
            help=say("desk.mapping.help"),
        )  # fmt: skip
    group.add_argument("-h", "--aide", "--help", action="help", help=say("cli.help"))
    typed = parser.parse_args()
    folder: Path = typed.sortie.absolute()
    if not os.path.isdir(folder):  # noqa: PTH112 - that of pathlib raises where it is too long
        raise WriteError(str(folder), "missing_folder")
    return Given(
        getattr(typed, "workbook", Path()),
        folder,
        getattr(typed, "secondes", seconds),
        getattr(typed, "reference", None),
        tuple(getattr(typed, "workbooks", ())),
        getattr(typed, "columns", None),
    )


def run(main: Callable[[], None]) -> NoReturn:
    """Run ``main`` and end the program; whatever is refused on purpose is told in a sentence."""
    accents()
    try:
        main()
        sys.stdout.flush()
    except SpeedDatingError as refused:
        _end(NOT_WRITTEN if isinstance(refused, WriteError) else REFUSED, refused.sentence())
    except KeyboardInterrupt:
        _end(INTERRUPTED, say("cli.interrupted"))
    except BrokenPipeError:  # whoever read our lines has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit()


def accents() -> None:
    """A Windows pipe has no accents otherwise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def read_unplanned(path: Path) -> Reading:
    """
    A workbook whose rencontre is still to be planned.

    Raises
    ------
    InvalidInputError
        If it cannot be read, or holds the plan of this very rencontre already.
    """
    reading = read_with_notes(path)
    if reading.published:
        issue = Issue(
            code="cli.published",
            sheet=say("workbook.event"),
            data={"rencontre": reading.rencontre.name},
        )
        raise InvalidInputError([issue], source=path.name)
    return reading


def read_ahead(path: Path) -> tuple[Rencontre, History]:
    """The rencontre to come of a workbook; where it is planned already, one like it after that."""
    reading = read_with_notes(path)
    coming = reading.rencontre
    if reading.published:
        name = say("cli.after", rencontre=coming.name)
        coming = next_evening(coming).model_copy(update={"name": name, "date": None})
    return coming, reading.history


def tell(*lines: str) -> None:
    """Print each line at once, not when the buffer is full."""
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class _Help(argparse.HelpFormatter):
    """argparse says "usage:" whatever the language."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or f"{say('cli.usage')} ")


class _Parser(argparse.ArgumentParser):
    """What is not understood is told in one sentence, in the language of the reader."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002  # in English
        _end(REFUSED, say("cli.not_understood", given=" ".join(sys.argv[1:]), script=self.prog))


def seconds_above_zero(typed: str | float) -> float:
    """A time above 0; a comma will do."""
    seconds = 0.0
    with suppress(ValueError):
        seconds = float(str(typed).replace(",", "."))
    if not 0.0 < seconds < float("inf"):
        raise ValueError(typed)
    return seconds


def _end(status: int, sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(status)

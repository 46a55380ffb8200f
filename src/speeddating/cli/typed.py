"""Arguments and options that commands share, said in the language of the reader."""

import os
from pathlib import Path
from typing import Annotated

import typer

from speeddating.cli.console import DEFAULT_SECONDS, seconds_above_zero
from speeddating.errors import WriteError
from speeddating.words import say

Workbook = Annotated[Path, typer.Argument(metavar=say("cli.workbook"), help=say("desk.workbook"))]
Workbooks = Annotated[
    list[Path], typer.Argument(metavar=f"{say('cli.workbook')}…", help=say("desk.workbooks"))
]
Folder = Annotated[
    Path,
    typer.Option("--sortie", "--output", metavar=say("cli.folder"), help=say("cli.folder.help"),
                 show_default=False),
]  # fmt: skip
Seconds = Annotated[
    float,
    typer.Option(
        "--secondes", "--seconds", parser=seconds_above_zero, metavar=say("cli.seconds"),
        help=say("cli.seconds.help", seconds=f"{DEFAULT_SECONDS:.0f}"), show_default=False,
    ),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help=say("desk.json"))]


def there(folder: Path) -> Path:
    """
    The folder to write to, before anything is computed.

    Raises
    ------
    WriteError
        If it is not there.
    """
    if not os.path.isdir(folder):  # noqa: PTH112 - that of pathlib raises where it is too long
        raise WriteError(str(folder.absolute()), "missing_folder")
    return folder.absolute()

"""``speeddating inscriptions``: a list of registrations into a workbook to look over."""

from pathlib import Path
from typing import Annotated

import typer

from speeddating.cli.face import facing
from speeddating.cli.told import of_files, of_registrations
from speeddating.cli.typed import AsJson, Folder, there
from speeddating.intake import read_registrations
from speeddating.report import write_registrations
from speeddating.words import default_language, say

List = Annotated[Path, typer.Argument(metavar=say("desk.list"), help=say("desk.list.help"))]
Mapping = Annotated[
    Path | None,
    typer.Option(
        "--colonnes", "--columns", metavar=say("desk.mapping"), help=say("desk.mapping.help")
    ),
]


def inscriptions(
    liste: List, colonnes: Mapping = None, sortie: Folder = Path(), as_json: AsJson = False
) -> None:
    """Tell what was read, doubtful and skipped; write the workbook."""
    with facing(as_json=as_json) as face:
        folder = there(sortie)
        read = read_registrations(liste, mapping=colonnes)
        face.say(*of_registrations(read))
        target = folder / f"{liste.stem}-classeur.xlsx"
        written = write_registrations(target, read, language=default_language())
        face.say(*of_files({"registrations": written}), say("desk.registered_next"))
        face.result(written=written, **read.model_dump(mode="json"))

"""``speeddating anonymiser``: a workbook that may be sent to anybody."""

from pathlib import Path

from speeddating.cli.anonymous import write_anonymous
from speeddating.cli.face import facing
from speeddating.cli.typed import AsJson, Folder, Workbook, there


def anonymiser(classeur: Workbook, sortie: Folder = Path(), as_json: AsJson = False) -> None:
    """Numbers for names, everything that decides the plan as it was."""
    with facing(as_json=as_json) as face:
        face.result(written=write_anonymous(classeur, there(sortie), face.say))

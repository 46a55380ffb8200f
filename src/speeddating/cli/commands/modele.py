"""``speeddating modele``: a blank workbook."""

from pathlib import Path

from speeddating.cli.face import facing
from speeddating.cli.told import of_files
from speeddating.cli.typed import AsJson, Folder, there
from speeddating.report import write_template
from speeddating.words import default_language, say


def modele(sortie: Folder = Path(), as_json: AsJson = False) -> None:
    """Write the template beside where the command runs."""
    with facing(as_json=as_json) as face:
        written = write_template(there(sortie) / "modele.xlsx", language=default_language())
        face.say(*of_files({"template": written}), say("desk.template_next"))
        face.result(written=written)

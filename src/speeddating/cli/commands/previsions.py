"""``speeddating previsions``: when novelty runs out, and what would change that."""

from pathlib import Path

from speeddating.cli.console import read_ahead
from speeddating.cli.face import facing
from speeddating.cli.told import of_files, of_forecast
from speeddating.cli.typed import AsJson, Folder, Workbook, there
from speeddating.planning.forecast import forecast
from speeddating.report import write_forecast
from speeddating.words import default_language


def previsions(classeur: Workbook, sortie: Folder = Path(), as_json: AsJson = False) -> None:
    """Of the rencontre to come, or of one like that which the workbook has planned."""
    with facing(as_json=as_json) as face:
        target = there(sortie) / f"{classeur.stem}-previsions.xlsx"
        seen = forecast(*read_ahead(classeur))
        written = write_forecast(target, seen, language=default_language())
        face.say(*of_forecast(seen), *of_files({"forecast": written}))
        face.result(written=written, forecast=seen.model_dump(mode="json"))

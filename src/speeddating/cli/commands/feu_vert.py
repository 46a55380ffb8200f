"""``speeddating feu-vert``: go or no go, on one page."""

from speeddating.cli.console import read_unplanned
from speeddating.cli.face import facing
from speeddating.cli.typed import AsJson, Workbook
from speeddating.planning import readiness


def feu_vert(classeur: Workbook, as_json: AsJson = False) -> None:
    """Who has registered, what the evening can give, what one more would change."""
    with facing(as_json=as_json) as face:
        rencontre, history, notes, _ = read_unplanned(classeur)
        face.notes(notes)
        told = readiness(rencontre, history)
        face.say(*told.lines())
        face.result(**told.model_dump(mode="json"))

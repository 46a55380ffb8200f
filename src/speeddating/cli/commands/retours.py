"""``speeddating retours``: what people answered after the evening, into the next workbook."""

from pathlib import Path

from speeddating.cli.face import facing
from speeddating.cli.told import of_evening_over, of_feedback, of_files, of_notes
from speeddating.cli.typed import AsJson, Folder, Workbook, there
from speeddating.domain.following import next_evening
from speeddating.intake import read_feedback, read_workbook
from speeddating.report import write_workbook
from speeddating.words import say


def retours(classeur: Workbook, sortie: Folder = Path(), as_json: AsJson = False) -> None:
    """Answers become wishes, incompatibilities and outcomes of a workbook for the next time."""
    with facing(as_json=as_json) as face:
        target = there(sortie) / f"{classeur.stem}-suite.xlsx"
        rencontre, history = read_workbook(classeur)
        said = read_feedback(classeur)
        following, remembered, notes = said.applied(next_evening(rencontre), history)
        written = write_workbook(target, following, remembered)
        face.say(*of_feedback(said, rencontre), *of_notes(notes), *of_evening_over(rencontre))
        face.say(*of_files({"plan": written}), say("desk.feedback_next"))
        face.result(written=written, feedback=said.model_dump(mode="json"))

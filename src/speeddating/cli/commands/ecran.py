"""``speeddating ecran``: the room's screen of a planned workbook."""

from pathlib import Path

from speeddating.cli.day import read_day
from speeddating.cli.face import facing
from speeddating.cli.told import of_files
from speeddating.cli.typed import AsJson, Folder, Workbook, there
from speeddating.report import write_screen
from speeddating.words import say


def ecran(classeur: Workbook, sortie: Folder = Path(), as_json: AsJson = False) -> None:
    """One HTML file that any browser opens."""
    with facing(as_json=as_json) as face:
        folder, day = there(sortie), read_day(classeur)
        written = write_screen(folder / f"{classeur.stem}-ecran.html", day.rencontre, day.published)
        face.say(*of_files({"screen": written}), say("desk.screen_next"))
        face.result(written=written)

"""``speeddating ecran``: the room's screen of a planned workbook."""

from pathlib import Path

from speeddating.cli.day import read_day
from speeddating.cli.face import facing
from speeddating.cli.typed import AsJson, Folder, Workbook, there
from speeddating.report import write_screen
from speeddating.words import say


def ecran(classeur: Workbook, sortie: Folder = Path(), as_json: AsJson = False) -> None:
    """One HTML file that any browser opens."""
    with facing(as_json=as_json) as face:
        folder, day = there(sortie), read_day(classeur)
        written = write_screen(folder / f"{classeur.stem}.html", day.rencontre, day.published)
        face.say(say("desk.screen", path=written))
        face.result(written=written)

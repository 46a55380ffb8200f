"""Écrit l'écran de la salle : une page à ouvrir dans un navigateur, sans réseau."""

from pathlib import Path

from speeddating import write_screen
from speeddating.cli import told
from speeddating.cli.console import options, run, tell
from speeddating.cli.day import planned, read_day
from speeddating.words import say

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Un classeur planifié, changements à la main compris ; son écran, écrit à part."""
    given = options(__doc__, workbook=CHER, searches=False)
    path = planned(CHER, given.folder) if given.workbook == CHER else given.workbook
    day = read_day(path)
    target = given.folder / f"{path.stem}-ecran.html"
    written = write_screen(target, day.rencontre, day.published)
    tell(*told.of_files({"screen": written}), say("desk.screen_next"))


if __name__ == "__main__":
    run(main)

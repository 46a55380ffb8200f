"""Lit une liste d'inscrits (HelloAsso, Eventbrite, formulaire, Excel) et remplit un classeur."""

from pathlib import Path

from speeddating import read_registrations, write_registrations
from speeddating.cli import told
from speeddating.cli.console import options, run, tell
from speeddating.words import say

INVENTEES = Path(__file__).parent / "inscriptions" / "helloasso.csv"


def main() -> None:
    """Qui est lu, qui est laissé de côté, ce qui est à vérifier ; puis le classeur à relire."""
    given = options(__doc__, workbook=INVENTEES, searches=False, maps=True)
    read = read_registrations(given.workbook, mapping=given.columns)
    tell(*told.of_registrations(read))
    written = write_registrations(given.folder / f"{given.workbook.stem}-classeur.xlsx", read)
    tell(*told.of_files({"registrations": written}), say("desk.registered_next"))


if __name__ == "__main__":
    run(main)

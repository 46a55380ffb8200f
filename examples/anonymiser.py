"""Remplace les noms d'un classeur par des numéros, pour l'envoyer avec une question."""

from pathlib import Path

from speeddating.cli.anonymous import write_anonymous
from speeddating.cli.console import options, run, tell

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Un classeur lu, le même sans aucun nom écrit à part."""
    given = options(__doc__, workbook=CHER, searches=False)
    write_anonymous(given.workbook, given.folder, tell)


if __name__ == "__main__":
    run(main)

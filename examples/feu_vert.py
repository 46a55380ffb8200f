"""Quelques jours avant : y a-t-il assez d'inscrits, et que changerait un de plus ?"""

from pathlib import Path

from speeddating import readiness
from speeddating.cli.console import options, read_unplanned, run

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Une page : les inscrits de chaque côté, les rencontres possibles, les pauses."""
    given = options(__doc__, workbook=CHER, searches=False)
    rencontre, history, notes, _ = read_unplanned(given.workbook)
    for note in notes:
        print(f"À noter : {note.line()}")
    print(*readiness(rencontre, history).lines(), sep="\n")


if __name__ == "__main__":
    run(main)

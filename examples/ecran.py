"""Écrit l'écran de la salle : une page à ouvrir dans un navigateur, sans réseau."""

from pathlib import Path

from speeddating import write_screen
from speeddating.cli.console import options, run
from speeddating.cli.planned import read_planned

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Un classeur planifié, ou planifié à l'instant ; son écran, écrit à part."""
    given = options(__doc__, workbook=CHER)
    rencontre, schedule = read_planned(given.workbook, given.seconds)
    target = given.folder / f"{given.workbook.stem}-ecran.html"
    write_screen(target, rencontre, schedule)
    print(f"Écran de « {rencontre.name} » : {target}")
    print("Ouvrez-le dans un navigateur, F11 pour le plein écran, Espace pour démarrer.")


if __name__ == "__main__":
    run(main)

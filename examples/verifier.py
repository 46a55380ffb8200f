"""Avant le planning : y a-t-il assez d'inscrits ? Après : ce que des changements enfreignent."""

from pathlib import Path

from speeddating.cli.console import options, run, tell
from speeddating.cli.day import edited
from speeddating.cli.verified import verified

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Un classeur d'inscrits, ou un planning modifié à la main puis celui qui a été distribué."""
    given = options(__doc__, workbook=CHER, searches=False, compares=True)
    tell(*verified(given.workbook, given.reference).lines)
    if given.workbook == CHER:  # l'exemple montre aussi un planning dont deux places ont changé
        changed, published = edited(CHER, given.folder)
        tell("", f"{changed.name} / {published.name}", *verified(changed, published).lines)


if __name__ == "__main__":
    run(main)

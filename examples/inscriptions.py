"""Lit une liste d'inscrits (HelloAsso, Eventbrite, formulaire, Excel) et remplit un classeur."""

from pathlib import Path

from speeddating import read_registrations, write_registrations
from speeddating.cli.console import options, run

INVENTEES = Path(__file__).parent / "inscriptions" / "helloasso.csv"


def main() -> None:
    """Qui est lu, qui est laissé de côté, ce qui est à vérifier ; puis le classeur à relire."""
    given = options(__doc__, workbook=INVENTEES, searches=False)
    read = read_registrations(given.workbook)
    print(f"{len(read.people)} personnes de {len(read.organisations)} organisations.")
    for title, issues in (("À vérifier", read.doubtful), ("Laissées de côté", read.skipped)):
        print(f"{title} : {len(issues)}", *(f"- {one.line()}" for one in issues), sep="\n  ")
    written = write_registrations(given.folder / f"{given.workbook.stem}-classeur.xlsx", read)
    print(f"Classeur à relire : {written}")
    print("Remplissez les cases jaunes, enregistrez, puis lancez planifier.py avec ce classeur.")


if __name__ == "__main__":
    run(main)

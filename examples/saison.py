"""Prépare ensemble les rencontres à venir ; celles déjà tenues, et leurs retours, comptent."""

import csv
from pathlib import Path

from openpyxl import load_workbook

from speeddating.cli.coming import write_coming
from speeddating.cli.console import options, run, tell

CHER = Path(__file__).parent / "cher"
NOMS = ("juin-2018", "decembre-2018", "mai-2019", "novembre-2019")


def answer(planned: Path) -> None:
    """L'exemple : la soirée a lieu, quelques-uns remplissent la feuille Retours ; c'est inventé."""
    listed = csv.reader((CHER / "retours.csv").read_text("utf-8").splitlines(), delimiter=";")
    answers = {f"{line[0]};{line[1]}": line[2:] for line in listed}
    book = load_workbook(planned)
    for line in book["Retours"].iter_rows(min_row=4):
        said = answers.get(f"{line[2].value};{line[3].value}", [])
        for cell, one in zip(line[4:], said, strict=False):
            cell.value = one or None
    book.save(planned)


def main() -> None:
    """Les classeurs nommés ; sans aucun, la saison du Cher, reprise après chaque soirée."""
    given = options(__doc__, several=True, seconds=3)
    paths = list(given.workbooks) or [CHER / f"{name}.xlsx" for name in NOMS]
    planned = write_coming(paths, given.folder, given.seconds, tell).files
    for number, path in enumerate(() if given.workbooks else planned[:-1]):
        answer(path)
        paths[number] = path
        write_coming(paths, given.folder, given.seconds, tell)


if __name__ == "__main__":
    run(main)

"""Prépare ensemble les quatre rencontres du Cher ; après chacune, les retours comptent."""

import csv
from pathlib import Path

from openpyxl import load_workbook

import speeddating as sd
from speeddating.cli.console import in_columns, options, run

CHER = Path(__file__).parent / "cher"
RENCONTRES = ("juin-2018", "decembre-2018", "mai-2019", "novembre-2019")


def answer(planned: Path) -> None:
    """Remplit la feuille Retours comme le feraient ceux qui se sont vus ; c'est inventé."""
    with (CHER / "retours.csv").open(encoding="utf-8", newline="") as listed:
        answers = {tuple(line[:2]): line[2:] for line in csv.reader(listed, delimiter=";")}
    book = load_workbook(planned)
    for line in book["Retours"].iter_rows(min_row=4):
        said = answers.get(tuple(str(cell.value) for cell in line[2:4]), [])
        for cell, one in zip(line[4:], said, strict=False):
            cell.value = one or None
    book.save(planned)


def main() -> None:
    """La saison, puis, après chaque rencontre, ce qu'il en reste, préparé à nouveau."""
    given = options(__doc__, seconds=3)
    coming = [sd.read_workbook(CHER / f"{name}.xlsx")[0] for name in RENCONTRES]
    history = sd.History()
    for name in RENCONTRES:
        budget = sd.Budget(seconds=given.seconds * len(coming))
        print(f"Calcul en cours, {budget.seconds:g} secondes au plus.", flush=True)
        season = sd.plan_season(coming, history, budget=budget)
        print(season.summary(), in_columns(season.rows()), sep="\n")
        target = given.folder / f"{name}-saison.xlsx"
        sd.write_workbook(target, coming[0], history, season.plans[0])
        print(f"Classeur écrit : {target}")
        answer(target)  # la soirée a lieu

        said = sd.read_feedback(target)
        print(f"Retours : {len(said.mutual)} envies partagées, {len(said.never_again)} refus.")
        for entreprise, association in said.proposals(coming[0]):
            print(f"  Sous-groupe à proposer : {entreprise} et {association}")
        history = said.applied(coming[0], season.histories[1]).history
        coming = [said.applied(one, history).rencontre for one in coming[1:]]
        print()


if __name__ == "__main__":
    run(main)

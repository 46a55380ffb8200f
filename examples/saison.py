"""Prépare ensemble les rencontres à venir ; celles déjà tenues, et leurs retours, comptent."""

import csv
from pathlib import Path

from openpyxl import load_workbook

import speeddating as sd
from speeddating.cli import told
from speeddating.cli.console import Given, options, run, tell
from speeddating.cli.progress import shown
from speeddating.words import say

CHER = Path(__file__).parent / "cher"
RENCONTRES = ("juin-2018", "decembre-2018", "mai-2019", "novembre-2019")


def season(paths: list[Path], given: Given) -> list[Path]:
    """Ce que ces classeurs disent du passé, puis ceux des rencontres à venir, planifiées."""
    coming = sd.read_season(*paths)
    for rencontre, said in coming.said:
        tell(*told.of_feedback(said, rencontre))
    budget = sd.Budget(seconds=given.seconds * len(coming.rencontres))
    tell(told.of_start(say("desk.season"), budget))
    with shown(budget.seconds) as seen:
        made = sd.plan_season(coming.rencontres, coming.history, budget=budget, on_progress=seen)
    targets = [given.folder / f"{path.stem}-saison.xlsx" for path in coming.files]
    planned = zip(targets, coming.rencontres, made.histories, made.plans, strict=False)
    tell(*told.of_season(made), *(f"  {sd.write_workbook(*one)}" for one in planned), "")
    return targets


def answer(planned: Path) -> None:
    """L'exemple : la soirée a lieu, quelques-uns remplissent la feuille Retours ; c'est inventé."""
    with (CHER / "retours.csv").open(encoding="utf-8", newline="") as listed:
        answers = {tuple(line[:2]): line[2:] for line in csv.reader(listed, delimiter=";")}
    book = load_workbook(planned)
    for line in book["Retours"].iter_rows(min_row=4):
        said = answers.get(tuple(str(cell.value) for cell in line[2:4]), [])
        for cell, one in zip(line[4:], said, strict=False):
            cell.value = one or None
    book.save(planned)


def main() -> None:
    """Les classeurs nommés ; sans aucun, la saison du Cher, reprise après chaque soirée."""
    given = options(__doc__, several=True, seconds=3)
    paths = list(given.workbooks) or [CHER / f"{name}.xlsx" for name in RENCONTRES]
    planned = season(paths, given)
    if not given.workbooks:
        for number, path in enumerate(planned[:-1]):
            answer(path)
            paths[number] = path
            season(paths, given)


if __name__ == "__main__":
    run(main)

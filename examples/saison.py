"""Prépare ensemble plusieurs rencontres à venir, puis dit ce que donneraient d'autres encore."""

from pathlib import Path

from speeddating import Budget, forecast, plan_season, read_history, write_workbook
from speeddating.cli import told
from speeddating.cli.console import options, read_unplanned, run, tell
from speeddating.cli.progress import shown
from speeddating.words import say

CHER = Path(__file__).parent / "cher"
RENCONTRES = ("juin-2018", "decembre-2018", "mai-2019", "novembre-2019")


def main() -> None:
    """Un classeur par rencontre, dans l'ordre des dates, puis les prévisions pour la suite."""
    given = options(__doc__, several=True, seconds=3)
    paths = given.workbooks or tuple(CHER / f"{name}.xlsx" for name in RENCONTRES)
    rencontres = [read_unplanned(path).rencontre for path in paths]
    budget = Budget(seconds=given.seconds * len(paths))
    tell(told.of_start(say("desk.season"), budget))
    with shown(budget.seconds) as seen:
        season = plan_season(rencontres, read_history(*paths), budget=budget, on_progress=seen)

    targets = [given.folder / f"{path.stem}-saison.xlsx" for path in paths]
    planned = zip(targets, rencontres, season.histories, season.plans, strict=False)
    written = [write_workbook(*one) for one in planned]
    again = rencontres[-1].model_copy(update={"name": say("desk.next_one")})
    further = forecast(again, season.histories[-1])
    tell(*told.of_season(season), *(line for p in written for line in told.of_files({"plan": p})))
    tell("", *told.of_forecast(further))


if __name__ == "__main__":
    run(main)

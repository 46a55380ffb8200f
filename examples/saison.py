"""Prépare ensemble les quatre rencontres du Cher, puis dit ce que donneraient d'autres encore."""

from pathlib import Path

from speeddating import Budget, forecast, plan_season, read_workbook, write_workbook
from speeddating.cli.console import options, run

CHER = Path(__file__).parent / "cher"
RENCONTRES = ("juin-2018", "decembre-2018", "mai-2019", "novembre-2019")


def main() -> None:
    """Un classeur par rencontre, puis les prévisions pour la suite."""
    given = options(__doc__)
    rencontres = [read_workbook(CHER / f"{name}.xlsx")[0] for name in RENCONTRES]
    print(f"Calcul en cours, {given.seconds:g} secondes au plus.", flush=True)
    season = plan_season(rencontres, budget=Budget(seconds=given.seconds))
    print(season.summary())
    for row in season.rows():
        print("  " + " | ".join(map(str, row)))

    planned = zip(RENCONTRES, rencontres, season.histories, season.plans, strict=False)
    for name, rencontre, before, made in planned:
        target = given.folder / f"{name}-saison.xlsx"
        write_workbook(target, rencontre, before, made)
        print(f"Classeur écrit : {target}")

    further = forecast(
        rencontres[-1].model_copy(update={"name": "La suivante"}), season.histories[-1]
    )
    print(f"\nSi la dernière rencontre se répétait : {further.summary()}")
    for rows in (further.outlook_rows(), further.variant_rows(), further.what_if_rows()):
        print("", *(" | ".join(map(str, row)) for row in rows), sep="\n  ")


if __name__ == "__main__":
    run(main)

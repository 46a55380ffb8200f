"""Planifie en même temps les rencontres de plusieurs départements, sans bloquer le programme."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from speeddating import Budget, Job, Plan, plan_many, read_workbook
from speeddating.cli.console import options, run

CHER = Path(__file__).parent / "cher"
NAMES = ("juin-2018", "decembre-2018", "mai-2019", "novembre-2019")


async def planned(seconds: float) -> None:
    """Un processus par rencontre ; le programme reste libre de répondre pendant le calcul."""
    budget = Budget(seconds=seconds, workers=1)
    jobs = [Job(*read_workbook(CHER / f"{name}.xlsx"), budget) for name in NAMES]
    with ProcessPoolExecutor(max_workers=2) as executor:
        found = await asyncio.to_thread(plan_many, jobs, executor)  # d'autres tâches avancent
    for job, made in zip(jobs, found, strict=True):
        said = made.summary() if isinstance(made, Plan) else made.sentence()
        print(f"{job.rencontre.name} : {said}")


def main() -> None:
    """Le temps de calcul se limite par rencontre."""
    asyncio.run(planned(options(__doc__, seconds=3).seconds))


if __name__ == "__main__":
    run(main)

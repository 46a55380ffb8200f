"""Relit un planning modifié à la main : ce qu'il enfreint, ce qu'il coûte, qui il concerne."""

from pathlib import Path

from speeddating import verify
from speeddating.cli.console import options, run
from speeddating.cli.day import edited, read_day, told

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Le classeur modifié, puis celui qui a été distribué."""
    given = edited(options(__doc__, workbook=CHER, searches=False, compares=True), CHER)
    day = read_day(given.workbook)
    before = read_day(given.reference or given.workbook)
    print(f"{given.workbook.name}, comparé à {before.path.name} :")
    verdict = verify(day.published, before.published, day.rencontre, day.history)
    print(*told(verdict, day.rencontre), sep="\n")
    print("Pour garder une place quoi qu'il arrive, notez-la dans la feuille Verrous.")


if __name__ == "__main__":
    run(main)

"""Refait le planning le jour même : absents, arrivées et tour de reprise sont dans le classeur."""

from pathlib import Path

from speeddating import Budget, replan, resumed, write_printouts, write_workbook
from speeddating.cli.console import options, run
from speeddating.cli.day import marked, read_day

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Les tours tenus restent ; pour les autres, le plus de nouvelles rencontres, puis le moins
    de changements.
    """
    given = options(__doc__, workbook=CHER, seconds=4)
    workbook = marked(given, CHER)
    day = read_day(workbook)
    for note in day.notes:
        print(f"À noter : {note.line()}")
    print(f"{day.rencontre.name} : reprise au tour {day.from_round}.", flush=True)

    made = replan(day.published, day.rencontre, day.history, budget=Budget(seconds=given.seconds))
    target = given.folder / f"{workbook.stem}-tour-{day.from_round}.xlsx"
    present = resumed(day.published, day.rencontre)
    write_workbook(target, present, day.history, made)
    cards = write_printouts(
        target.with_stem(f"{target.stem}-fiches"), present, made, only=made.concerned
    )

    print(f"{made.summary()}.")
    print(f"  Personnes à prévenir : {len(made.concerned)}, dans la feuille Changements")
    print(f"Classeur écrit : {target}")
    print(f"Fiches à réimprimer, et elles seules : {cards}")


if __name__ == "__main__":
    run(main)

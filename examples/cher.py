"""Planifie les quatre rencontres du Cher l'une après l'autre ; chacune se souvient des autres."""

from collections import Counter
from math import prod
from pathlib import Path

from speeddating import Budget, History, Side, plan, read_workbook, write_workbook
from speeddating.cli.console import options, run

CHER = Path(__file__).parent / "cher"
RENCONTRES = ("juin-2018", "decembre-2018", "mai-2019", "novembre-2019")


def main() -> None:
    """À chaque fois : les inscrits de son classeur, la mémoire du planning précédent."""
    given = options(__doc__)
    budget = Budget(seconds=given.seconds, reproducible=True)
    history, venues = History(), set()
    for name in RENCONTRES:
        rencontre, _ = read_workbook(CHER / f"{name}.xlsx")
        made = plan(rencontre, history, budget=budget)
        target = given.folder / f"{name}-planning.xlsx"
        write_workbook(target, rencontre, history, made)
        _, history = read_workbook(target)  # ce dont se souviendra la suivante

        venues |= {(one.side, one.id) for one in rencontre.attending}
        met, pairs = len(history.met), prod(Counter(side for side, _ in venues).values())
        there = " + ".join(str(len(rencontre.on(side))) for side in Side)
        print(f"{rencontre.name}, {rencontre.date:%d/%m/%Y} : {there} dirigeants")
        print(f"  {made.summary()}")
        print(
            f"  depuis le début, {met} paires rencontrées sur {pairs} : {100 * met / pairs:.0f} %"
        )
        print(f"  {target}", flush=True)


if __name__ == "__main__":
    run(main)

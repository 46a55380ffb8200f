"""Planifie la rencontre d'un classeur, et écrit à part le planning et de quoi imprimer."""

from pathlib import Path

from speeddating import Budget, plan, write_printouts, write_workbook
from speeddating.cli.console import in_words, options, read_unplanned, run

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Un classeur lu, planifié, écrit ; ce qui est prouvé est dit."""
    given = options(__doc__, workbook=CHER)
    rencontre, history, notes, _ = read_unplanned(given.workbook)
    for note in notes:
        print(f"À noter : {note.line()}")
    print(f"{rencontre.name} : calcul en cours, {given.seconds:g} secondes au plus.", flush=True)

    made = plan(rencontre, history, budget=Budget(seconds=given.seconds))
    target = given.folder / f"{given.workbook.stem}-planning.xlsx"
    write_workbook(target, rencontre, history, made)
    paper = given.folder / f"{given.workbook.stem}-impressions.xlsx"
    write_printouts(paper, rencontre, made)

    print(f"{made.summary()}.")
    print(f"  Nouvelles rencontres : {made.score.new_pairings}")
    print(f"  Au mieux possible    : {made.bound('new_pairings').value}")
    print("  Prouvé optimal       :", *in_words(made.proven), sep="\n    - ")
    print(f"Classeur écrit : {target}")
    print(f"À imprimer     : {paper}")


if __name__ == "__main__":
    run(main)

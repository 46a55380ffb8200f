"""Planifie la rencontre d'un classeur, et écrit à part le planning et de quoi imprimer."""

from pathlib import Path

from speeddating import Budget, plan, write_printouts, write_workbook
from speeddating.cli import told
from speeddating.cli.console import options, read_unplanned, run, tell
from speeddating.cli.progress import shown

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Un classeur lu, planifié, écrit ; ce qui est prouvé est dit."""
    given = options(__doc__, workbook=CHER)
    target, budget = given.folder / given.workbook.stem, Budget(seconds=given.seconds)
    rencontre, history, notes, _ = read_unplanned(given.workbook)
    tell(*told.of_notes(notes), told.of_start(rencontre.name, budget))

    with shown(given.seconds) as on_progress:
        made = plan(rencontre, history, budget=budget, on_progress=on_progress)
    written = write_workbook(f"{target}-planning.xlsx", rencontre, history, made)
    paper = write_printouts(f"{target}-impressions.xlsx", rencontre, made)
    tell(*told.of_plan(made, rencontre), *told.of_files({"plan": written, "paper": paper}))


if __name__ == "__main__":
    run(main)

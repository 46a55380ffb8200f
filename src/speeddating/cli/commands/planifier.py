"""``speeddating planifier``: the plan of a workbook, into a new workbook."""

from pathlib import Path

from speeddating.cli.console import DEFAULT_SECONDS, read_unplanned
from speeddating.cli.face import facing
from speeddating.cli.progress import shown
from speeddating.cli.told import of_files, of_notes, of_plan, of_start
from speeddating.cli.typed import AsJson, Folder, Seconds, Workbook, there
from speeddating.domain.plan import Budget
from speeddating.planning import plan
from speeddating.report import write_printouts, write_workbook


def planifier(
    classeur: Workbook, sortie: Folder = Path(), secondes: Seconds = DEFAULT_SECONDS,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Read, plan, write; Ctrl-C keeps the best plan so far."""
    with facing(as_json=as_json) as face:
        target, budget = there(sortie) / classeur.stem, Budget(seconds=secondes)
        rencontre, history, notes, _ = read_unplanned(classeur)
        face.say(*of_notes(notes), of_start(rencontre.name, budget))
        with shown(secondes, quiet=as_json) as on_progress:
            made = plan(rencontre, history, budget=budget, on_progress=on_progress)
        written = write_workbook(Path(f"{target}-planning.xlsx"), rencontre, history, made)
        paper = write_printouts(Path(f"{target}-impressions.xlsx"), rencontre, made)
        face.say(*of_plan(made, rencontre), *of_files({"plan": written, "paper": paper}))
        face.planned(made, written=written, printouts=paper)

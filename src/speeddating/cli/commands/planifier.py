"""``speeddating planifier``: the plan of a workbook, into a new workbook."""

from pathlib import Path

from speeddating.cli.console import DEFAULT_SECONDS, read_unplanned
from speeddating.cli.face import facing
from speeddating.cli.made import tell
from speeddating.cli.progress import shown
from speeddating.cli.typed import AsJson, Folder, Seconds, Workbook, there
from speeddating.domain.plan import Budget
from speeddating.planning import plan
from speeddating.report import write_workbook


def planifier(
    classeur: Workbook, sortie: Folder = Path(), secondes: Seconds = DEFAULT_SECONDS,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Read, plan, write; Ctrl-C keeps the best plan so far."""
    with facing(as_json=as_json) as face:
        folder = there(sortie)
        rencontre, history, notes, _ = read_unplanned(classeur)
        face.notes(notes)
        with shown(face, secondes) as on_progress:
            budget = Budget(seconds=secondes)
            made = plan(rencontre, history, budget=budget, on_progress=on_progress)
        target = folder / f"{classeur.stem}-planning.xlsx"
        tell(face, made, write_workbook(target, rencontre, history, made))

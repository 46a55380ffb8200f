"""``speeddating demo``: an invented rencontre, planned, to see what comes of it."""

from pathlib import Path

from speeddating.cli.face import facing
from speeddating.cli.progress import shown
from speeddating.cli.told import of_files, of_plan
from speeddating.cli.typed import AsJson, Folder, there
from speeddating.domain.history import History
from speeddating.domain.plan import Budget
from speeddating.domain.sample import sample
from speeddating.planning import plan
from speeddating.report import write_printouts, write_workbook

SECONDS = 5.0


def demo(sortie: Folder = Path(), as_json: AsJson = False) -> None:
    """Fourteen entreprises and sixteen associations, six rounds."""
    with facing(as_json=as_json) as face:
        folder, rencontre = there(sortie), sample()
        with shown(SECONDS, quiet=as_json) as on_progress:
            made = plan(rencontre, budget=Budget(seconds=SECONDS), on_progress=on_progress)
        written = write_workbook(folder / "demo-planning.xlsx", rencontre, History(), made)
        paper = write_printouts(folder / "demo-impressions.xlsx", rencontre, made)
        face.say(*of_plan(made, rencontre), *of_files({"plan": written, "paper": paper}))
        face.planned(made, written=written, printouts=paper)

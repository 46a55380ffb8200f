"""``speeddating demo``: an invented rencontre, planned, to see what comes of it."""

import datetime as dt
from pathlib import Path

from speeddating.cli.face import facing
from speeddating.cli.progress import shown
from speeddating.cli.told import of_files, of_plan
from speeddating.cli.typed import AsJson, Folder, there
from speeddating.domain.history import History
from speeddating.domain.people import Organisation, Participant, Side
from speeddating.domain.plan import Budget
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import one_to_one, rounds
from speeddating.planning import plan
from speeddating.report import write_printouts, write_workbook
from speeddating.words import default_language, say

SENT = {Side.ENTREPRISE: 14, Side.ASSOCIATION: 16}
ROUNDS, SECONDS = 6, 5.0


def demo(sortie: Folder = Path(), as_json: AsJson = False) -> None:
    """Fourteen entreprises and sixteen associations, six rounds."""
    with facing(as_json=as_json) as face:
        folder, rencontre = there(sortie), invented()
        with shown(SECONDS, quiet=as_json) as on_progress:
            made = plan(rencontre, budget=Budget(seconds=SECONDS), on_progress=on_progress)
        written = write_workbook(folder / "demo-planning.xlsx", rencontre, History(), made)
        paper = write_printouts(folder / "demo-impressions.xlsx", rencontre, made)
        face.say(*of_plan(made), *of_files({"plan": written, "paper": paper}))
        face.planned(made, written=written, printouts=paper)


def invented() -> Rencontre:
    """Nobody real."""
    homes = tuple(
        Organisation(name=say(f"desk.demo_{side}", number=number), side=side)
        for side, count in SENT.items()
        for number in range(1, count + 1)
    )
    return Rencontre(
        name=say("desk.demo"), date=dt.date(2026, 11, 24), language=default_language(),
        organisations=homes, tables=one_to_one(min(SENT.values())), rounds=rounds(ROUNDS),
        participants=tuple(
            Participant(name=say("desk.demo_person", number=number), organisation=home.id)
            for number, home in enumerate(homes, start=1)
        ),
    )  # fmt: skip

"""Reprend la feuille Retours en souhaits, incompatibilités, suites et sous-groupes à proposer."""

from pathlib import Path

import speeddating as sd
from speeddating.cli import told
from speeddating.cli.console import options, run, tell
from speeddating.domain.following import next_evening
from speeddating.words import say

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def to_fill_in(folder: Path) -> Path:
    """L'exemple : la première rencontre du Cher, sa feuille Retours encore vide."""
    rencontre, history = sd.read_workbook(CHER)
    made = sd.plan(rencontre, history, levels=["new_pairings"])
    return sd.write_workbook(folder / "juin-2018-retours.xlsx", rencontre, history, made)


def main() -> None:
    """Un planning annoté lu, un classeur prêt pour la rencontre suivante écrit à part."""
    given = options(__doc__, several=True, searches=False)
    for path in given.workbooks or (to_fill_in(given.folder),):
        rencontre, history = sd.read_workbook(path)
        said = sd.read_feedback(path)
        following, remembered, notes = said.applied(next_evening(rencontre), history)
        target = given.folder / f"{path.stem}-suite.xlsx"
        written = sd.write_workbook(target, following, remembered)
        tell(*told.of_feedback(said, rencontre), *told.of_notes(notes))
        tell(*told.of_evening_over(rencontre))
        tell(*told.of_files({"plan": written}), say("desk.feedback_next"))


if __name__ == "__main__":
    run(main)

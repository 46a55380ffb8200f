"""Reprend la feuille Retours en souhaits, incompatibilités, suites et sous-groupes à proposer."""

from pathlib import Path

import speeddating as sd
from speeddating.cli.console import options, run

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
        print(f"{path} : {len(said.answered)} réponses, {len(said.mutual)} envies partagées.")
        for entreprise, association in said.proposals(rencontre):
            print(f"  Sous-groupe à proposer : {entreprise} et {association}")
        following, remembered, notes = said.applied(rencontre, history)
        for note in notes:
            print(f"À noter : {note.line()}")
        target = given.folder / f"{path.stem}-suite.xlsx"
        sd.write_workbook(target, following, remembered)
        print(f"Classeur écrit : {target}")
        print("Avant de planifier la suivante, changez-y Nom et Date dans la feuille Rencontre.")


if __name__ == "__main__":
    run(main)

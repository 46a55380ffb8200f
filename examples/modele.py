"""Écrit un classeur vierge, modele.xlsx, à remplir avec les inscrits d'une rencontre."""

from speeddating import write_template
from speeddating.cli.console import options, run


def main() -> None:
    """Le modèle, et ce qu'il faut y mettre au moins."""
    given = options(__doc__, searches=False)
    written = write_template(given.folder / "modele.xlsx")
    print(f"Modèle écrit : {written}")
    print("Dans la feuille Participants, remplissez au moins Nom, Organisation et Côté ;")
    print("enregistrez, fermez Excel, puis lancez planifier.py suivi du nom du classeur.")


if __name__ == "__main__":
    run(main)

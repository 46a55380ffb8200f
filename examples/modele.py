"""Écrit un classeur vierge, modele.xlsx, à remplir avec les inscrits d'une rencontre."""

from speeddating import write_template
from speeddating.cli import told
from speeddating.cli.console import options, run, tell
from speeddating.words import default_language, say


def main() -> None:
    """Le modèle, et ce qu'il faut y mettre au moins."""
    given = options(__doc__, searches=False)
    written = write_template(given.folder / "modele.xlsx", language=default_language())
    tell(*told.of_files({"template": written}), say("desk.template_next"))


if __name__ == "__main__":
    run(main)

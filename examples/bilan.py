"""Écrit le bilan de plusieurs rencontres, chiffres et graphiques, sur une page à imprimer."""

from collections.abc import Iterator
from pathlib import Path

import speeddating as sd
from speeddating.cli import told
from speeddating.cli.console import options, run, tell

CHER = Path(__file__).parent / "cher"
RENCONTRES = ("juin-2018", "decembre-2018", "mai-2019", "novembre-2019")
ESSENTIEL = ("new_pairings", "worst_off", "seated")


def example(folder: Path) -> Iterator[Path]:
    """Les quatre rencontres du Cher, planifiées sans chercher plus loin que l'essentiel."""
    history = sd.History()
    for name in RENCONTRES:
        rencontre, _ = sd.read_workbook(CHER / f"{name}.xlsx")
        made = sd.plan(rencontre, history, levels=ESSENTIEL, budget=sd.Budget(reproducible=True))
        target = sd.write_workbook(folder / f"{name}-bilan.xlsx", rencontre, history, made)
        history = sd.read_history(target)
        yield target


def main() -> None:
    """Des classeurs de planning lus, un bilan écrit à part."""
    given = options(__doc__, several=True, searches=False)
    series = sd.read_series(*(given.workbooks or tuple(example(given.folder))))
    written = sd.write_bilan(given.folder / "bilan.xlsx", series)
    tell(*told.of_notes(series.notes), *told.of_series(series), *told.of_files({"bilan": written}))


if __name__ == "__main__":
    run(main)

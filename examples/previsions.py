"""Dit quand la nouveauté s'épuise, et ce que d'autres tours, tables ou invités changeraient."""

from pathlib import Path

import speeddating as sd
from speeddating.cli import told
from speeddating.cli.console import options, read_ahead, run, tell

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Un classeur lu, planifié ou non ; une page de prévisions écrite à côté."""
    given = options(__doc__, workbook=CHER, searches=False)
    rencontre, history = read_ahead(given.workbook)
    seen = sd.forecast(rencontre, history)
    written = sd.write_forecast(given.folder / f"{given.workbook.stem}-previsions.xlsx", seen)
    tell(*told.of_forecast(seen), *told.of_files({"forecast": written}))


if __name__ == "__main__":
    run(main)

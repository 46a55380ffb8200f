"""Dit quand la nouveauté s'épuise, et ce que d'autres tours, tables ou invités changeraient."""

from pathlib import Path

import speeddating as sd
from speeddating.cli.console import in_columns, options, read_ahead, run
from speeddating.words import say

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Un classeur lu, planifié ou non ; une page de prévisions écrite à côté."""
    given = options(__doc__, workbook=CHER, searches=False)
    rencontre, history = read_ahead(given.workbook)
    seen = sd.forecast(rencontre, history)
    print(f"{rencontre.name} : {seen.summary()}")
    if not seen.only_newcomers_help:
        print(in_columns(seen.outlook_rows()), "", say("season.what_if"), sep="\n")
        print(in_columns(seen.what_if_rows()))
    print("", in_columns(seen.variant_rows()), sep="\n")
    target = given.folder / f"{given.workbook.stem}-previsions.xlsx"
    print(f"Classeur écrit : {sd.write_forecast(target, seen)}")


if __name__ == "__main__":
    run(main)

"""
Bytes that grow towards whatever a reader looks at: ``python -m tests.intake.fuzz 60`` (seconds).

Needs atheris. It stops at the first error that is not ours, and keeps the file that raised it.
"""

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["speeddating.intake", "openpyxl", "zipfile", "csv"]):
    from speeddating import intake
    from speeddating.errors import SpeedDatingError

from tests.intake import corpus  # noqa: E402

READERS = ("read_workbook", "read_registrations", "read_history")
FOLDER = Path(tempfile.mkdtemp(prefix="speeddating-fuzz-"))
LIGHT = 20_000
"""Bytes of the files that it starts from."""


def one(content: bytes) -> None:
    """Every reader on one file; the first byte chooses whether it is a workbook or a list."""
    path = FOLDER / ("essai.csv" if content[:1] == b"l" else "essai.xlsx")
    path.write_bytes(content[1:])
    for name in READERS:
        try:
            getattr(intake, name)(path)
        except SpeedDatingError as refused:
            refused.sentence("fr")


def main() -> None:
    seeds = FOLDER / "seeds"
    seeds.mkdir()
    for name, make in corpus.CORPUS.items():
        if name.startswith(("shared", "plain", "list", "pairs", "word", "macros")):
            content = make()
            if len(content) < LIGHT:
                kind = b"l" if name.endswith(".csv") else b"x"
                (seeds / name).write_bytes(kind + content)
    atheris.Setup([sys.argv[0], f"-max_total_time={sys.argv[1]}", str(seeds)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

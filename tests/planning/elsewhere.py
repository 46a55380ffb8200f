"""A plan made in other processes, in which sets and dictionaries hash otherwise."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def printed(script: str, seeds: Iterable[str]) -> set[str]:
    """Whatever ``script`` prints, once per hash seed."""
    return {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in seeds
    }

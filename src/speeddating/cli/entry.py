"""Where the command ``speeddating`` begins: told in a sentence when typer and rich are absent."""

import sys
from importlib.util import find_spec
from typing import NoReturn

from speeddating.cli.console import REFUSED
from speeddating.words import say

NEEDED = ("typer", "rich")


def main() -> NoReturn:
    """Run the command that was typed, and end the program."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        sys.stderr.write(f"{say('desk.no_desk', names=', '.join(missing))}\n")
        sys.exit(REFUSED)
    from speeddating.cli.app import begin  # noqa: PLC0415 - extra "desk"

    begin(sys.argv[1:])

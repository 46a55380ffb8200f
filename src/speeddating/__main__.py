"""``python -m speeddating``: the commands, without the entry point."""

import sys

from speeddating.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())

"""
Readers on files, each in a process of its own: what they say, their seconds and their megabytes.

Run as a program: one line of JSON in, ``[reader, path]``; one line of JSON out.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

MEGABYTE = 1 << 20
SECONDS = 10
"""Of the processor, after which a reader is killed; 2 are the most that any file takes."""
ROOT = Path(__file__).parents[2]


class Told(NamedTuple):
    """What became of one file."""

    said: str
    """``read``, or the sentence of the refusal, or the name of an error that is not ours."""
    problems: int
    seconds: float
    """Of the processor."""
    megabytes: int


class Reader:
    """A process that has imported everything and forks for each file."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def __call__(self, reader: str, path: Path) -> Told:
        """What ``reader`` says of the file."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps([reader, str(path)]), file=self.process.stdin, flush=True)
        return Told(*json.loads(self.process.stdout.readline()))


@contextmanager
def reading() -> Iterator[Reader]:
    """A reader for many files."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.intake.measured"], cwd=ROOT, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"},
    ) as process:  # fmt: skip
        yield Reader(process)
        assert process.stdin is not None
        process.stdin.close()


def _outcome(reader: str, path: str) -> tuple[str, int]:
    import speeddating  # noqa: PLC0415 - only the program reads
    from speeddating import intake  # noqa: PLC0415

    try:
        getattr(intake, reader)(path)
    except speeddating.InvalidInputError as refused:
        return refused.sentence("fr"), len(refused.issues)
    except BaseException as error:  # noqa: BLE001 - that none leaves is what is tested
        return f"{type(error).__name__}: {error}"[:300], -1
    return "read", 0


def _serve() -> None:
    import openpyxl  # noqa: F401, PLC0415 - before the first fork, so that none pays for it

    from speeddating import intake  # noqa: F401, PLC0415

    for line in sys.stdin:
        answer, other = os.pipe()
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            os.write(other, json.dumps(_outcome(*json.loads(line))).encode())
            os._exit(0)
        os.close(other)
        with os.fdopen(answer, "rb") as opened:
            said, problems = json.loads(opened.read() or b'["killed", -1]')
        _, _, used = os.wait4(child, 0)
        seconds = used.ru_utime + used.ru_stime
        found = said, problems, seconds, used.ru_maxrss * 1024 // MEGABYTE
        print(json.dumps(found), flush=True)  # noqa: T201 - that is how it answers


if __name__ == "__main__":
    _serve()

"""What all commands share: sentences for people, JSON for programs, and how they end."""

import json
import logging
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from speeddating.cli.console import INTERRUPTED, NOT_WRITTEN, REFUSED, tell
from speeddating.domain.plan import Plan
from speeddating.errors import InvalidInputError, SpeedDatingError, WriteError
from speeddating.words import say

DEFECT = 3
"""What a command that breaks down ends with; the log file says where."""
LOG = "speeddating.log"


class Face:
    """
    What a command says.

    Parameters
    ----------
    as_json
        One JSON object on standard output at the end, and nothing else there.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.lines: list[str] = []

    def say(self, *lines: str) -> None:
        """Tell a person; programs get it with the result."""
        self.lines += lines
        if not self.as_json:
            tell(*lines)

    def result(self, **data: Any) -> None:  # noqa: ANN401 - anything that JSON can hold
        """What a program gets: data, and the lines that a person would have read."""
        if self.as_json:
            told = {**data, "lines": self.lines}
            sys.stdout.write(f"{json.dumps(told, ensure_ascii=False, default=str)}\n")

    def planned(self, made: Plan, **data: Any) -> None:  # noqa: ANN401
        """What a program gets of a plan, and of what was written with it."""
        self.result(summary=made.summary(), proven=made.proven, plan=made.model_dump(mode="json"),
                    **data)  # fmt: skip

    def ends(self, status: int, sentence: str, **data: Any) -> typer.Exit:  # noqa: ANN401
        """The end of a command that could not do what it was asked."""
        if self.as_json:
            self.result(error={"status": status, "message": sentence, **data})
        else:
            sys.stderr.write(f"{sentence}\n")
        return typer.Exit(status)


@contextmanager
def facing(*, as_json: bool) -> Iterator[Face]:
    """A block whose problems are told in sentences; what nobody foresaw goes to a log file."""
    face = Face(as_json=as_json)
    try:
        yield face
    except (typer.Exit, SystemExit):
        raise
    except SpeedDatingError as refused:
        status = NOT_WRITTEN if isinstance(refused, WriteError) else REFUSED
        raise face.ends(status, refused.sentence(), **_data(refused)) from None
    except KeyboardInterrupt:
        raise face.ends(INTERRUPTED, say("cli.interrupted")) from None
    except Exception as defect:  # noqa: BLE001 - the log file takes it
        sentence = say("desk.defect", log=log_defect(defect))
        raise face.ends(DEFECT, sentence, code="desk.defect") from None


def log_defect(defect: BaseException) -> Path:
    """Append what broke to the log file; no names, only where in the code."""
    path = Path(tempfile.gettempdir()) / LOG
    logging.getLogger(__name__).error("%s", type(defect).__name__)
    frames = "".join(traceback.format_tb(defect.__traceback__))
    with path.open("a", encoding="utf-8") as log:
        log.write(f"{frames}{type(defect).__name__}\n\n")
    return path


def _data(refused: SpeedDatingError) -> dict[str, Any]:
    if isinstance(refused, InvalidInputError):
        issues = [one.model_dump(mode="json") | {"message": one.line()} for one in refused.issues]
        return {"code": refused.code, "issues": issues}
    return {"code": refused.code}

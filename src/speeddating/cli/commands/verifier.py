"""``speeddating verifier``: what a plan changed by hand breaks, and what it costs."""

from pathlib import Path
from typing import Annotated

import typer

from speeddating.cli.day import read_day, told
from speeddating.cli.face import facing
from speeddating.cli.typed import AsJson, Workbook
from speeddating.planning import verify
from speeddating.words import say

Reference = Annotated[
    Path, typer.Argument(metavar=say("replan.reference"), help=say("replan.reference.help"))
]


def verifier(classeur: Workbook, reference: Reference, as_json: AsJson = False) -> None:
    """The workbook changed by hand, beside the one handed out."""
    with facing(as_json=as_json) as face:
        day, before = read_day(classeur), read_day(reference)
        verdict = verify(day.published, before.published, day.rencontre, day.history)
        face.say(*told(verdict, day.rencontre))
        face.result(told=told(verdict, day.rencontre), broken=len(verdict.broken))

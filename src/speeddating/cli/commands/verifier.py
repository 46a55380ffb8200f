"""``speeddating verifier``: go or no go before the plan, hand edits after it."""

from pathlib import Path
from typing import Annotated

import typer

from speeddating.cli.face import facing
from speeddating.cli.typed import AsJson, Workbook
from speeddating.cli.verified import verified
from speeddating.words import say

Reference = Annotated[
    Path | None, typer.Argument(metavar=say("replan.reference"), help=say("replan.reference.help"))
]


def verifier(classeur: Workbook, reference: Reference = None, as_json: AsJson = False) -> None:
    """One page on a workbook, and what the plan in it breaks where it holds one."""
    with facing(as_json=as_json) as face:
        found = verified(classeur, reference)
        face.say(*found.lines)
        face.result(**found.data)

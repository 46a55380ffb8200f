"""The sheet that tells an organiser how to fill in the others."""

from speeddating.report.sheets.model import Cell, Column, Sheet, Tone
from speeddating.words import Language, say

STEPS = ("participants", "event", "tables", "organisations", "wishes", "groups", "history", "run",
         "colours")  # fmt: skip
"""In the order in which the sheets are filled in; then what colours mean."""


def guide(language: Language) -> Sheet:
    """What to fill in, in which order, and what may stay empty."""
    title = say("report.sheet.guide", language)
    return Sheet(
        title=title,
        columns=tuple(
            Column(say(f"report.column.{key}", language), widest=widest)
            for key, widest in (("step", 24), ("what", 84))
        ),
        rows=tuple(
            (
                Cell(say(f"report.guide.{step}", language), Tone.STRONG),
                Cell(say(f"report.guide.{step}.what", language)),
            )
            for step in STEPS
        ),
        lead=(
            (Cell(title, Tone.TITLE),),
            (Cell(say("report.guide", language), Tone.SENTENCE),),
        ),
    )

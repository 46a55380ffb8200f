"""The lists that people sign when they come in, one per side."""

from speeddating.domain.people import Side
from speeddating.report.evening import Evening
from speeddating.report.sheets.model import Cell, Column, Sheet, Tone, plain
from speeddating.report.sheets.people import SIDE_TONE, in_order
from speeddating.report.sheets.rounds import heading
from speeddating.words import say

SIGNATURE_WIDTH = 34
UNANNOUNCED = 6
"""Lines for people who were not expected."""


def entreprises_sign(evening: Evening) -> Sheet:
    """Where the side of the entreprises signs."""
    return _attendance(evening, Side.ENTREPRISE)


def associations_sign(evening: Evening) -> Sheet:
    """Where the side of the associations signs."""
    return _attendance(evening, Side.ASSOCIATION)


def _attendance(evening: Evening, side: Side) -> Sheet:
    rencontre, language = evening.rencontre, evening.rencontre.language
    title = say(f"paper.sheet.attendance_{side}", language)
    expected = in_order(evening, side)
    return Sheet(
        title=title,
        columns=(
            Column(say("report.column.organisation", language), tone=SIDE_TONE[side]),
            Column(say("report.column.name", language), widest=30, tone=SIDE_TONE[side]),
            Column(
                say("paper.column.signature", language),
                narrowest=SIGNATURE_WIDTH,
                tone=SIDE_TONE[side],
            ),
        ),
        rows=(
            *((Cell(evening.home(one)), Cell(one.name, Tone.STRONG), Cell()) for one in expected),
            *((plain(None, None, None),) * UNANNOUNCED),
        ),
        lead=(*heading(rencontre, title), (Cell(say("paper.sign_here", language), Tone.NOTE),)),
        by_hand=True,
    )

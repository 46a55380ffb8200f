"""What the sheets say of rounds and of the evening as a whole."""

from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import Round
from speeddating.report.sheets.model import Cell, Column, Tone
from speeddating.report.sheets.write import clock, long_date
from speeddating.words import say

SEAT_WIDTH = 24
"""Characters of a column that says where to go and whom to meet."""


def round_title(rencontre: Rencontre, one: Round) -> str:
    """« Tour 3 · 18 h 35 »."""
    name = say("report.round", rencontre.language, number=one.number)
    if one.start is None:
        return name
    return f"{name} · {clock(one.start, rencontre.language)}"


def round_columns(rencontre: Rencontre, tone: Tone = Tone.HEADING) -> tuple[Column, ...]:
    """One column per round, breaks included."""
    return tuple(
        Column(
            round_title(rencontre, one).replace(" · ", "\n"),
            widest=SEAT_WIDTH,
            tone=tone,
        )
        for one in rencontre.rounds
    )


def occasion(rencontre: Rencontre) -> str:
    """Name and day of the rencontre."""
    date = None if rencontre.date is None else long_date(rencontre.date, rencontre.language)
    return " · ".join(part for part in (rencontre.name, date) if part)


def heading(rencontre: Rencontre, title: str) -> tuple[tuple[Cell, ...], ...]:
    """The title of a sheet that hangs on a wall, with the occasion below."""
    where = " · ".join(part for part in (occasion(rencontre), rencontre.place) if part)
    return (Cell(title, Tone.TITLE),), (Cell(where, Tone.NOTE),)

"""
How each meaning looks.

Blue and orange, which every eye tells apart, and never without a word or a mark beside them.
"""

from functools import cache
from typing import Literal

from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side

from speeddating.report.sheets.model import Cell, Kind, Tone

FONT = "Arial"
SIZE, WALL_SIZE = 10, 12
TITLE_SIZE, SENTENCE_SIZE, HEADING_MORE = 16, 12, 3

INK, WHITE, GREY = "1A1A1A", "FFFFFF", "595959"
NAVY, RUST, SLATE = "1F4E79", "9C4A00", "44546A"
SKY, SAND, MIST, PALE, LILAC = "DDEBF7", "FCE4D0", "EDEDED", "F6F6F6", "E6DFF0"
STRAW = "FFF2B3"

LINE = Side(style="thin", color="BFBFBF")
GRID = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
NO_GRID = Border()
BAND = Border(top=LINE, bottom=LINE)
"""Round the heading of a block, whose text runs over the columns."""
BOLD_LINE_SIZE = SIZE + 1
BOLD_LINE = InlineFont(rFont=FONT, sz=BOLD_LINE_SIZE, b=True, color=Color(rgb=f"FF{INK}"))

HEAT = {Tone.HOTTEST: NAVY, Tone.HOT: "6FA3D4", Tone.WARM: "D6E6F4"}
"""One colour, darker where it matters more: a photocopy keeps the order."""

INK_OF: dict[Tone, str] = {
    Tone.HOTTEST: WHITE,
    Tone.TITLE: NAVY,
    Tone.NOTE: GREY,
    Tone.MET: GREY,
    Tone.PAUSE: GREY,
    Tone.HEADING: NAVY,
    Tone.EXAMPLE: GREY,
}
PAPER_OF: dict[Tone, str] = {
    Tone.HEADING: MIST,
    Tone.ENTREPRISE: SKY,
    Tone.ASSOCIATION: SAND,
    Tone.MET: MIST,
    Tone.PAUSE: PALE,
    Tone.GROUP: LILAC,
    Tone.PLANNED: SKY,
    Tone.EXAMPLE: PALE,
    Tone.TO_FILL: STRAW,
    **HEAT,
}
HEADER_PAPER: dict[Tone, str] = {Tone.ENTREPRISE: NAVY, Tone.ASSOCIATION: RUST}
BOLD = {Tone.TITLE, Tone.SENTENCE, Tone.HEADING, Tone.STRONG, Tone.PLANNED}
SLANTED = {Tone.NOTE, Tone.PAUSE, Tone.EXAMPLE}
SIZES = {Tone.TITLE: TITLE_SIZE, Tone.SENTENCE: SENTENCE_SIZE}
FREE = {Tone.TITLE, Tone.SENTENCE, Tone.NOTE}
"""Stand outside the grid, over the whole width."""

FORMATS = {Kind.TEXT: "@", Kind.DATE: "DD/MM/YYYY", Kind.TIME: "HH:MM"}
CENTRED = {Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.MARK}


def font(tone: Tone, size: float = SIZE) -> Font:
    """The letters of a cell, where the usual ones are of ``size``."""
    return Font(
        name=FONT,
        size=letters(tone, size),
        bold=tone in BOLD,
        italic=tone in SLANTED,
        color=INK_OF.get(tone, INK),
    )


def letters(tone: Tone, usual: float = SIZE) -> float:
    """The size of letters; titles grow with a poster's, headings with all that is for the wall."""
    if tone in SIZES:
        return SIZES[tone] * max(1.0, usual / WALL_SIZE)
    return usual + HEADING_MORE if tone is Tone.HEADING and usual > SIZE else usual


def grid(tone: Tone) -> Border:
    """The lines around a cell."""
    if tone is Tone.BLANK:
        return NO_GRID
    return BAND if tone is Tone.HEADING else GRID


def paper(tone: Tone) -> PatternFill:
    """The colour behind a cell; none where nothing is to be told."""
    colour = PAPER_OF.get(tone)
    return PatternFill() if colour is None else PatternFill("solid", fgColor=colour)


def header_font(size: float = SIZE, *, is_required: bool = False) -> Font:
    """White and bold on the dark colour of the header, dark on what must be filled in."""
    colour = INK if is_required else WHITE
    return Font(name=FONT, size=size, bold=True, color=colour)


def header_paper(tone: Tone, *, is_required: bool = False) -> PatternFill:
    """Blue over entreprises, rust over associations, yellow over what must be filled in, slate."""
    usual = STRAW if is_required else SLATE
    return PatternFill("solid", fgColor=HEADER_PAPER.get(tone, usual))


def paper_if(colour: str) -> PatternFill:
    """The colour behind a cell as a conditional format says it."""
    return PatternFill("solid", bgColor=colour, fgColor=colour)


def alignment(kind: Kind, said: Cell) -> Alignment:
    """Texts to the left and wrapped, figures and marks in the middle."""
    tone = said.tone
    if tone is Tone.HEADING:
        return _placed("left", "center", wraps=False)
    is_centred = kind in CENTRED or tone is Tone.PAUSE
    is_tall = isinstance(said.value, str) and "\n" in said.value
    return _placed("center" if is_centred else "left", "top" if is_tall else "center")


@cache
def _placed(
    horizontal: Literal["left", "center"], vertical: Literal["top", "center"], *, wraps: bool = True
) -> Alignment:
    """One of each: openpyxl takes longer to make one than to write a cell."""
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wraps or None)

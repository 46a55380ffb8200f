"""How wide a text is, in the unit in which Excel counts the width of a column: one digit."""

import unicodedata
from functools import lru_cache

DIGIT = 556
"""Arial's digits, in thousandths of its size; column widths count in them."""
PADDING = 2.0
"""What Excel keeps free at both edges, and a little air."""
EDGES = 1.0
"""What Excel keeps free at both edges, no more."""

WIDTHS: dict[str, int] = {
    **dict.fromkeys("ijl'|", 222),
    **dict.fromkeys(" !,./:;I[]ft\u00a0\u202f\u2019·", 280),
    **dict.fromkeys("()-`r", 333),
    **dict.fromkeys("*ckJsvxyz", 500),
    **dict.fromkeys("abdeghnopqu?L0123456789", 556),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("mM", 833),
    **dict.fromkeys("W@—●○◆↻œæ", 1000),
}
"""Arial, widest of each group; what is not here counts as a wide letter."""
UNKNOWN = 722
WIDE = 1000
BOLD = 1.08
TOLERANCE = 1e-6
REMEMBERED = 20_000
"""Names come again on every sheet."""


@lru_cache(REMEMBERED)
def text_width(text: str, *, bold: bool = False, scale: float = 1.0) -> float:
    """The width of one line, in digits of the standard font."""
    total = sum(_character(character) for character in text)
    return total / DIGIT * (BOLD if bold else 1.0) * scale


@lru_cache(REMEMBERED)
def longest_word(text: str, *, bold: bool = False, scale: float = 1.0) -> float:
    """The width below which a word would be broken."""
    return max((text_width(word, bold=bold, scale=scale) for word in text.split()), default=0.0)


@lru_cache(REMEMBERED)
def line_count(text: str, width: float, *, bold: bool = False, scale: float = 1.0) -> int:
    """How many lines the text takes in a column of this width, broken between words."""
    space = text_width(" ", bold=bold, scale=scale)
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            long = text_width(word, bold=bold, scale=scale)
            if used and used + space + long > width + TOLERANCE:
                lines += 1
                used = long
            else:
                used += (space if used else 0.0) + long
    return lines


def _character(character: str) -> int:
    known = WIDTHS.get(character)
    if known is not None:
        return known
    bare = unicodedata.normalize("NFD", character)[0]
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return WIDE
    return WIDTHS.get(bare, UNKNOWN)

"""What is printed for the day itself, and is not in the workbook of the rencontre."""

from collections.abc import Callable, Collection

from speeddating.domain.base import ParticipantId
from speeddating.report.evening import Evening
from speeddating.report.sheets.attendance import associations_sign, entreprises_sign
from speeddating.report.sheets.cards import Cards, blank_cards, cards
from speeddating.report.sheets.model import Sheet
from speeddating.report.sheets.signs import Signs, signs
from speeddating.report.sheets.whereabouts import by_home, by_name, wall


def printed_sheets(
    evening: Evening, only: Collection[ParticipantId] | None
) -> tuple[Sheet | Cards | Signs, ...]:
    """Every sheet to print; with ``only``, the cards of these people and nothing else."""
    if only is not None:
        return (cards(evening, only),)
    every = (sheet(evening) for sheet in PRINTOUTS)
    return tuple(sheet for sheet in every if not isinstance(sheet, Signs) or sheet.signs)


PRINTOUTS: tuple[Callable[[Evening], Sheet | Cards | Signs], ...] = (
    cards,
    blank_cards,
    entreprises_sign,
    associations_sign,
    by_name,
    by_home,
    wall,
    signs,
)
"""In the order in which they are needed."""

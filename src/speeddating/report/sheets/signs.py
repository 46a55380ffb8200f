"""Table signs: nothing but the table, so that they stay true when the plan changes."""

from typing import NamedTuple

from speeddating.report.evening import Evening
from speeddating.report.sheets.write import table_title
from speeddating.words import say


class Signs(NamedTuple):
    """One page per sign, folded along its middle."""

    title: str
    signs: tuple[str, ...]


def signs(evening: Evening) -> Signs:
    """A sign for each table that somebody sits at, in the order of the tables."""
    language = evening.rencontre.language
    used = {seating.table for seating in evening.schedule.seatings}
    return Signs(
        title=say("paper.sheet.signs", language),
        signs=tuple(
            table_title(table.id, language)
            for table in evening.rencontre.tables
            if table.id in used
        ),
    )

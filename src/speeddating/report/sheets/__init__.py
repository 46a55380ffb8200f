"""
What stands on each sheet, as pure data; how it looks is decided in ``report.excel``.

A new sheet is a function that returns a :class:`Sheet`, and one entry in a tuple below.
"""

from collections.abc import Callable

from speeddating.domain.history import History
from speeddating.domain.plan import Plan
from speeddating.domain.rencontre import Rencontre
from speeddating.report.evening import Evening
from speeddating.report.sheets.alike import alike
from speeddating.report.sheets.bilan import evening_bilan
from speeddating.report.sheets.changes import changes, is_replanned
from speeddating.report.sheets.coverage import coverage
from speeddating.report.sheets.demands import groups, incompatibilities, locks, memory, wishes
from speeddating.report.sheets.feedback import feedback
from speeddating.report.sheets.inputs import event, organisations, participants, tables
from speeddating.report.sheets.model import Sheet
from speeddating.report.sheets.planning import planning
from speeddating.report.sheets.roadmaps import by_association, by_entreprise, by_facilitator
from speeddating.report.sheets.room import by_round, by_table
from speeddating.report.sheets.summary import summary
from speeddating.report.sheets.template import template as template


def workbook_sheets(rencontre: Rencontre, history: History, made: Plan | None) -> tuple[Sheet, ...]:
    """Every sheet of a workbook: what came of the evening first, then what it was made from."""
    planned = made is not None
    inputs = (event(rencontre, planned=planned), *(sheet(rencontre) for sheet in INPUTS))
    asked = alike(rencontre, history)
    inputs += (asked,) if asked.rows else ()
    if made is None:
        return (*inputs, memory(rencontre, history))
    evening = Evening(rencontre, history, made.schedule)
    on_top = (changes(evening, made),) if is_replanned(made) else ()
    outputs = (*on_top, summary(evening, made), *(sheet(evening) for sheet in OUTPUTS))
    shown = (sheet for sheet in outputs if sheet.rows or not sheet.is_optional)
    return (*shown, *inputs, memory(rencontre, evening.grown()))


INPUTS: tuple[Callable[[Rencontre], Sheet], ...] = (
    participants,
    organisations,
    tables,
    wishes,
    incompatibilities,
    groups,
    locks,
)
"""What an organiser fills in, after the event; the history, which grows, comes last."""

OUTPUTS: tuple[Callable[[Evening], Sheet], ...] = (
    planning,
    by_round,
    by_entreprise,
    by_association,
    by_facilitator,
    by_table,
    coverage,
    evening_bilan,
    feedback,
)
"""What comes of the evening, after the summary."""

"""Workbooks and registrations in: what organisers write, read into the domain or refused."""

from speeddating.intake.feedback import read_feedback
from speeddating.intake.memory import Memory, read_history, read_history_with_notes
from speeddating.intake.planning import read_schedule
from speeddating.intake.registrations import read_registrations
from speeddating.intake.season import Coming, read_season
from speeddating.intake.series import read_series
from speeddating.intake.workbook import Reading, read_with_notes, read_workbook

__all__ = [
    "Coming",
    "Memory",
    "Reading",
    "read_feedback",
    "read_history",
    "read_history_with_notes",
    "read_registrations",
    "read_schedule",
    "read_season",
    "read_series",
    "read_with_notes",
    "read_workbook",
]

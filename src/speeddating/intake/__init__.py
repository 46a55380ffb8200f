"""Workbooks and registrations in: what organisers write, read into the domain or refused."""

from speeddating.intake.planning import read_schedule
from speeddating.intake.registrations import read_registrations
from speeddating.intake.workbook import Reading, read_with_notes, read_workbook

__all__ = ["Reading", "read_registrations", "read_schedule", "read_with_notes", "read_workbook"]

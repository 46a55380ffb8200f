"""Schedules out: sheets as pure data, then Excel."""

from speeddating.report.bilan import write_bilan as write_bilan
from speeddating.report.forecast import write_forecast as write_forecast
from speeddating.report.frame import to_frame as to_frame
from speeddating.report.frame import write_csv as write_csv
from speeddating.report.printouts import write_printouts as write_printouts
from speeddating.report.screen import write_screen as write_screen
from speeddating.report.workbook import write_registrations as write_registrations
from speeddating.report.workbook import write_template as write_template
from speeddating.report.workbook import write_workbook as write_workbook

"""Sheets as an xlsx file: the only part of ``report`` that knows openpyxl."""

from speeddating.report.excel.book import save as save
from speeddating.report.excel.book import verify as verify
from speeddating.report.excel.book import workbook as workbook

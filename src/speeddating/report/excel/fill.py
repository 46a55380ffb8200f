"""One sheet of data into one sheet of Excel."""

from collections.abc import Hashable
from copy import copy
from dataclasses import dataclass, field

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from speeddating.report.excel import look
from speeddating.report.excel.cells import put
from speeddating.report.excel.charts import draw
from speeddating.report.excel.entry import comment, offer, ready_to_type
from speeddating.report.excel.layout import (
    header_height,
    lay_out,
    lead_height,
    letter_size,
    row_height,
    widths,
)
from speeddating.report.sheets.model import Cell, Kind, Sheet


@dataclass(frozen=True)
class _Page:
    """A sheet being filled, with the widths of its columns and the looks already made."""

    target: Worksheet
    sheet: Sheet
    size: int
    """Of its letters, where nothing makes them larger."""
    columns: list[float]
    looks: dict[Hashable, StyleArray] = field(default_factory=dict)


def fill(target: Worksheet, sheet: Sheet, occasion: str) -> None:
    """Write everything a sheet says, and make it look like what it means."""
    size = letter_size(sheet)
    page = _Page(target, sheet, size, widths(sheet, size))
    for index, width in enumerate(page.columns, start=1):
        target.column_dimensions[get_column_letter(index)].width = width
    for number, row in enumerate(sheet.lead, start=1):
        if 1 < len(row) <= len(sheet.columns):
            _row(page, number, row)
        else:  # a legend with more entries than there are columns runs over the width too
            said = "   ".join(str(cell.value) for cell in row if cell.value is not None)
            _line(page, number, row[-1]._replace(value=said, note="", choices=()))
    header_row = len(sheet.lead) + 1
    _header(page, header_row)
    for number, row in enumerate(sheet.rows, start=header_row + 1):
        _row(page, number, row)
    if sheet.is_input:
        ready_to_type(target, sheet, header_row)
    lay_out(target, sheet, header_row, occasion, size)
    if sheet.charts:
        last = draw(target, sheet, header_row, page.columns)
        target.print_area = f"A1:{get_column_letter(len(sheet.columns))}{last}"


def _line(page: _Page, number: int, said: Cell) -> None:
    """A line that runs over the whole width."""
    cell = page.target.cell(number, 1)
    put(cell, said.value)
    size = page.size if page.sheet.poster else look.SIZE
    cell.font = look.font(said.tone, size)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    page.target.merge_cells(
        start_row=number, end_row=number, start_column=1, end_column=len(page.columns)
    )
    height = lead_height(str(said.value), said.tone, sum(page.columns), size)
    page.target.row_dimensions[number].height = height


def _header(page: _Page, number: int) -> None:
    for index, column in enumerate(page.sheet.columns, start=1):
        cell = page.target.cell(number, index)
        put(cell, column.label)
        cell.font = look.header_font(page.size, is_required=column.is_required)
        cell.fill = look.header_paper(column.tone, is_required=column.is_required)
        cell.border = look.GRID
        cell.alignment = Alignment(
            horizontal="center" if column.kind in look.CENTRED or column.upright else "left",
            vertical="bottom" if column.upright else "center",
            text_rotation=90 if column.upright else 0,
            wrap_text=True,
        )
        if column.note:
            cell.comment = comment(column.note)
    page.target.row_dimensions[number].height = header_height(page.sheet, page.columns, page.size)


def _row(page: _Page, number: int, row: tuple[Cell, ...]) -> None:
    is_legend = number <= len(page.sheet.lead)
    for index, said in enumerate(row):
        if is_legend and said.value is None:
            continue
        cell = page.target.cell(number, index + 1)
        _dress(page, cell, said, page.sheet.columns[index].kind)
        put(cell, said.value, look.BOLD_LINE if said.bold_lines else None)
        if said.note:
            cell.comment = comment(said.note)
        if said.choices:
            offer(page.target, said.choices, cell.coordinate)
    height = row_height(page.sheet, row, page.columns, page.size)
    if height is not None:
        page.target.row_dimensions[number].height = height


def _dress(page: _Page, cell: ExcelCell | MergedCell, said: Cell, usual: Kind) -> None:
    """The look of a cell; looking one up is far quicker than having openpyxl find its parts."""
    alignment = look.alignment(usual, said)
    key = (said.tone, said.kind or usual, isinstance(said.value, int), usual, alignment.vertical)
    known = page.looks.get(key)
    if known is not None:
        cell._style = copy(known)  # type: ignore[union-attr]  # noqa: SLF001
        return
    cell.font = look.font(said.tone, page.size)
    cell.fill = look.paper(said.tone)
    cell.border = look.grid(said.tone)
    cell.alignment = alignment
    kind = said.kind or usual
    if kind in look.FORMATS and not (kind is Kind.TEXT and isinstance(said.value, int)):
        cell.number_format = look.FORMATS[kind]
    page.looks[key] = copy(cell._style)  # type: ignore[union-attr]  # noqa: SLF001

"""Charts as Excel draws them itself, so that an organiser can take them over into a report."""

from typing import Any

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.worksheet.worksheet import Worksheet

from speeddating.report.sheets.model import Chart, Sheet

ROWS = 15
"""Rows of Excel that a chart is high."""
COLOURS = ("5B9BD5", "F8CBAD")
"""Dark and light, so that they differ in black and white too, and figures can stand on them."""
TITLE_SIZE, TEXT_SIZE = 1100, 800
"""Hundredths of a point."""
NO_ZERO = "0;;;"
LIGHT = "D9D9D9"
GAP = 60
"""Between two columns, in percent of their width."""


class _Labels(DataLabelList):
    """Labels whose format is their own; openpyxl does not say that it is not the cells'."""

    __attrs__, __nested__ = DataLabelList.__attrs__, DataLabelList.__nested__
    __elements__ = DataLabelList.__elements__

    def to_tree(self, *tag: Any) -> Any:  # noqa: ANN401 - openpyxl's own
        tree = super().to_tree(*tag)
        for found in tree.iter("numFmt"):
            found.set("sourceLinked", "0")
        return tree


def draw(target: Worksheet, sheet: Sheet, header_row: int, widths: list[float]) -> int:
    """The charts of a sheet below its table, two beside each other; the last row they cover."""
    first = header_row + len(sheet.rows) + 1
    middle = _middle(widths)
    for number, chart in enumerate(sheet.charts):
        line, is_right = divmod(number, 2)
        top = first + line * (ROWS + 1)
        left, right = (middle, len(widths)) if is_right else (0, middle)
        drawn = _chart(target, sheet, chart, header_row)
        place = TwoCellAnchor(
            editAs="oneCell",
            _from=AnchorMarker(col=left, row=top),
            to=AnchorMarker(col=right, row=top + ROWS),
        )
        drawn.anchor = place  # type: ignore[assignment]  # the stubs know cell names only
        target.add_chart(drawn)
    return first + (len(sheet.charts) + 1) // 2 * (ROWS + 1)


def _middle(widths: list[float]) -> int:
    """The column border nearest to the middle, with a column at least on either side."""
    half = sum(widths) / 2
    borders = range(1, max(len(widths), 2))
    return min(borders, key=lambda border: abs(sum(widths[:border]) - half))


def _chart(target: Worksheet, sheet: Sheet, said: Chart, header_row: int) -> BarChart:
    last = len(sheet.columns) if said.groups is None else 1 + said.groups
    chart = BarChart()
    chart.type, chart.gapWidth = "col", GAP
    chart.title = _title(said.title, TITLE_SIZE)
    chart.y_axis.title = _title(said.unit, TEXT_SIZE)
    chart.x_axis.txPr = chart.y_axis.txPr = _small()
    chart.y_axis.number_format = "0"
    chart.y_axis.scaling.min = 0
    chart.x_axis.delete = chart.y_axis.delete = False  # openpyxl hides them otherwise
    lines = GraphicalProperties()
    lines.line.solidFill = LIGHT
    chart.y_axis.majorGridlines = ChartLines(spPr=lines)
    if said.is_stacked:
        chart.grouping, chart.overlap = "stacked", 100
    for colour, row in zip(COLOURS, said.rows, strict=False):
        number = header_row + 1 + row
        values = Reference(target, min_col=2, max_col=last, min_row=number)
        series = Series(values, title=str(sheet.rows[row][0].value))
        series.graphicalProperties.solidFill = colour
        chart.series.append(series)
    named = header_row + 1 + said.names
    chart.set_categories(Reference(target, min_col=2, max_col=last, min_row=named))
    chart.dataLabels = _Labels(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    chart.dataLabels.txPr = _small()
    if said.is_stacked:
        chart.dataLabels.numFmt = NO_ZERO
    if len(said.rows) > 1:
        chart.legend.position = "b"
        chart.legend.txPr = _small()
    else:
        chart.legend = None
    return chart


def _title(text: str, size: int) -> Title:
    letters = CharacterProperties(sz=size, b=True)
    said = Paragraph(
        pPr=ParagraphProperties(defRPr=letters), r=[RegularTextRun(rPr=letters, t=text)]
    )
    return Title(tx=Text(rich=RichText(p=[said])), overlay=False)


def _small() -> RichText:
    letters = ParagraphProperties(defRPr=CharacterProperties(sz=TEXT_SIZE))
    return RichText(p=[Paragraph(pPr=letters, endParaRPr=CharacterProperties(sz=TEXT_SIZE))])

"""A forecast on one page: the figures counted, what is planned among them, charts."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from speeddating import forecast, write_forecast
from speeddating.domain.forecast import Forecast
from speeddating.report.sheets.forecast import forecast_sheet
from speeddating.report.sheets.model import Tone
from speeddating.words import LANGUAGES, Language
from tests.factories import history, rencontre

SEEN = forecast(rencontre(4, 4, 4, 3, name="Mirabelle"))


def test_the_sheet_says_what_was_counted() -> None:
    sheet = forecast_sheet(SEEN, "fr")
    by_label = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.rows}
    assert sheet.header[1:3] == ("nº 1", "nº 2")
    assert by_label["Nouvelles rencontres, au plus"][:2] == [12, 4]
    assert by_label["Places sans nouvelle rencontre"][:2] == [0, 8]
    assert by_label["Au total, au plus"][:2] == [12, 16]
    assert by_label["Tours ↓"][:5] == [f"{n} tables" for n in range(2, 7)]
    worst_off = [cell.value for cell in sheet.rows[3 + 2 + 5 + 2 + 2][1:]]
    assert worst_off == [SEEN.at(3, tables).worst_off for tables in range(2, 7)]
    assert by_label["un tour de plus"][:3] == [16, 16, 1]
    planned = [cell.value for row in sheet.rows for cell in row if cell.tone is Tone.PLANNED]
    assert planned == [12, 3, 12, 12, 2]
    assert "un planning existe pour chacun" in str(sheet.lead[2][0].value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_draw_rows_of_the_page_that_is_written(tmp_path: Path, language: Language) -> None:
    path = write_forecast(tmp_path / "previsions.xlsx", SEEN, language=language)
    sheet = load_workbook(path).worksheets[0]
    ahead, tables = sheet._charts  # type: ignore[attr-defined]

    def drawn(chart: object) -> list[list[object]]:
        return [
            [cell.value for row in sheet[series.val.numRef.f.split("!")[1].replace("$", "")]
             for cell in row]
            for series in chart.series  # type: ignore[attr-defined]
        ]  # fmt: skip

    assert drawn(ahead) == [[12, 4], [0, 8]]
    assert drawn(tables) == [[SEEN.at(3, n).new_pairings for n in range(2, 7)]]
    assert sheet.page_setup.fitToHeight == sheet.page_setup.fitToWidth == 1


@pytest.mark.parametrize("seen", [
    forecast(rencontre(1, 1), history(("E1", "A1"))),
    forecast(rencontre(10, 10, 1, 1)),
    forecast(rencontre(3, 3), rounds=[5], tables=[7]),
    forecast(rencontre(3, 3, rounds=2, e1={"absent": frozenset({1})})),
], ids=["nothing left", "beyond the horizon", "planned not tried", "a bound"])  # fmt: skip
def test_whatever_was_counted_is_a_rectangle(seen: Forecast) -> None:
    sheet = forecast_sheet(seen, "fr")
    assert {len(row) for row in sheet.rows} == {len(sheet.columns)}
    assert all(max(chart.rows) < len(sheet.rows) for chart in sheet.charts)

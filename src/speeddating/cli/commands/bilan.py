"""``speeddating bilan``: what came of several rencontres, on one page."""

from pathlib import Path
from typing import Annotated

import typer

from speeddating.cli.face import facing
from speeddating.cli.told import of_files, of_notes, of_series
from speeddating.cli.typed import AsJson, Folder, Workbooks, there
from speeddating.domain.series import Figures
from speeddating.intake import read_series
from speeddating.report import write_bilan
from speeddating.words import default_language, say

Anonymous = Annotated[bool, typer.Option("--anonyme", "--anonymous", help=say("desk.anonymous"))]


def bilan(
    classeurs: Workbooks, sortie: Folder = Path(), anonyme: Anonymous = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Planned workbooks in any order, filled in after the evening."""
    with facing(as_json=as_json) as face:
        folder, series = there(sortie), read_series(*classeurs)
        language = default_language()
        target = folder / "bilan.xlsx"
        written = write_bilan(target, series, anonymous=anonyme, language=language)
        face.say(*of_notes(series.notes), *of_series(series), *of_files({"bilan": written}))
        face.result(written=written, rencontres=[_figures(one) for one in series.figures()])


def _figures(one: Figures) -> dict[str, object]:
    figures = one._asdict()
    account = figures.pop("account")
    return {"rencontre": account.name, "date": account.date, **figures}

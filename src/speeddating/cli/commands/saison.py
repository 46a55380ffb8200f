"""``speeddating saison``: several rencontres planned together, and what would follow them."""

from pathlib import Path

from speeddating.cli.coming import write_coming
from speeddating.cli.console import DEFAULT_SECONDS
from speeddating.cli.face import facing
from speeddating.cli.told import of_forecast
from speeddating.cli.typed import AsJson, Folder, Seconds, Workbooks, there
from speeddating.domain.issue import Issue
from speeddating.errors import InvalidInputError
from speeddating.planning.forecast import forecast
from speeddating.words import say


def saison(
    classeurs: Workbooks, sortie: Folder = Path(), secondes: Seconds = DEFAULT_SECONDS,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Planned workbooks tell what was held and said; one is written for each still to come."""
    with facing(as_json=as_json) as face:
        folder = there(sortie)
        _look_for_equal([folder / f"{path.stem}-saison.xlsx" for path in classeurs])
        season, rencontres, written = write_coming(
            classeurs, folder, secondes, face.say, quiet=as_json
        )
        again = rencontres[-1].model_copy(update={"name": say("desk.next_one")})
        further = forecast(again, season.histories[-1])
        face.say("", *of_forecast(further))
        season_data, forecast_data = (one.model_dump(mode="json") for one in (season, further))
        face.result(written=written, summary=season.summary(), season=season_data,
                    forecast=forecast_data)  # fmt: skip


def _look_for_equal(targets: list[Path]) -> None:
    """Workbooks of equal name would be written over each other."""
    twice = sorted({one.name for one in targets if targets.count(one) > 1})
    if twice:
        raise InvalidInputError([Issue(code="desk.same_name", value=name) for name in twice])

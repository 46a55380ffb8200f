"""``speeddating saison``: several rencontres planned together, and what would follow them."""

from pathlib import Path

from speeddating.cli.console import DEFAULT_SECONDS
from speeddating.cli.face import facing
from speeddating.cli.progress import shown
from speeddating.cli.told import of_feedback, of_files, of_forecast, of_notes, of_season, of_start
from speeddating.cli.typed import AsJson, Folder, Seconds, Workbooks, there
from speeddating.domain.issue import Issue
from speeddating.domain.plan import Budget
from speeddating.errors import InvalidInputError
from speeddating.intake import read_season
from speeddating.planning.forecast import forecast
from speeddating.planning.season import plan_season
from speeddating.report import write_workbook
from speeddating.words import say


def saison(
    classeurs: Workbooks, sortie: Folder = Path(), secondes: Seconds = DEFAULT_SECONDS,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Planned workbooks tell what was held and said; one is written for each still to come."""
    with facing(as_json=as_json) as face:
        folder = there(sortie)
        _look_for_equal([folder / f"{path.stem}-saison.xlsx" for path in classeurs])
        coming = read_season(*classeurs)
        rencontres, budget = coming.rencontres, Budget(seconds=secondes * len(coming.rencontres))
        targets = [folder / f"{path.stem}-saison.xlsx" for path in coming.files]
        face.say(*of_notes(coming.notes))
        face.say(
            *(line for rencontre, said in coming.said for line in of_feedback(said, rencontre))
        )
        face.say(of_start(say("desk.season"), budget))
        with shown(budget.seconds, quiet=as_json) as on_progress:
            season = plan_season(rencontres, coming.history, budget=budget, on_progress=on_progress)
        made = zip(targets, rencontres, season.histories, season.plans, strict=False)
        written = [write_workbook(*one) for one in made]
        again = rencontres[-1].model_copy(update={"name": say("desk.next_one")})
        further = forecast(again, season.histories[-1])
        face.say(
            *of_season(season), *(line for path in written for line in of_files({"plan": path}))
        )
        face.say("", *of_forecast(further))
        season_data, forecast_data = (one.model_dump(mode="json") for one in (season, further))
        face.result(written=written, summary=season.summary(), season=season_data,
                    forecast=forecast_data)  # fmt: skip


def _look_for_equal(targets: list[Path]) -> None:
    """Workbooks of equal name would be written over each other."""
    twice = sorted({one.name for one in targets if targets.count(one) > 1})
    if twice:
        raise InvalidInputError([Issue(code="desk.same_name", value=name) for name in twice])

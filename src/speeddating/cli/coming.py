"""A season's rencontres still to come, read, planned and written."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from speeddating.cli.progress import shown
from speeddating.cli.told import of_feedback, of_files, of_notes, of_season, of_start
from speeddating.domain.plan import Budget
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.season import Season
from speeddating.intake import read_season
from speeddating.planning.season import plan_season
from speeddating.report import write_workbook
from speeddating.words import say


class Written(NamedTuple):
    """The season as planned, and the workbook of each of its rencontres."""

    season: Season
    rencontres: tuple[Rencontre, ...]
    files: list[Path]


def write_coming(
    workbooks: Sequence[Path],
    folder: Path,
    seconds: float,
    tell: Callable[..., None],
    *,
    quiet: bool = False,
) -> Written:
    """
    What the workbooks say of the past is told and counts; the others are planned together.

    Parameters
    ----------
    seconds
        For each rencontre still to come.
    tell
        Takes the lines that a person reads.
    quiet
        Whether to show no progress.
    """
    coming = read_season(*workbooks)
    budget = Budget(seconds=seconds * len(coming.rencontres))
    tell(*of_notes(coming.notes))
    tell(*(line for rencontre, said in coming.said for line in of_feedback(said, rencontre)))
    tell(of_start(say("desk.season"), budget))
    with shown(budget.seconds, quiet=quiet) as on_progress:
        season = plan_season(
            coming.rencontres, coming.history, budget=budget, on_progress=on_progress
        )
    targets = [folder / f"{path.stem}-saison.xlsx" for path in coming.files]
    made = zip(targets, coming.rencontres, season.histories, season.plans, strict=False)
    written = [write_workbook(*one) for one in made]
    tell(*of_season(season), *(line for path in written for line in of_files({"plan": path})))
    return Written(season, tuple(coming.rencontres), written)

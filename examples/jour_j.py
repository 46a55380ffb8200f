"""Refait le planning le jour même : absents, arrivées et tour de reprise sont dans le classeur."""

from pathlib import Path

from speeddating import Budget, replan, resumed, write_printouts, write_workbook
from speeddating.cli import told
from speeddating.cli.console import options, run, tell
from speeddating.cli.day import marked, read_day, screens_rewritten
from speeddating.cli.progress import shown
from speeddating.words import say

CHER = Path(__file__).parent / "cher" / "juin-2018.xlsx"


def main() -> None:
    """Les tours tenus restent ; pour les autres, le plus de nouvelles rencontres, puis le moins
    de changements.
    """
    given = options(__doc__, workbook=CHER, seconds=4)
    path = marked(CHER, given.folder) if given.workbook == CHER else given.workbook
    day, budget = read_day(path), Budget(seconds=given.seconds)
    resumes = say("desk.resumes", name=day.rencontre.name, round=day.from_round)
    tell(*told.of_notes(day.notes), *told.of_left(day), resumes)

    with shown(given.seconds) as seen:
        made = replan(day.published, day.rencontre, day.history, budget=budget, on_progress=seen)
    target = given.folder / f"{path.stem}-tour-{day.from_round}.xlsx"
    now = resumed(day.published, day.rencontre)
    written = write_workbook(target, now, day.history, made)
    cards = target.with_stem(f"{target.stem}-fiches")
    write_printouts(cards, now, made, only=made.concerned)
    tell(*told.of_change(made, now), *told.of_files({"plan": written, "cards": cards}))
    tell(*told.of_screens(screens_rewritten(path, given.folder, now, made)))


if __name__ == "__main__":
    run(main)

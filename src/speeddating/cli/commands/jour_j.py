"""``speeddating jour-j``: on the day, the rounds to come planned anew."""

from pathlib import Path

from speeddating.cli.console import DEFAULT_SECONDS
from speeddating.cli.day import read_day, screens_rewritten
from speeddating.cli.face import facing
from speeddating.cli.progress import shown
from speeddating.cli.told import of_change, of_files, of_led, of_left, of_notes, of_screens
from speeddating.cli.typed import AsJson, Folder, Seconds, Workbook, there
from speeddating.domain.plan import Budget
from speeddating.planning import replan, resumed
from speeddating.report import write_printouts, write_workbook
from speeddating.words import say


def jour_j(
    classeur: Workbook, sortie: Folder = Path(), secondes: Seconds = DEFAULT_SECONDS,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Rounds held stay; the others change as little as new meetings allow."""
    with facing(as_json=as_json) as face:
        folder, day = there(sortie), read_day(classeur)
        resumes = say("desk.resumes", name=day.rencontre.name, round=day.from_round)
        face.say(*of_notes(day.notes), *of_left(day), resumes)
        with shown(secondes, quiet=as_json) as on_progress:
            budget = Budget(seconds=secondes)
            made = replan(
                day.published, day.rencontre, day.history, budget=budget, on_progress=on_progress
            )
        target = folder / f"{classeur.stem}-tour-{day.from_round}.xlsx"
        now = resumed(day.published, day.rencontre)
        written = write_workbook(target, now, day.history, made)
        cards = target.with_stem(f"{target.stem}-fiches")
        write_printouts(cards, now, made, only=made.concerned)
        face.say(*of_change(made, now), *of_led(day.published, made.schedule, now))
        face.say(*of_files({"plan": written, "cards": cards}))
        screens = screens_rewritten(classeur, folder, now, made)
        face.say(*of_screens(screens))
        face.planned(
            made, written=written, printouts=cards, screens=screens, concerned=made.concerned
        )

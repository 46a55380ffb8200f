"""The planning that a workbook holds, or one made on the spot."""

from pathlib import Path

from speeddating.domain.plan import Budget
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule
from speeddating.intake import read_schedule, read_with_notes
from speeddating.planning import plan


def read_planned(path: Path, seconds: float) -> tuple[Rencontre, Schedule]:
    """
    The rencontre of a workbook and who sits where.

    Parameters
    ----------
    path
        An output workbook; its sheet Planning is taken as it stands, hand edits included. One
        that holds no plan of its rencontre yet is planned.
    seconds
        What planning may take, where there is something to plan.
    """
    reading = read_with_notes(path)
    if reading.published:
        return reading.rencontre, read_schedule(path)
    made = plan(reading.rencontre, reading.history, budget=Budget(seconds=seconds))
    return reading.rencontre, made.schedule

"""What the scripts of the day share: a workbook already planned, and the Cher's as examples."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from speeddating.domain.issue import Issue
from speeddating.domain.people import Participant
from speeddating.domain.plan import Budget
from speeddating.errors import InvalidInputError
from speeddating.intake import read_schedule, read_with_notes
from speeddating.planning import plan
from speeddating.report import write_screen, write_workbook
from speeddating.words import say

if TYPE_CHECKING:
    from speeddating.domain.history import History
    from speeddating.domain.plan import Plan
    from speeddating.domain.rencontre import Rencontre
    from speeddating.domain.schedule import Schedule

_CHANGED = re.compile(r"(.+)-tour-\d+")
EXAMPLE_ROUND = 3
EXAMPLE_ABSENT = 4


class Day(NamedTuple):
    """A workbook that holds the plan of its own rencontre."""

    path: Path
    rencontre: Rencontre
    history: History
    notes: tuple[Issue, ...]
    published: Schedule

    @property
    def from_round(self) -> int:
        """The first round to plan again."""
        return self.rencontre.resume_at or 1

    @property
    def left(self) -> tuple[str, ...]:
        """Names of people who are marked absent and have seats in rounds already held."""
        sat = {who for who, number in self.published.place_of if number < self.from_round}
        people = self.rencontre.participants
        return tuple(person.name for person in people if not person.present and person.id in sat)


def read_day(path: Path) -> Day:
    """
    A workbook on the day: what the organiser has marked in it, and the plan that was handed out.

    Raises
    ------
    InvalidInputError
        If it cannot be read, or holds no plan of this very rencontre.
    """
    reading = read_with_notes(path)
    if not reading.published:
        issue = Issue(code="replan.unplanned", data={"rencontre": reading.rencontre.name})
        raise InvalidInputError([issue], source=path.name)
    return Day(path, reading.rencontre, reading.history, reading.notes, read_schedule(path))


def screens_rewritten(workbook: Path, folder: Path, now: Rencontre, made: Plan) -> list[Path]:
    """
    The screens of this evening that lie beside ``workbook`` or in ``folder``, with the new plan.

    What an earlier change on the day has written goes by the name of the plan it changed.
    """
    stem, found = workbook.stem, []
    while True:
        for place in dict.fromkeys((folder.resolve(), workbook.resolve().parent)):
            screen = place / f"{stem}-ecran.html"
            if screen.exists():
                found.append(write_screen(screen, now, made))
        if not (earlier := _CHANGED.fullmatch(stem)):
            return found
        stem = earlier[1]


def planned(example: Path, folder: Path) -> Path:
    """The example, planned."""
    rencontre, history, made = _planned(example)
    return write_workbook(folder / f"{example.stem}-planning.xlsx", rencontre, history, made)


def marked(example: Path, folder: Path) -> Path:
    """
    The example, planned and marked as at the door.

    Some of those expected are marked absent, one person more has come, two rounds have been held.
    """
    rencontre, history, made = _planned(example)
    step = len(rencontre.participants) // EXAMPLE_ABSENT
    away = {person.id for person in rencontre.participants[step // 2 :: step]}
    people = [
        person.model_copy(update={"present": person.present and person.id not in away})
        for person in rencontre.participants
    ]
    home = rencontre.participants[0].organisation
    people.append(Participant(name=say("replan.example"), organisation=home))
    now = rencontre.model_copy(update={"participants": tuple(people), "resume_at": EXAMPLE_ROUND})
    return write_workbook(folder / f"{example.stem}-planning.xlsx", now, history, made)


def edited(example: Path, folder: Path) -> tuple[Path, Path]:
    """The example after two people have changed seats by hand, and as it was handed out."""
    rencontre, history, made = _planned(example)
    one, other, *further = made.schedule.seatings
    swapped = (
        one.model_copy(update={"associations": other.associations}),
        other.model_copy(update={"associations": one.associations}),
    )
    moved = made.schedule.model_copy(update={"seatings": (*swapped, *further)})
    by_hand = made.model_copy(update={"schedule": moved})
    stem = folder / f"{example.stem}-planning"
    return (
        write_workbook(Path(f"{stem}-à-la-main.xlsx"), rencontre, history, by_hand),
        write_workbook(Path(f"{stem}.xlsx"), rencontre, history, made),
    )


def _planned(example: Path) -> tuple[Rencontre, History, Plan]:
    rencontre, history, *_ = read_with_notes(example)
    made = plan(rencontre, history, budget=Budget(seconds=2, reproducible=True))
    return rencontre, history, made

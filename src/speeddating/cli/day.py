"""What the scripts of the day share: a workbook already planned, and one marked as an example."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from speeddating.domain.issue import Issue
from speeddating.domain.people import Participant
from speeddating.domain.plan import Budget
from speeddating.errors import InvalidInputError
from speeddating.intake import read_schedule, read_with_notes
from speeddating.planning import plan
from speeddating.report import write_workbook
from speeddating.report.sheets.levels import in_words
from speeddating.words import listed, say

if TYPE_CHECKING:
    from pathlib import Path

    from speeddating.cli.console import Given
    from speeddating.domain.history import History
    from speeddating.domain.plan import Plan
    from speeddating.domain.rencontre import Rencontre
    from speeddating.domain.schedule import Schedule
    from speeddating.planning.verify import Verdict

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


def marked(given: Given, example: Path) -> Path:
    """
    The workbook that was named; the example is planned first, and marked as at the door.

    Some of those expected are marked absent, one person more has come, two rounds have been held.
    """
    if given.workbook != example:
        return given.workbook
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
    return write_workbook(given.folder / f"{example.stem}-planning.xlsx", now, history, made)


def edited(given: Given, example: Path) -> Given:
    """The workbooks that were named; the example is planned first, and two people change seats."""
    if given.workbook != example:
        return given
    rencontre, history, made = _planned(example)
    one, other, *further = made.schedule.seatings
    swapped = (
        one.model_copy(update={"associations": other.associations}),
        other.model_copy(update={"associations": one.associations}),
    )
    moved = made.schedule.model_copy(update={"seatings": (*swapped, *further)})
    names = [f"{example.stem}-planning.xlsx", f"{example.stem}-planning-à-la-main.xlsx"]
    plans = [made, made.model_copy(update={"schedule": moved})]
    written = [
        write_workbook(given.folder / name, rencontre, history, one)
        for name, one in zip(names, plans, strict=True)
    ]
    return given._replace(workbook=written[1], reference=written[0])


def _planned(example: Path) -> tuple[Rencontre, History, Plan]:
    rencontre, history, *_ = read_with_notes(example)
    made = plan(rencontre, history, budget=Budget(seconds=2, reproducible=True))
    return rencontre, history, made


def told(verdict: Verdict, rencontre: Rencontre) -> list[str]:
    """What hand edits come to, line by line."""
    people = rencontre.participant_by_id
    count = len(verdict.broken)
    lines = [say("replan.broken", count=count) if count else say("replan.all_kept")]
    lines += [f"  - {one.sentence()}" for one in verdict.broken]
    lines.append(say("replan.costs" if verdict.costs else "replan.no_costs"))
    for cost in verdict.costs:
        before, after = (in_words(cost.level, v, rencontre) for v in (cost.before, cost.after))
        said = say(
            f"replan.cost_{'worse' if cost.is_worse else 'better'}",
            level=say(f"report.level.{cost.level}"), before=before, after=after,
        )  # fmt: skip
        lines.append(f"  - {said}")
    names = list(dict.fromkeys(people[one.participant].name for one in verdict.changes))
    concerned = say("replan.concerned", count=len(names), names=listed(names))
    return [*lines, concerned if names else say("replan.nobody")]

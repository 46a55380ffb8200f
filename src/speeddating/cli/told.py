"""What is told of a result, line by line: the same words after a command and after a script."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from speeddating.cli.day import Day
from speeddating.domain.feedback import Feedback
from speeddating.domain.forecast import Forecast
from speeddating.domain.history import History
from speeddating.domain.issue import Issue
from speeddating.domain.plan import Budget, Plan
from speeddating.domain.registrations import Registrations
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule
from speeddating.domain.season import Row, Season
from speeddating.domain.series import Series
from speeddating.planning.verify import Verdict
from speeddating.report.evening import Evening, unseated
from speeddating.report.sheets.levels import in_words as value_in_words
from speeddating.report.sheets.levels import level_name
from speeddating.words import listed, say


def of_notes(notes: Iterable[Issue]) -> list[str]:
    """What was left out or set right on the way."""
    return [say("desk.note", note=note.line()) for note in notes]


def of_start(name: str, budget: Budget) -> str:
    """That a search begins, and how long it may take."""
    return say("desk.begins", name=name, seconds=f"{budget.seconds:g}")


def of_plan(made: Plan, rencontre: Rencontre) -> list[str]:
    """How good it is, what is proven, whether it was cut short, who has no seat."""
    lines = [say("desk.cancelled")] if made.evidence.stopped == "cancelled" else []
    lines += [
        f"{made.summary()}.",
        say("desk.new_pairings", value=made.score.new_pairings),
        *(
            say("desk.at_best", value=bound.value)
            for bound in made.bounds
            if bound.level == "new_pairings"
        ),
        say("desk.proven" if made.proven else "desk.nothing_proven"),
    ]
    lines += [f"  - {level_name(level)}" for level in made.proven]
    return [*lines, *of_unseated(made.schedule, rencontre), *of_groups(made.schedule, rencontre)]


def of_change(made: Plan, now: Rencontre) -> list[str]:
    """The same of a plan that was changed on the day, and how many need another card."""
    return [*of_plan(made, now), say("desk.concerned", count=len(made.concerned))]


def of_led(before: Schedule, after: Schedule, rencontre: Rencontre) -> list[str]:
    """Which facilitators accompany other tables, in rounds still to come, than was handed out."""
    tables = [
        {(who, one.round): one.table for one in schedule.seatings for who in one.facilitators}
        for schedule in (before, after)
    ]
    lines = []
    for facilitator in rencontre.facilitators:
        for number in rencontre.working_rounds:
            old, new = (led.get((facilitator.id, number)) for led in tables)
            if old != new and number >= (rencontre.resume_at or 1):
                case = "no_more" if new is None else "now_too" if old is None else "elsewhere"
                lines.append(
                    say(f"replan.led_{case}", name=facilitator.name, round=number,
                        before=old, now=new)
                )  # fmt: skip
    return lines


def of_left(day: Day) -> list[str]:
    """Who is told absent after rounds have been held: were they there?"""
    count = len(day.left)
    return [say("replan.left", count=count, names=listed(day.left))] if count else []


def of_unseated(schedule: Schedule, rencontre: Rencontre) -> list[str]:
    """Who is there and waits through every round to come."""
    waiting = unseated(rencontre, schedule)
    home = rencontre.organisation_by_id
    names = listed([f"{one.name} ({home[one.organisation].name})" for one in waiting])
    return [say("desk.unseated", count=len(waiting), names=names)] if waiting else []


def of_groups(schedule: Schedule, rencontre: Rencontre) -> list[str]:
    """Which project groups sit without some of their members, in rounds still to come."""
    evening, first = Evening(rencontre, History(), schedule), rencontre.resume_at or 1
    return [
        say("desk.group_without", group=group.name, round=number, names=listed(gone))
        for group in rencontre.groups
        for number, gone in evening.without(group)
        if number >= first
    ]


def of_screens(rewritten: Iterable[Path]) -> list[str]:
    """Which screens show the new plan; where there is none, how to have one."""
    lines = [say("desk.screen_rewritten", path=path) for path in rewritten]
    return lines or [say("desk.screen_anew")]


def of_files(written: Mapping[str, Path]) -> list[str]:
    """Where everything is, by the kind of each file."""
    return [say(f"desk.written_{kind}", path=path) for kind, path in written.items()]


def of_registrations(read: Registrations) -> Iterator[str]:
    """How many were read, then every line that is doubtful or left out."""
    organisations = say("desk.organisations", count=len(read.organisations))
    yield say("desk.registered", count=len(read.people), organisations=organisations)
    for code, issues in (("desk.doubtful", read.doubtful), ("desk.skipped", read.skipped)):
        yield say(code, count=len(issues))
        yield from (f"  - {one.line()}" for one in issues)


def of_season(season: Season) -> list[str]:
    """New pairings of the season, then of each rencontre."""
    stopped = [say("desk.cancelled")] if season.evidence.stopped == "cancelled" else []
    return [*stopped, season.summary(), *_aligned(season.rows())]


def of_feedback(said: Feedback, rencontre: Rencontre) -> Iterator[str]:
    """How many answered, and which organisations both wish to go on together."""
    yield say(
        "desk.answers",
        name=rencontre.name,
        count=len(said.answered),
        shared=len(said.mutual),
        refusals=len(said.never_again),
    )
    for entreprise, association in said.proposals(rencontre):
        names = [rencontre.organisation_by_id[one].name for one in (entreprise, association)]
        yield f"  - {say('desk.proposal', names=listed(names))}"


def of_evening_over(rencontre: Rencontre) -> list[str]:
    """That what held for one evening alone does not go along to the next."""
    late = sum(1 for person in rencontre.participants if person.absent)
    if rencontre.resume_at is None and not late:
        return []
    return [say("desk.evening_over", name=rencontre.name)]


def of_forecast(further: Forecast) -> Iterator[str]:
    """What rencontres like the last one would still bring."""
    yield f"{further.rencontre} : {further.summary()}"
    if not further.only_newcomers_help:
        yield from ("", *_aligned(further.outlook_rows()), "", say("season.what_if"))
        yield from _aligned(further.what_if_rows())
    yield from ("", *_aligned(further.variant_rows()))


def of_series(series: Series) -> list[str]:
    """One line for each rencontre."""
    heading: Row = tuple(say(f"desk.bilan_{key}") for key in ("rencontre", "new", "again", "since"))
    rows = [
        (one.account.name, one.new, one.again, say("desk.of", part=one.met, whole=one.possible))
        for one in series.figures()
    ]
    return _aligned((heading, *rows))


def of_verdict(verdict: Verdict, rencontre: Rencontre, *, compared: bool) -> Iterator[str]:
    """What hand edits break; ``compared`` with the plan handed out, what they cost too."""
    people = rencontre.participant_by_id
    count = len(verdict.broken)
    yield say("replan.broken", count=count) if count else say("replan.all_kept")
    yield from (f"  - {one.sentence()}" for one in verdict.broken)
    if not compared:
        yield say("replan.not_compared")
        return
    yield say("replan.costs" if verdict.costs else "replan.no_costs")
    for cost in verdict.costs:
        level = say(f"report.level.{cost.level}")
        before, after = (
            value_in_words(cost.level, value, rencontre) for value in (cost.before, cost.after)
        )
        code = "replan.cost_worse" if cost.is_worse else "replan.cost_better"
        yield f"  - {say(code, level=level, before=before, after=after)}"
    names = list(dict.fromkeys(people[one.participant].name for one in verdict.changes))
    concerned = say("replan.concerned", count=len(names), names=listed(names))
    yield concerned if names else say("replan.nobody")
    for one in verdict.changes:
        yield f"  - {people[one.participant].name} · {one.sentence(rencontre)}"


def _aligned(rows: Sequence[Row]) -> list[str]:
    """Rows as columns of equal width: words to the left, figures to the right."""
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    return [
        "  " + " | ".join(
            text.rjust(width) if isinstance(value, int) else text.ljust(width)
            for value, text, width in zip(row, shown, widths, strict=True)
        ).rstrip()
        for row, shown in zip(rows, texts, strict=True)
    ]  # fmt: skip

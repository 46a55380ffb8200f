"""What is not as handed out: to be read aloud, and to know which cards to print again."""

from speeddating.domain.base import ParticipantId, TableId
from speeddating.domain.plan import Change, Plan
from speeddating.report.evening import Evening
from speeddating.report.sheets.model import Cell, Column, Kind, Sheet, Tone
from speeddating.report.sheets.people import SIDE_TONE, named, without_a_seat
from speeddating.report.sheets.rounds import heading
from speeddating.report.sheets.write import alphabetical, table_title
from speeddating.words import say

COLUMNS = ("name", "organisation", "round", "before", "now", "with")
WIDEST = {"name": 30, "organisation": 36, "before": 14, "now": 14, "with": 44}


def is_replanned(made: Plan) -> bool:
    """Whether a published plan was changed: only then is there something to keep."""
    return bool(made.changes) or any(bound.level == "kept" for bound in made.bounds)


def changes(evening: Evening, made: Plan) -> Sheet:
    """One row per seat that is another, person by person; people who left are not told."""
    rencontre, language = evening.rencontre, evening.rencontre.language
    people = rencontre.participant_by_id
    count = len(made.concerned)
    title = say("report.sheet.changes", language)
    waiting = without_a_seat(evening)
    nothing = "replan.no_seat_changes" if waiting else "replan.nothing"
    told = say("replan.lead", language, count=count) if count else say(nothing, language)
    lead = [*heading(rencontre, title), (Cell(told, Tone.SENTENCE),)]
    if waiting:
        lead.append((Cell(say("replan.unseated", language, names=waiting), Tone.SENTENCE),))
    if rencontre.resume_at is not None:
        said = say("replan.from", language, round=rencontre.resume_at)
        lead.append((Cell(said, Tone.NOTE),))
    names = {who: (alphabetical(people[who].name), who) for who in made.concerned}
    ordered = sorted(made.changes, key=lambda one: (names[one.participant], one.round))
    return Sheet(
        title=title,
        columns=tuple(
            Column(
                say(f"replan.column.{key}", language),
                Kind.NUMBER if key == "round" else Kind.TEXT,
                WIDEST.get(key, 36),
            )
            for key in COLUMNS
        ),
        rows=tuple(_row(evening, change) for change in ordered),
        lead=tuple(lead),
        filterable=True,
        landscape=True,
        leading=1,
    )


def _row(evening: Evening, change: Change) -> tuple[Cell, ...]:
    rencontre = evening.rencontre
    person = rencontre.participant_by_id[change.participant]
    side = rencontre.side_by_participant[person.id]
    company = "\n".join(named(evening, ParticipantId(who)) for who in change.new_partners)
    return (
        Cell(person.name, Tone.STRONG),
        Cell(evening.home(person), SIDE_TONE[side]),
        Cell(change.round),
        Cell(_place(evening, change.old_table), Tone.PAUSE),
        Cell(_place(evening, change.new_table), Tone.PLAIN if change.new_table else Tone.PAUSE),
        Cell(company or None),
    )


def _place(evening: Evening, table: TableId | None) -> str:
    language = evening.rencontre.language
    return say("replan.pause", language) if table is None else table_title(table, language)

"""What the plan is worth and what is proved of it, in words an organiser understands."""

from collections.abc import Iterable, Iterator

from speeddating.domain.people import Side
from speeddating.domain.plan import Bound, Plan
from speeddating.report.evening import Evening
from speeddating.report.sheets.levels import in_words, level_name
from speeddating.report.sheets.model import Cell, Column, Sheet, Tone
from speeddating.report.sheets.past import forgotten
from speeddating.report.sheets.people import without_a_seat
from speeddating.report.sheets.project import Line, group_lines, phase_lines
from speeddating.report.sheets.rounds import heading
from speeddating.words import say

Row = tuple[Cell, ...]
COLUMNS = ("criterion", "reached", "limit", "proof", "means")
WIDEST = (44, 36, 36, 32, 28)


def summary(evening: Evening, made: Plan) -> Sheet:
    """One sentence, then the figures, then each criterion with its bound and its proof."""
    language = evening.rencontre.language
    return Sheet(
        title=say("report.sheet.summary", language),
        columns=tuple(
            Column(say(f"report.column.{key}", language), widest=widest)
            for key, widest in zip(COLUMNS, WIDEST, strict=True)
        ),
        rows=(
            *(_level(evening, made, bound) for bound in made.bounds),
            _section(evening, "figures"),
            *_figures(evening),
            *_lines(evening, "phase", phase_lines(evening, made)),
            *_lines(evening, "groups", group_lines(evening)),
            _section(evening, "computing"),
            *_computing(evening, made),
        ),
        lead=(
            *heading(evening.rencontre, say("report.sheet.summary", language)),
            (Cell(f"{made.summary(language)}.", Tone.SENTENCE),),
            (Cell(say("report.section.levels", language), Tone.NOTE),),
        ),
        landscape=True,
    )


def _line(label: str, value: str | int) -> Row:
    return Cell(label, Tone.STRONG), Cell(value), *(Cell(None, Tone.BLANK),) * 3


def _section(evening: Evening, key: str) -> Row:
    title = say(f"report.section.{key}", evening.rencontre.language)
    return Cell(title, Tone.HEADING), *(Cell(None, Tone.HEADING),) * 4


def _lines(evening: Evening, key: str, lines: Iterable[Line]) -> Iterator[Row]:
    """A section, left out where there is nothing to say."""
    said = [_line(label, value) for label, value in lines]
    if said:
        yield _section(evening, key)
        yield from said


def _figures(evening: Evening) -> Iterator[Row]:
    """How many came, how much they sat, and the re-meetings, apart from the new pairings."""
    rencontre, language = evening.rencontre, evening.rencontre.language

    def per_side(key: str, counts: dict[Side, int]) -> Row:
        both = {
            f"{side}s": say(f"report.count.{side}", language, count=counts[side]) for side in Side
        }
        total = sum(counts.values())
        return _line(
            say(f"report.figure.{key}", language),
            say("report.per_side", language, total=total, **both),
        )

    yield per_side("people", {side: len(rencontre.on(side)) for side in Side})
    yield per_side(
        "organisations", {side: sum(o.side is side for o in rencontre.attending) for side in Side}
    )
    yield _line(
        say("report.figure.rounds", language),
        say(
            "report.rounds_of",
            language,
            count=len(rencontre.working_rounds),
            minutes=rencontre.rounds[0].minutes,
        ),
    )
    yield _line(
        say("report.figure.tables", language), len({s.table for s in evening.schedule.seatings})
    )
    met_again = [pairing for pairing in evening.first_round if pairing in evening.past.met]
    yield _line(
        say("report.figure.new_pairings", language), len(evening.first_round) - len(met_again)
    )
    yield _line(say("report.figure.met_again", language), len(met_again))
    if said := forgotten(evening):
        yield _line(say("memory.figure.forgotten", language), said)
    yield per_side("pauses", {side: _pauses(evening, side) for side in Side})
    if wished := _wished(evening):
        yield _line(say("report.figure.wishes", language), wished)
    if names := without_a_seat(evening):
        yield _line(say("report.figure.unseated", language), names)


def _wished(evening: Evening) -> str | None:
    """How many wishes come true, and of how many to meet again; nothing where nobody wished."""
    rencontre = evening.rencontre
    home = {str(person.id): str(person.organisation) for person in rencontre.participants}
    met = {frozenset[str](pairing) for pairing in evening.past.met}
    wishes = [wish for wish in rencontre.wishes if not wish.is_must]
    again = [
        wish
        for wish in wishes
        if {home.get(str(who), str(who)) for who in (wish.source, wish.target)} in met
    ]
    said = [
        say(
            f"report.wishes.{kind}",
            rencontre.language,
            asked=len(some),
            number=sum(map(evening.seats.grants, some)),
        )
        for kind, some in (("granted", wishes), ("again", again))
        if some
    ]
    return ", ".join(said) or None


def _pauses(evening: Evening, side: Side) -> int:
    places = evening.schedule.place_of
    return sum(
        (person.id, number) not in places
        for person in evening.rencontre.on(side)
        for number in evening.rencontre.rounds_of(person)
    )


def _level(evening: Evening, made: Plan, bound: Bound) -> Row:
    language = evening.rencontre.language
    reached = made.value(bound.level)
    engine = bound.engine if bound.engine in ENGINES else "other"
    return (
        Cell(level_name(bound.level, language), Tone.STRONG),
        Cell(in_words(bound.level, reached, evening.rencontre)),
        Cell(in_words(bound.level, bound.value, evening.rencontre)),
        Cell(say(f"report.proof.{_proof(made, bound)}", language)),
        Cell(say(f"report.engine.{engine}", language, engine=bound.engine)),
    )


def _proof(made: Plan, bound: Bound) -> str:
    """What may be claimed of a level: nothing that does not follow from its bound."""
    if bound.level in made.proven:
        return "proven"
    if bound.value != made.value(bound.level):
        return "open"
    return f"within_{bound.scope}"


def _computing(evening: Evening, made: Plan) -> Iterator[Row]:
    language, evidence = evening.rencontre.language, made.evidence
    seconds = f"{evidence.seconds:.1f}"
    if language == "fr":
        seconds = seconds.replace(".", ",")
    yield _line(
        say("report.figure.time", language), say("report.seconds", language, seconds=seconds)
    )
    yield _line(
        say("report.figure.end", language), say(f"report.stopped.{evidence.stopped}", language)
    )
    versions = ", ".join(f"{name} {version}" for name, version in evidence.versions.items())
    yield _line(say("report.figure.versions", language), versions)


ENGINES = ("flow", "cpsat", "flow_cpsat", "count")
"""Those that the catalogue describes."""

"""Who comes and where: the sheets that an organiser fills in first, written back as they were."""

from collections import Counter

from speeddating.domain.names import matching_key
from speeddating.domain.needed import size_of
from speeddating.domain.people import Participant
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.workbook import INPUT_SHEETS, PARAMETERS, WRITTEN_PARAMETERS, counted
from speeddating.report.sheets.columns import OFFERED, PARAMETER_CHOICES, choices, input_columns
from speeddating.report.sheets.model import Cell, Kind, Sheet, Tone, Value, plain
from speeddating.report.sheets.write import round_list, several, table_name, yes_or_no
from speeddating.words import Language, say

PARAMETER_KINDS = {
    "date": Kind.DATE,
    "start": Kind.TIME,
    "rounds": Kind.NUMBER,
    "minutes": Kind.NUMBER,
    "changeover": Kind.NUMBER,
    "resume_at": Kind.NUMBER,
    "meetings_per_pairing": Kind.NUMBER,
    "memory": Kind.NUMBER,
}
"""The others are text."""
IDENTITY = {"name", "date"}
"""What tells one rencontre from another."""


def input_sheet(key: str, rows: tuple[tuple[Cell, ...], ...], language: Language) -> Sheet:
    """The sheet of this key, with the header that the reader looks for."""
    return Sheet(
        title=say(f"workbook.{key}", language),
        columns=input_columns(key, language),
        rows=rows,
        landscape=len(INPUT_SHEETS[key]) > 6,  # noqa: PLR2004
        filterable=key != "event",
        leading=1,
        is_input=True,
        offered_as=say(f"report.known_{key}", language) if key in OFFERED.values() else "",
    )


def event(rencontre: Rencontre, *, planned: bool = False) -> Sheet:
    """What, where, when, and the rules of the evening; where it is planned, its tables too."""
    language = rencontre.language
    first = rencontre.rounds[0]
    values: dict[str, Value] = {
        "name": rencontre.name,
        "date": rencontre.date,
        "place": rencontre.place,
        "phase": rencontre.phase and say(f"workbook.choice.{rencontre.phase}", language),
        "priorities": several(say(f"report.level.{one}", language) for one in rencontre.priorities),
        "rounds": len(rencontre.rounds),
        "start": first.start,
        "minutes": first.minutes,
        "changeover": rencontre.changeover_minutes,
        "breaks": round_list([r.number for r in rencontre.rounds if r.is_break]),
        "seated_side": say(f"workbook.choice.{rencontre.seated_side}", language),
        "language": say(f"workbook.choice.{language}", language),
        "resume_at": rencontre.resume_at,
        "meetings_per_pairing": rencontre.meetings_per_pairing,
        "competitors_apart": yes_or_no(rencontre.competitors_apart, language),
        "memory": rencontre.memory,
        "forgotten": several(sorted(rencontre.forgotten)),
    }
    if rencontre.has_tables_as_needed and (
        planned or rencontre.tables != rencontre.enough_tables()
    ):
        values["tables"] = counted(map(size_of, rencontre.tables))
    return parameters(values, language)


def parameters(values: dict[str, Value], language: Language) -> Sheet:
    """The sheet of parameters, in their order, with the values that are known."""
    rows = tuple(
        (
            Cell(
                say(f"workbook.parameter.{key}", language),
                Tone.STRONG,
                note=say(f"report.note.parameter.{key}", language),
            ),
            Cell(
                values.get(key),
                Tone.TO_FILL if key in IDENTITY and values.get(key) is None else Tone.PLAIN,
                kind=PARAMETER_KINDS.get(key),
                choices=_rounds(values)
                if key == "resume_at"
                else choices(PARAMETER_CHOICES.get(key, ()), language),
            ),
        )
        for key in PARAMETERS
        if key not in WRITTEN_PARAMETERS or values.get(key) is not None
    )
    return input_sheet("event", rows, language)


def _rounds(values: dict[str, Value]) -> tuple[str, ...]:
    """The rounds, to choose from."""
    count = values.get("rounds")
    return tuple(map(str, range(1, count + 1))) if isinstance(count, int) else ()


def participants(rencontre: Rencontre) -> Sheet:
    """Everyone registered, those who will not come included."""
    language = rencontre.language
    names = rencontre.organisation_by_id
    name_count = Counter(map(_name_of, rencontre.participants))
    rows = tuple(
        plain(
            person.name,
            names[person.organisation].name,
            say(f"workbook.choice.{names[person.organisation].side}", language),
            yes_or_no(person.present, language),
            round_list(person.absent),
            None if person.table is None else table_name(person.table),
            person.zone,
            yes_or_no(True, language) if person.needs_access else None,
            person.least,
            person.most,
            own_identifier(person) if name_count[_name_of(person)] == 1 else person.id,
        )
        for person in rencontre.participants
    )
    return input_sheet("participants", rows, language)


def _name_of(person: Participant) -> tuple[str, str]:
    """What namesakes of one organisation share."""
    return matching_key(person.name), person.organisation


def own_identifier(person: Participant) -> str | None:
    """
    The identifier where it is not the usual one.

    A row that is copied to add somebody would otherwise carry the identifier of somebody else.
    """
    usual = Participant(name=person.name, organisation=person.organisation).id
    return None if person.id == usual else person.id


def organisations(rencontre: Rencontre) -> Sheet:
    """The structures, what they do, need, offer and wish for."""
    language = rencontre.language
    rows = tuple(
        plain(
            one.name,
            say(f"workbook.choice.{one.side}", language),
            one.sector,
            several(sorted(one.themes)),
            several(sorted(one.needs)),
            several(sorted(one.offers)),
            None if one.appetite is None else say(f"workbook.choice.{one.appetite}", language),
            one.siren,
            several(one.other_names),
        )
        for one in rencontre.organisations
    )
    return input_sheet("organisations", rows, language)


def tables(rencontre: Rencontre) -> Sheet:
    """The room; empty where nobody has described it, so that it is worked out anew each time."""
    language = rencontre.language
    listed = () if rencontre.has_tables_as_needed else rencontre.tables
    rows = tuple(
        plain(
            table_name(table.id),
            table.seats_entreprises,
            table.seats_associations,
            table.zone,
            yes_or_no(True, language) if table.accessible else None,
            say("workbook.choice.no_round", language)
            if table.rounds is not None and not table.rounds
            else round_list(table.rounds),
        )
        for table in listed
    )
    return input_sheet("tables", rows, language)

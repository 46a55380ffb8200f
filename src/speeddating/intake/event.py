"""The sheet ``Rencontre``: what the event is called, when it is, how many rounds it has."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import TypeVar

from speeddating.domain.people import Side
from speeddating.domain.phase import Phase
from speeddating.domain.room import Round, Table
from speeddating.intake.cells import Parser, date, items, rounds, text, time, whole, yes_no
from speeddating.intake.choices import language, levels, one_of
from speeddating.intake.findings import Findings
from speeddating.intake.labels import both, header_key, parameter_by_label
from speeddating.intake.room import worked_out
from speeddating.intake.sheets import Grid
from speeddating.intake.table import Row, table
from speeddating.words import Language

Kind = TypeVar("Kind")
DEFAULT_ROUNDS = 6
DEFAULT_MINUTES = 10
MOST_ROUNDS = 200
MINUTES_IN_A_DAY = 24 * 60
PHASES = {
    Phase.INTER_CONNAISSANCE: "phase_inter_connaissance",
    Phase.REFLEXION: "phase_reflexion",
    Phase.PROJET: "phase_projet",
}
"""What is told of each: it sets what nobody has said."""


@dataclass(frozen=True)
class Event:
    """The parameters of a rencontre, defaults filled in."""

    name: str
    date: dt.date | None
    place: str | None
    phase: Phase | None
    priorities: tuple[str, ...]
    rounds: tuple[Round, ...]
    seated_side: Side
    changeover_minutes: int
    language: Language
    resume_at: int | None
    meetings_per_pairing: int
    competitors_apart: bool
    memory: int | None
    forgotten: frozenset[str]
    tables: tuple[Table, ...] = ()
    """Those that were worked out for the plan in this workbook."""


def read_event(grid: Grid | None, default_name: str, findings: Findings) -> Event:
    """What the sheet says; without one, a rencontre of six rounds named like the file."""
    rows = _parameters(grid, findings) if grid is not None else {}
    count = _read(rows, "rounds", whole(1, MOST_ROUNDS)) or DEFAULT_ROUNDS
    changeover = _read(rows, "changeover", whole(0, MINUTES_IN_A_DAY)) or 0
    apart = _read(rows, "competitors_apart", yes_no)
    phase = _read(rows, "phase", one_of(Phase))
    if phase is not None:
        findings.note(PHASES[phase], rows["phase"].place("value"))
    return Event(
        name=_read(rows, "name", text) or default_name,
        date=_read(rows, "date", date),
        place=_read(rows, "place", text),
        phase=phase,
        priorities=_read(rows, "priorities", levels) or (),
        rounds=_rounds(rows, count, changeover),
        seated_side=_read(rows, "seated_side", one_of(Side)) or Side.ASSOCIATION,
        changeover_minutes=changeover,
        language=_read(rows, "language", language) or "fr",
        resume_at=_read(rows, "resume_at", whole(1, count)),
        meetings_per_pairing=_read(rows, "meetings_per_pairing", whole(1, MOST_ROUNDS)) or 1,
        competitors_apart=bool(apart),
        memory=_read(rows, "memory", whole(0)),
        forgotten=frozenset(_read(rows, "forgotten", items) or ()),
        tables=_read(rows, "tables", worked_out) or (),
    )


def _parameters(grid: Grid, findings: Findings) -> dict[str, Row]:
    """The row of each parameter."""
    known = parameter_by_label()
    found: dict[str, Row] = {}
    for row in table("event", grid, ("parameter", "value"), findings):
        said = row.need("parameter", text)
        if said is None:
            continue
        parameter = known.get(header_key(said))
        if parameter is None:
            findings.note("parameter_left_out", row.place("parameter"), said)
        elif parameter in found:
            other = found[parameter].place("parameter").cell
            row.refuse("parameter_twice", "parameter", other=other)
        else:
            found[parameter] = replace(row, called={"value": both("parameter", parameter)})
    return found


def _read(rows: dict[str, Row], parameter: str, parse: Parser[Kind]) -> Kind | None:
    return rows[parameter].read("value", parse) if parameter in rows else None


def _rounds(rows: dict[str, Row], count: int, changeover: int) -> tuple[Round, ...]:
    start = _read(rows, "start", time)
    minutes = _read(rows, "minutes", whole(1, MINUTES_IN_A_DAY)) or DEFAULT_MINUTES
    breaks = _read(rows, "breaks", rounds) or frozenset()
    if beyond := sorted(number for number in breaks if number > count):
        rows["breaks"].refuse("unknown_round", "value", round=beyond[0], count=count)
    elif len(breaks) == count:
        rows["breaks"].refuse("only_breaks", "value", count=count)
    return tuple(
        Round(
            number=number,
            start=_later(start, (number - 1) * (minutes + changeover)),
            minutes=minutes,
            is_break=number in breaks,
        )
        for number in range(1, count + 1)
    )


def _later(start: dt.time | None, minutes: int) -> dt.time | None:
    if start is None:
        return None
    began = dt.datetime.combine(dt.date.min, start)
    return (began + dt.timedelta(minutes=minutes)).time()

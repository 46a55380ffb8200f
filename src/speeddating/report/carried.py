"""What a workbook has no place for: refused by name, never dropped, never read as another."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from speeddating.domain.base import LONGEST_TEXT
from speeddating.domain.examples import is_example
from speeddating.domain.names import matching_key
from speeddating.domain.people import Side
from speeddating.errors import UnsupportedError
from speeddating.report.sheets.demands import is_clear, party

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from speeddating.domain.history import History
    from speeddating.domain.rencontre import Rencontre

Lost = tuple[str, dict[str, object]]
MOST = {
    "rounds": 200, "minutes": 24 * 60, "changeover_minutes": 24 * 60, "meetings_per_pairing": 200,
    "memory": 10_000, "least": 10_000, "most": 10_000, "rank": 10_000, "seats": 100,
}  # fmt: skip
"""What a cell of each kind is believed; more is taken for a slip of the pen."""
FIRST_DAY = dt.date(1900, 3, 1)
"""Before it Excel counts days otherwise than the calendar."""
TOTALS = {"total", "totaux"}


def refuse_what_would_be_lost(rencontre: Rencontre, history: History) -> None:
    """
    A workbook read back must give an equal rencontre and an equal history.

    Raises
    ------
    UnsupportedError
        If something has no column, or a cell would be read as something else; the sentence names
        the first of it.
    """
    for kind in KINDS:
        for what, data in kind(rencontre, history):
            raise UnsupportedError(what, **data)


def _without_column(rencontre: Rencontre, _: History) -> Iterator[Lost]:
    for organisation in rencontre.organisations:
        if organisation.id != organisation.name:
            yield "organisation_id", {"name": organisation.id}
    accompanying = {group.facilitator for group in rencontre.groups}
    for facilitator in rencontre.facilitators:
        if facilitator.id != facilitator.name or facilitator.id not in accompanying:
            yield "facilitator_without_group", {"name": facilitator.name}
    first = rencontre.rounds[0]
    step = first.minutes + rencontre.changeover_minutes
    for number in rencontre.rounds:
        began = _later(first.start, (number.number - 1) * step)
        if (number.minutes, number.start) != (first.minutes, began):
            yield "uneven_rounds", {"name": number.number}


def _later(start: dt.time | None, minutes: int) -> dt.time | None:
    """To the second, which is what a cell holds."""
    if start is None:
        return None
    began = dt.datetime.combine(dt.date.min, start) + dt.timedelta(minutes=minutes)
    return began.time().replace(microsecond=0)


def _out_of_bounds(rencontre: Rencontre, history: History) -> Iterator[Lost]:
    numbers: list[tuple[str, int | None]] = [
        ("rounds", len(rencontre.rounds)),
        ("minutes", rencontre.rounds[0].minutes),
        ("changeover_minutes", rencontre.changeover_minutes),
        ("meetings_per_pairing", rencontre.meetings_per_pairing),
        ("memory", rencontre.memory),
        *(("least", person.least) for person in rencontre.participants),
        *(("most", person.most) for person in rencontre.participants),
        *(("rank", wish.rank) for wish in rencontre.wishes),
        *(("seats", table.seats_entreprises) for table in rencontre.tables),
        *(("seats", table.seats_associations) for table in rencontre.tables),
        *((group.name, group.free_rounds) for group in rencontre.groups),
    ]
    for name, value in numbers:
        if value is not None and value > MOST.get(name, len(rencontre.rounds)):
            yield "out_of_bounds", {"name": name, "value": value}
    for day in (rencontre.date, *(one.date for one in history.encounters)):
        if day is not None and day < FIRST_DAY:
            yield "out_of_bounds", {"name": rencontre.name, "value": day.isoformat()}
    written = [
        *(person.id for person in rencontre.participants),
        *(name for one in history.encounters for name in one.pairing),
    ]
    for name in written:
        if len(name) > LONGEST_TEXT:
            yield "out_of_bounds", {"name": name[:LONGEST_TEXT], "value": len(name)}


def _passed_over(rencontre: Rencontre, history: History) -> Iterator[Lost]:
    """What begins a line that a reader takes for an example, or for the totals."""
    first = [
        *(one.name for one in rencontre.organisations),
        *(name for one in rencontre.participants for name in (one.name, one.id)),
        *(one.id for one in rencontre.tables),
        *(one.name for one in rencontre.groups),
        *(one.rencontre or one.entreprise for one in history.encounters if one.date is None),
    ]
    totals = [t.id for t in rencontre.tables if matching_key(t.id).strip(" .:") in TOTALS]
    for name in (*filter(is_example, first), *totals):
        yield "passed_over", {"name": name}


def _alike_names(rencontre: Rencontre, history: History) -> Iterator[Lost]:
    """Names that differ by case or accents alone are one name to whoever reads a workbook."""
    organisations = [
        (name, one.id) for one in rencontre.organisations for name in (one.name, *one.other_names)
    ]
    told = [name for one in rencontre.organisations for name in one.not_names]
    known = dict(organisations)
    people = [(person.id, person.id) for person in rencontre.participants]
    identity = rencontre.identity
    held = [one.identity for one in history.encounters if one.identity is not None]
    past = [one.name for one in held] if rencontre.forgotten else []
    named = [(one.name, one.name) for one in held if one.date == identity.date]
    own = {matching_key(one.id): one.id for one in rencontre.organisations}
    for person in rencontre.participants:
        same = own.get(matching_key(person.id), person.organisation)
        if same != person.organisation:
            yield "alike_names", {"name": person.id, "other": same}
    for found in (
        organisations,
        people,
        [*organisations, *((name, name) for e in history.encounters for name in e.pairing)],
        [*organisations, *((name, known.get(name, f"not {name}")) for name in told)],
        [(table.id, table.id) for table in rencontre.tables],
        [(zone, zone) for zone in _zones(rencontre)],
        [(group.name, group.name) for group in rencontre.groups],
        [(facilitator.name, facilitator.name) for facilitator in rencontre.facilitators],
        [(identity.name, identity.name), *named],
        [(name, name) for name in (*rencontre.forgotten, *past)],
    ):
        yield from _shared(found)


def _shared(found: Iterable[tuple[str, str]]) -> Iterator[Lost]:
    first: dict[str, tuple[str, str]] = {}
    for name, owner in found:
        other, whose = first.setdefault(matching_key(name), (name, owner))
        if whose != owner:
            yield "alike_names", {"name": name, "other": other}


def _zones(rencontre: Rencontre) -> Iterator[str]:
    for zone in (*(t.zone for t in rencontre.tables), *(p.zone for p in rencontre.participants)):
        if zone is not None:
            yield zone


def _unclear(rencontre: Rencontre, history: History) -> Iterator[Lost]:
    """Whoever is asked for must have a name of their own, and stand on their own side."""
    asked = [who for w in rencontre.wishes for who in (w.source, w.target, w.before) if who]
    asked += [who for pair in rencontre.incompatibilities for who in (pair.a, pair.b)]
    for who in (*asked, *(lock.participant for lock in rencontre.locks)):
        if not is_clear(rencontre, party(rencontre, who), who):
            yield "alike_names", {"name": party(rencontre, who), "other": who}
    side = {one.id: one.side for one in rencontre.organisations}
    for one in history.encounters:
        if (side.get(one.entreprise), side.get(one.association)) == (*reversed(Side),):
            yield "turned", {"name": one.entreprise, "other": one.association}


KINDS = (_without_column, _out_of_bounds, _passed_over, _alike_names, _unclear)

"""Sheets ``Organisations`` and ``Participants``: who comes, and on which side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from speeddating.domain.base import OrganisationId, ParticipantId
from speeddating.domain.names import matching_key, number_of
from speeddating.domain.people import Appetite, Organisation, Participant, Side
from speeddating.domain.room import Table
from speeddating.intake.alike import Verdict
from speeddating.intake.cells import Raw, items, text, whole, yes_no
from speeddating.intake.choices import one_of
from speeddating.intake.findings import Place
from speeddating.intake.labels import both
from speeddating.intake.room import table_named, within
from speeddating.intake.table import HEADER_WITHIN, Row

SIREN_DIGITS = 9
MOST_PEOPLE = 5_000


@dataclass
class _Draft:
    """An organisation as far as it has been read: its name, and where its side was said."""

    name: str
    row: Row
    sides: list[tuple[Side, Row]] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    """Other spellings that an organiser confirmed."""
    different: list[str] = field(default_factory=list)


class Entry(NamedTuple):
    """A participant and the row that says so."""

    participant: Participant
    row: Row


class People(NamedTuple):
    """Organisations in the order first named, and their people in the order of the sheet."""

    organisations: tuple[Organisation, ...]
    entries: tuple[Entry, ...]


def read_people(
    organisation_rows: Sequence[Row],
    participant_rows: Sequence[Row],
    rounds: int,
    verdicts: Iterable[Verdict] = (),
) -> People:
    """Everybody; organisations that only the sheet of participants names included."""
    if len(participant_rows) > MOST_PEOPLE:
        participant_rows[MOST_PEOPLE].refuse("too_many_people", "name", most=MOST_PEOPLE)
        participant_rows = participant_rows[:MOST_PEOPLE]
    drafts: dict[str, _Draft] = {}
    for row in organisation_rows:
        _declare(row, drafts)
    names = _other_names(drafts)
    listed = set(drafts)
    # two organisations of today become one before a name of the past joins either of them
    for verdict in sorted(verdicts, key=lambda one: matching_key(one.name) not in listed):
        _settle(verdict, drafts, names)
    of_row: dict[int, _Draft] = {}
    for row in participant_rows:
        _join(row, drafts, names, of_row)
    _refuse_without_sides(participant_rows, drafts)
    organisations = tuple(
        _organisation(draft, side) for draft in drafts.values() if (side := _side(draft))
    )
    entries = tuple(_entries(participant_rows, of_row, rounds))
    _refuse_doubles(entries)
    _refuse_shared_names(organisations, entries)
    return People(organisations, entries)


def _declare(row: Row, drafts: dict[str, _Draft]) -> None:
    """A line of the sheet of organisations."""
    name = row.need("organisation", text)
    side = row.read("side", one_of(Side))
    if name is None:
        return
    draft = drafts.setdefault(matching_key(name), _Draft(name, row))
    if draft.row is not row:
        row.refuse("organisation_twice", "organisation", other=draft.row.place("organisation").cell)
    elif side is not None:
        draft.sides.append((side, row))


def _other_names(drafts: dict[str, _Draft]) -> dict[str, str]:
    """The key of the organisation that each other name stands for."""
    meant: dict[str, str] = {}
    for own, draft in drafts.items():
        for name in draft.row.read("other_names", items) or ():
            key = matching_key(name)
            if meant.setdefault(key, own) != own or (key in drafts and key != own):
                draft.row.refuse("other_name_taken", "other_names", name=name)
    return meant


def _settle(verdict: Verdict, drafts: dict[str, _Draft], names: dict[str, str]) -> None:
    """One organisation under two names becomes one; two that look alike stay two."""
    row, other = verdict.row, matching_key(verdict.name)
    own = matching_key(verdict.organisation)
    own = names.get(own, own)
    draft = drafts.setdefault(own, _Draft(verdict.organisation, row))
    if not verdict.same:
        draft.different.append(verdict.name)
    elif names.setdefault(other, own) != own:
        row.refuse("other_name_taken", "name", name=verdict.name)
    elif other != own:
        draft.same.append(verdict.name)
        merged = drafts.pop(other, None)
        if merged is not None:
            draft.sides += merged.sides
            draft.same += [*(merged.row.read("other_names", items) or ()), *merged.same]
            names.update({key: own for key, meant in names.items() if meant == other})
            place = merged.row.place("organisation")
            row.findings.note("line_joined", place, verdict.name, organisation=draft.name)


def _join(
    row: Row, drafts: dict[str, _Draft], names: dict[str, str], of_row: dict[int, _Draft]
) -> None:
    """A line of the sheet of participants, as far as it speaks of its organisation."""
    name = row.need("organisation", text)
    side = row.read("side", one_of(Side))
    if name is None:
        return
    key = matching_key(name)
    draft = drafts.setdefault(names.get(key, key), _Draft(name, row))
    of_row[row.number] = draft
    if side is not None:
        draft.sides.append((side, row))


def _side(draft: _Draft) -> Side | None:
    """The side that all its lines agree on."""
    if not draft.sides:
        if "side" not in draft.row.cells:  # one that cannot be read has been told already
            draft.row.refuse("no_side", "side", organisation=draft.name)
        return None
    side, first = draft.sides[0]
    for other, row in draft.sides[1:]:
        if other is not side:
            said = first.place("side")
            row.refuse("two_sides", "side", organisation=draft.name,
                       other=f"{said.sheet} {said.cell}")  # fmt: skip
            return None
    return side


def _refuse_without_sides(rows: Sequence[Row], drafts: dict[str, _Draft]) -> None:
    """A column that is missing is one problem, not one for each line."""
    if not rows or "side" in rows[0].columns or any(draft.sides for draft in drafts.values()):
        return
    first = rows[0]
    said = {"column": both(first.sheet, "side"), "count": HEADER_WITHIN}
    first.findings.refuse("no_column", Place(first.title), **said)
    for draft in drafts.values():  # whatever it is: nothing is read from a refused workbook
        draft.sides.append((Side.ENTREPRISE, draft.row))


def _organisation(draft: _Draft, side: Side) -> Organisation:
    row = draft.row
    if row.sheet != "organisations":
        return Organisation(
            name=draft.name,
            side=side,
            other_names=tuple(dict.fromkeys(draft.same)),
            not_names=tuple(dict.fromkeys(draft.different)),
        )
    number = row.read("siren", _siren)
    if number is not None and number_of(number) is None:
        row.findings.note("invalid_number", row.place("siren"), number)
    return Organisation(
        name=draft.name,
        side=side,
        sector=row.read("sector", text),
        themes=frozenset(row.read("themes", items) or ()),
        needs=frozenset(row.read("needs", items) or ()),
        offers=frozenset(row.read("offers", items) or ()),
        appetite=row.read("appetite", one_of(Appetite)),
        siren=number,
        other_names=tuple(dict.fromkeys((*(row.read("other_names", items) or ()), *draft.same))),
        not_names=tuple(dict.fromkeys(draft.different)),
    )


def _siren(raw: Raw) -> str:
    """Nine digits; Excel drops the zeros in front of a number."""
    said = text(raw)
    return said.zfill(SIREN_DIGITS) if isinstance(raw, int | float) else said


def _entries(rows: Iterable[Row], of_row: dict[int, _Draft], rounds: int) -> Iterable[Entry]:
    for row in rows:
        name, given = row.need("name", text), row.read("id", text)
        least, most = _bounds(row)
        present = row.read("present", yes_no)
        absent = row.read("absent", within(rounds))
        zone, needs_access = row.read("zone", text), row.read("needs_access", yes_no)
        if name is None or row.number not in of_row:
            continue
        organisation = OrganisationId(of_row[row.number].name)
        person = Participant(
            name=name,
            organisation=organisation,
            id=ParticipantId(given or f"{name} ({organisation})"),
            present=present is not False,
            absent=absent or frozenset(),
            zone=zone,
            needs_access=bool(needs_access),
            least=least,
            most=most,
        )
        yield Entry(person, row)


def _bounds(row: Row) -> tuple[int | None, int | None]:
    least, most = row.read("least", whole(0)), row.read("most", whole(0))
    if least is None or most is None or least <= most:
        return least, most
    row.refuse("least_above_most", "most", least=least, most=most)
    return None, None


def at_their_tables(entries: Sequence[Entry], tables: Sequence[Table]) -> tuple[Participant, ...]:
    """The participants, each with the fixed table and the zone that its row names."""
    parse = table_named(tables)
    zones = {matching_key(table.zone): table.zone for table in tables if table.zone}
    seated: list[Participant] = []
    for person, row in entries:
        zone = zones.get(matching_key(person.zone), person.zone) if person.zone else None
        placed = person.model_copy(update={"table": row.read("table", parse), "zone": zone})
        seated.append(placed)
        if zone and zone not in zones.values():
            row.findings.note("unknown_zone", row.place("zone"), zone)
        elif tables and placed.present and not any(map(placed.may_sit_at, tables)):
            asked = next(name for name in ("needs_access", "zone", "table") if name in row.cells)
            row.findings.note("nowhere_to_sit", row.place(asked), placed.name)
    return tuple(seated)


def _refuse_doubles(entries: Sequence[Entry]) -> None:
    """Nobody twice; two namesakes of one organisation need identifiers of their own."""
    by_name: dict[tuple[str, str], Entry] = {}
    by_id: dict[str, Entry] = {}
    for entry in entries:
        person, row = entry
        namesake = by_name.setdefault((matching_key(person.name), person.organisation), entry)
        if namesake is not entry and not {"id"} <= set(row.cells) & set(namesake.row.cells):
            other = namesake.row.place("name").cell
            row.refuse("participant_twice", "name", other=other, organisation=person.organisation)
            continue
        first = by_id.setdefault(matching_key(person.id), entry)
        if first is not entry:
            column = "id" if "id" in row.cells else "name"
            row.refuse("identifier_twice", column, id=person.id, other=first.row.place("name").cell)


def _refuse_shared_names(organisations: Sequence[Organisation], entries: Sequence[Entry]) -> None:
    """
    An identifier that is also an organisation's would leave wishes in doubt.

    But for capitals and accents it may be that of the person's own.
    """
    known = {matching_key(organisation.id): organisation.id for organisation in organisations}
    for person, row in entries:
        same = known.get(matching_key(person.id))
        if same is not None and (person.organisation != same or str(person.id) == same):
            row.refuse("identifier_is_organisation", "id")

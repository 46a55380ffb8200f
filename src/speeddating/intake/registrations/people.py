"""Lines into people, and people into organisations."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from speeddating.domain.names import matching_key
from speeddating.domain.people import Side
from speeddating.domain.registrations import RegisteredOrganisation, RegisteredPerson
from speeddating.intake.cells import Raw, items, rounds, tidy, whole, yes_no
from speeddating.intake.registrations.columns import field_label
from speeddating.intake.registrations.lines import Line
from speeddating.intake.registrations.values import Status, holds_contact, side, status
from speeddating.words import listed

_SEVERAL = re.compile(r"[\n;,/&]|\bet\b|\band\b")
SIREN_DIGITS, SIRET_DIGITS = 9, 14


@dataclass
class _Draft:
    """An organisation as far as its lines have told."""

    name: str
    lines: list[Line] = field(default_factory=list)
    sides: list[tuple[Side, Line]] = field(default_factory=list)


@dataclass
class People:
    """Everybody read so far."""

    drafts: dict[str, _Draft] = field(default_factory=dict)
    entries: list[tuple[RegisteredPerson, Line]] = field(default_factory=list)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    """Line of each person, by name and organisation."""

    def take(self, line: Line) -> None:
        """Read one line; what is skipped is told."""
        if not _stands(line):
            return
        names, organisation = _names(line), _organisation(line)
        if len(names) > 1:
            line.told.doubt("registrations.several_names", line.place("name"), line.number,
                            count=len(names), names=listed(names))  # fmt: skip
        for name in names:
            self._take(line, name, organisation)
        if not names:
            self._take(line, None, organisation)

    def _take(self, line: Line, name: str | None, organisation: str | None) -> None:
        if name is None and organisation is None:
            line.told.skip("registrations.nothing", line.place("name"), line.number)
            return
        key = matching_key(name or ""), matching_key(organisation or "")
        first = self.seen.setdefault(key, line.number)
        if first != line.number and name is not None:
            line.told.skip("registrations.again", line.place("last_name"), line.number, name,
                           other=first)  # fmt: skip
            return
        self._enter(line, name, organisation)

    def _enter(self, line: Line, name: str | None, organisation: str | None) -> None:
        draft = None
        if organisation is None:
            line.told.doubt("registrations.no_organisation", line.place("organisation"),
                            line.number, name)  # fmt: skip
        else:
            draft = self.drafts.setdefault(matching_key(organisation), _Draft(organisation))
            draft.lines.append(line)
            said = _side(line)
            if said is not None:
                draft.sides.append((said, line))
        if name is None:
            line.told.doubt("registrations.no_name", line.place("last_name"), line.number,
                            organisation)  # fmt: skip
        seats = line.read("quantity", whole(0))
        if seats is not None and seats > 1:
            line.told.doubt("registrations.several_seats", line.place("quantity"), line.number,
                            count=seats)  # fmt: skip
        person = RegisteredPerson(
            name=name, organisation=draft.name if draft else None, line=line.number,
            present=line.read("present", yes_no) is not False,
            absent=line.read("absent", rounds) or frozenset(),
            side=None if draft else _side(line),
        )  # fmt: skip
        self.entries.append((person, line))

    def organisations(self) -> tuple[RegisteredOrganisation, ...]:
        """Each with the side that all its lines agree on."""
        return tuple(_described(draft) for draft in self.drafts.values())


def _stands(line: Line) -> bool:
    if "submitted" in line.columns.of and not line.has("submitted"):
        line.told.skip("registrations.incomplete", line.place("submitted"), line.number)
        return False
    said = line.said("status")
    known = Status.IN if said is None else status(said)
    if known is Status.OUT:
        line.told.skip("registrations.status_out", line.place("status"), line.number, said)
    elif known is Status.UNKNOWN:
        line.told.doubt("registrations.status_unknown", line.place("status"), line.number, said)
    return known is not Status.OUT


def _name(line: Line) -> str | None:
    """The participant's name; the payer's, told, where there is none."""
    own = _joined(line, ("first_name", "last_name"))
    if not line.has("last_name"):
        own = line.said("name") or own
    if own is not None:
        return own
    payer = _joined(line, ("payer_first_name", "payer_last_name"))
    if payer is not None:
        line.told.doubt("registrations.payer", line.place("last_name"), line.number, payer)
    return payer


def _names(line: Line) -> list[str]:
    """One name, or those that stand together in one cell."""
    if not line.has("last_name") and line.has("name"):
        parts = line.read("name", lambda raw: _SEVERAL.split(str(raw)))
        names = [tidy(part) for part in parts or () if tidy(part)]
        if len(names) > 1 and all(" " in one for one in names) and not holds_contact(str(parts)):
            return names
    name = _name(line)
    return [] if name is None else [name]


def _joined(line: Line, fields: Sequence[str]) -> str | None:
    return " ".join(said for one in fields if (said := line.said(one))) or None


def _organisation(line: Line) -> str | None:
    return line.said("organisation") or line.said(Side.ENTREPRISE) or line.said(Side.ASSOCIATION)


def _side(line: Line) -> Side | None:
    """What the line says of the side: in a column of its own, or by which column is filled."""
    filled = [one for one in Side if line.has(one)]
    if len(filled) == 1:
        return filled[0]
    return next(filter(None, map(side, line.everything("side"))), None)


def _described(draft: _Draft) -> RegisteredOrganisation:
    lines = draft.lines
    first = lines[0]
    named = dict.fromkeys(one for one, _ in draft.sides)
    if not named:
        said = first.said("side")
        code = "registrations.no_side" if said is None else "registrations.side_unclear"
        first.told.doubt(code, first.place("side"), first.number, said, organisation=draft.name)
    elif len(named) > 1:
        other = next(line for one, line in draft.sides if one is not draft.sides[0][0])
        other.told.doubt("registrations.two_sides", other.place("side"), other.number, draft.name,
                         other=draft.sides[0][1].number)  # fmt: skip
    return RegisteredOrganisation(
        name=draft.name, side=next(iter(named)) if len(named) == 1 else None,
        lines=tuple(line.number for line in lines),
        sector=next((said for line in lines if (said := line.said("sector"))), None),
        themes=_words(lines, "themes"), needs=_words(lines, "needs"),
        offers=_words(lines, "offers"), siren=next(filter(None, map(_siren, lines)), None),
    )  # fmt: skip


def _words(lines: Iterable[Line], column: str) -> frozenset[str]:
    """The items of all its lines; forms join them by semicolons."""
    said = (
        word for line in lines if line.said(column) for word in line.read(column, _choices) or ()
    )
    return frozenset((*said, *(word for line in lines for word in line.chosen(column))))


def _choices(raw: Raw) -> tuple[str, ...]:
    """Several choices in one cell: joined by semicolons, or by commas as Google Sheets does."""
    said = str(raw)
    return items(said if ";" in said else said.replace(",", ";"))


def _siren(line: Line) -> str | None:
    """Nine digits, or the first nine of a SIRET; one whose check digit is wrong is told."""
    said = line.read("siren", lambda raw: "".join(str(raw).split()).removesuffix(".0"))
    if not said:
        return None
    digits = said.zfill(SIREN_DIGITS if len(said) <= SIREN_DIGITS else SIRET_DIGITS)[:SIREN_DIGITS]
    try:
        from stdnum.fr import siren as checked  # noqa: PLC0415 - extra "desk"
    except ImportError:
        return digits if digits.isdecimal() else None
    if checked.is_valid(digits):
        return digits
    line.told.doubt("registrations.siren", line.place("siren"), line.number, said,
                    column=field_label("siren"))  # fmt: skip
    return None

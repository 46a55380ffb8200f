"""Which row of a list is its header, and which column says what."""

from collections.abc import Mapping
from typing import NamedTuple

from openpyxl.utils.cell import get_column_letter

from speeddating.domain.names import matching_key
from speeddating.intake.cells import tidy
from speeddating.intake.findings import RefusedError, quoted
from speeddating.intake.registrations.fields import is_contact, question_key, rank_by_header
from speeddating.intake.sheets import Grid
from speeddating.intake.table import HEADER_WITHIN
from speeddating.words import say

ORGANISATION = ("organisation", "entreprise", "association")
NAMES = ("name", "last_name", "first_name", "payer_last_name")
Mapped = Mapping[str, str]
"""Header, or letter of the column, by field."""


class Columns(NamedTuple):
    """The columns of a list by position, the surest of each field first."""

    header: int
    of: Mapping[str, tuple[int, ...]]
    label: Mapping[int, str]
    """What stands in the header of each column."""
    contacts: tuple[int, ...]
    left_out: tuple[int, ...]
    equal: tuple[tuple[str, int, int], ...]
    """A field that two columns name equally surely: the first is read, the second where empty."""


def known_headers(grid: Grid, mapped: Mapped) -> int:
    """How many fields the best row names."""
    return max((len(_fields(grid, number, mapped)) for number in _candidates(grid)), default=0)


def find_columns(grid: Grid, mapped: Mapped) -> Columns:
    """
    The header and its columns.

    Raises
    ------
    RefusedError
        If no column names the organisations or the people, or two equal headers say the same.
    """
    candidates = _candidates(grid)
    header = max(candidates, key=lambda number: len(_fields(grid, number, mapped)), default=0)
    label = {at: tidy(str(cell.value)) for at, cell in grid.rows.get(header, {}).items()}
    ranked = _ranked(label, mapped)
    _look_for_what_is_needed(ranked, label)
    equal = tuple(
        (field, found[0][1], found[1][1])
        for field, found in ranked.items()
        if len(found) > 1 and found[0][0] == found[1][0]
    )
    for field, one, other in equal:
        if question_key(label[one]) == question_key(label[other]):
            letters = {"one": get_column_letter(one), "other": get_column_letter(other)}
            raise RefusedError(
                "header_twice", header=quoted(label[one]), field=field_label(field), **letters
            )
    of = _by_side({field: tuple(at for _, at in found) for field, found in ranked.items()})
    read = {at for columns in of.values() for at in columns}
    contacts = tuple(at for at in label if at not in read and is_contact(label[at]))
    left_out = tuple(at for at in label if at not in read and at not in contacts)
    return Columns(header, of, label, contacts, left_out, equal)


def field_label(field: str) -> str:
    """A field as an organiser calls it."""
    return say(f"registrations.field.{field}")


def _candidates(grid: Grid) -> list[int]:
    return [number for number in grid.rows if number <= HEADER_WITHIN]


def _fields(grid: Grid, number: int, mapped: Mapped) -> set[str]:
    return set(
        _ranked({at: tidy(str(cell.value)) for at, cell in grid.rows[number].items()}, mapped)
    )


def _ranked(label: Mapping[int, str], mapped: Mapped) -> dict[str, list[tuple[int, int]]]:
    """Columns of each field as (how sure, position), surest first; a mapping is surest."""
    chosen = {field: at for field, said in mapped.items() if (at := _meant(said, label))}
    ranked: dict[str, list[tuple[int, int]]] = {f: [(-1, at)] for f, at in chosen.items()}
    settled = {f for fields in (ORGANISATION, NAMES) if set(fields) & set(mapped) for f in fields}
    settled |= set(mapped)
    for at, header in label.items():
        field, rank = rank_by_header().get(question_key(header), (None, 0))
        if field and field not in settled and at not in chosen.values() and not is_contact(header):
            ranked.setdefault(field, []).append((rank, at))
    return {field: sorted(found) for field, found in ranked.items()}


def _meant(said: str, label: Mapping[int, str]) -> int | None:
    """The column that a mapping names, by its header or its letter."""
    for at, header in label.items():
        if matching_key(header) == matching_key(said):
            return at
    return next((at for at in label if get_column_letter(at) == said.strip().upper()), None)


def _look_for_what_is_needed(ranked: Mapping[str, object], label: Mapping[int, str]) -> None:
    missing = [
        field_label(fields[0]) for fields in (ORGANISATION, NAMES) if not set(fields) & set(ranked)
    ]
    if missing:
        raise RefusedError(
            "no_columns",
            columns=", ".join(missing),
            found=", ".join(map(quoted, label.values())) or "-",
        )


def _by_side(of: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """
    Two columns « Entreprise » and « Association » tell the side of whoever is in them.

    One alone is what many forms call any structure, and says nothing.
    """
    if "entreprise" in of and "association" in of and "organisation" not in of:
        return of
    both = (*of.get("organisation", ()), *of.pop("entreprise", ()), *of.pop("association", ()))
    return {**of, "organisation": both}

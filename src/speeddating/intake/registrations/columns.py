"""Which row of a list is its header, and which column says what."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from openpyxl.utils.cell import get_column_letter

from speeddating.domain.names import matching_key
from speeddating.intake.cells import tidy
from speeddating.intake.findings import RefusedError, quoted
from speeddating.intake.registrations.fields import (
    choice_of,
    guess,
    is_choice,
    is_contact,
    is_number,
    question_key,
    rank_by_header,
)
from speeddating.intake.registrations.values import side
from speeddating.intake.sheets import Grid
from speeddating.intake.table import HEADER_WITHIN
from speeddating.words import say

ORGANISATION = ("organisation", "entreprise", "association")
GUESSED, FARE = 9, 2
"""How sure a guess is, and the name of a fare."""
FEW_WORDS = 4
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
    guessed: tuple[tuple[str, int], ...] = ()
    """A field that no header names, and the column that seems to hold it."""
    choices: Mapping[str, tuple[tuple[int, str], ...]] = {}
    """Columns of yes or no, each with its choice, by field."""


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
    guessed = tuple(_guesses(grid, header, label, ranked, mapped))
    for field, at in guessed:
        ranked[field] = [(GUESSED, at), *ranked.get(field, ())]
    if "submitted" in ranked and not _filled(grid, header, ranked["submitted"][0][1]):
        del ranked["submitted"]  # nothing tells complete answers from others
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
    choices = _choices(label)
    read = {at for columns in of.values() for at in columns}
    read |= {at for found in choices.values() for at, _ in found}
    contacts = tuple(at for at in label if at not in read and is_contact(label[at]))
    left_out = tuple(at for at in label if at not in read and at not in contacts)
    return Columns(header, of, label, contacts, left_out, equal, guessed, choices)


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
        taken = field in settled or at in chosen.values() or is_contact(header)
        if field and not taken and (field == "siren" or not is_number(header)):
            ranked.setdefault(field, []).append((rank, at))
    return {field: sorted(found) for field, found in ranked.items()}


def _guesses(
    grid: Grid,
    header: int,
    label: Mapping[int, str],
    ranked: Mapping[str, list[tuple[int, int]]],
    mapped: Mapped,
) -> Iterator[tuple[str, int]]:
    """
    What headers seem to say of fields that none of them names.

    The side is looked for in the cells first: a column of nothing but sides tells it.
    """
    taken = {at for found in ranked.values() for _, at in found}
    free = [at for at in label if at not in taken and not is_choice(label[at])]
    known = {*ranked, *mapped}
    if "side" not in mapped and all(rank >= FARE for rank, _ in ranked.get("side", ())):
        at = next((at for at in free if _holds_sides(grid, header, at)), None)
        if at is not None:
            free.remove(at)
            known.add("side")
            yield "side", at
    for fields in (ORGANISATION, NAMES):
        known |= set(fields) if known & set(fields) else set()
    for at in free:
        field = guess(label[at])
        if field is not None and field not in known:
            known |= {field, *(NAMES if field == "name" else ())}
            yield field, at


def _holds_sides(grid: Grid, header: int, at: int) -> bool:
    """Whether every line that says something in this column names one side, in a few words."""
    said = [
        str(row[at].value) for number, row in grid.rows.items() if number > header and at in row
    ]
    return bool(said) and all(
        side(text) is not None and len(text.split()) <= FEW_WORDS for text in said
    )


def _filled(grid: Grid, header: int, at: int) -> bool:
    return any(at in row for number, row in grid.rows.items() if number > header)


def _choices(label: Mapping[int, str]) -> dict[str, tuple[tuple[int, str], ...]]:
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for at, header in label.items():
        if chosen := choice_of(header):
            found[chosen[0]] = (*found.get(chosen[0], ()), (at, chosen[1]))
    return found


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

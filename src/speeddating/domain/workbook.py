"""
Sheets and columns of the workbook by key, shared by the reader and the writer.

The label of a sheet is the sentence ``workbook.<sheet>`` of the catalogue, of a column
``workbook.<sheet>.<column>``, of a parameter ``workbook.parameter.<parameter>`` and of a choice
``workbook.choice.<choice>``.
"""

import re
from collections.abc import Iterable
from itertools import groupby

INPUT_SHEETS: dict[str, tuple[str, ...]] = {
    "event": ("parameter", "value"),
    "participants": (
        "name", "organisation", "side", "present", "absent", "table", "zone", "needs_access",
        "least", "most", "id",
    ),
    "organisations": (
        "organisation", "side", "sector", "themes", "needs", "offers", "appetite", "siren",
        "other_names",
    ),
    "tables": (
        "table", "seats_entreprises", "seats_associations", "zone", "accessible", "rounds",
    ),
    "wishes": ("source", "target", "rank", "kind", "round", "before"),
    "incompatibilities": ("a", "b", "reason"),
    "groups": ("group", "organisation", "facilitator", "rounds", "project", "state"),
    "locks": ("round", "table", "name"),
    "history": ("date", "rencontre", "entreprise", "association", "source", "outcome"),
}  # fmt: skip
"""What an organiser fills in; every output workbook holds it too and is the next input."""

ASKED_SHEETS: dict[str, tuple[str, ...]] = {
    "feedback": (
        "date", "rencontre", "entreprise", "association", "of_entreprise", "of_association", "note",
    ),
    "alike": ("name", "organisation", "why", "same"),
}  # fmt: skip
"""What the library writes and an organiser answers; only where there is something to ask."""

PARAMETERS: tuple[str, ...] = (
    "name", "date", "place", "phase", "priorities", "rounds", "start", "minutes", "changeover",
    "breaks", "seated_side", "language", "resume_at", "meetings_per_pairing", "competitors_apart",
    "memory", "forgotten", "tables",
)  # fmt: skip
"""Rows of the sheet ``event``."""
WRITTEN_PARAMETERS = {"tables"}
"""Those of them that nobody is asked to fill in."""

SEATS = (
    "round", "start", "table", "id", "name", "organisation", "side", "with", "new", "group",
)  # fmt: skip
"""Columns of the sheet ``planning``: one row per seat."""

MULTIPLE_SEPARATOR = ";"
"""Between the items of a cell that holds a list."""
_ITEM = re.compile(r'[ \t]*(?:"(?P<quoted>(?:[^"]|"")*)"[ \t]*(?=[;\n]|$)|(?P<plain>[^;\n]*))')


def joined(items: Iterable[str]) -> str:
    """Items as one cell holds them: one that holds a separator stands in quotation marks."""
    return f"{MULTIPLE_SEPARATOR} ".join(
        '"{}"'.format(item.replace('"', '""'))
        if MULTIPLE_SEPARATOR in item or item.startswith('"')
        else item
        for item in items
    )


def parted(cell: str) -> tuple[str, ...]:
    """
    The items of a cell, some of them empty.

    Quotation marks around an item are its own unless they are there for what stands inside.
    """
    found: list[str] = []
    at = 0
    while at <= len(cell):
        item = _ITEM.match(cell, at)
        assert item is not None  # both halves may be empty  # noqa: S101
        quoted = item["quoted"]
        if quoted is None:
            found.append(item["plain"])
        else:
            is_ours = MULTIPLE_SEPARATOR in quoted or '""' in quoted
            found.append(quoted.replace('""', '"') if is_ours else f'"{quoted}"')
        at = item.end() + 1
    return tuple(found)


MOST_TABLES = 10_000
_RUN = re.compile(r"(\d{1,5})\s*\(\s*(\d{1,4})\s*\+\s*(\d{1,4})\s*\)")


def counted(sizes: Iterable[tuple[int, int]]) -> str:
    """Sizes of tables in their order: "15 (1+1); 1 (4+3)"."""
    runs = [(size, len(tuple(same))) for size, same in groupby(sizes)]
    return joined(f"{count} ({size[0]}+{size[1]})" for size, count in runs)


def sizes_of(cell: str) -> tuple[tuple[int, int], ...] | None:
    """What :func:`counted` wrote; None where it is something else."""
    runs = [_RUN.fullmatch(item.strip()) for item in parted(cell)]
    found: list[tuple[int, int]] = []
    for run in runs:
        if run is None:
            return None
        size = int(run[2]), int(run[3])
        if not all(size) or len(found) + int(run[1]) > MOST_TABLES:
            return None
        found += [size] * int(run[1])
    return tuple(found)


LIVE = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What Excel takes for the beginning of a formula, in a csv whatever the quotation marks; the last
four are the wide forms, for which East Asian versions do."""


def as_text(value: str) -> str:
    """``value`` for a csv: after an apostrophe where Excel would take it for a formula."""
    return f"'{value}" if value.lstrip("'").startswith(LIVE) else value


def from_text(value: str) -> str:
    """What a csv says: without the apostrophe that only keeps a formula from running."""
    return value[1:] if value.startswith("'") and value.lstrip("'").startswith(LIVE) else value


def escaped(text: str) -> str:
    """``text`` for a cell of xlsx, in which ``_x0041_`` would be an A."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def unescaped(text: str) -> str:
    """What a cell of xlsx says."""
    if "_x" not in text:
        return text
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)

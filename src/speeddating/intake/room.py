"""The sheet ``Tables``, and what names a table or a round."""

from collections.abc import Callable, Sequence

from speeddating.domain.base import TableId
from speeddating.domain.names import matching_key
from speeddating.domain.needed import numbered
from speeddating.domain.room import Table
from speeddating.domain.workbook import sizes_of
from speeddating.intake.cells import Parser, Raw, rounds, text, whole, yes_no
from speeddating.intake.findings import RefusedError
from speeddating.intake.table import Row

MOST_SEATS = 100


def within(count: int) -> Parser[frozenset[int]]:
    """A parser of rounds that refuses those beyond ``count``."""

    def parse(raw: Raw) -> frozenset[int]:
        named = rounds(raw)
        if max(named, default=0) > count:
            raise RefusedError("unknown_round", round=max(named), count=count)
        return named

    return parse


def one_round(count: int) -> Parser[int]:
    """A parser of one round that exists."""

    def parse(raw: Raw) -> int:
        number = whole(1)(raw)
        if number > count:
            raise RefusedError("unknown_round", round=number, count=count)
        return number

    return parse


def read_tables(rows: Sequence[Row], count: int) -> tuple[Table, ...]:
    """The tables of the sheet; one entreprise and one association each unless said otherwise."""
    found: dict[str, tuple[Table, Row]] = {}
    for row in rows:
        name = row.need("table", text)
        seats_entreprises = row.read("seats_entreprises", whole(1, MOST_SEATS))
        seats_associations = row.read("seats_associations", whole(1, MOST_SEATS))
        table = Table(
            id=TableId(name or f"#{row.number}"),
            seats_entreprises=seats_entreprises or 1,
            seats_associations=seats_associations or 1,
            zone=row.read("zone", text),
            accessible=bool(row.read("accessible", yes_no)),
            rounds=row.read("rounds", within(count)),
        )
        first = found.setdefault(matching_key(table.id), (table, row))[1]
        if first is not row:
            row.refuse("table_twice", "table", other=first.place("table").cell)
    return tuple(table for table, _ in found.values())


def worked_out(raw: Raw) -> tuple[Table, ...]:
    """Tables that nobody had listed, as an output workbook keeps their sizes."""
    sizes = sizes_of(raw) if isinstance(raw, str) else None
    if sizes is None or max(map(max, sizes), default=0) > MOST_SEATS:
        raise RefusedError("not_tables")
    return numbered(sizes)


def table_named(tables: Sequence[Table]) -> Callable[[Raw], TableId]:
    """A parser of the names of ``tables``."""
    known = {matching_key(table.id): table.id for table in tables}

    def parse(raw: Raw) -> TableId:
        found = known.get(matching_key(text(raw)))
        if found is None:
            raise RefusedError("unknown_table", count=len(known))
        return found

    return parse

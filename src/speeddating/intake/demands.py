"""Sheets ``Souhaits``, ``Incompatibilités`` and ``Verrous``: what is asked for and forbidden."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from speeddating.domain.base import PartyId
from speeddating.domain.demands import Incompatibility, Lock, Wish, WishKind
from speeddating.domain.people import Participant
from speeddating.domain.room import Round, Table
from speeddating.intake.cells import text, whole
from speeddating.intake.choices import one_of
from speeddating.intake.parties import Parties
from speeddating.intake.room import one_round, table_named
from speeddating.intake.table import Row


def read_incompatibilities(
    rows: Iterable[Row], parties: Parties
) -> tuple[tuple[Incompatibility, Row], ...]:
    """Who never sits with whom, each with its row."""
    return tuple(_incompatibilities(rows, parties))


def read_wishes(
    rows: Iterable[Row], parties: Parties, count: int, forbidden: Iterable[tuple[object, Row]]
) -> tuple[Wish, ...]:
    """Who wishes to meet whom; what is incompatible at the same time is refused."""
    pairs = {
        frozenset((pair.a, pair.b)): row
        for pair, row in forbidden
        if isinstance(pair, Incompatibility)
    }
    return tuple(_wishes(rows, parties, count, pairs))


def read_locks(
    rows: Iterable[Row],
    participants: Sequence[Participant],
    parties: Parties,
    tables: Sequence[Table],
    rounds: Sequence[Round],
) -> tuple[Lock, ...]:
    """Seats that are decided, each for somebody who is there."""
    people = {person.id: person for person in participants}
    standing = {table.id: table for table in tables}
    taken: dict[tuple[object, int], Row] = {}
    found: list[Lock] = []
    for row in rows:
        number = row.need("round", one_round(len(rounds)))
        table = row.need("table", table_named(tables))
        who = row.need("name", parties.person)
        if number is None or table is None or who is None:
            continue
        person = people[who]
        first = taken.setdefault((who, number), row)
        if first is not row:
            row.refuse("locked_twice", "name", round=number, other=first.place("name").cell)
        elif not person.present or number in person.absent or rounds[number - 1].is_break:
            row.refuse("locked_while_absent", "name", round=number)
        elif not standing[table].stands_in(number):
            row.refuse("locked_to_no_table", "table", round=number)
        found.append(Lock(participant=who, round=number, table=table))
    return tuple(found)


def _incompatibilities(
    rows: Iterable[Row], parties: Parties
) -> Iterator[tuple[Incompatibility, Row]]:
    for row in rows:
        a, b = row.need("a", parties.any), row.need("b", parties.any)
        reason = row.read("reason", text)
        if a is None or b is None:
            continue
        if a == b:
            row.refuse("incompatible_with_itself", "b")
        else:
            yield Incompatibility(a=a, b=b, reason=reason), row


def _wishes(
    rows: Iterable[Row], parties: Parties, count: int, pairs: Mapping[frozenset[PartyId], Row]
) -> Iterator[Wish]:
    for row in rows:
        source, target = row.need("source", parties.any), row.need("target", parties.any)
        before = row.read("before", parties.any)
        rank, number = row.read("rank", whole(1)), row.read("round", one_round(count))
        kind = row.read("kind", one_of(WishKind)) or WishKind.WISH
        if source is None or target is None:
            continue
        _refuse_unsound(row, parties, pairs, (source, target, before))
        yield Wish(
            source=source, target=target, rank=rank or 1, kind=kind, round=number, before=before
        )


def _refuse_unsound(
    row: Row,
    parties: Parties,
    pairs: Mapping[frozenset[PartyId], Row],
    named: tuple[PartyId, PartyId, PartyId | None],
) -> None:
    source, target, before = named
    sides = parties.side_of
    for column, party in (("target", target), ("before", before)):
        if party is not None and party in sides and sides[party] is sides.get(source):
            row.refuse("wish_within_side", column, source=source)
    if before == target:
        row.refuse("before_itself", "before")
    for a in parties.standing_for(source):
        for b in parties.standing_for(target):
            refused = pairs.get(frozenset((a, b)))
            if refused is not None:
                place = refused.place("a")
                row.refuse(
                    "wanted_and_forbidden", "target", source=source,
                    other=f"{place.sheet} {place.cell}",
                )  # fmt: skip
                return

"""The sheet ``Historique``: who has met whom, before this rencontre or, once published, in it."""

from collections.abc import Iterable, Iterator

from speeddating.domain.base import OrganisationId
from speeddating.domain.history import Encounter, History, Outcome, Source
from speeddating.domain.names import matching_key
from speeddating.domain.people import Side
from speeddating.domain.rencontre import Identity
from speeddating.intake.cells import date, text
from speeddating.intake.choices import one_of
from speeddating.intake.parties import Parties
from speeddating.intake.table import Row


def read_encounters(rows: Iterable[Row], parties: Parties, identity: Identity) -> History:
    """
    Every past meeting, those of organisations unknown today included.

    Known organisations get their identifier of today, however they are spelled here.
    """
    return History(encounters=tuple(_encounters(rows, parties, identity)))


def _encounters(rows: Iterable[Row], parties: Parties, identity: Identity) -> Iterator[Encounter]:
    for row in rows:
        entreprise = row.need("entreprise", parties.organisation_or_as_written)
        association = row.need("association", parties.organisation_or_as_written)
        when, where = row.read("date", date), row.read("rencontre", text)
        source, outcome = row.read("source", one_of(Source)), row.read("outcome", one_of(Outcome))
        if entreprise is None or association is None:
            continue
        if where is not None and when == identity.date and _is_same(where, identity.name):
            where = identity.name
        entreprise, association = _on_their_sides(row, parties, entreprise, association)
        yield Encounter(
            entreprise=entreprise, association=association, date=when, rencontre=where,
            source=source or Source.RENCONTRE, outcome=outcome,
        )  # fmt: skip


def _on_their_sides(
    row: Row, parties: Parties, entreprise: OrganisationId, association: OrganisationId
) -> tuple[OrganisationId, OrganisationId]:
    """Columns filled the wrong way round are turned, and that is told."""
    sides = (parties.side_of.get(entreprise), parties.side_of.get(association))
    if sides == (Side.ASSOCIATION, Side.ENTREPRISE):
        row.findings.note("history_turned", row.place("entreprise"), entreprise)
        return association, entreprise
    if Side.ASSOCIATION is sides[0] or Side.ENTREPRISE is sides[1]:
        row.findings.note("history_other_side", row.place("entreprise"), entreprise)
    return entreprise, association


def _is_same(one: str, other: str) -> bool:
    return matching_key(one) == matching_key(other)

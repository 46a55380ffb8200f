"""What an organiser may have overlooked: nothing is wrong, but the evening would be poorer."""

from collections.abc import Iterable

from speeddating.domain.people import Side
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import Table
from speeddating.intake.findings import Findings, Place


def tell_of_few_tables(rencontre: Rencontre, place: Place, findings: Findings) -> None:
    """Tables that leave people standing although the other side could still take them."""
    people = min(len(rencontre.on(side)) for side in Side)
    tables = [
        [table for table in rencontre.tables if table.stands_in(number)]
        for number in rencontre.working_rounds
    ]
    seats = max(map(_pairs, tables), default=0)
    if seats < people:
        count = len(rencontre.tables)
        findings.note("few_tables", place, count=count, people=people, waiting=people - seats)


def _pairs(tables: Iterable[Table]) -> int:
    """Of how many people of each side all can sit at once."""
    seats = [(table.seats_entreprises, table.seats_associations) for table in tables]
    return min((sum(side) for side in zip(*seats, strict=True)), default=0)


def tell_what_is_carried_over(rencontre: Rencontre, place: Place, findings: Findings) -> None:
    """What was said of one evening, and still stands in the workbook of the next."""
    there = [person for person in rencontre.participants if person.present]
    said = {
        "away": len(rencontre.participants) - len(there),
        "late": sum(1 for person in there if person.absent),
        "wishes": len(rencontre.wishes),
        "locks": len(rencontre.locks),
    }
    if any(said.values()):
        findings.note("carried_over", place, **said)

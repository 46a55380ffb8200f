"""The tables of a workbook that lists none."""

from collections.abc import Iterable, Mapping
from math import ceil

from speeddating.domain.base import OrganisationId, TableId
from speeddating.domain.demands import ProjectGroup
from speeddating.domain.people import Participant, Side
from speeddating.domain.room import Table


def usual_tables(coming: Mapping[Side, int], seats: int) -> tuple[Table, ...]:
    """
    As many tables of ``seats`` a side as it takes to seat everybody, with nobody alone.

    Parameters
    ----------
    coming
        People expected on each side.
    """
    count = max(1, min(ceil(max(coming.values()) / seats), *coming.values()))
    return tuple(_table(number, seats, seats) for number in range(1, count + 1))


def tables_of_groups(
    groups: Iterable[ProjectGroup],
    side_of: Mapping[OrganisationId, Side],
    participants: Iterable[Participant],
    tables: tuple[Table, ...],
) -> tuple[Table, ...]:
    """A table for each group that sits together and fits no other, numbered after ``tables``."""
    here = {person.organisation for person in participants if person.present}
    room = max((t.seats_entreprises, t.seats_associations) for t in tables)
    found: list[Table] = []
    for group in groups:
        members = [side_of[one] for one in group.organisations if one in here]
        entreprises, associations = (max(1, members.count(side)) for side in Side)
        sits = group.rounds or group.free_rounds
        if sits and (entreprises > room[0] or associations > room[1]):
            found.append(_table(len(tables) + len(found) + 1, entreprises, associations))
    return tuple(found)


def _table(number: int, entreprises: int, associations: int) -> Table:
    return Table(
        id=TableId(str(number)), seats_entreprises=entreprises, seats_associations=associations
    )

"""What a workbook has no place for: refused by name, never dropped."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from speeddating.domain.names import matching_key
from speeddating.domain.workbook import MULTIPLE_SEPARATOR
from speeddating.errors import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from speeddating.domain.rencontre import Rencontre

Named = tuple[str, object]
"""A name, and whose it is."""


def refuse_what_would_be_lost(rencontre: Rencontre) -> None:
    """
    A workbook read back must give an equal rencontre.

    Raises
    ------
    UnsupportedError
        If something has no column, or two things would become one; the sentence names the first.
    """
    for error in _lost(rencontre):
        raise error


def _lost(rencontre: Rencontre) -> Iterator[UnsupportedError]:
    for organisation in rencontre.organisations:
        if organisation.id != organisation.name:
            yield UnsupportedError("organisation_id", name=organisation.id)
    for item in _listed(rencontre):
        if MULTIPLE_SEPARATOR in item:
            yield UnsupportedError("listed_item", name=item)
    for names in _told_apart(rencontre):
        yield from _alike(names)
    accompanying = {group.facilitator for group in rencontre.groups}
    for facilitator in rencontre.facilitators:
        if facilitator.id != facilitator.name or facilitator.id not in accompanying:
            yield UnsupportedError("facilitator_without_group", name=facilitator.name)
    first = rencontre.rounds[0]
    step = first.minutes + rencontre.changeover_minutes
    for number in rencontre.rounds:
        began = _later(first.start, (number.number - 1) * step)
        if (number.minutes, number.start) != (first.minutes, began):
            yield UnsupportedError("uneven_rounds", name=number.number)


def _listed(rencontre: Rencontre) -> Iterator[str]:
    """What shares a cell with others of its kind."""
    for one in rencontre.organisations:
        yield from (*one.themes, *one.needs, *one.offers, *one.other_names)
    yield from rencontre.forgotten


def _told_apart(rencontre: Rencontre) -> Iterator[Iterable[Named]]:
    """Names of one kind, none of which may stand for two."""
    parties: list[Named] = [(person.id, person.id) for person in rencontre.participants]
    for one in rencontre.organisations:
        parties += [(name, one.id) for name in (one.name, *one.other_names)]
    yield parties
    yield ((table.id, table.id) for table in rencontre.tables)
    yield ((group.name, group.name) for group in rencontre.groups)


def _alike(names: Iterable[Named]) -> Iterator[UnsupportedError]:
    """A name that is somebody else's too, but for capitals and accents."""
    owners: dict[str, Named] = {}
    for name, owner in names:
        other, first = owners.setdefault(matching_key(name), (name, owner))
        if first != owner:
            yield UnsupportedError("alike_names", name=name, other=other)


def _later(start: dt.time | None, minutes: int) -> dt.time | None:
    if start is None:
        return None
    began = dt.datetime.combine(dt.date.min, start) + dt.timedelta(minutes=minutes)
    return began.time()

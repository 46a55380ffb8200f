"""What a workbook has no place for: refused by name, never dropped."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from speeddating.errors import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speeddating.domain.rencontre import Rencontre


def refuse_what_would_be_lost(rencontre: Rencontre) -> None:
    """
    A workbook read back must give an equal rencontre.

    Raises
    ------
    UnsupportedError
        If something has no column; the sentence names the first of it.
    """
    for what, name in _lost(rencontre):
        raise UnsupportedError(what, name=name)


def _lost(rencontre: Rencontre) -> Iterator[tuple[str, object]]:
    for organisation in rencontre.organisations:
        if organisation.id != organisation.name:
            yield "organisation_id", organisation.id
    accompanying = {group.facilitator for group in rencontre.groups}
    for facilitator in rencontre.facilitators:
        if facilitator.id != facilitator.name or facilitator.id not in accompanying:
            yield "facilitator_without_group", facilitator.name
    first = rencontre.rounds[0]
    step = first.minutes + rencontre.changeover_minutes
    for number in rencontre.rounds:
        began = _later(first.start, (number.number - 1) * step)
        if (number.minutes, number.start) != (first.minutes, began):
            yield "uneven_rounds", number.number


def _later(start: dt.time | None, minutes: int) -> dt.time | None:
    if start is None:
        return None
    began = dt.datetime.combine(dt.date.min, start) + dt.timedelta(minutes=minutes)
    return began.time()

"""One name and one day for each rencontre over many files."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from speeddating.domain.issue import Issue
from speeddating.domain.names import matching_key
from speeddating.domain.rencontre import Identity
from speeddating.intake.findings import quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from speeddating.domain.history import Encounter, Pairing


class Occasions:
    """
    Which name and day stand for which.

    Names are joined where they differ in case, accents and spaces only. A name without a day is
    taken as the rencontre of that name where there is only one: that is told in ``notes``.

    Parameters
    ----------
    first
        The spellings to keep before any other.
    told
        Every rencontre as some file names it.
    """

    def __init__(self, first: Iterable[Identity], told: Iterable[Identity]) -> None:
        self._spelled: dict[tuple[str, dt.date | None], str] = {}
        self._days: defaultdict[str, set[dt.date]] = defaultdict(set)
        self.notes: list[Issue] = []
        named = sorted(set(told), key=lambda one: (one.name, str(one.date)))
        for one in (*first, *named):
            self._spelled.setdefault((matching_key(one.name), one.date), one.name)
            if one.date is not None:
                self._days[matching_key(one.name)].add(one.date)
        for kept in dict.fromkeys(self.of(one) for one in named if one.date is None):
            if kept.date is not None:
                said = {"rencontre": quoted(kept.name), "date": f"{kept.date:%d/%m/%Y}"}
                self.notes.append(Issue(code="memory.day_found", data=said))

    def of(self, one: Identity) -> Identity:
        """The rencontre that ``one`` stands for."""
        key, date = matching_key(one.name), one.date
        if date is None and len(self._days[key]) == 1:
            (date,) = self._days[key]
        return Identity(self._spelled[key, date], date)


def same_days(encounters: Iterable[Encounter]) -> list[Issue]:
    """Rencontres of two names on one day that bring the same pairings together."""
    met: defaultdict[dt.date, defaultdict[str, set[Pairing]]]
    met = defaultdict(lambda: defaultdict(set))
    for one in encounters:
        if one.identity is not None and one.date is not None:
            met[one.date][one.identity.name].add(one.pairing)
    return [
        Issue(code="memory.same_day", data={"one": quoted(one), "other": quoted(other)})
        for _, by_name in sorted(met.items())
        for one, other in combinations(sorted(by_name), 2)
        if by_name[one] & by_name[other]
    ]

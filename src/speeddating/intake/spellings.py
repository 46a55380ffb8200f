"""One name for each organisation over many files: same key, same other name or same number."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from speeddating.domain.issue import Issue
from speeddating.domain.names import matching_key, number_of, unit_of
from speeddating.intake.findings import quoted


class Known(NamedTuple):
    """An organisation as one file has it."""

    name: str
    other_names: tuple[str, ...] = ()
    number: str | None = None
    file: str = ""


class Spellings:
    """
    Which name stands for which.

    Parameters
    ----------
    organisations
        The names to keep first. Names are joined where they differ in case, accents and spaces
        only, where somebody noted one as another name of the other, and where they bear one valid
        number in two files: that alone is told in ``notes``. One file that gives a number to two
        organisations keeps them apart. A SIREN is the number of its only SIRET; where several are
        known, it tells nothing.
    """

    def __init__(self, organisations: Iterable[Known]) -> None:
        self._kept: dict[str, str] = {}
        self._parent: dict[str, str] = {}
        self._rank: dict[str, int] = {}
        self.notes: list[Issue] = []
        by_number: dict[str, Known] = {}
        organisations = tuple(organisations)
        several = _with_several_establishments(organisations)
        for one in organisations:
            own = self._add(one.name)
            self._kept.setdefault(own, one.name)
            for other in one.other_names:
                self._join(own, self._add(other))
            number = number_of(one.number)
            if number is not None:
                legal = number if unit_of(number) in several else unit_of(number)
                self._same_number(by_number.setdefault(legal, one), one, number)

    def of(self, name: str) -> str:
        """The name to keep for ``name``."""
        key = matching_key(name)
        return self._kept.get(self._root(key), name) if key in self._parent else name

    def _add(self, name: str) -> str:
        key = matching_key(name)
        self._parent.setdefault(key, key)
        self._rank.setdefault(key, len(self._rank))
        return key

    def _root(self, key: str) -> str:
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def _join(self, one: str, other: str) -> None:
        """Whoever was named first, as an organisation of its own, keeps the name."""
        roots = {self._root(one), self._root(other)}
        first, *joined = sorted(roots, key=lambda key: (key not in self._kept, self._rank[key]))
        for root in joined:
            self._parent[root] = first

    def _same_number(self, first: Known, one: Known, number: str) -> None:
        keys = matching_key(first.name), matching_key(one.name)
        if self._root(keys[0]) == self._root(keys[1]) or first.file == one.file:
            return
        self._join(*keys)
        said = {"name": quoted(one.name), "kept": quoted(first.name), "number": number}
        self.notes.append(Issue(code="memory.same_number", data=said))


def _with_several_establishments(organisations: Iterable[Known]) -> set[str]:
    """SIREN numbers of which more than one SIRET is known."""
    numbers = {number_of(one.number) for one in organisations} - {None}
    counted = Counter(unit_of(n) for n in numbers if n is not None and n != unit_of(n))
    return {unit for unit, count in counted.items() if count > 1}

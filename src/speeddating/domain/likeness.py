"""Names that may be one organisation: questions for an organiser, never answers."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from speeddating.domain.names import REMEMBERED, bare_name, matching_key, number_of, unit_of
from speeddating.domain.people import Side
from speeddating.domain.wordings import Wordings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speeddating.domain.base import OrganisationId
    from speeddating.domain.history import History
    from speeddating.domain.people import Organisation
    from speeddating.domain.rencontre import Rencontre

ALIKE = 88
"""Percent of letters shared, words sorted; « Martin » and « Marin » have 91, EDF and ERDF 86."""
WHOLE = 100
MOST = 3
"""Questions about one name."""


class Likeness(NamedTuple):
    """A name that may stand for an organisation of today."""

    name: str
    organisation: OrganisationId
    why: str
    """``number``, ``unit`` (two establishments of one legal unit), ``spelling`` (case, points,
    legal form), ``part`` (one holds the other), ``letters``."""
    percent: int


def look_alikes(rencontre: Rencontre, history: History) -> tuple[Likeness, ...]:
    """
    Names of the history that nobody has today, and organisations of today, that look alike.

    Compared are names of one side only. Two valid numbers of two legal units settle that they are
    two, and so does an organiser who said so. Without rapidfuzz (extra ``desk``), only names that
    are equal but for points, legal forms and small words are found; see :func:`sees_letters`.
    """
    return tuple(one for side in Side for one in _on_side(rencontre, history, side))


@cache
def sees_letters() -> bool:
    """Whether names that share most of their letters are found."""
    return find_spec("rapidfuzz") is not None


def unknown_names(rencontre: Rencontre, history: History, side: Side) -> list[str]:
    """Names on one side of the history that no organisation of today answers to, sorted."""
    answered = {
        matching_key(name)
        for o in rencontre.organisations
        for name in (o.id, o.name, *o.other_names)
    }
    place = list(Side).index(side)
    named = {encounter.pairing[place] for encounter in history.encounters}
    return sorted(name for name in named if matching_key(name) not in answered)


def _on_side(rencontre: Rencontre, history: History, side: Side) -> Iterator[Likeness]:
    today = _Today([o for o in rencontre.organisations if o.side is side])
    for name in unknown_names(rencontre, history, side):
        yield from today.best(name, None, len(today.organisations))
    for position, one in enumerate(today.organisations):
        yield from today.best(one.name, one.siren, position, one.not_names)


class _Today:
    """Organisations by what a name may share with them: words, letters, a number."""

    def __init__(self, organisations: list[Organisation]) -> None:
        self.organisations = organisations
        self.numbers = [number_of(one.siren) for one in organisations]
        self.names: list[_Words] = []
        self.owners: list[int] = []
        for at, one in enumerate(organisations):
            for own in map(_words, map(bare_name, (one.name, *one.other_names))):
                self.names.append(own)
                self.owners.append(at)
        self.wordings = Wordings([own.words for own in self.names])
        self.ordered = [own.ordered for own in self.names]

    def best(
        self, name: str, number: str | None, before: int, settled: tuple[str, ...] = ()
    ) -> list[Likeness]:
        """What ``name`` may stand for, among the organisations ``before`` a position."""
        mine = number_of(number)
        found = {
            at: percent
            for at, percent in self._alike(name, bisect_left(self.owners, before)).items()
            if not (mine and self.numbers[at])
        } | self._numbered(mine, before)
        alike = [
            Likeness(name, one.id, why, percent)
            for at, (why, percent) in sorted(found.items())
            if (one := self.organisations[at])
            and name not in one.not_names
            and one.name not in settled
        ]
        return sorted(alike, key=lambda likeness: -likeness.percent)[:MOST]

    def _numbered(self, mine: str | None, before: int) -> dict[int, tuple[str, int]]:
        if mine is None:
            return {}
        return {
            at: ("number" if mine == its else "unit", WHOLE)
            for at, its in enumerate(self.numbers[:before])
            if its and unit_of(its) == unit_of(mine)
        }

    def _alike(self, name: str, among: int) -> dict[int, tuple[str, int]]:
        """Owners of the first ``among`` names that are like ``name``, and how much."""
        one = _words(bare_name(name))
        found: dict[int, tuple[str, int]] = {}
        for own, why, percent in (*self._parts(one, among), *self._letters(one, among)):
            at = self.owners[own]
            if percent > found.get(at, ("", 0))[1]:
                found[at] = why, percent
        return found

    def _parts(self, one: _Words, among: int) -> Iterator[tuple[int, str, int]]:
        """Names that are the same, or of which one holds all the words of the other."""
        for own in self.wordings.nested(one.words):
            other = self.names[own]
            if own < among and one.bare == other.bare:
                yield own, "spelling", WHOLE
            elif own < among and len(one.words) != len(other.words):
                yield own, "part", WHOLE - 1

    def _letters(self, one: _Words, among: int) -> Iterator[tuple[int, str, int]]:
        if not sees_letters():
            return
        from rapidfuzz import fuzz, process  # noqa: PLC0415  # extra desk

        for _, percent, own in process.extract_iter(
            one.ordered, self.ordered[:among], scorer=fuzz.ratio, score_cutoff=ALIKE
        ):
            yield own, "letters", min(int(percent), WHOLE - 1)


class _Words(NamedTuple):
    """A bare name, its words, and its words sorted."""

    bare: str
    words: frozenset[str]
    ordered: str


@lru_cache(maxsize=REMEMBERED)
def _words(bare: str) -> _Words:
    words = bare.split()
    return _Words(bare, frozenset(words), " ".join(sorted(words)))

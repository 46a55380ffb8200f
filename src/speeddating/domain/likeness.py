"""Names that may be one organisation: questions for an organiser, never answers."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

from speeddating.domain.base import OrganisationId
from speeddating.domain.history import History
from speeddating.domain.names import bare_name, matching_key, number_of, unit_of
from speeddating.domain.people import Organisation, Side
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
    today = [o for o in rencontre.organisations if o.side is side]
    for name in unknown_names(rencontre, history, side):
        yield from _best(name, None, today)
    for position, one in enumerate(today):
        others = [o for o in today[:position] if o.name not in one.not_names]
        yield from _best(one.name, one.siren, others)


def _best(name: str, number: str | None, today: Iterable[Organisation]) -> list[Likeness]:
    found = []
    for one in today:
        if name in one.not_names:
            continue
        mine, its = number_of(number), number_of(one.siren)
        if mine and its:
            if unit_of(mine) == unit_of(its):
                why = "number" if mine == its else "unit"
                found.append(Likeness(name, one.id, why, WHOLE))
            continue
        why, percent = max(
            (_compared(bare_name(name), bare_name(own)) for own in (one.name, *one.other_names)),
            key=lambda compared: compared[1],
        )
        if percent >= ALIKE:
            found.append(Likeness(name, one.id, why, percent))
    return sorted(found, key=lambda likeness: -likeness.percent)[:MOST]


def _compared(one: str, other: str) -> tuple[str, int]:
    if one == other:
        return "spelling", WHOLE
    words = set(one.split()), set(other.split())
    if words[0] < words[1] or words[1] < words[0]:
        return "part", WHOLE - 1
    if not sees_letters():
        return "letters", 0
    from rapidfuzz import fuzz  # noqa: PLC0415  # extra desk

    return "letters", min(int(fuzz.token_sort_ratio(one, other, score_cutoff=ALIKE)), WHOLE - 1)

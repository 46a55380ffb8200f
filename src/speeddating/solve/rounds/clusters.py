"""
Meetings that exclude each other, gathered: fewer things to count per slot.

At most one meeting of a person takes place in a slot, so a table limit over meetings is one over
sets of meetings that share a person, and needs a totalizer over the sets only.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence


class Cluster(NamedTuple):
    """
    Meetings of one person, no two of which fit in one slot.

    Attributes
    ----------
    person
        Somebody who is in all of them; nobody if the meeting has no people.
    is_whole
        Whether these are all meetings of ``person`` among those that were gathered.
    """

    person: Hashable
    meetings: tuple[int, ...]
    is_whole: bool


def clusters(people_of: Mapping[int, Sequence[Hashable]]) -> list[Cluster]:
    """
    Each meeting in exactly one cluster, few clusters: greedily, those with most meetings first.

    Parameters
    ----------
    people_of
        Who takes part in each meeting, by its number.
    """
    left = dict(people_of)
    all_of = Counter(person for people in people_of.values() for person in people)
    left_of = all_of.copy()
    gathered: list[Cluster] = []
    while left_of:
        person = max(left_of, key=left_of.__getitem__)
        mine = tuple(number for number, people in left.items() if person in people)
        gathered.append(Cluster(person, mine, is_whole=len(mine) == all_of[person]))
        for number in mine:
            left_of.subtract(left.pop(number))
        left_of = +left_of
    gathered.extend(Cluster(None, (number,), is_whole=False) for number in left)
    return gathered

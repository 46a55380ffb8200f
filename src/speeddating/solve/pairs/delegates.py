"""Which delegate of an organisation goes to which of its meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speeddating.domain.people import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.solve.limits import Limits

Edge = tuple[int, int]


def share_out(limits: Limits, pairings: Sequence[Edge]) -> list[Edge]:
    """
    (entreprise person, association person) positions for each pairing of organisations.

    Everyone gets what they were promised, then each further meeting goes to whoever pauses most:
    this attains the least sum of squared pauses, and is always possible within the people's
    limits because an organisation's limit is their sum.
    """
    people = [
        _queue(limits, side, [pair[end] for pair in pairings]) for end, side in enumerate(Side)
    ]
    return list(zip(*people, strict=True))


def _queue(limits: Limits, side: Side, organisations: Sequence[int]) -> list[int]:
    """The person who goes, for each meeting of the organisations listed."""
    one = limits.sides[side]
    if all(len(delegates) == 1 for delegates in one.delegates):
        return [one.delegates[organisation][0] for organisation in organisations]
    taken = [0] * len(one.people)
    rounds = [len(limits.rencontre.rounds_of(person)) for person in one.people]
    least = [limits.least(person) for person in one.people]
    most = [limits.most(person) for person in one.people]

    def hunger(p: int) -> tuple[bool, bool, int, int]:
        return taken[p] < most[p], taken[p] < least[p], rounds[p] - taken[p], -p

    found = []
    for organisation in organisations:
        chosen = max(one.delegates[organisation], key=hunger)
        taken[chosen] += 1
        found.append(chosen)
    return found

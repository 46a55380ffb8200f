"""What a rencontre is for, and what that sets where its organisers say nothing."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from speeddating.domain.people import DEFAULT_APPETITE, Appetite, Side
from speeddating.domain.score import DEFAULT_LEVELS


class Phase(StrEnum):
    """What a rencontre is for, in the order in which a series lives through it."""

    INTER_CONNAISSANCE = "inter-connaissance"
    REFLEXION = "réflexion"
    PROJET = "projet"


class Preset(NamedTuple):
    """What holds where nothing else is said; the table of contents is :data:`PRESETS`."""

    levels: tuple[str, ...] = DEFAULT_LEVELS
    """Dearest first; ``Rencontre.priorities`` and ``plan(levels=...)`` go before."""
    appetites: Mapping[Side, Appetite] = DEFAULT_APPETITE
    """Of organisations that have not told theirs: the rule about meeting again follows."""
    seats: int = 1
    """Per side of a table, in a workbook that lists no tables."""
    group_rounds: int = 0
    """Rounds together of a project group, in a workbook that gives it none."""


def pursued(first: Sequence[str], others: Sequence[str] = DEFAULT_LEVELS) -> tuple[str, ...]:
    """Levels with some ``first``; the others keep their order."""
    return (*first, *(level for level in others if level not in first))


PRESETS: Mapping[Phase | None, Preset] = {
    None: Preset(),
    # everybody is to meet somebody new: who has told no appetite meets nobody twice
    Phase.INTER_CONNAISSANCE: Preset(appetites=dict.fromkeys(Side, Appetite.NEW)),
    # what a table has in common weighs, and talking on with somebody is welcome
    Phase.REFLEXION: Preset(
        levels=pursued(("new_pairings", "affinity", "wishes")),
        appetites=dict.fromkeys(Side, Appetite.MIXED),
        seats=2,
    ),
    # groups come first as a rule; whoever works on a project names whom it needs
    Phase.PROJET: Preset(levels=pursued(("new_pairings", "wishes")), group_rounds=1),
}
"""What each phase sets; without one, what has always been."""

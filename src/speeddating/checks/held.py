"""An evening under way: what took place is a fact, and facts excuse what they break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speeddating.checks.rules import check
from speeddating.domain.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.domain.history import History
    from speeddating.domain.issue import Violation
    from speeddating.domain.rencontre import Rencontre
    from speeddating.domain.schedule import Seating

IMPOSSIBLE = frozenset({
    "everything_is_known", "one_seat_per_round", "breaks_are_kept", "seats_suffice",
})  # fmt: skip
"""Rules that no evening breaks: whoever reads so reads a mistake."""
FOR_EVER = frozenset({
    "pairings_meet_once", "meetings_again_are_welcome", "most_meetings", "order_is_kept",
})  # fmt: skip
"""Rules without a round that a later round can only break further, never mend."""


def check_resumed(
    rencontre: Rencontre,
    history: History,
    schedule: Schedule,
    held: Sequence[Seating],
    from_round: int,
) -> tuple[Violation, ...]:
    """
    Every way in which ``schedule`` breaks a rule that the rounds held have not broken already.

    Parameters
    ----------
    held
        Seats of the rounds before ``from_round``; others than ``schedule`` has are a violation
        ``rounds_held_stay`` of their own.
    """
    broken = [one for one in check(rencontre, history, schedule) if _in_time(one, from_round)]
    facts = Schedule(rencontre=schedule.rencontre, seatings=tuple(held))
    excused = check(rencontre, history, facts)
    return tuple(one for one in broken if one.rule not in FOR_EVER or one not in excused)


def _in_time(violation: Violation, from_round: int) -> bool:
    number = violation.data.get("round")
    return not isinstance(number, int) or number >= from_round

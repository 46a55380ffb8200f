"""The registry of rules, and the one function that applies them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speeddating.checks import demands, people, places
from speeddating.checks.seats import Seats
from speeddating.domain.history import History
from speeddating.domain.issue import Violation
from speeddating.domain.kinds import expect
from speeddating.domain.plan import schedule_of
from speeddating.domain.rencontre import Rencontre

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from speeddating.domain.plan import Plan
    from speeddating.domain.schedule import Schedule


def check(
    rencontre: Rencontre, history: History | None, made: Plan | Schedule
) -> tuple[Violation, ...]:
    """
    Every way in which a schedule breaks a rule; empty means that it can be handed out.

    A schedule that names somebody or something unknown is told that first, and only that.

    Examples
    --------
    >>> from speeddating import History, check, plan, sample
    >>> rencontre = sample(2, 2, rounds=2)
    >>> made = plan(rencontre)
    >>> check(rencontre, History(), made)
    ()
    >>> one = made.schedule.seatings[0]
    >>> twice = made.schedule.model_copy(update={"seatings": (one, one)})
    >>> check(rencontre, History(), twice)[0].rule
    'one_seat_per_round'
    """
    expect(Rencontre, rencontre=rencontre)
    expect(History | None, history=history)
    return broken(Seats(rencontre, history or History(), schedule_of(made)))


def broken(seats: Seats) -> tuple[Violation, ...]:
    """What :func:`check` gives, for seats that are looked at anyway."""
    unknown = tuple(_apply(places.everything_is_known, seats))
    if unknown:
        return unknown
    return tuple(violation for rule in RULES[1:] for violation in _apply(rule, seats))


def _apply(
    rule: Callable[[Seats], Iterator[dict[str, object]]], seats: Seats
) -> Iterator[Violation]:
    for data in rule(seats):
        yield Violation(rule=rule.__name__, data=data)


RULES: tuple[Callable[[Seats], Iterator[dict[str, object]]], ...] = (
    places.everything_is_known,
    places.one_seat_per_round,
    places.breaks_are_kept,
    places.tables_stand,
    places.seats_suffice,
    places.nobody_sits_alone,
    places.fixed_tables,
    places.zones,
    places.access,
    people.people_are_there,
    people.incompatible_apart,
    people.delegates_apart,
    people.competitors_apart,
    people.pairings_meet_once,
    people.meetings_again_are_welcome,
    people.least_meetings,
    people.most_meetings,
    demands.musts_are_met,
    demands.order_is_kept,
    demands.locks_are_kept,
    demands.groups_sit_together,
)
"""Every rule; :data:`speeddating.solve.demands.RULES` has the same names."""

"""
What each level is worth, one function per level; equations over the seats.

``x[p, t, r]`` is 1 when person ``p`` sits at table ``t`` in round ``r``.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations, pairwise
from operator import ne
from typing import TYPE_CHECKING

from speeddating.checks.belonging import refuse_strangers
from speeddating.checks.seats import Seats
from speeddating.domain.history import History
from speeddating.domain.kinds import expect
from speeddating.domain.names import matching_keys
from speeddating.domain.people import Appetite
from speeddating.domain.plan import schedule_of
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.score import Score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from speeddating.domain.people import Organisation, Participant
    from speeddating.domain.plan import Plan
    from speeddating.domain.schedule import Schedule, Seating
    from speeddating.domain.score import Value


def new_pairings(seats: Seats) -> int:
    """Σ over pairings not in the history of min(1, times they share a table)."""
    return len(seats.new)


def worst_off(seats: Seats) -> tuple[int, ...]:
    """sort(new pairings of ``o``) over attending organisations ``o``; leximin compares it."""
    found = Counter(chain.from_iterable(seats.new))
    return tuple(sorted(found[o.id] for o in seats.rencontre.attending))


def wishes(seats: Seats) -> tuple[int, ...]:
    """Granted wishes of rank 1, 2, …; last, pairings met again that one side asks for."""
    asked = [wish for wish in seats.rencontre.wishes if not wish.is_must]
    granted = Counter(wish.rank for wish in asked if seats.grants(wish))
    ranks = range(1, max((wish.rank for wish in asked), default=0) + 1)
    eager = {o.id for o in seats.rencontre.organisations if o.appetite is Appetite.AGAIN}
    again = sum(1 for pairing in seats.met_again if not eager.isdisjoint(pairing))
    return (*(granted[rank] for rank in ranks), again)


def shared(one: Organisation, other: Organisation) -> int:
    """Themes two organisations share, and needs of each that the other offers to meet."""
    both = ((one.themes, other.themes), (one.needs, other.offers), (other.needs, one.offers))
    return sum(len(matching_keys(mine) & matching_keys(theirs)) for mine, theirs in both)


def affinity(seats: Seats) -> int:
    """Σ over meetings of themes shared and needs met by offers."""
    known = seats.rencontre.organisation_by_id
    if not any(o.themes or (o.needs or o.offers) for o in known.values()):
        return 0
    return sum(
        times * shared(known[pairing.entreprise], known[pairing.association])
        for pairing, times in seats.meetings.items()
    )


def seated(seats: Seats) -> int:
    """Σ x[p, t, r]."""
    return sum(len(s.entreprises) + len(s.associations) for s in seats.schedule.seatings)


def pauses(seats: Seats) -> int:
    """Σ over people of (rounds there and not seated)²."""
    return sum(len(_idle(seats, person)) ** 2 for person in seats.rencontre.participants)


def _idle(seats: Seats, person: Participant) -> set[int]:
    """Rounds of a person without a seat; one kept for somebody absent makes up for none."""
    sits = {seating.round for seating in seats.seatings_of[person.id]}
    return set(seats.rencontre.rounds_of(person)) - sits


def pauses_in_a_row(seats: Seats) -> int:
    """Σ over people and consecutive working rounds of pause[p, r] · pause[p, r + 1]."""
    working = seats.rencontre.working_rounds
    if pauses(seats) == 0:
        return 0
    total = 0
    for person in seats.rencontre.participants:
        idle = _idle(seats, person)
        total += sum(1 for one, following in pairwise(working) if {one, following} <= idle)
    return total


def mixing(seats: Seats) -> int:
    """Σ over pairs of people of one side of max(0, times at one table - 1)."""
    together = Counter(
        pair
        for seating in seats.shared
        for one_side in (seating.entreprises, seating.associations)
        for pair in combinations(sorted(one_side), 2)
    )
    return sum(times - 1 for times in together.values())


def waits(seats: Seats) -> int:
    """
    Σ over people of maximal runs of rounds without a seat between first and last seat.

    As published for the Business-to-Business Meeting Scheduling Problem (Bofill et al. 2022):
    a run counts once whatever its length and its cause.
    """
    return sum(
        sum(1 for one, following in pairwise(found) if following.round > one.round + 1)
        for found in seats.seatings_of.values()
        if found and found[-1].round - found[0].round >= len(found)
    )


def moves(seats: Seats) -> tuple[int, int]:
    """Changes of table between consecutive seats: of the seated side, of the other side."""
    side = seats.rencontre.side_by_participant
    total = Counter(
        {
            one_side: sum(
                _changes(found) for who, found in seats.seatings_of.items() if side[who] is one_side
            )
            for one_side in set(side.values())
        }
    )
    sitting = seats.rencontre.seated_side
    return total[sitting], total[sitting.other]


def _changes(found: Sequence[Seating]) -> int:
    tables = [seating.table for seating in found]
    return sum(map(ne, tables, tables[1:]))


def score(
    rencontre: Rencontre,
    history: History | None,
    made: Plan | Schedule,
    published: Plan | Schedule | None = None,
) -> Score:
    """
    What a schedule is worth, computed from its seats.

    Parameters
    ----------
    history
        Rows of the rencontre's own identity are ignored: they are its published plan.
    published
        The plan handed out earlier, for the level ``kept``.

    Raises
    ------
    KeyError
        If a seat names an unknown person; :func:`speeddating.check` says it in words.

    Examples
    --------
    >>> from speeddating import History, plan, sample, score
    >>> rencontre = sample(2, 3, rounds=2)
    >>> made = plan(rencontre)
    >>> score(rencontre, History(), made) == made.score
    True
    """
    expect(Rencontre, rencontre=rencontre)
    expect(History | None, history=history)
    before = None if published is None else schedule_of(published)
    refuse_strangers(rencontre, schedule_of(made))
    return worth(Seats(rencontre, history or History(), schedule_of(made)), before)


def worth(seats: Seats, published: Schedule | None = None) -> Score:
    """What :func:`score` gives, for seats that are looked at anyway."""
    found: dict[str, Value] = {measure.__name__: measure(seats) for measure in MEASURES}
    return Score.model_validate({**found, "kept": kept(seats.schedule, published)})


def kept(schedule: Schedule, published: Schedule | None) -> int:
    """Person-rounds whose table and partners are those published."""
    if published is None:
        return 0
    return sum(
        1
        for (who, number), seating in schedule.place_of.items()
        if (before := published.place_of.get((who, number))) is not None
        and before.table == seating.table
        and set(before.people()) == set(seating.people())
    )


MEASURES: tuple[Callable[[Seats], Value], ...] = (
    new_pairings,
    worst_off,
    wishes,
    affinity,
    seated,
    pauses,
    pauses_in_a_row,
    mixing,
    waits,
    moves,
)
"""Same names, same order as :data:`speeddating.domain.score.LEVELS` without ``kept``."""

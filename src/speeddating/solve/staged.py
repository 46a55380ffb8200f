"""Who, then when, then where: exact while levels on pairings precede levels on rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speeddating.solve.cpsat.lexicographic import NothingFound
from speeddating.solve.flow.colouring import spread
from speeddating.solve.pairs.choose import choose
from speeddating.solve.pairs.delegates import share_out
from speeddating.solve.pairs.levels import LEVELS as PAIR_LEVELS
from speeddating.solve.rounds.arrange import arrange, from_nothing
from speeddating.solve.rounds.levels import LEVELS as ROUND_LEVELS
from speeddating.solve.seating import seat
from speeddating.solve.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.domain.plan import Engine
    from speeddating.solve.answer import Answer
    from speeddating.solve.clock import Clock
    from speeddating.solve.limits import Limits


def in_order(levels: Sequence[str]) -> bool:
    """Whether every level on pairings comes before every other level."""
    on_pairings = [level in PAIR_LEVELS for level in levels]
    return on_pairings == sorted(on_pairings, reverse=True) and bool(levels)


def solve(limits: Limits, levels: Sequence[str], engine: Engine, clock: Clock) -> Answer:
    """
    A schedule by stages.

    Raises
    ------
    NoPairings, NoSolution, NothingFound
        As :func:`speeddating.solve.pairs.choose.choose`.
    """
    counted = [level for level in levels if level in PAIR_LEVELS]
    later = [level for level in levels if level in ROUND_LEVELS and level not in PAIR_LEVELS]
    chosen = choose(limits, counted, engine, clock)
    people = share_out(limits, [*chosen.new, *chosen.again])
    bounds = list(chosen.bounds)
    if engine == "cpsat":
        try:
            meetings, further = from_nothing(limits, people, later, clock)
        except NothingFound:  # pairings are a result, in whatever rounds
            meetings, further = _by_round(limits, people), []
        bounds += further
    else:
        meetings = _by_round(limits, people)
        if engine == "auto" and later:
            meetings, further = arrange(limits, meetings, later, clock, int("moves" in levels))
            bounds += further
    return seat(limits, levels, meetings, bounds, clock, space="pairs", engine=engine)


@uncollected()
def _by_round(limits: Limits, people: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """
    A round for each meeting; people with one table of their own count as one participant.

    They then never sit in one round, which is what sharing the table means.
    """
    merged = [_owners(limits, end) for end in (0, 1)]
    edges = [(merged[0][e], merged[1][a]) for e, a in people]
    meetings: list[list[tuple[int, int]]] = [[] for _ in limits.rounds]
    for pair, number in zip(people, spread(edges, len(limits.rounds)), strict=True):
        meetings[number].append(pair)
    return [sorted(together) for together in meetings]


def _owners(limits: Limits, end: int) -> list[int]:
    """``[person]`` the first person who has the same table of their own, or the person."""
    people = (limits.entreprises, limits.associations)[end].people
    first: dict[str, int] = {}
    return [
        i if person.table is None else first.setdefault(person.table, i)
        for i, person in enumerate(people)
    ]

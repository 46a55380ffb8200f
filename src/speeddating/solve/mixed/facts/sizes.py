"""How many people of each side sit at each table in each round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from speeddating.solve.mixed.facts.problem import FREE
from speeddating.solve.mixed.facts.reach import even_within, reaches, wanted_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.solve.mixed.facts.arrays import Floats, Integers
    from speeddating.solve.mixed.facts.problem import MixedProblem
    from speeddating.solve.mixed.facts.reach import Reach

_COUNTS = 12
"""How many numbers of tables are tried where people may not sit everywhere."""


def sizes(problem: MixedProblem) -> tuple[Integers, Integers]:
    """
    Places ``[table, round]`` to fill on each side.

    If the problem asks for even tables, the numbers at two tables in use differ by one at most on
    each side, as far as seats and locks allow; the larger shares of both sides go to the same
    tables, since k * l pairs meet at a table. So no table has one side only. Of tables to spare,
    as many are used as bring most pairs together, nobody pausing for it; all where some people may
    not sit with others. Which of several alike tables have the larger shares
    turns from round to round: whoever keeps a table has a fair share of them. Otherwise the places
    are the seats.
    """
    places = tuple(standing(problem, side) for side in (0, 1))
    if problem.even:
        alike: dict[str, tuple[Integers, Integers]] = {}
        for round_ in range(problem.rounds):
            _spread(problem, places, round_, alike)
    return places[0], places[1]


def standing(problem: MixedProblem, side: int) -> Integers:
    """Seats of one side, where the table has seats for the other side too."""
    seats, other = (problem.sides[s].seats for s in (side, 1 - side))
    return np.where((seats > 0) & (other > 0), seats, 0)


def _spread(
    problem: MixedProblem,
    places: tuple[Integers, ...],
    round_: int,
    alike: dict[str, tuple[Integers, Integers]],
) -> None:
    """Replace the seats of one round by even shares, in place; rounds alike are worked out once."""
    there = [int(people.there[:, round_].sum()) for people in problem.sides]
    locked = [_locked(problem, side, round_) for side in (0, 1)]
    seats = [array[:, round_].copy() for array in places]
    bound = locked[0] + locked[1] > 0
    stand = int((seats[0] > 0).sum())
    turn = round_ * min(there) if min(there) < stand and _picky(problem) else 0
    order = _by_worth(np.where(bound, np.inf, seats[0] * seats[1]), turn)[:stand]
    enough = [np.cumsum(np.maximum(locked[s][order], 1)) <= there[s] for s in (0, 1)]
    manned = order[enough[0] & enough[1]]
    if any(people.open is not None for people in problem.sides):
        reach = reaches(problem, round_, seats)
        key = repr((reach, [s.tolist() for s in seats], order.tolist()))
        if key not in alike:
            alike[key] = _within_reach(problem, reach, seats, order)
        turned = _turned(reach, seats, order, alike[key], round_)
        places[0][:, round_], places[1][:, round_] = turned
        return

    def shares(count: int, turn: int = 0) -> tuple[Integers, Integers]:
        used = np.roll(manned[:count], -turn)
        one, other = (_shares(locked[s], seats[s], used, there[s]) for s in (0, 1))
        return one, other

    count = len(manned)
    if count and not _picky(problem):
        room = [np.cumsum(seats[s][manned]) for s in (0, 1)]
        seating = [room[s] >= min(there[s], room[s][-1]) for s in (0, 1)]
        fewest = max(int(bound[manned].sum()), 1 + int((seating[0] & seating[1]).argmax()))
        count = max(range(fewest, count + 1), key=lambda count: _promise(shares(count)))
    larger = max(people % count for people in there) if count else 0
    places[0][:, round_], places[1][:, round_] = shares(count, round_ * larger)


def _within_reach(
    problem: MixedProblem, reach: tuple[Reach, Reach], seats: Sequence[Integers], order: Integers
) -> tuple[Integers, Integers]:
    """The best shares that few or all tables allow, where people may not sit everywhere."""
    order = wanted_first(order, reach)
    found = even_within(reach, seats, order)
    if any(people.rivals is not None for people in problem.sides) or not found[0].any():
        return found
    seated = [int(share.sum()) for share in found]
    room = [np.cumsum(seats[s][order]) >= seated[s] for s in (0, 1)]
    fewest = 1 + int((room[0] & room[1]).argmax())
    fewer = range(fewest, min(int((found[0] > 0).sum()), fewest + _COUNTS))
    return max(
        (found, *(even_within(reach, seats, order[:count]) for count in fewer)), key=_promise
    )


def _turned(
    reach: tuple[Reach, Reach],
    seats: Sequence[Integers],
    order: Integers,
    found: tuple[Integers, Integers],
    round_: int,
) -> tuple[Integers, Integers]:
    """The same tables with the larger shares elsewhere in each round, if that is as good."""
    used = order[found[0][order] > 0]
    larger = max(int(share.sum()) % len(used) for share in found) if len(used) else 0
    if not larger or not round_:
        return found
    turned = even_within(reach, seats, np.roll(used, -round_ * larger))
    return turned if _promise(turned) >= _promise(found) else found


def _picky(problem: MixedProblem) -> bool:
    """Whether people may not sit with some of their side, or not everywhere."""
    return any(people.rivals is not None or people.open is not None for people in problem.sides)


def _promise(shares: tuple[Integers, Integers]) -> tuple[int, int, int, int]:
    """People seated, evenly, in many pairs, at many tables: better ones are larger."""
    used = shares[0] > 0
    uneven = max((int(np.ptp(share[used])) for share in shares), default=0) if used.any() else 0
    pairs = int((shares[0] * shares[1]).sum())
    return int(sum(share.sum() for share in shares)), -uneven, pairs, int(used.sum())


def _by_worth(attractive: Floats, turn: int) -> Integers:
    """Tables, best first; those that are alike turned by some places."""
    order = np.argsort(-attractive, kind="stable")
    changes = np.flatnonzero(attractive[order][1:] != attractive[order][:-1]) + 1
    return np.concatenate([np.roll(alike, -turn) for alike in np.split(order, changes)])


def _shares(locked: Integers, seats: Integers, used: Integers, people: int) -> Integers:
    """As many people at each used table as at the others, within its locks and its seats."""

    def filled(level: int) -> Integers:
        shares: Integers = np.maximum(locked[used], np.minimum(level, seats[used]))
        return shares

    fits = [level for level in range(seats.max() + 1) if filled(level).sum() <= people]
    level = max(fits, default=0)
    share = filled(level)
    growing = np.flatnonzero(filled(level + 1) > share)
    share[growing[: max(0, people - int(share.sum()))]] += 1
    result = locked.copy()
    result[used] = share
    return result


def _locked(problem: MixedProblem, side: int, round_: int) -> Integers:
    """People locked to each table."""
    tables = problem.sides[side].locked[:, round_]
    return np.bincount(tables[tables != FREE], minlength=problem.tables)

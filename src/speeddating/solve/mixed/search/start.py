"""A first schedule by turning: no search, optimal where tables are full and nobody has met."""

from __future__ import annotations

from itertools import cycle, islice
from math import gcd
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from speeddating.solve.mixed.facts.arrays import Integers
    from speeddating.solve.mixed.search.bench import Bench
    from speeddating.solve.mixed.search.state import State


def turn(state: State) -> None:
    """
    Seat everybody by arithmetic: person ``(group g, place j)`` at table ``g + step[j] * round``.

    Two people meet again only when the difference of their steps times that of two rounds is a
    multiple of the tables. Associations keep still in their first place and entreprises move on
    by one, so no pairing repeats within as many rounds as tables. Where the number of tables is
    prime and at least k + l all steps differ, and no two people of the same side repeat either: a
    transversal design (Bose 1938).
    """
    widths = [side[0].widest for side in state.benches]
    steps = _steps(state.problem.tables, state.problem.rounds, widths[0], widths[1])
    at = [
        [
            _placed(bench, round_, state.problem.tables, width, step)
            for round_, bench in enumerate(side)
        ]
        for side, width, step in zip(state.benches, widths, steps, strict=True)
    ]
    state.load(at)


def _placed(bench: Bench, round_: int, tables: int, width: int, steps: Integers) -> Integers:
    """Tables: people in order of the table they aim at take the places in order."""
    count = len(bench.people)
    surplus = max(0, count - bench.places)
    turned = (np.arange(count) + round_ * surplus) % max(1, count)
    group, place = np.divmod(turned, width)
    aim = np.where(turned < bench.places, (group + steps[place] * round_) % tables, tables)
    columns = np.empty(count, np.int64)
    columns[np.lexsort((place, aim))] = np.arange(count)
    return bench.seated(columns)


def _steps(tables: int, rounds: int, ours: int, theirs: int) -> tuple[Integers, Integers]:
    """Steps of the places of both sides; all different if the tables allow it."""
    good: list[int] = []
    for step in range(tables):
        apart = (step - other for other in good)
        if all(tables // gcd(d, tables) >= min(rounds, tables) for d in apart):
            good.append(step)
    if len(good) < 2:  # noqa: PLR2004  # one table: nothing can turn
        good = [0, 1]
    shared = max(1, min(len(good) - 1, round(len(good) * theirs / (ours + theirs))))
    still, moving = good[:shared], good[shared:]
    return np.array(list(islice(cycle(moving), ours))), np.array(list(islice(cycle(still), theirs)))

"""
Thirty days on which people are missing: a replan against planning afresh, in one run.

``python -m tests.benchmarks.replan [days]``: 36 people (18 and 18, 18 tables, six rounds), four of
them missing, two who come unannounced, resumed at round 1 or 3, a tenth to seven tenths of all
pairs met before. Both levels of the replan are to be proven in five seconds. A seat is changed if
its table or its partner is another, of people who are there. ``people`` as a second argument.
"""

from __future__ import annotations

import sys
from random import Random
from statistics import mean, median
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from speeddating import Budget, changes, plan, replan, resumed
from speeddating.planning.replan import NEW_FIRST
from tests.factories import history, rencontre

if TYPE_CHECKING:
    from speeddating import History, Plan, Rencontre, Schedule

SECONDS = 5.0
ROUNDS = 6
DAYS = 30
PEOPLE = 36


class Day(NamedTuple):
    """An evening, what was handed out for it, and who came."""

    past: History
    published: Plan
    now: Rencontre
    first: int


def day(number: int, people: int) -> Day:
    """A random day, the same for the same number."""
    random = Random(number)  # noqa: S311
    half = people // 2
    share = random.uniform(0.1, 0.7)
    pairs = [(f"E{e}", f"A{a}") for e in range(1, half + 2) for a in range(1, half + 2)]
    past = history(*(pair for pair in pairs if random.random() < share))
    late: dict[str, Any] = {f"{side}{half + 1}": {"present": False} for side in "ea"}
    event = rencontre(half + 1, half + 1, half, ROUNDS, **late)
    expected = [p.id for p in event.participants if p.present]
    away = set(random.sample(expected, round(people / 10)))
    published = plan(event, past, budget=Budget(seconds=SECONDS))
    there = tuple(p.model_copy(update={"present": p.id not in away}) for p in event.participants)
    now = event.model_copy(update={"participants": there})
    return Day(past, published, now, random.choice((1, 3)))


def afresh(one: Day) -> Schedule | None:
    """The same evening planned as if nothing had been handed out; only before the first round."""
    if one.first > 1:
        return None
    return plan(one.now, one.past, budget=Budget(seconds=SECONDS)).schedule


def main(days: int = DAYS, people: int = PEOPLE) -> None:
    """One line per day, then what holds of all of them."""
    took, replanned, fresh, both = [], [], [], 0
    print("day  round  new  kept  proven              seconds  changed  afresh")
    for number in range(days):
        one = day(number, people)
        began = perf_counter()
        made = replan(
            one.published, one.now, one.past, from_round=one.first, levels=NEW_FIRST[:2],
            budget=Budget(seconds=SECONDS),
        )  # fmt: skip
        took.append(perf_counter() - began)
        both += made.proven[:2] == NEW_FIRST[:2]
        again = afresh(one)
        effective = resumed(one.published, one.now, from_round=one.first)
        if again is not None:
            fresh.append(len(changes(one.published.schedule, again, effective)))
            replanned.append(len(made.changes))
        print(
            f"{number:>3}  {one.first:>5}  {made.score.new_pairings:>3}  {made.score.kept:>4}  "
            f"{'both' if made.proven[:2] == NEW_FIRST[:2] else made.proven!s:<16}  "
            f"{took[-1]:>10.2f}  {len(made.changes):>7}  {fresh[-1] if again else '-':>6}"
        )
    print(f"both levels proven: {both} of {days}")
    print(f"seconds: median {median(took):.2f}, longest {max(took):.2f}")
    if fresh:
        print(f"changed seats before round 1: {mean(replanned):.1f} replanned, "
              f"{mean(fresh):.1f} planned afresh")  # fmt: skip


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""
A published plan of mixed tables, changed on the day.

Companies that are still complete may be told to stay; the search then seats the others. Which of
them stay is itself searched: all at first, which keeps most; then, where new pairings come first,
as few are let go as brings the most of them, by a large neighbourhood search (Shaw 1998).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.plan import Bound, Progress
from speeddating.domain.score import better
from speeddating.solve.cpsat.lexicographic import NoSolution, NothingFound
from speeddating.solve.mixed.bounds.flow import flow_bound
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.companies import companies, fixed, met_in
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.mixed.found import Found, broken, with_few_moves, without_locks
from speeddating.solve.mixed.model.groups import sittings
from speeddating.solve.mixed.model.variables import affordable
from speeddating.solve.mixed.refine.counted import Counted
from speeddating.solve.mixed.refine.measures import MEASURES, breaches
from speeddating.solve.mixed.search.new_pairings import solve
from speeddating.solve.mixed.searched import refined
from speeddating.solve.mixed.settled import settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from speeddating.domain.schedule import Seating
    from speeddating.domain.score import Value
    from speeddating.solve.clock import Clock
    from speeddating.solve.limits import Limits

_GLANCE, _LOOK, _STEP = 0.05, 0.25, 0.1
"""Shares of the time left: for a first look where CP-SAT goes on, elsewhere, and for one step."""
_POLISH = 0.3
"""Share of the time that is kept for the levels that do not lead."""
_VISITS, _STEPS = 800, 24
"""Of a reproducible run: visits of a round for one look, and looks."""
_WHOLE_ROUNDS = 0.5
"""Share of the steps that seat some rounds anew and leave the others alone."""
_LET_GO = 0.35
"""Share of the companies that a step lets go at most, or tells to stay."""


def replanned(limits: Limits, levels: Sequence[str], clock: Clock) -> Found:
    """
    A schedule of the rounds to come, the leading levels first, then all the others.

    Raises
    ------
    NoSolution, NothingFound
        If no schedule keeps the rules, or none was found in time.
    """
    search = _Search(limits, levels, clock)
    small = affordable(limits)
    search.look_around(_GLANCE if small else _LOOK)
    if not small:
        search.walk()
    found = search.best
    if found is None or broken(limits, found):
        return search.with_bound(settled(limits, levels, clock, found))
    stay = staying(limits, search.kept(found))
    found = refined(stay, levels, clock, found, share=_GLANCE if small else 1.0)
    if small:
        made = settled(limits, levels, clock, found)
        worth = [search.worth(one, levels) for one in (found, made)]
        found = made if worth[1] >= worth[0] else found._replace(proved=made.proved)
    return search.with_bound(found)


def staying(limits: Limits, seatings: Iterable[Seating]) -> Limits:
    """The same, these seats told to stay."""
    if limits.resumed is None:
        raise ValueError(limits)
    return replace(limits, resumed=replace(limits.resumed, staying=tuple(seatings)))


def most_left(limits: Limits) -> int:
    """New pairings of what stays, and what the seats that are left allow at most: a flow."""
    facts, whole = fixed(limits), without_locks(limits)
    met = met_in(limits, facts)
    sides = []
    for side, people in enumerate(whole.sides):
        there, seats = people.there.copy(), people.seats.copy()
        seats[:, : sum(limits.is_held(r) for r in range(whole.rounds))] = 0
        for one in facts:
            there[one.sides[side], one.round] = False
            seats[one.table, one.round] = 0
        locked = np.full_like(people.locked, -1)
        sides.append(replace(people, there=there, seats=seats, locked=locked))
    rest = replace(whole, entreprises=sides[0], associations=sides[1], new=whole.new & ~met)
    return int(np.count_nonzero(met & ~limits.met)) + flow_bound(rest)


@dataclass
class _Search:
    """Which companies stay, and the best schedule found."""

    limits: Limits
    levels: Sequence[str]
    clock: Clock
    best: Found | None = None
    _value: list[Value] = field(default_factory=list)

    def __post_init__(self) -> None:
        """What may stay, what leads, and what nobody exceeds."""
        resumed = self.limits.resumed
        if resumed is None:
            raise ValueError(self.limits)
        whole = asked(self.limits, without_locks(self.limits))
        self._whole = whole
        later = {(one.round, one.table) for one in whole.published if one.round >= whole.held}
        rounds = {number: r for r, number in enumerate(self.limits.rounds)}
        tables = {table.id: t for t, table in enumerate(self.limits.rencontre.tables)}
        self.intact = [
            one
            for one in resumed.published.seatings
            if (rounds.get(one.round), tables.get(one.table)) in later
        ]
        ends = [self.levels.index(x) for x in ("new_pairings", "kept") if x in self.levels]
        self.leading = list(self.levels[: max(ends, default=-1) + 1])
        self.most = most_left(self.limits)
        self._random = np.random.default_rng(self.clock.budget.seed)

    def look_around(self, share: float) -> None:
        """Everybody who can stay does; then nobody has to."""
        began = self.clock.seconds
        self._try(self.intact, share)
        if not self.is_done:
            self._try((), share)
        new = None if self.best is None else self._new(self.best)
        seconds = self.clock.seconds
        self.clock.tell(
            Progress(level="new_pairings", value=new, bound=self.most, seconds=seconds - began)
        )

    def walk(self) -> None:
        """Let some companies go, or tell some more to stay, while time is left."""
        steps = 0
        until = self.clock.left * _POLISH
        while not self.is_done and self.intact and not self.clock.over:
            steps += 1
            if steps > _STEPS if self.clock.budget.reproducible else self.clock.left < until:
                break
            self._try(self._neighbours(), _STEP)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to gain in the leading levels."""
        if self.best is None or broken(self.limits, self.best):
            return False
        return self.keeps_all(self.best) and self._new(self.best) == self._most_after_all()

    def keeps_all(self, found: Found) -> bool:
        """Whether nobody could keep more."""
        return len(self.kept(found)) == len(self.intact)

    @cached_property
    def _with_all(self) -> int:
        return most_left(staying(self.limits, self.intact))

    def _most_after_all(self) -> int:
        """New pairings at most, where all that can be kept is if that comes first."""
        first = self.leading.index("kept") if "kept" in self.leading else len(self.leading)
        return self._with_all if "new_pairings" in self.leading[first:] else self.most

    def with_bound(self, found: Found) -> Found:
        """With what flows prove of new pairings, where a search has not proved as much."""
        most = self._most_after_all() if self.keeps_all(found) else self.most
        known = found.proved.get("new_pairings")
        if known is not None and not better("new_pairings", known.value, most):
            return found
        bound = Bound(level="new_pairings", value=most, engine="flow", seconds=self.clock.seconds)
        return found._replace(proved={**found.proved, "new_pairings": bound})

    def kept(self, found: Found) -> list[Seating]:
        """Intact companies of rounds to come that sit as published."""
        both = zip(self.intact, companies(self.limits, self.intact), strict=True)
        return [seating for seating, company in both if company.sits(found.at)]

    def worth(self, found: Found, levels: Sequence[str]) -> list[Value]:
        """Rules first, then the levels in their order."""
        c = Counted(self._whole, found.at)
        return [breaches(c), *(MEASURES[level](c) for level in levels)]

    def _new(self, found: Found) -> int:
        value = MEASURES["new_pairings"](Counted(self._whole, found.at))
        return value if isinstance(value, int) else 0

    def _neighbours(self) -> list[Seating]:
        """What stays next: all but some rounds; or the companies kept, some fewer or some more."""
        if self._random.random() < _WHOLE_ROUNDS:
            rounds = sorted({one.round for one in self.intact})
            count = 1 + int(self._random.integers(len(rounds)))
            open_ = self._random.permutation(rounds)[:count]
            return [one for one in self.intact if one.round not in open_]
        kept = self.kept(self.best) if self.best else []
        here = {(one.round, one.table) for one in kept}
        gone = [one for one in self.intact if (one.round, one.table) not in here]
        count = 1 + int(self._random.integers(1 + int(_LET_GO * len(self.intact))))
        if gone and (not kept or self._random.random() < 0.5):  # noqa: PLR2004
            return [*kept, *self._some(gone, count)]
        return self._some(kept, max(0, len(kept) - count))

    def _some(self, seatings: Sequence[Seating], count: int) -> list[Seating]:
        chosen = self._random.permutation(len(seatings))[:count]
        return [seatings[i] for i in sorted(chosen)]

    def _try(self, stay: Sequence[Seating], share: float) -> None:
        """Seat everybody else around those who stay, and keep the schedule if it is better."""
        here = staying(self.limits, stay)
        try:
            groups = sittings(here, self.clock)
        except NoSolution:
            if not stay and not affordable(self.limits):
                raise
            return
        except NothingFound:
            if self.best is None and not stay:
                raise
            return
        is_counted, seconds = self.clock.budget.reproducible, share * self.clock.left
        made = solve(
            problem(here, groups.bound_to),
            seconds=None if is_counted else 0.6 * seconds,
            iterations=_VISITS if is_counted else None,
            seed=int(self._random.integers(1 << 30)),
            stop=lambda: self.clock.over,
        )
        found = Found((made.entreprises, made.associations), groups, {})
        found = refined(here, self.leading, self.clock, found, share=0.4 * share)
        found = with_few_moves(self.limits, found)
        value = self.worth(found, self.leading)
        if self.best is None or value >= self._value:
            self.best, self._value = found, value

"""Reach levels in pair x round by the lexicographic loop, capped by flows, from a known start."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from speeddating.domain.plan import Bound, Progress, Scope
from speeddating.solve.cpsat.lexicographic import Goal, Lexicographic, NothingFound, Reached
from speeddating.solve.cpsat.runner import run
from speeddating.solve.rounds.levels import LEVELS
from speeddating.solve.rounds.model import variables
from speeddating.solve.rounds.rules import FAMILIES, OF_THE_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from speeddating.domain.score import Value
    from speeddating.solve.clock import Clock
    from speeddating.solve.rounds.model import RoundVars
    from speeddating.solve.rounds.space import RoundSpace

Chosen = list[tuple[int, int]]


@dataclass
class Settling:
    """
    Levels reached one after the other in a model of ``space``.

    Attributes
    ----------
    chosen
        (pair, round) of the best schedule; a start, or None.
    caps
        Bounds that hold while all earlier caps are reached, for the leading levels.
    loose
        A bound on one level that holds by itself, or None.
    """

    space: RoundSpace
    clock: Clock
    chosen: Chosen | None
    caps: Mapping[str, Value] = field(default_factory=dict)
    loose: Callable[[str], Value | None] = lambda _level: None
    later: int = 0
    """Searches that come after these levels and need time too."""
    holds: bool = False
    """Whether the start is known to keep every demand."""

    def reach(self, levels: Sequence[str]) -> list[Bound]:
        """
        Reach ``levels`` in their order; ``chosen`` is the schedule that does.

        Raises
        ------
        NoSolution, NothingFound
            Only while there is no start that keeps every rule.
        """
        x = variables(self.space)
        for family in (*FAMILIES, *OF_THE_DAY):
            for condition in family(x):
                x.model.add(condition.holds)
        for rule in x.space.limits.own.rules:
            for holds in rule.demands(x):
                x.model.add(holds)
        goals = {level: self._goals(x, level) for level in levels}
        loop = Lexicographic(x.model, self.clock, self._complete(x, goals))
        if loop.values is None and self.chosen:
            _hint(x, self.chosen)
        bounds: list[Bound] = []
        for position, level in enumerate(levels):
            began, searches = self.clock.seconds, loop.searches
            cap = self.caps[level] if level in self.caps else self.loose(level)
            reached = self._pursue(
                loop, goals[level], goal_caps(level, cap), len(levels) - position + self.later
            )
            limit = self._limit(level, reached)
            self.clock.tell(
                Progress(
                    level=level,
                    value=self._value(level, reached),
                    bound=limit,
                    seconds=self.clock.seconds,
                )
            )
            if not all(one.proven for one in reached) or limit != cap:
                self.caps = {}
            bounds.append(
                Bound(
                    level=level,
                    value=limit,
                    scope=self._scope(reached),
                    engine="cpsat" if loop.searches > searches else "flow" if cap else "count",
                    seconds=self.clock.seconds - began,
                )
            )
        if loop.values is None and not self._start_holds():
            loop.find()
        if loop.values is not None:
            self.chosen = x.chosen(loop.values)
        return bounds

    def _start_holds(self) -> bool:
        """Whether the start keeps every rule by construction: no time was left to prove it."""
        sure = self.holds or self.space.given or not self.space.demanding
        return self.chosen is not None and sure

    @staticmethod
    def _goals(x: RoundVars, level: str) -> list[Goal]:
        own = x.space.limits.own.level(level)
        if own is None:
            return list(LEVELS[level](x))
        terms = own.weighted(x)
        return [Goal(level, [v for v, _ in terms], [c for _, c in terms], own.sense)]

    def _pursue(
        self, loop: Lexicographic, goals: Sequence[Goal], caps: Sequence[int], left: int
    ) -> list[Reached]:
        """The goals of one level; a cap holds while the caps of the goals before are reached."""
        reached: list[Reached] = []
        for i, goal in enumerate(goals):
            known = caps[i] if i < len(caps) else goal.known
            try:
                reached.append(loop.reach(goal._replace(known=known), left))
            except NothingFound:
                if not self._start_holds():
                    raise
                reached.append(Reached(None, loop.limit(goal._replace(known=known))))
            if i < len(caps) and reached[-1].value != caps[i]:
                caps = []
        return reached

    def _scope(self, reached: Sequence[Reached]) -> Scope:
        """Chosen pairings prove something of all schedules only where nothing is left to gain."""
        nothing = all(one.proven and one.value == 0 for one in reached)
        return Scope.THESE_PAIRINGS if self.space.given and not nothing else Scope.ALL

    def _limit(self, level: str, reached: Sequence[Reached]) -> Value:
        """The value of a level at the bounds of its goals; exact where all are proven."""
        totals = [one.bound for one in reached]
        if level == "worst_off":
            first = next((i for i, one in enumerate(reached) if not one.proven), len(totals))
            totals = [min(total, totals[min(i, first)]) for i, total in enumerate(totals)]
        return self._worth(level, totals)

    def _value(self, level: str, reached: Sequence[Reached]) -> Value | None:
        """What was reached; None where time ended before the solver could look."""
        totals = [one.value for one in reached if one.value is not None]
        return self._worth(level, totals) if len(totals) == len(reached) else None

    def _worth(self, level: str, totals: Sequence[int]) -> Value:
        """The value of a level from those of its goals."""
        if level == "worst_off":
            return degrees(totals, sum(self.space.limits.shape))
        if level == "wishes":
            return _by_rank(self.space, totals)
        return totals[0] if totals else 0

    def _complete(self, x: RoundVars, goals: Mapping[str, Sequence[Goal]]) -> Sequence[int] | None:
        """The start with every further variable at its best, so that goals have their worth."""
        if self.chosen is None:
            return None
        meets = set(self.chosen)
        for key, variable in x.meets.items():
            x.model.add_hint(variable, key in meets)
        x.model.maximize(
            sum(goal.sense.value * goal.expression() for found in goals.values() for goal in found)
        )
        solver, status = run(
            x.model, self.clock, self.clock.left, fix_variables_to_their_hinted_value=True
        )
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return list(solver.response_proto.solution)


def _hint(x: RoundVars, chosen: Chosen) -> None:
    """Tell the search where a start that breaks some rule would have everybody sit."""
    meets = set(chosen)
    x.model.clear_hints()  # type: ignore[no-untyped-call]
    for key, variable in x.meets.items():
        x.model.add_hint(variable, key in meets)


def degrees(counts: Sequence[int], organisations: int) -> tuple[int, ...]:
    """From how many organisations reach each threshold, what each has, ascending."""
    return tuple(
        sum(1 for reach in counts if reach >= organisations - i) for i in range(organisations)
    )


def thresholds(value: Sequence[int]) -> list[int]:
    """How many of ``value`` reach 1, 2, …: the inverse of :func:`degrees`."""
    return [sum(1 for v in value if v >= t) for t in range(1, max(value, default=0) + 1)]


def goal_caps(level: str, value: Value | None) -> list[int]:
    """A cap of a level as caps of its goals, each holding while those before are reached."""
    if value is None:
        return []
    if isinstance(value, int):
        return [value]
    return thresholds(value) if level == "worst_off" else []


def _by_rank(space: RoundSpace, totals: Sequence[int]) -> tuple[int, ...]:
    ranks = sorted({w.rank for w in space.limits.rencontre.wishes if not w.is_must})
    found = dict(zip(ranks, totals, strict=False))
    return (*(found.get(rank, 0) for rank in range(1, max(ranks, default=0) + 1)), totals[-1])

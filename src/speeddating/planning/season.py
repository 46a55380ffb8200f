"""Plan several rencontres together: each brings about what the others leave to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from speeddating.checks.seats import Seats
from speeddating.domain.history import History
from speeddating.domain.issue import Issue
from speeddating.domain.kinds import expect_each
from speeddating.domain.phase import pursued
from speeddating.domain.plan import Bound, Budget, Progress, Scope
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.season import Season
from speeddating.errors import InfeasibleError, InvalidInputError, NoScheduleFoundError
from speeddating.planning.one import (
    checked,
    nothing_believed,
    refuse_turned,
    refuse_wrong_kinds,
)
from speeddating.report.evening import Evening
from speeddating.solve.clock import Clock, interruptible, started
from speeddating.solve.cpsat.lexicographic import NoSolution, NothingFound
from speeddating.solve.limits import Limits
from speeddating.solve.pairs.choose import NoPairings
from speeddating.solve.reasons.explain import explained
from speeddating.solve.season.bound import by_flow
from speeddating.solve.season.joint import joint
from speeddating.solve.season.solve import choose
from speeddating.solve.ways import solve

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Sequence

    from speeddating.domain.history import Pairing
    from speeddating.domain.plan import Plan
    from speeddating.errors import SpeedDatingError

LEVEL = "new_pairings"
SKETCH, ALONE, LONGER, TOGETHER, AGAIN = 0.1, 0.3, 0.6, 0.4, 0.1
"""Shares of the budget: new pairings only; one after the other, or longer; all levels; again."""
LEAST, LAST_RESORT = 0.01, 1.0
"""Seconds of an evening even when those of the season are over; where it has no plan yet."""


@dataclass(frozen=True)
class Succession:
    """Plans of all rencontres, each checked after those before it."""

    plans: tuple[Plan, ...]
    histories: tuple[History, ...]
    new: tuple[frozenset[Pairing], ...]
    """Per rencontre the pairings that meet for the first time."""

    @property
    def total(self) -> int:
        """Distinct new pairings: none is new in two rencontres."""
        return len(frozenset().union(*self.new))


def plan_season(
    rencontres: Sequence[Rencontre],
    history: History | None = None,
    *,
    budget: Budget | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> Season:
    """
    Plans of coming rencontres with the most distinct new pairings over all of them.

    A search by exact flows says who meets whom at which of them. The engine of
    :func:`speeddating.plan` lays that into rounds and tables, one rencontre after the other, each
    leaving to the later ones what they claim: so every rule of every rencontre holds, and within
    an evening the levels after new pairings are pursued in their order: its priorities, then what
    its phase sets. The same rencontres one
    after the other, without claims, are planned too; the result is never below them.

    Parameters
    ----------
    rencontres
        In the order in which they take place, each with the people expected.
    history
        Past meetings; rows of these rencontres themselves are ignored.
    budget
        For all of them together.
    on_progress, cancel
        As for :func:`speeddating.plan`.

    Returns
    -------
    Season
        Proven when the bound is met: a flow's, a linear programme's, or CP-SAT's.

    Raises
    ------
    InvalidInputError
        If there is no rencontre, one is there twice, or their dates are not in order.
    UnsupportedError, InfeasibleError, NoScheduleFoundError, BrokenScheduleError
        As :func:`speeddating.plan`, for a rencontre after what the earlier ones bring about.

    Examples
    --------
    >>> from speeddating import Budget, plan_season, sample
    >>> first = sample(3, 3, rounds=2, language="en")
    >>> second = first.model_copy(update={"name": "The next one"})
    >>> season = plan_season([first, second], budget=Budget(seconds=20))
    >>> season.new_pairings, season.most
    (9, 9)
    """
    rencontres = expect_each(Rencontre, "rencontres", rencontres)
    for rencontre in rencontres:
        refuse_wrong_kinds(rencontre, history, budget, "auto", on_progress, cancel)
    issues = list(_refusals(rencontres))
    if issues:
        raise InvalidInputError(issues)
    history = history or History()
    for rencontre in rencontres:
        refuse_turned(rencontre, history)
        history = history.before(rencontre.identity)
    clock = started(budget, on_progress, cancel)
    with interruptible(clock), nothing_believed(rencontres[0]):
        alone, best, bound = _together(rencontres, history, clock)
    return Season(
        names=tuple(rencontre.name for rencontre in rencontres),
        plans=best.plans,
        histories=best.histories,
        new_pairings=best.total,
        one_after_the_other=None if alone is None else alone.total,
        bound=bound,
        evidence=best.plans[0].evidence.model_copy(
            update={
                "space": "season",
                "seconds": clock.seconds,
                "reproducible": clock.budget.reproducible
                and not clock.cut
                and clock.stopped == "finished",
                "stopped": clock.stopped,
            }
        ),
    )


def _refusals(rencontres: Sequence[Rencontre]) -> Iterator[Issue]:
    if not rencontres:
        yield Issue(code="season.no_rencontre")
    for one, other in pairwise(sorted(rencontres, key=lambda r: (r.name, str(r.date)))):
        if one.identity == other.identity:
            yield Issue(code="season.same_rencontre", data={"name": one.name})
    dated = [rencontre for rencontre in rencontres if rencontre.date is not None]
    for one, other in pairwise(dated):
        if one.date is not None and other.date is not None and one.date > other.date:
            yield Issue(code="season.not_in_order", data={"name": one.name, "other": other.name})


def _together(
    rencontres: Sequence[Rencontre], history: History, clock: Clock
) -> tuple[Succession | None, Succession, Bound]:
    """One after the other, the best series known, and the bound of all."""
    season = joint([Limits(rencontre, history) for rencontre in rencontres])
    pairings, bound = choose(season, season.nothing(), clock)
    nothing: list[frozenset[Pairing]] = [frozenset() for _ in rencontres]
    refused: list[SpeedDatingError] = []

    def made(
        claims: Sequence[frozenset[Pairing]],
        share: float,
        levels: Sequence[str] = (),
        least: float = LEAST,
    ) -> Succession | None:
        each = clock.budget.seconds * share / len(rencontres)
        try:
            return _succession(
                rencontres, history, claims, clock, levels=levels, seconds=(each, least)
            )
        except (InfeasibleError, NoScheduleFoundError) as error:
            refused.append(error)
            return None

    def tell(series: Succession | None) -> None:
        value = None if series is None else series.total
        told = Progress(level=LEVEL, value=value, bound=bound.value, seconds=clock.seconds)
        clock.tell(told)

    claimed = made(pairings, SKETCH, (LEVEL,))
    tell(claimed)
    plain = made(nothing, SKETCH, (LEVEL,))
    refused.clear()
    # at tables of several claims may cost more than they bring: then time brings more
    whole = made(nothing, ALONE if _total(claimed) >= _total(plain) else LONGER)
    alone = max(whole, plain, key=_total)
    sketch = max(claimed, plain, key=_total)
    best, kept = (whole, 0) if _total(whole) >= _total(sketch) else (sketch, -1)
    for share in (TOGETHER, AGAIN):
        # a sketch gives way to equals: it stopped at the first level
        if kept >= 0 and _total(best) == bound.value:
            break
        found = made(pairings if best is None else best.new, share)
        if found is None or _total(found) <= _total(best) + kept:
            break
        best, kept = found, 0
        tell(best)
    if alone is None and not clock.cancelled.is_set():  # any evening may take all that is left
        least = LAST_RESORT if best is None else LEAST
        alone = made(nothing, len(rencontres), (LEVEL,), least)
        best = alone if _total(alone) > _total(best) else best
    if best is None:
        raise refused[0]
    return alone, best, bound


def _total(series: Succession | None) -> int:
    """Worse than any series: none."""
    return -1 if series is None else series.total


def _succession(
    rencontres: Sequence[Rencontre],
    history: History,
    claims: Sequence[frozenset[Pairing]],
    clock: Clock,
    *,
    levels: Sequence[str],
    seconds: tuple[float, float],
) -> Succession:
    """
    One rencontre after the other, each leaving to the later ones what they claim.

    Whatever a rencontre does not bring about of its own claims is open to those after it. Each
    has the first of ``seconds`` while the season lasts, and the second in any case. Without
    ``levels``, those of each rencontre are pursued after new pairings.
    """
    plans, histories, new = [], [history], []
    for number, rencontre in enumerate(rencontres):
        later: frozenset[Pairing] = frozenset().union(*claims[number + 1 :])
        limits = Limits(rencontre, histories[-1], reserved=later)
        wanted = levels or pursued((LEVEL,), rencontre.levels)
        made = _one(limits, wanted, clock, seconds)
        plans.append(made)
        new.append(Seats(rencontre, histories[-1], made.schedule).new)
        histories.append(Evening(rencontre, histories[-1], made.schedule).grown())
    return Succession(tuple(plans), tuple(histories), tuple(new))


def _one(
    limits: Limits, levels: Sequence[str], season: Clock, seconds: tuple[float, float]
) -> Plan:
    """
    The plan of one rencontre that leaves to others what they claim, if its rules let it.

    Raises
    ------
    InfeasibleError, NoScheduleFoundError
        If there is no plan even when nothing is left to others.
    """
    most, least = seconds
    granted = most if season.budget.reproducible else min(most, season.left)
    budget = season.budget.model_copy(update={"seconds": max(granted, least)})
    clock = Clock(budget, cancelled=season.cancelled)
    leaves = bool(limits.left_to_others.any())
    try:
        with nothing_believed(limits.rencontre):
            answer = solve(limits, tuple(levels), "auto", clock)
    except (NoPairings, NoSolution, NothingFound) as failure:
        if leaves:
            return _one(limits.unreserved(), levels, season, seconds)
        if isinstance(failure, NothingFound):
            raise NoScheduleFoundError(limits.rencontre.name, clock.seconds) from None
        with nothing_believed(limits.rencontre):
            raise explained(limits, clock) from None
    season.cut |= clock.cut
    made = checked(limits, answer, "auto", clock)
    return made.model_copy(update={"bounds": tuple(_bounds(limits, made))}) if leaves else made


def _bounds(limits: Limits, made: Plan) -> Iterator[Bound]:
    """
    What bounds the plan of an evening that leaves pairings to others.

    Its new pairings are bounded over all schedules of the evening; what follows was found among
    schedules without the pairings left to others, so it holds for these pairings.
    """
    for bound in made.bounds:
        if bound.level == LEVEL:
            alone = by_flow(joint([limits.unreserved()]))
            yield bound.model_copy(update={"value": alone, "engine": "flow"})
        elif bound.scope is Scope.ALL:
            yield bound.model_copy(update={"scope": Scope.THESE_PAIRINGS})
        else:
            yield bound

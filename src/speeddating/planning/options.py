"""Every sensible answer to a changed evening: changes against new pairings, one plan for each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from speeddating.domain.history import History
from speeddating.errors import InfeasibleError, NoScheduleFoundError
from speeddating.planning.one import refuse_wrong_kinds
from speeddating.planning.replan import KEPT_FIRST, NEW_FIRST, limits_of, settled
from speeddating.solve.clock import Clock, interruptible, started

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence

    from speeddating.domain.plan import Budget, Engine, Plan, Progress
    from speeddating.domain.rencontre import Rencontre
    from speeddating.domain.schedule import Schedule
    from speeddating.solve.limits import Limits


def replan_options(
    published: Plan | Schedule,
    rencontre: Rencontre,
    history: History | None = None,
    *,
    from_round: int | None = None,
    budget: Budget | None = None,
    engine: Engine = "auto",
    on_progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> tuple[Plan, ...]:
    """
    Plans of which none has both more new pairings and more kept seats than another.

    Parameters
    ----------
    budget
        For all of them together.
    published, rencontre, history, from_round, engine, on_progress, cancel
        As for :func:`speeddating.replan`.

    Returns
    -------
    tuple of Plan
        From fewest changed seats to most new pairings. The last one is :func:`speeddating.replan`
        itself; the bounds of each other one hold over schedules with at least one new pairing more
        than the plan before it. Where ``kept`` is proven of all, the front is complete.

    Raises
    ------
    SpeedDatingError
        As :func:`speeddating.replan`.

    Notes
    -----
    The epsilon-constraint method (Haimes, Lasdon & Wismer 1971): as many searches as there are
    numbers of new pairings between both ends, at most.

    Examples
    --------
    >>> from speeddating import Budget, plan, replan_options, sample
    >>> rencontre = sample(3, 3, rounds=3)
    >>> made = plan(rencontre)
    >>> options = replan_options(made, rencontre, budget=Budget(seconds=20))
    >>> [len(one.concerned) for one in options][0]  # nobody is missing: nothing has to change
    0
    """
    refuse_wrong_kinds(rencontre, history, budget, engine, on_progress, cancel)
    clock = started(budget, on_progress, cancel)
    limits = limits_of(published, rencontre, history or History(), from_round)
    with interruptible(clock):
        most = settled(limits, NEW_FIRST, engine, _part(clock, 3))
        found = [settled(limits, KEPT_FIRST, engine, _part(clock, 2))]
        while found[-1].score.new_pairings + 1 < most.score.new_pairings and not clock.over:
            least = found[-1].score.new_pairings + 1
            further = most.score.new_pairings - least
            try:
                found.append(
                    settled(_reaching(limits, least), KEPT_FIRST, engine, _part(clock, further))
                )
            except (InfeasibleError, NoScheduleFoundError):
                break  # no time was left: the other plans stand
    return _undominated([*found, most])


def _reaching(limits: Limits, least: int) -> Limits:
    if limits.resumed is None:
        raise ValueError(limits)
    return replace(limits, resumed=replace(limits.resumed, least_new=least))


def _part(clock: Clock, parts: int) -> Clock:
    """A clock of its own for one of ``parts`` searches, with the same cancel flag."""
    seconds = max(clock.left / max(1, parts), 0.01)
    budget = clock.budget.model_copy(update={"seconds": seconds})
    return Clock(budget, clock.on_progress, clock.cancelled)


def _undominated(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Fewest changes first, without those that another one equals or beats."""
    front: list[Plan] = []
    for one in sorted(plans, key=lambda p: (-p.score.kept, -p.score.new_pairings)):
        if not front or one.score.new_pairings > front[-1].score.new_pairings:
            front.append(one)
    return tuple(front)

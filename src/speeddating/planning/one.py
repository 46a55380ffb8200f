"""Plan one rencontre: choose the smallest space that keeps its rules, solve, check, tell."""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, get_args

from speeddating._version import __version__
from speeddating.checks.held import check_resumed
from speeddating.checks.levels import worth
from speeddating.checks.rules import broken
from speeddating.checks.seats import Seats
from speeddating.domain.history import History
from speeddating.domain.issue import Issue, Violation
from speeddating.domain.kinds import expect
from speeddating.domain.people import Side
from speeddating.domain.plan import Budget, Engine, Evidence, Plan
from speeddating.domain.rencontre import Rencontre
from speeddating.errors import (
    BrokenScheduleError,
    InvalidInputError,
    NoScheduleFoundError,
    UnsupportedError,
)
from speeddating.solve.clock import Clock, interruptible, started
from speeddating.solve.cpsat.lexicographic import NoSolution, NothingFound
from speeddating.solve.cpsat.runner import SolverContradictsItselfError
from speeddating.solve.flow.solvers import FlowError
from speeddating.solve.limits import Limits
from speeddating.solve.own import asked
from speeddating.solve.pairs.choose import NoPairings
from speeddating.solve.reasons.explain import explained, impossible_at_sight
from speeddating.solve.rounds.agreement import own_broken, own_worth
from speeddating.solve.uncollected import uncollected
from speeddating.solve.ways import solve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from speeddating.domain.plan import Progress
    from speeddating.solve.answer import Answer
    from speeddating.solve.own import OwnLevel, OwnRule


def plan(
    rencontre: Rencontre,
    history: History | None = None,
    *,
    budget: Budget | None = None,
    engine: Engine = "auto",
    levels: Sequence[str | OwnLevel] | None = None,
    rules: Sequence[OwnRule] = (),
    on_progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> Plan:
    """
    Who sits with whom, when and where, and how good that is, proven as far as it goes.

    Parameters
    ----------
    history
        Past meetings; rows of this rencontre's own name and date are ignored.
    budget
        Seconds, threads, seed; ``Budget()`` by default. The solver is given less and less of it,
        and the plan is returned with the bounds reached when it is used up. ``waits`` and
        ``moves`` often take all that is left, long after the earlier levels are proven: give less,
        leave them out of ``levels``, or set ``cancel`` from ``on_progress``.
    engine
        ``"auto"``; ``"cpsat"`` solves every level by CP-SAT; ``"flow"`` uses flows alone, where
        they apply.
    levels
        Names of :data:`speeddating.domain.score.LEVELS`, dearest first; own ones among them
        (:mod:`speeddating.extend`). Without any, those of the rencontre: its priorities, then
        what its phase sets.
    rules
        Rules of the caller's own, kept and checked like the others.
    on_progress
        Called in this thread after each improvement.
    cancel
        Set it from another thread to get the best plan so far. Ctrl-C does the same.

    Returns
    -------
    Plan
        Checked: its schedule keeps every rule, its score is recomputed from the seats.

    Raises
    ------
    UnsupportedError
        If the rencontre asks for what ``engine`` cannot do; nothing is ignored.
    InvalidInputError
        If an own rule or level names somebody unknown, bears a name that is taken, or says
        something else to the solver than to the checker.
    InfeasibleError
        If no schedule keeps the rules.
    NoScheduleFoundError
        If time ends before a first schedule.
    BrokenScheduleError
        If the schedule fails its check, or the solver contradicts itself: a defect.

    Examples
    --------
    >>> from speeddating import Budget, plan, sample
    >>> made = plan(sample(3, 4, rounds=3), budget=Budget(seconds=20))
    >>> made.summary("en")
    '9 new meetings of 9 possible: proven optimal'
    >>> made.bound("new_pairings").value, made.proven[0]
    (9, 'new_pairings')
    >>> len(made.schedule.seatings)
    9
    """
    refuse_wrong_kinds(rencontre, history, budget, engine, on_progress, cancel)
    history = history or History()
    refuse_turned(rencontre, history)
    names, own = asked(rencontre.levels if levels is None else levels, rules)
    clock = started(budget, on_progress, cancel)
    limits = Limits(rencontre, history, own)
    with interruptible(clock), nothing_believed(rencontre):
        if impossible_at_sight(limits):
            raise explained(limits, clock)
        try:
            answer = solve(limits, names, engine, clock)
        except (NoPairings, NoSolution):
            raise explained(limits, clock) from None
        except NothingFound:
            raise NoScheduleFoundError(rencontre.name, clock.seconds) from None
        return checked(limits, answer, engine, clock)


@contextmanager
def nothing_believed(rencontre: Rencontre) -> Iterator[None]:
    """
    A solver caught in a contradiction ends the search.

    Raises
    ------
    BrokenScheduleError
        In its place: what it found is no plan.
    """
    try:
        yield
    except (SolverContradictsItselfError, FlowError) as caught:
        told = Violation(rule="solver", data={"what": str(caught)})
        raise BrokenScheduleError(rencontre.name, [told]) from caught


def refuse_wrong_kinds(  # noqa: PLR0917 - what all the searches share, in their order
    rencontre: object,
    history: object,
    budget: object,
    engine: str,
    on_progress: object,
    cancel: object,
) -> None:
    """A slip of a caller, told before any search."""
    expect(Rencontre, rencontre=rencontre)
    expect(History | None, history=history)
    expect(Budget | None, budget=budget)
    expect(Callable | None, on_progress=on_progress)  # type: ignore[arg-type]
    expect(threading.Event | None, cancel=cancel)
    if engine not in get_args(Engine):
        raise UnsupportedError("unknown_engine", names=engine, known=", ".join(get_args(Engine)))


def refuse_turned(rencontre: Rencontre, history: History) -> None:
    """
    Nobody forgets a meeting because its two organisations stand the wrong way round.

    Raises
    ------
    InvalidInputError
        If an encounter names two organisations of this rencontre, each on the other's side.
    """
    side = {one.id: one.side for one in rencontre.organisations}
    if not any(side.get(name) is Side.ASSOCIATION for name in set(history.columns[0])):
        return
    turned = [
        Issue(
            code="domain.turned_encounter",
            data={"entreprise": one.entreprise, "association": one.association},
        )
        for one in history.encounters
        if side.get(one.entreprise) is Side.ASSOCIATION
        and side.get(one.association) is Side.ENTREPRISE
    ]
    if turned:
        raise InvalidInputError(turned)


@uncollected()
def checked(limits: Limits, answer: Answer, engine: Engine, clock: Clock) -> Plan:
    """
    A plan from ``answer``, once its schedule has passed every check.

    Raises
    ------
    BrokenScheduleError
        If it has not.
    """
    rencontre, history = limits.rencontre, limits.history
    seats = Seats(rencontre, history, answer.schedule)
    violations = _broken(limits, seats) or own_broken(limits, seats)
    if violations:
        raise BrokenScheduleError(rencontre.name, violations)
    return Plan(
        schedule=answer.schedule,
        score=worth(seats, None if limits.resumed is None else limits.resumed.published),
        bounds=answer.bounds,
        evidence=_evidence(answer, engine, clock),
        own=own_worth(limits, seats),
    )


def _broken(limits: Limits, seats: Seats) -> tuple[Violation, ...]:
    """What the schedule breaks, but for what rounds already held have broken."""
    resumed = limits.resumed
    if resumed is None:
        return broken(seats)
    return check_resumed(
        limits.rencontre, limits.history, seats.schedule, resumed.held, resumed.from_round
    )


def _evidence(answer: Answer, engine: Engine, clock: Clock) -> Evidence:
    return Evidence(
        versions={
            "speeddating": __version__,
            "python": platform.python_version(),
            "ortools": version("ortools"),
        },
        engine=engine,
        space=answer.space,
        seed=clock.budget.seed,
        seconds=clock.seconds,
        workers=clock.workers,
        reproducible=clock.budget.reproducible and not clock.cut and clock.stopped == "finished",
        stopped=clock.stopped,
    )

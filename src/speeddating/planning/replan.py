"""Change a published plan on the day: rounds held are facts, all others are planned again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from speeddating.checks import score
from speeddating.checks.held import check_resumed
from speeddating.checks.seats import Seats
from speeddating.domain.history import History
from speeddating.domain.issue import Issue
from speeddating.domain.kinds import expect
from speeddating.domain.plan import Budget, Plan, schedule_of
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule
from speeddating.domain.score import LEVELS, better
from speeddating.errors import InvalidInputError, NoScheduleFoundError, UnsupportedError
from speeddating.planning.evening import as_it_is, changes, held_rounds, with_holes
from speeddating.planning.one import checked, nothing_believed, refuse_turned, refuse_wrong_kinds
from speeddating.solve.clock import Clock, interruptible, started
from speeddating.solve.cpsat.lexicographic import NoSolution, NothingFound
from speeddating.solve.limits import Limits
from speeddating.solve.own import asked
from speeddating.solve.pairs.choose import NoPairings
from speeddating.solve.reasons.explain import explained
from speeddating.solve.resumed import Resumed, rest_of
from speeddating.solve.ways import solve, unsearched

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence

    from speeddating.domain.plan import Engine, Progress
    from speeddating.domain.score import Score
    from speeddating.solve.answer import Answer
    from speeddating.solve.own import OwnLevel

NEW_FIRST: tuple[str, ...] = tuple(level.name for level in LEVELS)
"""New pairings first, then fewest changed seats."""
KEPT_FIRST: tuple[str, ...] = ("kept", *(name for name in NEW_FIRST if name != "kept"))
"""Fewest changed seats first, then new pairings."""


def replan(
    published: Plan | Schedule,
    rencontre: Rencontre,
    history: History | None = None,
    *,
    from_round: int | None = None,
    budget: Budget | None = None,
    engine: Engine = "auto",
    levels: Sequence[str | OwnLevel] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> Plan:
    """
    The published plan, changed for the people who are there.

    Parameters
    ----------
    published
        What was handed out. Seats of rounds before ``from_round`` are facts and stay as they are,
        those of people who have left since too; who is marked ``absent`` in such a round was not
        there and did not sit.
    rencontre
        The rencontre as it is now: ``present=False`` for who is not there any more, further lines
        for who came unannounced.
    history
        Past meetings; rows of this rencontre's own name and date are ignored.
    from_round
        The first round to plan again; ``rencontre.resume_at`` unless said, or 1.
    budget
        As for :func:`speeddating.plan`.
    engine
        ``"auto"`` or ``"cpsat"``.
    levels
        Names of levels, dearest first, such as :data:`KEPT_FIRST`; own ones among them
        (:mod:`speeddating.extend`). Without any, those of the rencontre, and ``kept``, where they
        do not name it, next after ``new_pairings``. There are no own rules here: what was
        held may have broken them.
    on_progress, cancel
        As for :func:`speeddating.plan`.

    Returns
    -------
    Plan
        Never worse than the published plan with the seats of absent people left empty, where that
        keeps the rules; ``changes`` has every seat that is another. It belongs to the rencontre
        that :func:`resumed` gives.

    Raises
    ------
    UnsupportedError
        If ``engine`` is ``"flow"``, or nothing is left to plan.
    InfeasibleError, NoScheduleFoundError, BrokenScheduleError
        As :func:`speeddating.plan`; reasons are told of the rounds that are left.
    InvalidInputError
        If seats of rounds held are what no evening can be.

    Notes
    -----
    At tables of one and one, who meets as published can sit as published, since published tables
    of one round are all different: so ``kept`` is linear over pair x round, and CP-SAT proves it
    like any level. At tables of several, or with project groups, flows bound new pairings and a
    search goes for them; proofs are for small evenings only.

    Examples
    --------
    >>> from speeddating import Budget, plan, replan, sample
    >>> rencontre = sample(3, 3, rounds=3)
    >>> made = plan(rencontre)
    >>> late, *others = rencontre.participants
    >>> away = late.model_copy(update={"present": False})
    >>> now = rencontre.model_copy(update={"participants": (away, *others)})
    >>> replan(made, now, budget=Budget(seconds=20)).score.new_pairings
    6
    """
    refuse_wrong_kinds(rencontre, history, budget, engine, on_progress, cancel)
    names, own = asked(and_kept(rencontre.levels) if levels is None else levels)
    clock = started(budget, on_progress, cancel)
    limits = limits_of(published, rencontre, history or History(), from_round)
    with interruptible(clock):
        return settled(replace(limits, own=own), names, engine, clock)


def and_kept(levels: Sequence[str]) -> tuple[str, ...]:
    """``levels`` of a rencontre; ``kept``, where they lack it, next after new pairings or first."""
    if "kept" in levels:
        return tuple(levels)
    at = levels.index("new_pairings") + 1 if "new_pairings" in levels else 0
    at = min(at, levels.index("moves")) if "moves" in levels else at
    return (*levels[:at], "kept", *levels[at:])


def resumed(
    published: Plan | Schedule, rencontre: Rencontre, *, from_round: int | None = None
) -> Rencontre:
    """
    The rencontre that a replanned schedule belongs to, and is checked and written with.

    Who sat in a round held and is not there any more is present in it, and absent from the others;
    who is in no published seat is absent from the rounds held.

    Examples
    --------
    >>> from speeddating import plan, resumed, sample
    >>> rencontre = sample(2, 2, rounds=2)
    >>> resumed(plan(rencontre), rencontre) == rencontre  # nothing was held yet
    True
    """
    expect(Rencontre, rencontre=rencontre)
    return limits_of(published, rencontre, History(), from_round).rencontre


def limits_of(
    published: Plan | Schedule,
    rencontre: Rencontre,
    history: History,
    from_round: int | None,
    least_new: int = 0,
) -> Limits:
    """Everything a replan needs to know of the evening."""
    expect(Plan | Schedule, published=published)
    schedule = schedule_of(published)
    refuse_turned(rencontre, history)
    expect(int | None, from_round=from_round)
    first = (rencontre.resume_at or 1) if from_round is None else from_round
    if first < 1:
        raise InvalidInputError([Issue(code="replan.no_such_round", value=str(first))])
    if first > rencontre.working_rounds[-1]:
        raise UnsupportedError("nothing_left", round=first, last=rencontre.working_rounds[-1])
    held = held_rounds(schedule, rencontre, history, first)
    now = as_it_is(rencontre, schedule, held, first)
    return Limits(now, history, resumed=Resumed(schedule, held, first, least_new))


def settled(limits: Limits, levels: Sequence[str], engine: Engine, clock: Clock) -> Plan:
    """A checked plan for an evening under way, at least as good as leaving holes."""
    resumed = limits.resumed
    if resumed is None:
        raise ValueError(limits)
    holes = with_holes(resumed.published, limits.rencontre, resumed.held, resumed.from_round)
    try:
        with nothing_believed(limits.rencontre):
            answer = solve(limits, tuple(levels), engine, clock)
    except (NoPairings, NoSolution):
        rencontre, history, _ = rest_of(limits.rencontre, limits.history, resumed)
        with nothing_believed(rencontre):
            raise explained(Limits(rencontre, history), clock) from None
    except NothingFound:
        if not _keeps_rules(limits, holes):
            raise NoScheduleFoundError(limits.rencontre.name, clock.seconds) from None
        answer, clock.cut = unsearched(limits, levels, holes), True
    if _is_better(limits, holes, answer, levels):
        answer = replace(answer, schedule=holes)
    made = checked(limits, answer, engine, clock)
    told = changes(resumed.published, made, limits.rencontre, from_round=resumed.from_round)
    return made.model_copy(update={"changes": told})


def _keeps_rules(limits: Limits, holes: Schedule) -> bool:
    """Whether leaving holes is an answer at all."""
    resumed = limits.resumed
    if resumed is None or check_resumed(
        limits.rencontre, limits.history, holes, resumed.held, resumed.from_round
    ):
        return False
    return _worth(limits, holes).new_pairings >= resumed.least_new


def _worth(limits: Limits, schedule: Schedule) -> Score:
    published = None if limits.resumed is None else limits.resumed.published
    return score(limits.rencontre, limits.history, schedule, published)


def _is_better(limits: Limits, holes: Schedule, answer: Answer, levels: Sequence[str]) -> bool:
    """Whether leaving holes keeps the rules and would be better: the search had too little time."""
    if holes == answer.schedule or not _keeps_rules(limits, holes):
        return False
    left, found = (_worth(limits, one) for one in (holes, answer.schedule))
    seats = [Seats(limits.rencontre, limits.history, one) for one in (holes, answer.schedule)]
    for level in levels:
        own = limits.own.level(level)
        if own is None:
            if left.value(level) != found.value(level):
                return better(level, left.value(level), found.value(level))
        elif gain := own.worth(seats[0]) - own.worth(seats[1]):
            return gain * own.sense.value > 0
    return False

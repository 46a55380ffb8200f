"""A plan moved about by hand: what it breaks, what it costs, whom it concerns, in plain words."""

from __future__ import annotations

from speeddating.checks import score
from speeddating.checks.held import check_resumed
from speeddating.domain.base import Frozen
from speeddating.domain.history import History
from speeddating.domain.issue import Violation
from speeddating.domain.kinds import expect
from speeddating.domain.plan import Change, Plan, schedule_of
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule
from speeddating.domain.score import LEVELS, Value, better
from speeddating.planning.evening import as_it_is, changes, held_rounds


class Cost(Frozen):
    """A level that is worth something else than before."""

    level: str
    before: Value
    after: Value

    @property
    def is_worse(self) -> bool:
        """Whether something was lost; otherwise it was gained."""
        return better(self.level, self.before, self.after)


class Verdict(Frozen):
    """What hand edits come to."""

    broken: tuple[Violation, ...]
    """Rules that the edited plan breaks; empty: it can be handed out."""
    costs: tuple[Cost, ...]
    """Levels that changed, dearest first; ``kept`` is told by the changes."""
    changes: tuple[Change, ...]
    """Every seat that is not the published one."""


def verify(
    edited: Plan | Schedule,
    published: Plan | Schedule,
    rencontre: Rencontre,
    history: History | None = None,
) -> Verdict:
    """
    Compare a plan moved about by hand with the one that was handed out.

    Parameters
    ----------
    edited
        As :func:`speeddating.intake.read_schedule` reads it from an edited sheet.
    rencontre
        Where ``resume_at`` is set, rounds before it are facts and break nothing.

    Raises
    ------
    InvalidInputError
        If seats of rounds held are what no evening can be.

    Examples
    --------
    >>> from speeddating import plan, sample, verify
    >>> rencontre = sample(2, 2, rounds=2)
    >>> made = plan(rencontre)
    >>> one, *others = made.schedule.seatings
    >>> edited = made.schedule.model_copy(update={"seatings": tuple(others)})
    >>> verdict = verify(edited, made, rencontre)
    >>> verdict.costs[0].level, verdict.costs[0].before, verdict.costs[0].after
    ('new_pairings', 4, 3)
    """
    expect(Plan | Schedule, edited=edited, published=published)
    expect(Rencontre, rencontre=rencontre)
    expect(History | None, history=history)
    after, before = schedule_of(edited), schedule_of(published)
    past = history or History()
    first = rencontre.resume_at or 1
    held = held_rounds(after, rencontre, past, first)
    now = as_it_is(rencontre, after, held, first)
    broken = check_resumed(now, past, after, held, first)
    if any(one.rule == "everything_is_known" for one in broken):
        return Verdict(broken=broken, costs=(), changes=())
    worth, was = (score(now, past, one) for one in (after, before))
    costs = tuple(
        Cost(level=level.name, before=was.value(level.name), after=worth.value(level.name))
        for level in LEVELS
        if was.value(level.name) != worth.value(level.name)
    )
    return Verdict(
        broken=broken, costs=costs, changes=changes(before, after, now, from_round=first)
    )

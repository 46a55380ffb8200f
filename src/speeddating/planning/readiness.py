"""Days before a rencontre: is it worth holding with those who have registered?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from speeddating.domain.base import Frozen, TableId
from speeddating.domain.history import History, Source
from speeddating.domain.issue import Reason
from speeddating.domain.kinds import expect
from speeddating.domain.people import Side
from speeddating.domain.plan import Budget
from speeddating.domain.rencontre import Identity, Rencontre
from speeddating.planning.imagined import one_more, unused
from speeddating.planning.one import nothing_believed
from speeddating.solve.clock import Clock
from speeddating.solve.demands import demands
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.bounds.flow import flow_bound
from speeddating.solve.mixed.found import without_locks
from speeddating.solve.pairs.choose import SUPPORTS, by_flow
from speeddating.solve.pairs.network import build
from speeddating.solve.reasons.groups import groups_apart
from speeddating.words import Language, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPECTED = 30
"""Dirigeants, both sides together: the least that makes an evening worth it."""
_LOOK = Budget(seconds=2, reproducible=True)
"""For groups: a small model, mostly settled in no time."""
Addition = Literal["entreprise", "association", "table", "round"]
ADDITIONS: tuple[Addition, ...] = ("entreprise", "association", "table", "round")


class SideReadiness(Frozen):
    """Who of one side is expected, beside those who came last time."""

    people: int
    organisations: int
    last_time: tuple[str, ...] | None
    """Organisations that met somebody at the last rencontre; None without one."""
    not_back: tuple[str, ...] = ()
    """Those of them that nobody has registered for: whom to call."""


class Prospect(Frozen):
    """What an evening can give."""

    new_pairings: int
    """Most first meetings."""
    pauses: int
    """Fewest rounds without a seat, over all people, with that many first meetings."""
    exact: bool
    """Attained by some schedule; False: no schedule has more, or fewer pauses."""


class Readiness(Frozen):
    """Figures for one page: whether to hold the rencontre, and what would help most."""

    rencontre: str
    entreprises: SideReadiness
    associations: SideReadiness
    expected: int
    last: Identity | None
    """The rencontre that it is compared with."""
    rounds: int
    unmet: int
    """Pairs of those expected that may meet and never did."""
    outlook: Prospect
    additions: dict[Addition, Prospect]
    """The same with one more entreprise, association, table or round."""
    apart: tuple[Reason, ...] = ()
    """Project groups that cannot all sit, and ways out: with them there is no plan."""

    @property
    def people(self) -> int:
        """Both sides together."""
        return self.entreprises.people + self.associations.people

    def lines(self, language: Language | None = None) -> tuple[str, ...]:
        """One page in words."""
        return tuple(_lines(self, language))


def readiness(
    rencontre: Rencontre, history: History | None = None, *, expected: int = EXPECTED
) -> Readiness:
    """
    Whether those who have registered make a rencontre, and what one more would change.

    Parameters
    ----------
    history
        Past meetings; the last rencontre named in it is what this one is compared with.
    expected
        People that are hoped for, both sides together.

    Returns
    -------
    Readiness
        What one more would change is found by solving again, never extrapolated. Project groups
        that cannot all sit are told; promised meetings and musts are left out:
        :func:`speeddating.plan` tells whether they can be kept.

    Notes
    -----
    Five flows: milliseconds for a hundred people.

    Examples
    --------
    >>> from speeddating import readiness, sample
    >>> told = readiness(sample(3, 4, rounds=3))
    >>> told.people, told.outlook.new_pairings, told.outlook.pauses
    (7, 9, 3)
    >>> told.additions["round"].new_pairings
    12
    """
    expect(Rencontre, rencontre=rencontre)
    expect(History | None, history=history)
    expect(int, expected=expected)
    history = (history or History()).before(rencontre.identity)
    last = _last(rencontre, history)
    limits = Limits(rencontre, history)
    with nothing_believed(rencontre):
        return Readiness(
            rencontre=rencontre.name,
            entreprises=_side(rencontre, history, last, Side.ENTREPRISE),
            associations=_side(rencontre, history, last, Side.ASSOCIATION),
            expected=expected,
            last=last,
            rounds=len(rencontre.working_rounds),
            unmet=int(limits.new.sum()),
            outlook=prospect(rencontre, history),
            additions={one: prospect(_with(rencontre, one), history) for one in ADDITIONS},
            apart=groups_apart(limits, Clock(_LOOK)) if rencontre.groups else (),
        )


def prospect(rencontre: Rencontre, history: History) -> Prospect:
    """
    Most first meetings and fewest pauses, by flows; promises and musts left out.

    With tables of one and one and no rule that names a round a flow attains both, otherwise they
    are bounds.
    """
    free = rencontre.model_copy(
        update={
            "wishes": tuple(wish for wish in rencontre.wishes if not wish.is_must),
            "participants": tuple(
                p.model_copy(update={"least": None}) for p in rencontre.participants
            ),
        }
    )
    limits = Limits(free, history)
    there = sum(int(limits.there(side).sum()) for side in Side)
    if demands(free) - SUPPORTS:
        new = flow_bound(without_locks(limits))
        return Prospect(new_pairings=new, pauses=there - _most_seated(limits), exact=False)
    network, clock = build(limits), Clock(Budget())
    new = int(np.sum(by_flow(network, "new_pairings", clock).value))
    seated = int(np.sum(by_flow(network, "seated", clock).value))
    return Prospect(new_pairings=new, pauses=there - seated, exact=True)


def _most_seated(limits: Limits) -> int:
    """Σ over rounds and sides of min(people there, seats that stand); nobody sits alone."""
    seats = {
        Side.ENTREPRISE: np.array([t.seats_entreprises for t in limits.rencontre.tables]),
        Side.ASSOCIATION: np.array([t.seats_associations for t in limits.rencontre.tables]),
    }
    there = [limits.there(side).sum(axis=0) for side in Side]
    both = np.minimum(*there) > 0
    return sum(
        int((np.minimum(count, seats[side] @ limits.stands) * both).sum())
        for side, count in zip(Side, there, strict=True)
    )


def _last(rencontre: Rencontre, history: History) -> Identity | None:
    """The latest rencontre with a date, of those before this one."""
    dated = [
        (identity.date, identity)
        for identity in history.identities
        if identity is not None and identity.date is not None
        if rencontre.date is None or identity.date <= rencontre.date
    ]
    return max(dated)[1] if dated else None


def _side(
    rencontre: Rencontre, history: History, last: Identity | None, side: Side
) -> SideReadiness:
    people = rencontre.on(side)
    here = {person.organisation for person in people}
    came = None
    if last is not None:
        came = tuple(
            dict.fromkeys(
                getattr(one, side.value)
                for one in history.encounters
                if one.identity == last and one.source is not Source.ALREADY_KNOWN
            )
        )
    return SideReadiness(
        people=len(people),
        organisations=len(here),
        last_time=came,
        not_back=tuple(one for one in came or () if one not in here),
    )


def _with(rencontre: Rencontre, addition: Addition) -> Rencontre:
    """The rencontre with one more: somebody who has met nobody, a table like the first, a round."""
    if addition == "table":
        table = rencontre.tables[0].model_copy(
            update={"id": TableId(next(unused(rencontre.table_by_id))), "rounds": None}
        )
        return rencontre.model_copy(update={"tables": (*rencontre.tables, table)})
    if addition == "round":
        last = rencontre.rounds[-1]
        more = last.model_copy(update={"number": last.number + 1, "start": None, "is_break": False})
        return rencontre.model_copy(update={"rounds": (*rencontre.rounds, more)})
    joined = one_more(rencontre, Side(addition))
    if not rencontre.tables_as_needed:
        return joined
    return joined.model_copy(update={"tables": joined.enough_tables(joined.tables)})


def _lines(ready: Readiness, language: Language | None) -> Iterator[str]:
    enough = "enough" if ready.people >= ready.expected else "missing"
    yield say(f"readiness.{enough}", language, rencontre=ready.rencontre, people=ready.people,
              expected=ready.expected, gap=ready.expected - ready.people)  # fmt: skip
    if ready.apart:
        yield say("readiness.apart", language)
        yield from (reason.sentence(language) for reason in ready.apart)
    for side, one in zip(Side, (ready.entreprises, ready.associations), strict=True):
        yield say(f"readiness.side_{side}", language, people=one.people,
                  organisations=one.organisations)  # fmt: skip
        if one.last_time is not None and ready.last is not None:
            yield say("readiness.last_time", language, name=ready.last.name,
                      before=len(one.last_time))  # fmt: skip
        if one.not_back:
            yield say("readiness.not_back", language, names=listed(one.not_back, language))
    now = ready.outlook
    exact = "exact" if now.exact else "bound"
    yield say(f"readiness.new_{exact}", language, new=now.new_pairings, rounds=ready.rounds,
              unmet=ready.unmet)  # fmt: skip
    pauses = say(f"readiness.pauses_{exact}", language, pauses=now.pauses)
    yield f"{pauses} {_each_round(now.pauses, ready.rounds, language)}".rstrip()
    for addition, then in ready.additions.items():
        gain = f"{then.new_pairings - now.new_pairings:+d}"
        yield say(f"readiness.one_more_{addition}", language, new=then.new_pairings, gain=gain,
                  pauses=then.pauses)  # fmt: skip
    yield _what_helps(ready, language)


def _each_round(pauses: int, rounds: int, language: Language | None) -> str:
    """How many people pause at a time; nothing where nobody does."""
    if not pauses or not rounds:
        return ""
    average, rest = divmod(pauses, rounds)
    code = "readiness.each_round_between" if rest else "readiness.each_round"
    return say(code, language, average=average, more=average + 1)


def _what_helps(ready: Readiness, language: Language | None) -> str:
    """The addition, or those, that bring most first meetings."""
    gains = {
        addition: then.new_pairings - ready.outlook.new_pairings
        for addition, then in ready.additions.items()
    }
    most = max(gains.values())
    if most <= 0:
        return say("readiness.nothing_helps", language)
    names = [say(f"readiness.{one}", language) for one, gain in gains.items() if gain == most]
    return say("readiness.best", language, names=listed(names, language), gain=f"{most:+d}")

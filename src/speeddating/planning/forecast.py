"""What further rencontres like one can bring: figures from flows, no schedule made."""

from __future__ import annotations

from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from speeddating.domain.forecast import Forecast, Outlook, Span, Variant, WhatIf
from speeddating.domain.history import History
from speeddating.domain.issue import Issue
from speeddating.domain.kinds import expect, expect_each
from speeddating.domain.people import Side
from speeddating.domain.rencontre import Rencontre
from speeddating.errors import InvalidInputError
from speeddating.planning.imagined import bare, with_more
from speeddating.planning.one import nothing_believed
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.bounds.flow import Caps, max_flow
from speeddating.solve.season.even import most_and_worst_off
from speeddating.solve.season.joint import is_exact, limits_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from speeddating.domain.forecast import More

HORIZON = 24
"""Rencontres looked ahead: twelve years at one each semester."""
DRAWS = 20
"""How often who comes is drawn."""
AROUND = (-2, -1, 0, 1, 2)
"""Rounds and tables tried beside those planned."""
NEWCOMERS = (1, 3, 5)
"""How many more organisations of a side are tried."""


class _Ahead(NamedTuple):
    """How many rencontres until nothing is left, and what each brings."""

    totals: tuple[int, ...]
    all_met_after: int | None


def forecast(
    rencontre: Rencontre,
    history: History | None = None,
    *,
    attendance: float = 0.8,
    rounds: Sequence[int] | None = None,
    tables: Sequence[int] | None = None,
    seed: int = 0,
) -> Forecast:
    """
    How many rencontres until everybody has met, when novelty runs out, and what would change it.

    Everybody back each time, n rencontres hold together what a flow with n times the meetings
    does: its matrix is totally unimodular, so the pairings fall apart into n evenings that keep
    their limits (Baum & Trotter 1978), each of which can be laid into rounds (Kőnig 1916).
    Presence by round, fixed tables, promises and tables of several make it a mere bound, and
    ``exact`` false.

    Parameters
    ----------
    history
        Past meetings; rows of this rencontre itself are ignored.
    attendance
        Share of organisations that come each time, above 0 and at most 1, for
        :attr:`Forecast.drawn`.
    rounds, tables
        Numbers to try in :attr:`Forecast.what_if`; two around those planned by default.
    seed
        Of the draws.

    Raises
    ------
    InvalidInputError
        If ``attendance`` is no share, or ``rounds`` or ``tables`` name no number above 0.

    Examples
    --------
    >>> from speeddating import forecast, sample
    >>> ahead = forecast(sample(4, 4, rounds=2))
    >>> [(one.number, one.new, one.total) for one in ahead.outlook]
    [(1, 8, 8), (2, 8, 16)]
    """
    expect(Rencontre, rencontre=rencontre)
    expect(History | None, history=history)
    expect(float | int, attendance=attendance)
    rounds = expect_each(int, "rounds", rounds or ())
    tables = expect_each(int, "tables", tables or ())
    if not 0 < attendance <= 1:
        raise InvalidInputError([Issue(code="season.no_share", value=str(attendance))])
    history = (history or History()).before(rencontre.identity)
    planned = len(rencontre.working_rounds), len(rencontre.tables)
    tried = [
        sorted({n for n in (asked or [here + step for step in AROUND]) if n > 0})
        for asked, here in zip((rounds, tables), planned, strict=True)
    ]
    if not all(tried):
        raise InvalidInputError([Issue(code="season.nothing_to_try")])
    with nothing_believed(rencontre):
        exact = is_exact(Limits(rencontre, history))
        caps = limits_of(Limits(rencontre, history))
        places, ahead = _places(rencontre), _ahead(caps)
        return Forecast(
            rencontre=rencontre.name,
            rounds=planned[0],
            tables=planned[1],
            exact=exact,
            unmet=int(caps.pairs.sum()),
            outlook=tuple(_outlook(ahead.totals, places)),
            novelty_ends_in=next(
                (n for n, total in enumerate(_extended(ahead), 1) if total < n * places), None
            ),
            all_met_after=ahead.all_met_after,
            attendance=attendance,
            drawn=_drawn(caps, attendance, seed),
            variants=tuple(_variants(rencontre, history, ahead)),
            what_if=tuple(
                _what_if(bare(rencontre, r, t), history, exact=exact)
                for r in tried[0]
                for t in tried[1]
            ),
        )


def _places(rencontre: Rencontre) -> int:
    """Meetings that the evening has room for, of people who have met or not."""
    return max_flow(*limits_of(Limits(rencontre, History())))


def _times(caps: Caps, number: int) -> int:
    """Most distinct new pairings of ``number`` rencontres with everybody back each time."""
    return max_flow(caps.pairs, number * caps.rows, number * caps.columns, number * caps.total)


def _ahead(caps: Caps) -> _Ahead:
    unmet, totals = int(caps.pairs.sum()), [0]
    for number in range(1, HORIZON + 1):
        if totals[-1] == unmet:
            break
        totals.append(_times(caps, number))
    return _Ahead(tuple(totals[1:]), len(totals) - 1 if totals[-1] == unmet else None)


def _extended(ahead: _Ahead) -> Iterator[int]:
    """Totals, then the last for ever if nothing is left."""
    yield from ahead.totals
    if ahead.all_met_after is not None:
        yield ahead.totals[-1] if ahead.totals else 0


def _outlook(totals: Sequence[int], places: int) -> Iterator[Outlook]:
    for number, (before, total) in enumerate(zip((0, *totals), totals, strict=False), 1):
        yield Outlook(number=number, total=total, new=total - before, places=places)


def _drawn(caps: Caps, attendance: float, seed: int) -> Span:
    """At least so many rencontres, over draws of which organisations come to each."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(DRAWS):
        comes = [random.random((HORIZON, len(side))) < attendance for side in caps[1:3]]
        found.append(_first(caps, comes))
    ranks = sorted(found)
    ends = (ranks[0], median_low(ranks), ranks[-1])
    return Span.model_validate(
        {
            name: n if n <= HORIZON else None
            for name, n in zip(("least", "median", "most"), ends, strict=True)
        }
    )


def _first(caps: Caps, comes: Sequence[np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]) -> int:
    """The first number of rencontres that hold everything; one more than the horizon if none."""
    unmet = int(caps.pairs.sum())

    def holds(number: int) -> bool:
        e, a = (side[:number] for side in comes)
        together = (e.astype(np.int64).T @ a.astype(np.int64)) > 0
        rows, columns = e.sum(axis=0) * caps.rows, a.sum(axis=0) * caps.columns
        return max_flow(caps.pairs & together, rows, columns, number * caps.total) == unmet

    low, high = 1, HORIZON + 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _what_if(rencontre: Rencontre, history: History, *, exact: bool) -> WhatIf:
    new, worst = most_and_worst_off(limits_of(Limits(rencontre, history)), exact=exact)
    return WhatIf(
        rounds=len(rencontre.working_rounds),
        tables=len(rencontre.tables),
        new_pairings=new,
        worst_off=worst,
    )


def _variants(rencontre: Rencontre, history: History, ahead: _Ahead) -> Iterator[Variant]:
    """As planned, then with more of each."""
    rounds, tables = len(rencontre.working_rounds), len(rencontre.tables)
    now = ahead.totals[0] if ahead.totals else 0
    yield Variant(
        more="as_planned",
        new_pairings=now,
        places=_places(rencontre),
        all_met_after=ahead.all_met_after,
    )
    same = bare(rencontre, rounds, tables)
    others: list[tuple[More, int, Rencontre]] = [
        ("round", 1, bare(rencontre, rounds + 1, tables)),
        ("table", 1, bare(rencontre, rounds, tables + 1)),
        *(("entreprise", n, with_more(same, Side.ENTREPRISE, n)) for n in NEWCOMERS),
        *(("association", n, with_more(same, Side.ASSOCIATION, n)) for n in NEWCOMERS),
    ]
    for more, number, other in others:
        found = limits_of(Limits(other, history))
        yield Variant(
            more=more,
            number=number,
            new_pairings=_times(found, 1),
            places=_places(other),
            all_met_after=_ahead(found).all_met_after,
        )

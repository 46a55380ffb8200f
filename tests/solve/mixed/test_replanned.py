"""Which companies of a published plan stay."""

from contextlib import nullcontext

import numpy as np
import pytest

from speeddating.domain.plan import Budget, Progress
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution, NothingFound
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.companies import published
from speeddating.solve.mixed.found import Found
from speeddating.solve.mixed.model.groups import Sittings
from speeddating.solve.mixed.replanned import _Search, replanned
from speeddating.solve.resumed import Resumed
from tests.factories import group, history, lock, rencontre, schedule, table

HANDED_OUT = schedule(
    *(
        (str(t), number, f"e{(t + number) % 4 + 1}", f"e{(t + number + 1) % 4 + 1}", f"a{t}")
        for number in (1, 2, 3)
        for t in (1, 3)
    )
)


@pytest.mark.parametrize("seed", range(20))
def test_where_all_companies_stay_the_next_step_lets_some_go(seed: int) -> None:
    event = rencontre(4, 4, [table(name, 2, 2) for name in "1234"], 3)
    limits = Limits(event, history(), resumed=Resumed(HANDED_OUT, (), from_round=1))
    search = _Search(limits, ("new_pairings",), Clock(Budget(seconds=9, seed=seed)))
    at = (np.full((4, 3), -1), np.full((4, 3), -1))
    for company in published(limits):
        for seats, mine in zip(at, company.sides, strict=True):
            seats[mine, company.round] = company.table
    search.best = Found(at, Sittings(), {})
    kept = search.kept(search.best)
    assert kept == search.intact == list(HANDED_OUT.seatings)
    stay = search._neighbours()
    assert set(stay) < set(kept)


@pytest.mark.parametrize("stays", [False, True])
@pytest.mark.parametrize("known", [False, True])
def test_without_time_to_seat_the_groups_what_was_found_before_stands(
    stays: bool, known: bool
) -> None:
    groups = (group("G", "E4", "A4", rounds=frozenset({3})),)
    event = rencontre(4, 4, [table(name, 2, 2) for name in "1234"], 3, groups=groups)
    limits = Limits(event, history(), resumed=Resumed(HANDED_OUT, (), from_round=1))
    search = _Search(limits, ("new_pairings",), Clock(Budget(seconds=9, workers=1)))
    if known:
        search._try((), 0.1)
        assert search.best is not None
    before = search.best
    search.clock.cancelled.set()
    nothing = not (known or stays)
    with pytest.raises(NothingFound) if nothing else nullcontext():
        search._try(search.intact[:1] if stays else (), 0.1)
    assert search.best is before


def test_where_locks_fit_no_table_nothing_is_said_to_be_found() -> None:
    locks = tuple(lock(f"e{n}", 2, "1") for n in (1, 2, 3))
    event = rencontre(4, 4, [table(name, 2, 2) for name in "1234"], 3, locks=locks)
    limits = Limits(event, history(), resumed=Resumed(HANDED_OUT, (), from_round=1))
    told: list[Progress] = []
    with pytest.raises(NoSolution):
        replanned(
            limits, ("new_pairings", "kept"), Clock(Budget(seconds=9, workers=1), told.append)
        )
    assert [one.value for one in told] == [None]


@pytest.mark.parametrize(
    ("levels", "leading"),
    [
        (("new_pairings", "kept", "waits"), 2),
        (("kept", "new_pairings", "waits"), 2),
        (("kept", "worst_off", "new_pairings", "waits"), 3),
        (("worst_off", "new_pairings", "waits"), 2),
        (("kept", "waits"), 1),
        (("waits",), 0),
    ],
)
def test_what_is_new_and_what_is_kept_lead_with_all_that_comes_before_them(
    levels: tuple[str, ...], leading: int
) -> None:
    event = rencontre(4, 4, [table(name, 2, 2) for name in "1234"], 3)
    limits = Limits(event, history(), resumed=Resumed(HANDED_OUT, (), from_round=1))
    search = _Search(limits, levels, Clock(Budget(seconds=9)))
    assert search.leading == list(levels[:leading])

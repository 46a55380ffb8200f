"""One number to climb: it changes by what the gains say, and its levels are those of the score."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speeddating.checks import score
from speeddating.domain.history import History
from speeddating.domain.people import Side
from speeddating.domain.schedule import Schedule, Seating
from speeddating.domain.score import SENSE, Sense
from speeddating.solve.limits import Limits
from speeddating.solve.rounds.solve import KEPT_AMONG
from speeddating.solve.rounds.space import RoundSpace, space
from speeddating.solve.rounds.worth import DEMAND, HALVINGS, SPARE, WIDTH, Worth
from tests.factories import NAME, must, rencontre
from tests.solve.rounds.brute import COUNTED, Case, cases

quick = settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
orders = st.permutations(list(COUNTED)).flatmap(
    lambda order: st.integers(1, len(order)).map(lambda count: tuple(order[:count]))
)


def some_times(
    here: RoundSpace, data: st.DataObject, most: int = 2
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    size = here.open.shape[0]
    drawn = data.draw(st.lists(st.integers(0, most), min_size=size, max_size=size))
    return np.array(drawn, dtype=np.int64)


@quick
@given(cases(), orders, st.data())
def test_one_more_meeting_adds_exactly_its_gain(
    case: Case, levels: tuple[str, ...], data: st.DataObject
) -> None:
    here = space(Limits(*case))
    if not here.open.size:
        return
    worth, times = Worth(here, levels), some_times(here, data)
    gains = worth.gains(times, np.arange(times.size))
    idle = [there - sat for there, sat in zip(worth.there, worth.sat(times), strict=True)]
    for k in range(times.size):
        more = times.copy()
        more[k] += 1
        if "pauses" in levels and any(idle[end][here.people[end][k]] <= 0 for end in (0, 1)):
            continue  # nobody sits in more rounds than they are there
        assert gains[k] == max(1, worth.total(more) - worth.total(times))


@quick
@given(cases(), st.sampled_from(["new_pairings", "affinity", "seated", "pauses"]), st.data())
def test_one_level_alone_adds_up_to_its_value(case: Case, level: str, data: st.DataObject) -> None:
    here = space(Limits(*case))
    worth, times = Worth(here, (level,)), some_times(here, data)
    value = worth.value(level, times)
    assert isinstance(value, int)
    step = worth.unit[level] if SENSE[level] is Sense.MORE else -worth.unit[level]
    assert worth.total(times) == step * value - DEMAND * worth.shortfall(times)


def test_gains_end_where_the_total_stops_counting() -> None:
    """Beyond so many new pairings a further one of an organisation is worth nothing more."""
    event = rencontre(1, HALVINGS + 4, 1, HALVINGS + 4)
    worth = Worth(space(Limits(event, History())), ("worst_off",))
    times = np.zeros(HALVINGS + 4, dtype=np.int64)
    for k in range(times.size):
        before = worth.total(times)
        (gain,) = worth.gains(times, np.array([k]))
        times[k] = 1
        assert worth.total(times) - before == gain


@quick
@given(cases(), orders)
def test_a_dearer_level_outweighs_one_step_of_all_cheaper_ones(
    case: Case, levels: tuple[str, ...]
) -> None:
    unit = Worth(space(Limits(*case)), levels).unit
    base = [unit[level] >> (HALVINGS if level == "worst_off" else 0) for level in levels]
    assert base == sorted(base, reverse=True)
    for level, one, following in zip(levels[1:], base, base[1:], strict=False):
        assert one == following << WIDTH[level]
    together = WIDTH.keys() - {"kept"}, KEPT_AMONG
    for names in together:
        assert sum(WIDTH[name] for name in names) + SPARE < DEMAND.bit_length() - 1


@quick
@given(cases(), st.data())
def test_levels_are_worth_what_the_score_says(case: Case, data: st.DataObject) -> None:
    nights = list(case.nights())
    if not nights:
        return
    night = data.draw(st.sampled_from(nights))
    here, event = space(Limits(*case)), case.rencontre
    ends = [{p.id: i for i, p in enumerate(here.limits.sides[side].people)} for side in Side]
    pairs = {pair: k for k, pair in enumerate(zip(*here.lists, strict=True))}
    met = [pairs[ends[0][e], ends[1][a]] for sitting in night for _, e, a in sitting]  # type: ignore[index]
    times = np.bincount(np.array(met, dtype=np.int64), minlength=here.open.shape[0])
    seats = tuple(
        Seating(round=number, table=t, entreprises=(e,), associations=(a,))  # type: ignore[arg-type]
        for number, sitting in zip(event.working_rounds, night, strict=True)
        for t, e, a in sitting
    )
    expected = score(event, case.history, Schedule(rencontre=NAME, seatings=seats))
    worth = Worth(here, COUNTED)
    for level in COUNTED:
        found = worth.value(level, times.astype(np.int64))
        if level != "wishes":
            assert found == expected.value(level)
        elif found is not None:
            assert not any(expected.wishes)


def test_shortfall_counts_musts_and_promises_that_are_not_kept() -> None:
    event = rencontre(
        e1={"least": 2}, wishes=(must("E1", "A1"), must("A1", "E1"), must("E2", "A2", round=1))
    )
    worth = Worth(space(Limits(event, History())), ("new_pairings",))
    assert worth.shortfall(np.array([0, 0, 0, 0])) == 5
    assert worth.shortfall(np.array([1, 0, 0, 0])) == 2
    assert worth.shortfall(np.array([1, 1, 0, 1])) == 0


@pytest.mark.parametrize(
    ("caps", "reached"),
    [
        ({}, []),
        ({"new_pairings": 1}, ["new_pairings"]),
        ({"new_pairings": 2}, []),
        ({"new_pairings": 2, "worst_off": (1, 1)}, []),
        ({"new_pairings": 1, "worst_off": (1, 1)}, ["new_pairings", "worst_off"]),
        ({"new_pairings": 1, "seated": 2}, ["new_pairings"]),  # worst_off between has no cap
    ],
)
def test_reached_are_the_leading_levels_at_their_cap(
    caps: Mapping[str, int | tuple[int, ...]], reached: Sequence[str]
) -> None:
    here = space(Limits(rencontre(1, 1, 1, 1), History()))
    worth = Worth(here, ("new_pairings", "worst_off", "seated"))
    assert worth.reached(np.array([1]), caps) == reached

"""One round at a time: the best matching there is, and what is kept of a published plan."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from speeddating.solve.limits import Limits
from speeddating.solve.rounds.reassign import Reassignment
from speeddating.solve.rounds.solve import KEPT_AMONG
from speeddating.solve.rounds.space import space
from speeddating.solve.rounds.worth import Worth
from tests.solve.rounds.brute import COUNTED, Oracle
from tests.solve.rounds.brute import LEVELS as ORACLE
from tests.solve.rounds.under_way import UnderWay, evenings, meetings

quick = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def begun(limits: Limits, levels: tuple[str, ...], seed: int = 0) -> Reassignment:
    search = Reassignment(Worth(space(limits), levels), np.random.default_rng(seed))
    search.begin()
    return search


def columns(search: Reassignment, number: int) -> Iterator[np.ndarray]:
    """Every set of meetings that one round may have, the other rounds kept."""
    here, event = search.space, search.space.limits.rencontre
    elsewhere = np.delete(search.chosen, number, axis=1).sum(axis=1)
    sides = [one.people for one in here.limits.sides.values()]
    may = []
    for k in np.flatnonzero(here.open[:, number]).tolist():
        sat = [elsewhere[people == people[k]].sum() for people in here.people]
        most = [here.limits.most(sides[end][here.lists[end][k]]) for end in (0, 1)]
        met = elsewhere[here.pairing == here.pairing[k]].sum()
        if met < event.meetings_per_pairing and sat[0] < most[0] and sat[1] < most[1]:
            may.append(k)
    for count in range(min(len(may), int(here.capacity[number])) + 1):
        for some in combinations(may, count):
            if all(len({here.lists[end][k] for k in some}) == count for end in (0, 1)):
                column = np.zeros(here.open.shape[0], dtype=np.bool_)
                column[list(some)] = True
                yield column


def worth_of(search: Reassignment) -> int:
    return search.worth.total(search.times) + search.kept


@quick
@given(evenings(), st.sampled_from([COUNTED, KEPT_AMONG, ("kept", "new_pairings"), ("pauses",)]))
def test_a_round_is_reassigned_as_well_as_can_be_while_the_others_stay(
    evening: UnderWay, levels: tuple[str, ...]
) -> None:
    case = evening.case
    assume(len(case.rencontre.organisations) == len(case.rencontre.participants))
    search = begun(evening.limits(), levels)
    assume(not case.rencontre.locks and not search.space.restricted)
    assume(not any(wish.round or wish.before for wish in case.rencontre.wishes))
    for number in search.free:
        values = []
        for column in columns(search, number):
            search.put(number, column)
            values.append(worth_of(search))
        search.put(number, search.again(number, 0.0))
        assert worth_of(search) == max(values)
        assert (search.times == search.chosen.sum(axis=1)).all()


@quick
@given(evenings(), st.permutations(("new_pairings", "kept", "seated")), st.data())
def test_reached_are_the_leading_levels_at_their_caps_what_is_kept_among_them(
    evening: UnderWay, order: list[str], data: st.DataObject
) -> None:
    levels = tuple(order)
    night = data.draw(st.sampled_from(evening.nights))
    search = begun(evening.limits(), levels)
    here = search.space
    ends = [{str(p.id): i for i, p in enumerate(one.people)} for one in here.limits.sides.values()]
    at = {number: position for position, number in enumerate(here.limits.rounds)}
    search.chosen[:] = False
    for e, a, number in meetings(evening.case, night):
        search.chosen[here.at[ends[0][e], ends[1][a]], at[number]] = True
    search.times = search.chosen.sum(axis=1)
    worth = dict(zip(ORACLE, Oracle(evening.case).worth(night), strict=True))
    published = meetings(evening.case, evening.published)
    again = sum(1 for k, r, _ in here.kept if search.chosen[k, r])
    assert again <= len(published & meetings(evening.case, night))
    values = {**worth, "kept": 2 * again}
    assert search.kept == 2 * again * search.worth.unit["kept"]
    for count in range(len(levels) + 1):
        caps = {level: values[level] for level in levels[:count]}
        assert search.reached(caps) == list(levels[:count])
        for missed in levels[:count]:
            less = {**caps, missed: values[missed] + 1}  # type: ignore[operator]
            assert search.reached(less) == list(levels[: levels.index(missed)])


@quick
@given(evenings())
def test_a_search_begins_with_what_was_held_and_then_what_was_handed_out(evening: UnderWay) -> None:
    search = begun(evening.limits(), KEPT_AMONG)
    here = search.space
    people = [one.people for one in here.limits.sides.values()]
    found = {
        (people[0][here.lists[0][k]].id, people[1][here.lists[1][k]].id, here.limits.rounds[r])
        for k, r in np.argwhere(search.chosen).tolist()
    }
    later = here.limits.rounds[evening.held]
    held = {one for one in meetings(evening.case, evening.nights[0]) if one[2] < later}
    assert found == held | {m for m in meetings(evening.case, evening.published) if m[2] >= later}
    assert (search.times == search.chosen.sum(axis=1)).all()

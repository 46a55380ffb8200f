"""Better rounds for given meetings: the same meetings, never worse, and honest about scope."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from speeddating.domain.history import History
from speeddating.domain.people import Side
from speeddating.domain.plan import Budget, Scope
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.rounds import arrange as module
from speeddating.solve.rounds.arrange import arrange, from_nothing
from tests.factories import rencontre, table
from tests.solve.rounds.brute import LEVELS, TIMED, Case, Night, Oracle, cases

Meetings = list[list[tuple[int, int]]]
QUICK = Budget(seconds=20, workers=1)


def positions(case: Case, night: Night) -> Meetings:
    ends = [{p.id: i for i, p in enumerate(Limits(*case).sides[side].people)} for side in Side]
    return [[(ends[0][e], ends[1][a]) for _, e, a in sitting] for sitting in night]  # type: ignore[index]


def pairs(meetings: Sequence[Sequence[tuple[int, int]]]) -> Counter[tuple[int, int]]:
    return Counter(pair for together in meetings for pair in together)


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(cases(), st.permutations(TIMED), st.integers(1, 2), st.data())
def test_no_rounds_for_these_meetings_are_better(
    case: Case, levels: Sequence[str], count: int, data: st.DataObject
) -> None:
    nights = list(case.nights())
    assume(nights)
    night = data.draw(st.sampled_from(nights))
    meetings, bounds = arrange(Limits(*case), positions(case, night), levels[:count], Clock(QUICK))
    assert pairs(meetings) == pairs(positions(case, night))
    alike = [one for one in nights if pairs(positions(case, one)) == pairs(meetings)]
    oracle = Oracle(case)
    worths = {one: oracle.worth(one) for one in alike}
    every = set(worths.values())
    for level, bound in zip(levels, bounds, strict=False):
        at = LEVELS.index(level)
        least = min(worth[at] for worth in every)
        assert bound.level == level
        assert bound.value == (least if any(meetings) else 0)  # without meetings nobody looks
        if bound.scope is Scope.ALL:
            assert bound.value == 0
        every = {worth for worth in every if worth[at] == least}
    by_round = [sorted(together) for together in meetings]
    reached = [one for one in alike if [sorted(m) for m in positions(case, one)] == by_round]
    assert reached
    assert worths[reached[0]] in every


def test_nobody_at_all_has_nothing_to_gain() -> None:
    meetings, bounds = arrange(Limits(rencontre(), History()), [[], []], TIMED, Clock(QUICK))
    assert meetings == [[], []]
    assert [(bound.value, bound.engine) for bound in bounds] == [(0, "count"), (0, "count")]


def test_a_full_room_has_nothing_to_gain_unless_a_break_comes_between() -> None:
    full: Meetings = [[(0, 0), (1, 1)], [(0, 1), (1, 0)]]
    _, bounds = arrange(Limits(rencontre(), History()), full, ("waits",), Clock(QUICK))
    assert [(one.value, one.scope, one.engine) for one in bounds] == [(0, Scope.ALL, "count")]
    event = rencontre(rounds=3, breaks=(2,))
    _, bounds = arrange(Limits(event, History()), full, ("waits",), Clock(QUICK))
    assert [(one.value, one.scope) for one in bounds] == [(4, Scope.THESE_PAIRINGS)]


def test_too_many_meetings_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1)
    given_: Meetings = [[(0, 0)], [], [(0, 1)]]
    event = rencontre(rounds=3)
    meetings, bounds = arrange(Limits(event, History()), given_, ("waits",), Clock(QUICK))
    assert meetings == given_
    assert bounds == []


def test_pauses_of_those_without_a_meeting_count_too() -> None:
    limits = Limits(rencontre(3, 3, rounds=3), History())
    one: Meetings = [[], [], [(0, 0)]]
    _, bounds = arrange(limits, one, ("pauses_in_a_row",), Clock(QUICK))
    assert [(bound.value, bound.scope) for bound in bounds] == [(8, Scope.THESE_PAIRINGS)]


def test_a_round_without_a_table_is_a_pause_like_any_other() -> None:
    tables = (table("1", rounds=frozenset({1, 3})),)
    limits = Limits(rencontre(1, 1, tables, 3), History())
    _, bounds = arrange(limits, [[(0, 0)], [], []], TIMED, Clock(QUICK))
    assert [bound.value for bound in bounds] == [2, 0]


def test_rounds_from_nothing_are_as_good() -> None:
    event = rencontre(rounds=3, e1={"absent": frozenset({2})})
    meetings, bounds = from_nothing(
        Limits(event, History()), [(0, 0), (0, 1)], ("waits",), Clock(QUICK)
    )
    assert pairs(meetings) == Counter({(0, 0): 1, (0, 1): 1})
    assert meetings[1] == []
    assert bounds[0].value == 1

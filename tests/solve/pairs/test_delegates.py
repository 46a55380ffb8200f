"""Which delegate goes: everyone within their limits, and pauses shared as evenly as can be."""

from collections import Counter
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.domain.history import History
from speeddating.solve.limits import Limits
from speeddating.solve.pairs.delegates import share_out
from tests.factories import rencontre


@st.composite
def delegations(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]], int]:
    """Rounds, fewest and most meetings of up to three delegates of E1, and how many it has."""
    rounds = draw(st.integers(1, 4))
    limits = []
    for _ in range(draw(st.integers(1, 3))):
        least = draw(st.integers(0, rounds))
        limits.append((least, draw(st.integers(least, rounds))))
    low, high = (sum(column) for column in zip(*limits, strict=True))
    return rounds, limits, draw(st.integers(low, high))


@settings(max_examples=150, deadline=None)
@given(delegations())
def test_meetings_are_shared_within_limits_and_with_the_least_pauses(
    case: tuple[int, list[tuple[int, int]], int],
) -> None:
    rounds, limits, count = case
    names = ["e1", "e1b", "e1c"]
    over: dict[str, Any] = {
        who: {"least": least, "most": most}
        for who, (least, most) in zip(names, limits, strict=False)
    }
    event = rencontre(1, max(1, count), rounds=rounds, delegates={"E1": len(limits)}, **over)
    found = share_out(Limits(event, History()), [(0, a) for a in range(count)])
    assert [a for _, a in found] == list(range(count))
    taken = Counter(e for e, _ in found)
    mine = [taken[person] for person in range(len(limits))]
    assert all(low <= n <= high for n, (low, high) in zip(mine, limits, strict=True))
    ways = [w for w in product(*(range(a, b + 1) for a, b in limits)) if sum(w) == count]
    assert _pauses(rounds, mine) == min(_pauses(rounds, way) for way in ways)


def _pauses(rounds: int, meetings: tuple[int, ...] | list[int]) -> int:
    return sum((rounds - n) ** 2 for n in meetings)


def test_a_person_who_comes_alone_goes_to_every_meeting() -> None:
    limits = Limits(rencontre(2, 2), History())
    assert share_out(limits, [(1, 0), (0, 0), (1, 1)]) == [(1, 0), (0, 0), (1, 1)]


def test_of_delegates_alike_the_first_goes_first() -> None:
    limits = Limits(rencontre(1, 2, delegates={"E1": 2}), History())
    assert [e for e, _ in share_out(limits, [(0, 0), (0, 1)])] == [0, 1]


def test_people_are_looked_up_by_their_organisation_not_by_their_place_in_a_list() -> None:
    event = rencontre(2, 1, e1={"id": "z"}, e2={"id": "b"})
    limits = Limits(event, History())
    assert [limits.entreprises.people[e].id for e, _ in share_out(limits, [(0, 0), (1, 0)])] == [
        "z",
        "b",
    ]

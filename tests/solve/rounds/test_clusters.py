from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from speeddating.solve.rounds.clusters import clusters

groups = st.lists(st.lists(st.integers(0, 6), max_size=3, unique=True), max_size=12)


@given(groups)
def test_every_meeting_is_in_one_cluster_whose_meetings_share_its_person(
    people: list[list[int]],
) -> None:
    people_of = dict(enumerate(people, start=5))
    found = clusters(people_of)
    assert sorted(m for one in found for m in one.meetings) == sorted(people_of)
    for person, meetings, is_whole in found:
        theirs = {m for m, present in people_of.items() if person in present}
        assert len(meetings) == 1 or set(meetings) <= theirs
        assert is_whole == (bool(theirs) and set(meetings) == theirs)


def test_a_star_is_one_cluster() -> None:
    assert [len(one.meetings) for one in clusters({1: "ab", 2: "cb", 3: "bd"})] == [3]

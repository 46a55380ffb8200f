"""Where: every meeting at a table that may be, and few changes of table."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from speeddating.solve.tables.place import Meeting, NoPlace, Room, kept, place

Meetings = list[list[Meeting]]
Placing = list[list[int]]


def room(tables: int, people: int = 4, rounds: int = 4) -> Room:
    """Equal tables, open to everyone, always there."""
    anywhere: list[None] = [None] * people
    return Room(tables, (anywhere, anywhere), [set(range(tables))] * rounds)


def moves(meetings: Sequence[Sequence[Meeting]], placing: Placing) -> tuple[int, int]:
    """Changes of table between consecutive seats: of the seated side, of the other."""
    found = []
    for side in (0, 1):
        seats: dict[int, list[int]] = {}
        for together, tables in zip(meetings, placing, strict=True):
            for meeting, table in zip(together, tables, strict=True):
                seats.setdefault(meeting[side], []).append(table)
        found.append(sum(a != b for sat in seats.values() for a, b in pairwise(sat)))
    return found[0], found[1]


def placings_of(together: Sequence[Meeting], where: Room, number: int) -> Iterator[list[int]]:
    """Every way to place the meetings of one round."""
    for tables in permutations(sorted(where.stands[number]), len(together)):
        if all(
            (where.open_to[side][meeting[side]] is None or table in opened(where, side, meeting))
            and where.locked.get((side, meeting[side], number), table) == table
            for meeting, table in zip(together, tables, strict=True)
            for side in (0, 1)
        ):
            yield list(tables)


def opened(where: Room, side: int, meeting: Meeting) -> frozenset[int]:
    return frozenset(where.open_to[side][meeting[side]] or ())


def all_placings(meetings: Meetings, where: Room) -> Iterator[Placing]:
    """Every placing at equal tables, but for their names: the first round tells which is which."""
    ways = [list(placings_of(m, where, number)) for number, m in enumerate(meetings)]
    for placing in product(ways[0][:1], *ways[1:]):
        yield list(placing)


@st.composite
def evenings(draw: st.DrawFn, *, restricted: bool) -> tuple[Meetings, Room]:
    """Up to four people a side, four tables and three rounds."""
    tables, rounds = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    many = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    meetings: Meetings = []
    for _ in range(rounds):
        count = draw(st.integers(0, min(*many, tables)))
        ends = [draw(st.permutations(range(n)))[:count] for n in many]
        meetings.append(sorted(zip(*ends, strict=True)))
    if not restricted:
        return meetings, room(tables, 4, rounds)
    choice = st.frozensets(st.integers(0, tables - 1))
    person = st.none() | st.none() | choice
    open_to = tuple([draw(person) for _ in range(n)] for n in many)
    always = frozenset(range(tables))
    stands = [draw(st.sampled_from([always, always]) | choice) for _ in range(rounds)]
    locked = {}
    if draw(st.integers(0, 3)) == 0:
        side, number = draw(st.integers(0, 1)), draw(st.integers(0, rounds - 1))
        who = draw(st.integers(0, many[side] - 1))
        locked[side, who, number] = draw(st.integers(0, tables - 1))
    return meetings, Room(tables, (open_to[0], open_to[1]), stands, locked)


@settings(max_examples=250, deadline=None)
@given(evenings(restricted=True))
@example(([[(0, 0)]], Room(1, ([None], [None]), [frozenset()])))
@example(([[(0, 0)]], Room(2, ([frozenset()], [None]), [{0, 1}])))
def test_a_placing_is_found_if_there_is_one_and_honours_everything(
    evening: tuple[Meetings, Room],
) -> None:
    meetings, where = evening
    ways = [list(placings_of(m, where, number)) for number, m in enumerate(meetings)]
    if not all(ways):
        with pytest.raises(NoPlace):
            place(meetings, where)
        return
    for found, allowed in zip(place(meetings, where), ways, strict=True):
        assert found in allowed


@st.composite
def full_evenings(draw: st.DrawFn) -> tuple[Meetings, Room]:
    """Equal tables, everyone sits in every round, and no two meet twice."""
    people, rounds = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    rounds = min(rounds, people)
    others = draw(st.permutations(range(people)))
    shifts = draw(st.permutations(range(people)))[:rounds]
    meetings = [[(s, others[(s + shift) % people]) for s in range(people)] for shift in shifts]
    tables = people + (draw(st.integers(0, 1)) if people < 4 else 0)
    return meetings, room(tables, people, rounds)


@settings(max_examples=60, deadline=None)
@given(full_evenings())
def test_with_equal_tables_and_no_pauses_nobody_places_better(
    evening: tuple[Meetings, Room],
) -> None:
    meetings, where = evening
    best = min(moves(meetings, placing) for placing in all_placings(meetings, where))
    assert moves(meetings, place(meetings, where)) == best


@settings(max_examples=150, deadline=None)
@given(evenings(restricted=False))
def test_seated_people_with_a_table_each_never_move(evening: tuple[Meetings, Room]) -> None:
    meetings, where = evening
    if len({seated for together in meetings for seated, _ in together}) <= where.tables:
        assert moves(meetings, place(meetings, where))[0] == 0


@settings(max_examples=150, deadline=None)
@given(evenings(restricted=False), st.data())
def test_seated_people_with_tables_of_their_own_never_move_either(
    evening: tuple[Meetings, Room], data: st.DataObject
) -> None:
    meetings, where = evening
    people = sorted({seated for together in meetings for seated, _ in together})
    if len(people) > where.tables:
        return
    own = data.draw(st.permutations(range(where.tables)))
    fixed = {
        p: frozenset({t}) for p, t in zip(people, own, strict=False) if data.draw(st.booleans())
    }
    open_to = [fixed.get(p) for p in range(4)]
    restricted = Room(where.tables, (open_to, [None] * 4), where.stands)
    assert moves(meetings, place(meetings, restricted))[0] == 0


@pytest.mark.parametrize("tables", [1, 2, 3, 4])
def test_those_who_come_one_by_one_have_their_tables_when_all_are_there(tables: int) -> None:
    """As many people as tables, in any zone as many as it has tables."""
    everybody = range(tables)
    meetings = [*([(p, p)] for p in everybody), [(p, p) for p in everybody]]
    for size in range(tables + 1):
        for zone, within in product(combinations(everybody, size), repeat=2):
            open_to = [frozenset(zone) if p in within else None for p in everybody]
            where = Room(tables, (open_to, [None] * tables), [set(everybody)] * len(meetings))
            assert moves(meetings, place(meetings, where))[0] == 0


@pytest.mark.parametrize("zone", [None, frozenset({0, 2})])
def test_who_is_locked_later_sits_there_from_the_start(zone: frozenset[int] | None) -> None:
    where = Room(3, ([zone, None], [None] * 2), [{0, 1, 2}] * 3, {(0, 0, 2): 2})
    meetings = [[(0, 0), (1, 1)], [(0, 1)], [(0, 0)]]
    assert [tables[0] for tables in place(meetings, where)] == [2, 2, 2]


@settings(max_examples=150, deadline=None)
@given(evenings(restricted=False))
def test_the_step_from_one_round_to_the_next_is_the_best_there_is(
    evening: tuple[Meetings, Room],
) -> None:
    # Not from the first on: before it, seated people are given tables for the whole evening.
    meetings, where = evening
    meetings = meetings[:2]
    seated = {meeting[0] for together in meetings for meeting in together}
    if len(meetings) == 2 and (len(seated) > where.tables or not meetings[0]):
        placing = place(meetings, where)
        best = min(
            moves(meetings, [placing[0], second]) for second in placings_of(meetings[1], where, 1)
        )
        assert moves(meetings, placing) == best


def test_staying_seated_counts_above_all_stays_of_the_other_side() -> None:
    meetings = [[(0, 0), (1, 1)], [(0, 1), (2, 0)]]
    # 0 stays and both others move; were 0 to move, both others could stay.
    assert moves(meetings, place(meetings, room(2))) == (0, 2)


def test_a_fixed_table_of_the_other_side_is_kept_free_for_its_owner() -> None:
    where = Room(3, ([None] * 2, [None, frozenset({0})]), [{0, 1, 2}] * 2)
    assert place([[(0, 0), (1, 1)]], where)[0] == [1, 0]


def test_two_seated_people_may_take_turns_at_one_table() -> None:
    own = frozenset({1})
    where = Room(2, ([own, own], [None, None]), [{0, 1}] * 4)
    meetings = [[(0, 0)], [(1, 0)], [(0, 1)], [(1, 1)]]
    assert place(meetings, where) == [[1], [1], [1], [1]]
    with pytest.raises(NoPlace):
        place([[(0, 0), (1, 1)]], where)


def test_a_round_without_meetings_needs_no_table() -> None:
    assert place([[], [(0, 0)], []], room(1)) == [[], [0], []]


def test_more_meetings_than_tables_have_no_place() -> None:
    with pytest.raises(NoPlace):
        place([[(0, 0), (1, 1)]], room(1))


def test_locked_seats_are_taken() -> None:
    where = Room(3, ([None] * 2, [None] * 2), [{0, 1, 2}] * 2, {(0, 0, 1): 2, (1, 0, 0): 1})
    first, second = place([[(0, 0), (1, 1)], [(0, 1), (1, 0)]], where)
    assert first[0] == 1
    assert second[0] == 2


def test_two_locks_that_part_a_meeting_have_no_place() -> None:
    where = Room(2, ([None], [None]), [{0, 1}], {(0, 0, 0): 0, (1, 0, 0): 1})
    with pytest.raises(NoPlace):
        place([[(0, 0)]], where)


@settings(max_examples=150, deadline=None)
@given(evenings(restricted=True), st.data())
def test_as_many_as_can_be_keep_their_published_tables(
    evening: tuple[Meetings, Room], data: st.DataObject
) -> None:
    meetings, where = evening
    ways = [list(placings_of(m, where, number)) for number, m in enumerate(meetings)]
    asked = [(number, meeting) for number, together in enumerate(meetings) for meeting in together]
    tables = st.none() | st.integers(0, where.tables - 1)
    drawn = {key: data.draw(tables) for key in asked}
    published = {key: table for key, table in drawn.items() if table is not None}
    wanted = {number for number, _ in published}
    if not all(way for number, way in enumerate(ways) if number in wanted):
        with pytest.raises(NoPlace):
            kept(meetings, where, published)
        return
    found = kept(meetings, where, published)
    for number, (together, way) in enumerate(zip(meetings, ways, strict=True)):
        most = max(
            (
                sum(published.get((number, m)) == t for m, t in zip(together, one, strict=True))
                for one in way
            ),
            default=0,
        )
        stay = [m for m in together if (0, m[0], number) in found]
        assert len(stay) == most if number in wanted else not stay
        for one, other in stay:
            assert found[0, one, number] == found[1, other, number]
            assert found[0, one, number] == published[number, (one, other)]

"""Tables for whoever comes, where nobody has listed any."""

import pytest

from speeddating import Organisation, Participant, Phase, ProjectGroup, Rencontre, Side, rounds
from speeddating.domain.base import OrganisationId, ParticipantId
from speeddating.domain.following import next_evening
from speeddating.domain.needed import enough_tables, numbered, size_of


def evening(entreprises: int, associations: int, count: int = 4, **said: object) -> Rencontre:
    sides = [*["E"] * entreprises, *["A"] * associations]
    homes = tuple(
        Organisation(name=f"{s}{n}", side=Side.ENTREPRISE if s == "E" else Side.ASSOCIATION)
        for n, s in enumerate(sides, start=1)
    )
    people = tuple(
        Participant(name=h.name, organisation=h.id, id=ParticipantId(f"p{h.id}")) for h in homes
    )
    made = Rencontre(
        name="R", organisations=homes, participants=people, rounds=rounds(count),
        tables=numbered([(1, 1)]),
    ).model_copy(update=said)  # fmt: skip
    return made.model_copy(update={"tables": made.enough_tables(), "tables_as_needed": True})


def sizes(rencontre: Rencontre) -> list[tuple[int, int]]:
    return [size_of(table) for table in rencontre.tables]


@pytest.mark.parametrize(
    ("sides", "phase", "expected"),
    [
        ((3, 5), None, [(1, 1)] * 3),
        ((5, 5), Phase.REFLEXION, [(2, 2)] * 3),
        ((1, 9), Phase.REFLEXION, [(2, 2)]),
    ],
)
def test_as_many_as_seat_everybody_with_nobody_alone(
    sides: tuple[int, int], phase: Phase | None, expected: list[tuple[int, int]]
) -> None:
    assert sizes(evening(*sides, phase=phase)) == expected


def test_no_more_than_are_used_in_the_fullest_round_to_come() -> None:
    plain = evening(4, 4)
    absent = [frozenset({1, 2}), frozenset({3, 4}), frozenset(), frozenset()] * 2
    people = tuple(
        p.model_copy(update={"absent": away})
        for p, away in zip(plain.participants, absent, strict=True)
    )
    assert len(plain.enough_tables()) == 4
    assert len(plain.model_copy(update={"participants": people}).enough_tables()) == 3


def test_tables_that_stand_keep_their_names_whoever_stays_away() -> None:
    plain = evening(4, 4)
    few = plain.model_copy(update={"participants": (plain.participants[0], plain.participants[-1])})
    assert few.enough_tables(plain.tables) == plain.tables
    assert len(few.enough_tables()) == 1


def test_each_group_that_is_too_large_has_a_table_of_its_own_whatever_stands() -> None:
    groups = tuple(
        ProjectGroup(name=name, organisations=tuple(map(OrganisationId, members)), free_rounds=1)
        for name, members in (("un", ("E1", "E2", "A5")), ("deux", ("E1", "E3", "E4", "A6")))
    )
    grouped = evening(4, 4, groups=groups)
    assert sizes(grouped) == [(1, 1)] * 4 + [(2, 1), (3, 1)]
    assert grouped.enough_tables(grouped.tables) == grouped.tables
    assert Rencontre.model_validate(grouped.model_dump()) == grouped
    more = (*groups, groups[0].model_copy(update={"name": "trois"}))
    added = grouped.model_copy(update={"groups": more}).enough_tables(grouped.tables)
    assert [table.id for table in added] == [str(n) for n in range(1, 8)]


def test_an_unknown_organisation_is_left_to_whoever_refuses_it() -> None:
    plain = evening(2, 2)
    assert enough_tables((), (), plain.participants, plain.rounds) == numbered([(1, 1)])


def test_tables_are_as_needed_only_where_all_that_is_told_of_them_says_so() -> None:
    plain = evening(3, 5)
    assert plain.has_tables_as_needed
    few, more = numbered([(1, 1)] * 2), numbered([(1, 1)] * 4)
    renamed = (*few, few[0].model_copy(update={"id": "Bar"}))
    zoned = (*few, plain.tables[2].model_copy(update={"zone": "Nord"}))
    for update, expected in (
        ({"tables_as_needed": False}, False),
        ({"tables": few}, False),
        ({"tables": renamed}, False),
        ({"tables": zoned}, False),
        ({"tables": more}, True),  # tables stand although somebody fell ill
    ):
        assert plain.model_copy(update=update).has_tables_as_needed is expected


def test_the_next_evening_begins_anew_and_keeps_fixed_places() -> None:
    plain = evening(4, 4)
    over = plain.model_copy(
        update={
            "resume_at": 3, "tables": plain.enough_tables(numbered([(1, 1)] * 7)),
            "participants": tuple(
                p.model_copy(update={"absent": frozenset({1, 2})}) for p in plain.participants
            ),
        }
    )  # fmt: skip
    assert next_evening(over) == plain
    fixed = tuple(p.model_copy(update={"table": "7"}) for p in over.participants)
    assert len(next_evening(over.model_copy(update={"participants": fixed})).tables) == 7
    listed = over.model_copy(update={"tables_as_needed": False})
    assert next_evening(listed).tables == over.tables

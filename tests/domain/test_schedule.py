"""The answer as plain data."""

from speeddating.domain.base import FacilitatorId, OrganisationId, ParticipantId, TableId
from speeddating.domain.people import Participant
from speeddating.domain.room import one_to_one, rounds
from speeddating.domain.schedule import Seating
from tests.factories import schedule, seating, table


def test_a_seating_tells_who_meets_whom() -> None:
    laid = seating("1", 1, "e1", "e2", "a1", "a2", "f1")
    assert laid.people() == ("e1", "e2", "a1", "a2")
    assert list(laid.meetings()) == [("e1", "a1"), ("e1", "a2"), ("e2", "a1"), ("e2", "a2")]
    assert list(seating("1", 1, "e1", "f1").meetings()) == []


def test_a_schedule_tells_where_a_person_sits_and_a_pause_has_no_entry() -> None:
    made = schedule(("1", 1, "e1", "a1"), ("2", 2, "e1", "a2", "f1"))
    assert {key: found.table for key, found in made.place_of.items()} == {
        ("e1", 1): "1",
        ("a1", 1): "1",
        ("e1", 2): "2",
        ("a2", 2): "2",
    }


def test_tables_stand_in_every_round_or_in_those_named() -> None:
    assert table("1").stands_in(7)
    assert table("1", rounds=frozenset({7})).stands_in(7)
    assert not table("1", rounds=frozenset({6})).stands_in(7)
    assert not table("1", rounds=frozenset()).stands_in(1)


def test_tables_and_rounds_are_counted_from_one() -> None:
    assert [t.id for t in one_to_one(3)] == ["1", "2", "3"]
    assert [(r.number, r.minutes, r.is_break) for r in rounds(2, 7)] == [
        (1, 7, False),
        (2, 7, False),
    ]


def test_seats_name_people_in_the_form_that_the_people_have() -> None:
    composed, apart = "Zo\u00e9", "Zoe\u0301"
    person = Participant(name=apart, organisation=OrganisationId("E"), id=ParticipantId(apart))
    seating = Seating(
        table=TableId(apart),
        round=1,
        entreprises=(ParticipantId(apart),),
        associations=(ParticipantId("a"),),
        facilitators=(FacilitatorId(apart),),
    )
    assert seating.people()[0] == person.id == composed
    assert seating.table == composed
    assert seating.facilitators == (composed,)

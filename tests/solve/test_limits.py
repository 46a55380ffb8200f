"""What a rencontre allows, as arrays; rules that nobody states allow everything."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.domain.base import OrganisationId, ParticipantId, TableId
from speeddating.domain.history import History, Pairing
from speeddating.domain.people import Appetite, Side, meet_again
from speeddating.solve.limits import Limits
from tests.factories import NAME, apart, history, lock, must, rencontre, table, wish

TABLES = (
    table("1", zone="Nord", accessible=True),
    table("2", zone="Nord"),
    table("3", zone="Sud", rounds=frozenset({2})),
)


def limits(*args: Any, before: History | None = None, **over: Any) -> Limits:
    return Limits(rencontre(*args, **over), before or History())


def test_everybody_may_meet_everybody_once_unless_something_is_said() -> None:
    found = limits(2, 3)
    assert found.shape == (2, 3)
    assert found.new.all()
    assert not found.again.any()
    assert not found.apart.any()
    assert not found.met.any()


def test_positions_follow_identifiers_whatever_the_order_given() -> None:
    event = rencontre(3, 3)
    shuffled = event.model_copy(
        update={
            "organisations": event.organisations[::-1],
            "participants": event.participants[::-1],
        }
    )
    one, other = Limits(event, History()), Limits(shuffled, History())
    assert one.sides == other.sides
    assert one.entreprises.organisations == ("E1", "E2", "E3")


def test_people_may_sort_otherwise_than_their_organisations() -> None:
    found = limits(
        2, 2,
        e1={"id": "z"}, e2={"id": "b"},
        incompatibilities=(apart("E1", "A1"),),
        before=history(("E2", "A2")),
    )  # fmt: skip
    assert [person.id for person in found.entreprises.people] == ["b", "z"]
    assert found.entreprises.organisation_of.tolist() == [1, 0]
    assert found.entreprises.delegates == ((1,), (0,))
    assert found.apart.tolist() == [[True, False], [False, False]]
    assert found.people_apart.tolist() == [[False, False], [True, False]]
    assert found.met.tolist() == [[False, False], [False, True]]


def test_who_does_not_come_has_no_position_and_takes_part_in_nothing() -> None:
    found = limits(2, 2, e1={"present": False}, incompatibilities=(apart("E1", "A1"),))
    assert found.entreprises.organisations == ("E2",)
    assert found.shape == (1, 2)
    assert not found.apart.any()
    assert list(found.people_pairs(ParticipantId("e1"), ParticipantId("a1"))) == []


def test_history_of_strangers_and_of_this_rencontre_itself_counts_for_nothing() -> None:
    before = history(("E1", "A9"), ("E9", "A1")).and_also(history(("E1", "A1"), name=NAME))
    assert not limits(before=before).met.any()
    assert limits(before=history(("E1", "A1"), name="Rencontre de juin")).met.sum() == 1


@pytest.mark.parametrize("one", Appetite)
@pytest.mark.parametrize("other", Appetite)
def test_two_who_have_met_meet_again_as_their_appetites_say(one: Appetite, other: Appetite) -> None:
    over = {"E1": {"appetite": one}, "A1": {"appetite": other}}
    before = history(("E1", "A1"))
    assert limits(1, 1, before=before, **over).again.item() is meet_again(one, other)
    asked = limits(1, 1, before=before, wishes=(wish("E1", "A1"),), **over).again.item()
    assert asked is (Appetite.NEW_ONLY not in {one, other})
    assert limits(1, 1, before=before, wishes=(must("A1", "E1"),), **over).again.item() is True
    apart_now = limits(1, 1, before=before, incompatibilities=(apart("E1", "A1"),), **over)
    assert apart_now.again.item() is False


def test_the_wish_of_one_does_not_undo_the_must_of_the_other() -> None:
    refuses = {"E1": {"appetite": Appetite.NEW_ONLY}}
    for wishes in [(must("E1", "A1"), wish("A1", "E1")), (wish("A1", "E1"), must("E1", "A1"))]:
        assert limits(1, 1, before=history(("E1", "A1")), wishes=wishes, **refuses).again.all()


def test_an_incompatibility_of_one_delegate_does_not_keep_the_others_apart() -> None:
    found = limits(2, 1, delegates={"E1": 2}, incompatibilities=(apart("e1", "a1"),))
    assert found.people_apart.sum() == 1
    assert not found.apart.any()
    both = (apart("e1", "a1"), apart("e1b", "A1"))
    assert limits(2, 1, delegates={"E1": 2}, incompatibilities=both).apart.tolist() == [[1], [0]]


def test_an_incompatibility_within_a_side_bans_no_pairing() -> None:
    assert not limits(2, 2, incompatibilities=(apart("E1", "E2"),)).apart.any()


@pytest.mark.parametrize(
    ("over", "places"),
    [
        ({}, None),
        ({"table": "2"}, {"2"}),
        ({"zone": "Nord"}, {"1", "2"}),
        ({"needs_access": True}, {"1"}),
        ({"zone": "Nord", "needs_access": True}, {"1"}),
        ({"zone": "Sud", "needs_access": True}, set()),
        ({"table": "3", "zone": "Nord"}, set()),
        ({"zone": "Est"}, set()),
    ],
)
def test_tables_that_suit_a_person(over: dict[str, Any], places: set[TableId] | None) -> None:
    found = limits(2, 2, TABLES, e1=over)
    assert found.places(found.entreprises.people[0]) == places
    assert found.apart[0].all() == (places == set())
    assert not found.apart[1].any()


def test_two_without_a_table_in_common_are_apart() -> None:
    found = limits(2, 2, TABLES, e1={"zone": "Nord"}, a1={"zone": "Sud"}, a2={"table": "1"})
    assert found.apart.tolist() == [[True, False], [False, False]]


def test_delegates_with_different_tables_leave_the_organisation_open() -> None:
    over: dict[str, Any] = {"e1": {"table": "1"}, "e1b": {"table": "2"}, "a1": {"table": "2"}}
    found = limits(1, 1, TABLES, delegates={"E1": 2}, **over)
    assert found.people_apart.tolist() == [[True], [False]]
    assert not found.apart.any()


def test_presence_and_tables_by_round() -> None:
    found = limits(1, 1, TABLES, 3, breaks=(1,), e1={"absent": frozenset({1, 3})})
    assert found.rounds == (2, 3)
    assert found.there(Side.ENTREPRISE).tolist() == [[True, False]]
    assert found.there(Side.ASSOCIATION).all()
    assert found.stands.tolist() == [[True, True], [True, True], [True, False]]


def test_fewest_and_most_meetings_of_a_person() -> None:
    event = rencontre(3, 1, rounds=3, breaks=(1,), e1={"least": 1, "most": 1}, e2={"most": 9})
    found = Limits(event, History())
    bounds = [(found.least(p), found.most(p)) for p in found.entreprises.people]
    assert bounds == [(1, 1), (0, 2), (0, 2)]


def about(**words: str) -> dict[str, frozenset[str]]:
    return {field: frozenset(said.split()) for field, said in words.items()}


def test_affinity_counts_shared_themes_and_needs_met_by_offers_both_ways() -> None:
    found = limits(
        1, 2,
        E1=about(themes="Eau vélo velo", needs="bois", offers="SALLE"),
        A1=about(themes="eau vélo blé", offers="bois", needs="salle bois"),
        A2=about(needs="bois"),
    )  # fmt: skip
    assert found.affinity.tolist() == [[4, 0]]


@settings(max_examples=50, deadline=None)
@given(st.sets(st.tuples(st.integers(1, 4), st.integers(1, 4))))
def test_a_pairing_is_new_or_was_met_and_never_both(met: set[tuple[int, int]]) -> None:
    before = history(*((f"E{e}", f"A{a}") for e, a in met))
    found = limits(3, 3, before=before)
    assert (found.new ^ found.met).all()
    assert not (found.new & found.again).any()
    expected = np.zeros((3, 3), dtype=bool)
    for e, a in met:
        if e <= 3 and a <= 3:
            expected[e - 1, a - 1] = True
    assert (found.met == expected).all()


def test_one_more_encounter_of_the_same_pairing_changes_nothing() -> None:
    once = history(("E1", "A1"))
    twice = History(encounters=once.encounters * 2)
    assert (limits(before=twice).met == limits(before=once).met).all()


def test_what_is_left_to_other_rencontres_is_neither_new_nor_again() -> None:
    event, past = rencontre(2, 2), history(("E2", "A2"))
    reserved = frozenset(
        {
            Pairing(OrganisationId("E1"), OrganisationId("A1")),
            Pairing(OrganisationId("E2"), OrganisationId("A2")),
        }
    )
    found = Limits(
        event, past, reserved=reserved | {Pairing(OrganisationId("E9"), OrganisationId("A1"))}
    )
    assert found.left_to_others.tolist() == [[True, False], [False, False]]
    assert found.new.tolist() == [[False, True], [True, False]]
    assert found.unmet.tolist() == [[True, True], [True, False]]
    assert np.array_equal(found.again, Limits(event, past).again)


@pytest.mark.parametrize(
    "over",
    [{"wishes": (must("E1", "A1"),)}, {"locks": (lock("e1", 1, "1"), lock("a1", 1, "1"))}],
)
def test_what_is_demanded_here_is_left_to_nobody(over: dict[str, Any]) -> None:
    reserved = frozenset({Pairing(OrganisationId("E1"), OrganisationId("A1"))})
    found = Limits(rencontre(2, 2, **over), History(), reserved=reserved)
    assert not found.left_to_others.any()
    assert found.new.all()


def test_a_wish_is_no_demand() -> None:
    reserved = frozenset({Pairing(OrganisationId("E1"), OrganisationId("A1"))})
    event = rencontre(2, 2, wishes=(wish("E1", "A1"),))
    assert Limits(event, History(), reserved=reserved).left_to_others.any()

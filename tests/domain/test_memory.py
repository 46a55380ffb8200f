"""Memory over many rencontres: merging loses nothing, forgetting forgets what it says."""

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeddating.checks import score
from speeddating.domain.base import OrganisationId
from speeddating.domain.history import Encounter, History, Outcome, Source
from speeddating.domain.rencontre import Identity
from tests.factories import history, rencontre, schedule

DAYS = [dt.date(2018, 6, 12), dt.date(2018, 12, 4), dt.date(2019, 5, 14)]
ENCOUNTERS = st.builds(
    Encounter,
    entreprise=st.sampled_from(["E1", "E2"]).map(OrganisationId),
    association=st.sampled_from(["A1", "A2"]).map(OrganisationId),
    date=st.none() | st.sampled_from(DAYS),
    rencontre=st.none() | st.sampled_from(["R1", "R2", "R3"]),
    source=st.sampled_from(Source),
    outcome=st.none() | st.sampled_from(Outcome),
)
HISTORIES = st.lists(ENCOUNTERS, max_size=8).map(lambda found: History(encounters=tuple(found)))


def as_set(one: History) -> frozenset[Encounter]:
    return frozenset(one.encounters)


def bare(one: History) -> set[Encounter]:
    return {encounter.model_copy(update={"outcome": None}) for encounter in one.encounters}


@given(HISTORIES, HISTORIES, HISTORIES)
def test_merging_is_idempotent_commutative_and_associative(
    a: History, b: History, c: History
) -> None:
    both = a.and_also(b)
    assert as_set(both) == as_set(b.and_also(a))
    assert both.and_also(b) == both
    assert as_set(both.and_also(c)) == as_set(a.and_also(b.and_also(c)))


@given(HISTORIES, HISTORIES)
def test_merging_forgets_no_meeting_and_makes_none_up(a: History, b: History) -> None:
    both = a.and_also(b)
    assert bare(both) == bare(a) | bare(b)
    assert len(both.encounters) == len(bare(both))
    assert both.met == a.met | b.met


@pytest.mark.parametrize("order", list(permutations([None, Outcome.NOTHING, Outcome.PROJECT])))
def test_of_two_outcomes_of_one_meeting_the_more_telling_stays(
    order: tuple[Outcome | None, ...],
) -> None:
    (met,) = history(("E1", "A1"), date=DAYS[0], name="R1").encounters
    merged = History()
    for outcome in order:
        merged = merged.and_also((met.model_copy(update={"outcome": outcome}),))
    assert [one.outcome for one in merged.encounters] == [Outcome.PROJECT]


@given(HISTORIES, st.integers(0, 4))
def test_recent_forgets_what_is_dated_before_the_last_rencontres_and_nothing_else(
    past: History, count: int
) -> None:
    held = sorted(
        {
            (e.date, e.rencontre or "")
            for e in past.encounters
            if e.date and e.source is Source.RENCONTRE
        }
    )
    since = held[-count][0] if 0 < count <= len(held) else dt.date.min if count else dt.date.max
    expected = [
        e for e in past.encounters
        if e.date is None or e.source is Source.ALREADY_KNOWN or e.date >= since
    ]  # fmt: skip
    assert list(past.recent(count).encounters) == expected
    assert past.recent(count).recent(count) == past.recent(count)


@given(HISTORIES, st.integers(0, 3))
def test_a_longer_memory_forgets_less(past: History, count: int) -> None:
    assert as_set(past.recent(count)) <= as_set(past.recent(count + 1)) <= as_set(past)


def test_a_memory_is_not_negative() -> None:
    with pytest.raises(ValueError, match="-1 rencontres"):
        History().recent(-1)


@given(HISTORIES, st.sampled_from(["R1", "R2", "nobody"]))
def test_without_forgets_the_rencontres_of_a_name_and_nothing_else(
    past: History, name: str
) -> None:
    left = past.without(name)
    assert left.without(name) == left
    assert as_set(past) - as_set(left) == {e for e in past.encounters if e.rencontre == name}


def test_occasions_are_in_the_order_in_which_they_were_held() -> None:
    past = history(("E1", "A1"), date=DAYS[1], name="R1").and_also(
        history(("E1", "A1"), date=DAYS[0], name="R2")
    )
    past = past.and_also(history(("E2", "A1"), name="R3"))
    assert past.occasions == (Identity("R2", DAYS[0]), Identity("R1", DAYS[1]))


def test_a_day_without_a_name_is_a_rencontre_and_a_group_between_two_is_none() -> None:
    days = history(("E1", "A1"), date=DAYS[0]).and_also(history(("E2", "A2"), date=DAYS[1]))
    (between,) = history(("E3", "A3"), date=DAYS[2], name="Groupe").encounters
    group = between.model_copy(update={"source": Source.PROJECT_GROUP})
    past = days.and_also((group,))
    assert past.recent(1).met == {("E2", "A2"), ("E3", "A3")}
    assert past.recent(2) == past


def test_what_is_to_be_forgotten_is_new_again_but_stays_in_the_history() -> None:
    past = history(("E1", "A1"), date=DAYS[0], name="R1").and_also(
        history(("E2", "A2"), date=DAYS[1], name="R2")
    )
    meeting = schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"))
    for over, new in (({}, 0), ({"memory": 1}, 1), ({"memory": 0}, 2), ({"memory": 2}, 0),
                      ({"forgotten": frozenset({"R2"})}, 1),
                      ({"forgotten": frozenset({"R2"}), "memory": 1}, 1)):  # fmt: skip
        event = rencontre(date=DAYS[2], **over)
        assert score(event, past, meeting).new_pairings == new, over
        assert past.past_of(event).and_also(past).met == past.met

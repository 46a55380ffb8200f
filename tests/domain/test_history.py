"""What is remembered, and what of it counts as the past of a rencontre."""

import datetime as dt

from speeddating.domain.base import OrganisationId
from speeddating.domain.history import Encounter, History, Pairing, Source
from speeddating.domain.rencontre import Identity
from tests.factories import history

MAY = dt.date(2019, 5, 14)
NOVEMBER = dt.date(2019, 11, 12)


def test_the_empty_history_knows_nobody() -> None:
    assert History().met == frozenset()


def test_a_pairing_has_met_whatever_the_source() -> None:
    known = Encounter(
        entreprise=OrganisationId("E1"),
        association=OrganisationId("A1"),
        source=Source.ALREADY_KNOWN,
    )
    assert History(encounters=(known, known)).met == {("E1", "A1")}
    assert known.pairing == Pairing(OrganisationId("E1"), OrganisationId("A1"))
    assert known.identity is None


def test_rows_of_the_same_name_and_date_are_the_plan_not_the_past() -> None:
    past = history(("E1", "A1"), date=MAY, name="Rencontre")
    planned = history(("E2", "A2"), date=NOVEMBER, name="Rencontre")
    nameless = history(("E3", "A3"), date=NOVEMBER)
    undated = history(("E4", "A4"), name="Rencontre")
    everything = past.and_also(planned).and_also(nameless).and_also(undated)
    assert everything.before(Identity("Rencontre", NOVEMBER)).met == {
        ("E1", "A1"),
        ("E3", "A3"),
        ("E4", "A4"),
    }
    assert ("E4", "A4") not in everything.before(Identity("Rencontre", None)).met


def test_a_history_without_rows_of_its_own_is_given_back_as_it_is() -> None:
    past = history(("E1", "A1"), date=MAY, name="Rencontre")
    assert past.before(Identity("Rencontre", NOVEMBER)) is past


def test_a_history_grows_without_counting_a_row_twice() -> None:
    past = history(("E1", "A1"), ("E2", "A1"), date=MAY, name="Rencontre")
    grown = past.and_also(history(("E2", "A1"), ("E3", "A1"), date=MAY, name="Rencontre"))
    assert [e.pairing for e in grown.encounters] == [("E1", "A1"), ("E2", "A1"), ("E3", "A1")]
    again = past.and_also(history(("E1", "A1"), date=NOVEMBER, name="Rencontre").encounters)
    assert [e.date for e in again.encounters] == [MAY, MAY, NOVEMBER]
    assert past.and_also(past) == past

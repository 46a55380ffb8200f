"""Reasons that need no solver: each is true, and its equation is one."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from speeddating.domain.history import History
from speeddating.domain.issue import Reason
from speeddating.solve.limits import Limits
from speeddating.solve.reasons.counting import counted
from speeddating.words import LANGUAGES, Language
from tests.factories import apart, history, lock, must, rencontre, table
from tests.solve.rounds.brute import Case, cases

NOW = frozenset({1})
TIMES = "\N{MULTIPLICATION SIGN}"
AS_MANY: dict[str, Any] = {f"a{n}": {"least": 2} for n in range(1, 33)}


def reasons(*past: tuple[str, str], **over: Any) -> tuple[Reason, ...]:
    return counted(Limits(rencontre(**over), history(*past)))


@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
@given(cases())
def test_what_is_counted_as_impossible_is_impossible(case: Case) -> None:
    if counted(Limits(*case)):
        assert not case.possible


def test_the_sum_of_an_organiser_is_told_as_it_is_written() -> None:
    (reason,) = reasons(entreprises=12, associations=32, tables=10, rounds=6, **AS_MANY)
    assert reason.sentence("fr") == (
        f"32 associations {TIMES} 2 rencontres demandées = 64 places ; "
        f"10 tables {TIMES} 6 tours = 60 au plus."
    )
    assert reason.sentence("en") == (
        f"32 associations {TIMES} 2 meetings asked for = 64 places; "
        f"10 tables {TIMES} 6 rounds = 60 at most."
    )
    assert reason.people == tuple(sorted(AS_MANY))


PLACES: list[dict[str, Any]] = [
    {},
    {"breaks": (2,)},
    {"tables": [table("1"), table("2", rounds=NOW)]},
    {"tables": [table("1"), table("2", rounds=frozenset())]},
    {"e1": {"absent": NOW}, "e2": {"absent": NOW}},
    {"e3": {"present": False}, "e2": {"present": False}},
    {"a1": {"least": 3}},
    {"a1": {"least": 1}, "tables": 1},
]


@pytest.mark.parametrize("over", PLACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_equation_that_is_printed_is_true(over: dict[str, Any], language: Language) -> None:
    promises = {f"a{n}": {"least": 3} for n in range(1, 6)}
    event = {"entreprises": 3, "associations": 5, "tables": 2, "rounds": 3} | promises | over
    found = [one for one in reasons(**event) if "places" in one.code]
    assert found
    for one in found:
        said = one.sentence(language)
        products = re.findall(rf"(\d+) \w+ {TIMES} (\d+) [^=;]*= (\d+)", said)
        assert all(int(a) * int(b) == int(c) for a, b, c in products), said
        assert said.count("=") == said.count(TIMES) == len(products)
        assert "…" not in said
        assert "{" not in said
        assert int(one.data["total"]) > int(one.data["places"])
        assert str(one.data["total"]) in said
        assert str(one.data["places"]) in said


@pytest.mark.parametrize(
    ("over", "code", "data"),
    [
        ({"e1": {"least": 3}}, "reasons.promise", {"name": "e1", "least": 3, "most": 2}),
        (
            {"e1": {"least": 2, "absent": NOW}},
            "reasons.promise",
            {"name": "e1", "least": 2, "most": 1},
        ),
        (
            {"e1": {"least": 2}, "incompatibilities": (apart("E1", "A1"),)},
            "reasons.promise",
            {"name": "e1", "least": 2, "most": 1},
        ),
        (
            {"associations": 1, "e1": {"least": 1, "table": "1"}, "a1": {"table": "2"},
             "tables": 2},
            "reasons.promise",
            {"name": "e1", "least": 1, "most": 0},
        ),
        (
            {"wishes": (must("E1", "A1"),), "a1": {"absent": frozenset({1, 2})}},
            "reasons.must",
            {"a": "E1", "b": "A1", "round": ""},
        ),
        (
            {"wishes": (must("a1", "e1", round=1),), "a1": {"absent": NOW}},
            "reasons.must.in_round",
            {"a": "a1", "b": "e1", "round": 1},
        ),
        (
            {"wishes": (must("E1", "A1", round=2),), "rounds": 3, "breaks": (2,)},
            "reasons.must.in_round",
            {"a": "E1", "b": "A1", "round": 2},
        ),
        (
            {"wishes": (must("E1", "A1"), must("A2", "e1")), "e1": {"most": 1}},
            "reasons.musts",
            {"name": "e1", "count": 2, "most": 1},
        ),
    ],
)  # fmt: skip
def test_a_reason_names_who_and_how_many(
    over: dict[str, Any], code: str, data: dict[str, Any]
) -> None:
    found = {one.code: one for one in reasons(**over)}
    assert dict(found[code].data) == data
    for language in LANGUAGES:
        said = found[code].sentence(language)
        assert all(str(value) in said for value in data.values())


def test_promises_that_partners_cannot_give_are_told_together() -> None:
    """Three of which each may meet one association alone, which is there in two rounds."""
    bans = tuple(apart(f"E{n}", "A2") for n in (1, 2, 3))
    promised: dict[str, Any] = {f"e{n}": {"least": 1} for n in (1, 2, 3)}
    found = reasons(
        entreprises=4,
        rounds=3,
        incompatibilities=bans,
        a1={"absent": NOW},
        e4={"least": 1},
        **promised,
    )
    (reason,) = found
    assert reason.people == ("e1", "e2", "e3")
    assert reason.sentence("fr") == (
        "e1, e2, e3 : 3 rendez-vous promis en tout, mais 2 au plus avec les organisations que ces "
        "personnes peuvent rencontrer."
    )
    assert dict(reason.data) == {"names": "e1, e2, e3", "total": 3, "places": 2}


def test_partners_that_may_meet_again_can_give_twice() -> None:
    promised: dict[str, Any] = {f"e{n}": {"least": 2} for n in (1, 2)}
    over: dict[str, Any] = {"associations": 1, "rounds": 4, **promised}
    # what each is promised alone is told first, and is enough
    assert [one.code for one in reasons(**over)] == ["reasons.promise", "reasons.promise"]
    assert reasons(meetings_per_pairing=2, **over) == ()


def test_a_wish_made_by_both_is_one_meeting() -> None:
    asked = (must("E1", "A1"), must("A1", "E1"), must("e1", "A1", round=1))
    assert reasons(rounds=1, wishes=asked) == ()


def test_an_organisation_and_its_only_delegate_are_one_partner() -> None:
    assert reasons(rounds=1, wishes=(must("E1", "A1"), must("e1", "a1"))) == ()


def test_two_delegates_share_what_their_organisation_must() -> None:
    asked = (must("E1", "A1"), must("E1", "A2"))
    assert reasons(rounds=1, delegates={"E1": 2}, wishes=asked) == ()


def test_meeting_one_organisation_twice_keeps_a_promise_of_two() -> None:
    assert reasons(associations=1, meetings_per_pairing=2, e1={"least": 2}) == ()
    assert [one.code for one in reasons(associations=1, e1={"least": 2})] == ["reasons.promise"]


def test_who_must_meet_again_is_not_kept_from_it_by_the_past() -> None:
    assert reasons(("E1", "A1"), wishes=(must("E1", "A1"),)) == ()


def test_a_lock_leaves_its_person_one_table() -> None:
    found = reasons(
        locks=(lock("e1", 1, "1"), lock("a1", 1, "2")), wishes=(must("e1", "a1", round=1),)
    )
    assert [one.code for one in found] == ["reasons.must.in_round"]


def test_nothing_counted_proves_nothing() -> None:
    event = rencontre(1, 2, 1, 1, a2={"least": 1}, wishes=(must("E1", "A1"),))
    assert counted(Limits(event, History())) == ()
    assert not Case(event).possible


SHARED: list[tuple[dict[str, Any], int, int]] = [
    # three people at one table, or in one zone of one table
    ({f"e{n}": {"table": "1", "least": 2} for n in (1, 2, 3)}, 6, 5),
    ({f"e{n}": {"zone": "Nord", "least": 2} for n in (1, 2, 3)}, 6, 5),
    # all there in the first two rounds only, where three tables stand
    ({f"a{n}": {"absent": frozenset({3, 4, 5}), "least": 2} for n in range(1, 5)}, 8, 6),
]


@pytest.mark.parametrize(("people", "total", "places"), SHARED)
def test_rounds_and_tables_that_hold_too_little_for_several_are_told(
    people: dict[str, Any], total: int, places: int
) -> None:
    tables = [table("1", zone="Nord"), table("2"), table("3")]
    (reason,) = reasons(entreprises=6, associations=6, tables=tables, rounds=5, **people)
    assert reason.code == "reasons.own_places"
    assert (reason.data["total"], reason.data["places"]) == (total, places)
    assert reason.people == tuple(people)

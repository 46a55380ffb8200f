"""Every rule, broken once by hand; and schedules that break none."""

import datetime as dt
from itertools import product
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.checks import RULES, check
from speeddating.domain.history import History
from speeddating.domain.issue import Violation
from speeddating.domain.people import Appetite, Facilitator
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule, Seating
from speeddating.words import LANGUAGES
from tests.factories import (
    Row,
    apart,
    group,
    history,
    lock,
    must,
    rencontre,
    schedule,
    table,
    wish,
)

Seats = list[Row]


class Broken(NamedTuple):
    """A rencontre, seats that break ``rule`` once and nothing else, and seats that do not."""

    rule: str
    given: dict[str, Any]
    seats: Seats
    data: dict[str, Any]
    mended: Seats
    met: tuple[tuple[str, str], ...] = ()


FANAL = Facilitator(id="f1", name="Mme Fanal")  # type: ignore[arg-type]
NEVER, NEW, MIXED, AGAIN = ({"appetite": appetite} for appetite in Appetite)
EMPLOI: dict[str, Any] = {
    "facilitators": (FANAL,),
    "groups": (group("Emploi", "E1", "A1", rounds=frozenset({1}), facilitator="f1"),),
}
SOME_ROUND: dict[str, Any] = {
    "groups": (group("Emploi", "E1", "A1", rounds=frozenset({1}), free_rounds=1),)
}
BIG = (table("1", 2, 2), table("2", 2, 2))
ALONE = {"groups": (group("Emploi", "E1", "A1", rounds=frozenset({1})),)}
HERE: Seats = [("1", 1, "e1", "a1")]
THERE: Seats = [("2", 1, "e1", "a1")]
LATER: Seats = [("1", 2, "e1", "a1")]

CASES = [
    Broken("everything_is_known", {}, [("1", 1, "e1", "a9")],
           {"round": 1, "table": "1", "name": "a9"}, HERE),
    Broken("everything_is_known", {}, [("9", 1, "e1", "a1")],
           {"round": 1, "table": "9", "name": "9"}, HERE),
    Broken("everything_is_known", {}, [("1", 3, "e1", "a1")],
           {"round": 3, "table": "1", "name": "3"}, HERE),
    Broken("everything_is_known", {}, [("1", 1, "e1", "a1", "f1")],
           {"round": 1, "table": "1", "name": "f1"}, HERE),
    Broken("one_seat_per_round", {}, [("1", 1, "e1", "a1"), ("2", 1, "e1", "a2")],
           {"round": 1, "name": "e1"}, [("1", 1, "e1", "a1"), ("2", 2, "e1", "a2")]),
    Broken("one_seat_per_round", {"meetings_per_pairing": 2, "tables": BIG},
           [("1", 1, "e1", "e2", "a1"), ("2", 1, "a1", "e3")], {"round": 1, "name": "a1"},
           [("1", 1, "e1", "e2", "a1"), ("2", 2, "a1", "e3")]),
    Broken("one_seat_per_round", {}, [("1", 1, "e1", "a1"), ("1", 1, "e2", "a2")],
           {"round": 1, "table": "1", "case": "table"},
           [("1", 1, "e1", "a1"), ("2", 1, "e2", "a2")]),
    Broken("one_seat_per_round", EMPLOI, [("1", 1, "e1", "a1", "f1"), ("2", 1, "e2", "a2", "f1")],
           {"round": 1, "name": "f1"}, [("1", 1, "e1", "a1", "f1"), ("2", 1, "e2", "a2")]),
    Broken("breaks_are_kept", {"breaks": (2,)}, LATER, {"round": 2, "table": "1"}, HERE),
    Broken("tables_stand", {"tables": (table("1", rounds=frozenset({1})), table("2"))}, LATER,
           {"round": 2, "table": "1"}, HERE),
    Broken("tables_stand", {"tables": (table("1", rounds=frozenset({1})),)}, LATER,
           {"round": 2, "table": "1"}, HERE),
    Broken("seats_suffice", {}, [("1", 1, "e1", "e2", "a1")],
           {"round": 1, "table": "1", "count": 2, "seats": 1, "case": "entreprises"}, HERE),
    Broken("seats_suffice", {"tables": (table("1", 2, 1),)}, [("1", 1, "e1", "a1", "a2")],
           {"round": 1, "table": "1", "count": 2, "seats": 1, "case": "associations"},
           [("1", 1, "e1", "e2", "a1")]),
    Broken("nobody_sits_alone", {"tables": BIG}, [("1", 1, "e1", "e2")],
           {"round": 1, "table": "1"}, HERE),
    Broken("nobody_sits_alone", {}, [("2", 1, "a1")], {"round": 1, "table": "2"}, THERE),
    Broken("fixed_tables", {"a1": {"table": "2"}}, HERE,
           {"round": 1, "table": "1", "name": "a1", "own": "2"}, THERE),
    Broken("zones", {"e1": {"zone": "Nord"}, "tables": (table("1"), table("2", zone="Nord"))},
           HERE, {"round": 1, "table": "1", "name": "e1", "zone": "Nord"}, THERE),
    Broken("access", {"e1": {"needs_access": True},
                      "tables": (table("1"), table("2", accessible=True))},
           HERE, {"round": 1, "table": "1", "name": "e1"}, THERE),
    Broken("people_are_there", {"e1": {"absent": frozenset({1})}}, HERE,
           {"round": 1, "table": "1", "name": "e1"}, LATER),
    Broken("people_are_there", {"e1": {"present": False}}, HERE,
           {"round": 1, "table": "1", "name": "e1"}, [("1", 1, "e2", "a1")]),
    Broken("incompatible_apart", {"incompatibilities": (apart("E1", "A1"),)}, HERE,
           {"round": 1, "a": "E1", "b": "A1"}, [("1", 1, "e1", "a2")]),
    Broken("incompatible_apart", {"incompatibilities": (apart("e1", "E2"),), "tables": BIG},
           [("1", 2, "e1", "e2", "a1")], {"round": 2, "a": "e1", "b": "E2"},
           [("1", 2, "e1", "a1"), ("2", 2, "e2", "a2")]),
    Broken("delegates_apart", {"delegates": {"E1": 2}, "tables": BIG, "meetings_per_pairing": 2},
           [("1", 1, "e1", "e1b", "a1")], {"round": 1, "table": "1", "name": "E1"},
           [("1", 1, "e1", "a1"), ("2", 1, "e1b", "a2")]),
    Broken("delegates_apart", {"delegates": {"A1": 2}, "tables": BIG, "meetings_per_pairing": 2},
           [("1", 1, "e1", "a1", "a1b")], {"round": 1, "table": "1", "name": "A1"},
           [("1", 1, "e1", "a1"), ("2", 1, "e2", "a1b")]),
    Broken("competitors_apart",
           {"competitors_apart": True, "tables": BIG, "E1": {"sector": "Bois"},
            "E2": {"sector": "bois"}, "A1": {"sector": "Bois"}},
           [("1", 1, "e2", "e1", "a1")], {"round": 1, "table": "1", "a": "E1", "b": "E2"},
           [("1", 1, "e1", "e3", "a1")]),
    Broken("pairings_meet_once", {}, [*HERE, *LATER],
           {"a": "E1", "b": "A1", "count": 2, "most": 1}, HERE),
    Broken("pairings_meet_once", {"tables": BIG, "E1": NEVER},
           [("1", 1, "e1", "e2", "a1"), ("1", 2, "e1", "e2", "a1")],
           {"a": "E1", "b": "A1", "count": 2, "most": 1},
           [("1", 1, "e1", "e2", "a1"), ("1", 2, "e2", "a1")]),
    Broken("pairings_meet_once", {"delegates": {"A1": 2}, "meetings_per_pairing": 2, "rounds": 3},
           [("1", 1, "e1", "a1"), ("1", 2, "e1", "a1b"), ("1", 3, "e1", "a1")],
           {"a": "E1", "b": "A1", "count": 3, "most": 2},
           [("1", 1, "e1", "a1"), ("1", 2, "e1", "a1b")]),
    Broken("meetings_again_are_welcome", {"E1": NEVER}, HERE, {"a": "E1", "b": "A1"},
           [("1", 1, "e2", "a1")], (("E1", "A1"),)),
    Broken("meetings_again_are_welcome", {"A1": NEW}, HERE, {"a": "E1", "b": "A1"},
           [("1", 1, "e1", "a2")], (("E1", "A1"), ("E1", "A2"))),
    Broken("meetings_again_are_welcome", {"E1": NEVER, "A1": AGAIN, "wishes": (wish("A1", "E1"),)},
           HERE, {"a": "E1", "b": "A1"}, [("1", 1, "e2", "a1")], (("E1", "A1"), ("E2", "A1"))),
    Broken("least_meetings", {"e1": {"least": 2}}, HERE, {"name": "e1", "count": 1, "least": 2},
           [*HERE, ("1", 2, "e1", "a2")]),
    Broken("most_meetings", {"a1": {"most": 1}}, [*HERE, ("1", 2, "e2", "a1")],
           {"name": "a1", "count": 2, "most": 1}, HERE),
    Broken("musts_are_met", {"wishes": (must("E1", "A1"), wish("E2", "A2"))},
           [("1", 1, "e1", "a2")], {"a": "E1", "b": "A1"}, HERE),
    Broken("musts_are_met", {"wishes": (must("a1", "E1", round=2),)}, HERE,
           {"a": "a1", "b": "E1", "round": 2, "case": "in_round"}, LATER),
    Broken("musts_are_met", {"wishes": (must("e1b", "A1"),), "delegates": {"E1": 2}}, HERE,
           {"a": "e1b", "b": "A1"}, [("1", 1, "e1b", "a1")]),
    Broken("order_is_kept", {"wishes": (wish("E1", "A1", before="A2"),)},
           [("1", 1, "e1", "a2"), ("1", 2, "e1", "a1")],
           {"name": "E1", "a": "A1", "b": "A2"}, [("1", 1, "e1", "a1"), ("1", 2, "e1", "a2")]),
    Broken("order_is_kept", {"wishes": (wish("E1", "A1", before="A2"),), "tables": BIG},
           [("1", 1, "e1", "a1", "a2")], {"name": "E1", "a": "A1", "b": "A2"},
           [("1", 1, "e1", "a2")]),
    Broken("locks_are_kept", {"locks": (lock("a1", 1, "2"),)}, HERE,
           {"round": 1, "table": "2", "name": "a1"}, THERE),
    Broken("locks_are_kept", {"locks": (lock("a1", 1, "1"),)}, LATER,
           {"round": 1, "table": "1", "name": "a1"}, HERE),
    Broken("groups_sit_together", EMPLOI, [("1", 1, "e1", "a2")], {"group": "Emploi", "round": 1},
           [("1", 1, "e1", "a1", "f1")]),
    Broken("groups_sit_together", EMPLOI, HERE,
           {"group": "Emploi", "round": 1, "table": "1", "name": "f1", "case": "unaccompanied"},
           [("1", 1, "e1", "a1", "f1")]),
    Broken("groups_sit_together", ALONE, LATER,
           {"group": "Emploi", "round": 1, "case": "members"}, HERE),
    Broken("groups_sit_together", EMPLOI, [("1", 1, "e1", "a1", "f1"), ("2", 2, "e2", "a2", "f1")],
           {"round": 2, "table": "2", "name": "f1", "case": "facilitator"},
           [("1", 1, "e1", "a1", "f1"), ("2", 2, "e2", "a2")]),
    Broken("groups_sit_together", SOME_ROUND, HERE,
           {"group": "Emploi", "count": 1, "least": 2, "case": "too_rarely"}, [*HERE, *LATER]),
]  # fmt: skip

each_case = pytest.mark.parametrize(
    "case", CASES, ids=[f"{number}-{case.rule}" for number, case in enumerate(CASES)]
)


def event(case: Broken) -> Rencontre:
    """Three and three, so that a mended schedule has somebody else to seat."""
    return rencontre(3, 3, **{"tables": 2, **case.given})


@each_case
def test_one_broken_rule_is_reported_once(case: Broken) -> None:
    found = check(event(case), history(*case.met), schedule(*case.seats))
    assert found == (Violation(rule=case.rule, data=case.data),)


@each_case
def test_a_mended_schedule_breaks_nothing(case: Broken) -> None:
    assert check(event(case), history(*case.met), schedule(*case.mended)) == ()


@each_case
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_violation_names_everything_it_knows(case: Broken, language: Any) -> None:
    said = Violation(rule=case.rule, data=case.data).sentence(language)
    told = {str(value) for key, value in case.data.items() if key != "case"}
    assert {one for one in told if one in said} == told
    assert "{" not in said


def test_every_rule_has_a_case() -> None:
    assert {case.rule for case in CASES} == {rule.__name__ for rule in RULES}


def test_every_rule_has_a_name_of_its_own_and_says_what_holds() -> None:
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)


def test_nobody_seated_breaks_nothing_that_was_not_asked_for() -> None:
    assert check(rencontre(), History(), schedule()) == ()


def test_somebody_on_the_wrong_side_is_not_known_there() -> None:
    turned = Seating.model_validate(
        {"round": 1, "table": "1", "entreprises": ("a1",), "associations": ("e1",)}
    )
    found = check(rencontre(), History(), Schedule(rencontre="Rencontre", seatings=(turned,)))
    assert [(v.rule, v.data["name"]) for v in found] == [
        ("everything_is_known", "a1"),
        ("everything_is_known", "e1"),
    ]


def test_what_is_unknown_is_told_first_and_alone() -> None:
    found = check(rencontre(), History(), schedule(("9", 7, "e9", "a9", "f9"), ("1", 1, "e1")))
    assert {violation.rule for violation in found} == {"everything_is_known"}
    assert [violation.data["name"] for violation in found] == ["7", "9", "e9", "a9", "f9"]


def test_what_is_known_hides_nothing_that_is_not_and_is_not_told_with_it() -> None:
    event = rencontre(3, 3, tables=BIG, **EMPLOI)
    rows: Seats = [("1", 1, "e1", "a1", "f1"), ("2", 1, "e2", "e9", "a2", "a9", "f1", "f9")]
    found = check(event, History(), schedule(*rows))
    assert [violation.data["name"] for violation in found] == ["e9", "a9", "f9"]


def test_all_that_is_broken_is_reported() -> None:
    event = rencontre(
        e1={"needs_access": True, "absent": frozenset({1})}, incompatibilities=(apart("E1", "A1"),)
    )
    found = check(event, history(("E1", "A1")), schedule(("1", 1, "e1", "a1")))
    assert [violation.rule for violation in found] == [
        "access",
        "people_are_there",
        "incompatible_apart",
    ]


def test_names_of_people_tables_and_facilitators_do_not_mix() -> None:
    namesake = Facilitator(id="e1", name="Mme Fanal")  # type: ignore[arg-type]
    event = rencontre(
        tables=(table("1"), table("e1")),
        facilitators=(namesake,),
        groups=(group("Emploi", "E2", "A2", rounds=frozenset({1}), facilitator="e1"),),
    )
    made = schedule(("e1", 1, "e1", "a1"), ("1", 1, "e2", "a2"))
    with_her = made.seatings[1].model_copy(update={"facilitators": ("e1",)})
    made = made.model_copy(update={"seatings": (made.seatings[0], with_her)})
    assert check(event, History(), made) == ()


@pytest.mark.parametrize(
    ("given_", "past", "welcome"),
    [
        ({}, (), True),  # never met
        ({}, (("E1", "A1"),), True),  # new and mixed, the defaults
        ({"A1": NEW}, (("E1", "A1"),), False),
        ({"A1": NEW, "wishes": (wish("E1", "A1"),)}, (("E1", "A1"),), True),
        ({"A1": NEW, "wishes": (wish("a1", "e1"),)}, (("E1", "A1"),), True),
        ({"E1": NEVER, "wishes": (wish("E1", "A1"),)}, (("E1", "A1"),), False),
        ({"E1": NEVER, "wishes": (must("E1", "A1"),)}, (("E1", "A1"),), True),
        (
            {"E1": NEVER, "wishes": (must("E1", "A1"), wish("A1", "E1"))},
            (("E1", "A1"),),
            True,
        ),
        ({"E1": NEVER, "locks": (lock("e1", 1, "1"), lock("a1", 1, "1"))}, (("E1", "A1"),), True),
        ({"E1": NEVER, "locks": (lock("e1", 1, "1"),)}, (("E1", "A1"),), False),
        ({"E1": NEVER, "groups": (group("Emploi", "E1", "A1"),)}, (("E1", "A1"),), True),
        ({"E1": AGAIN, "A1": NEW}, (("E1", "A1"),), True),
        ({"E1": AGAIN, "A1": NEVER}, (("E1", "A1"),), False),
    ],
)
def test_who_met_before_meets_again_only_if_both_agree_or_it_is_decided(
    given_: dict[str, Any], past: tuple[tuple[str, str], ...], *, welcome: bool
) -> None:
    found = check(rencontre(**given_), history(*past), schedule(*HERE))
    assert [violation.rule for violation in found] == (
        [] if welcome else ["meetings_again_are_welcome"]
    )


def test_the_published_plan_of_a_rencontre_is_not_its_past() -> None:
    day = dt.date(2019, 5, 14)
    event = rencontre(E1=NEVER, date=day)
    own = history(("E1", "A1"), date=day, name=event.name)
    assert check(event, own, schedule(*HERE)) == ()
    earlier = history(("E1", "A1"), date=day - dt.timedelta(days=180), name=event.name)
    assert [v.rule for v in check(event, earlier, schedule(*HERE))] == [
        "meetings_again_are_welcome"
    ]


def test_a_group_does_not_wait_for_who_is_absent_but_for_its_facilitator() -> None:
    event = rencontre(3, 3, tables=BIG, **{
        **EMPLOI,
        "groups": (group("Emploi", "E1", "E2", "A1", rounds=frozenset({1}), facilitator="f1"),),
        "e2": {"absent": frozenset({1})},
    })  # fmt: skip
    assert check(event, History(), schedule(("1", 1, "e1", "a1", "f1"))) == ()
    assert check(event, History(), schedule(("1", 1, "e1", "a1", "a2", "f1"))) == ()
    (alone,) = check(event, History(), schedule(("1", 1, "e1", "a1")))
    assert alone.data["case"] == "unaccompanied"


def test_a_group_waits_for_every_member_who_is_there() -> None:
    together = group("Emploi", "E1", "E2", "A1", rounds=frozenset({1}))
    event = rencontre(3, 3, tables=BIG, groups=(together,))
    assert check(event, History(), schedule(("1", 1, "e1", "e2", "a1"))) == ()
    (apart_,) = check(event, History(), schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2")))
    assert apart_.data == {"group": "Emploi", "round": 1, "case": "members"}


def test_one_of_two_delegates_is_enough_for_a_group() -> None:
    event = rencontre(delegates={"E1": 2}, **EMPLOI)
    assert check(event, History(), schedule(("1", 1, "e1b", "a1", "f1"))) == ()


def test_a_group_meets_as_often_as_it_sits() -> None:
    event = rencontre(groups=(group("Emploi", "E1", "A1", rounds=frozenset({1, 2})),))
    assert check(event, History(), schedule(*HERE, *LATER)) == ()


def test_order_does_not_matter_unless_both_meetings_take_place() -> None:
    event = rencontre(wishes=(wish("E1", "A1", before="A2"),))
    assert check(event, History(), schedule(("1", 1, "e1", "a2"))) == ()
    assert check(event, History(), schedule(("1", 2, "e1", "a1"))) == ()


def test_competitors_share_a_table_unless_they_are_kept_apart() -> None:
    event = rencontre(tables=BIG, E1={"sector": "Bois"}, E2={"sector": "Bois"})
    assert check(event, History(), schedule(("1", 1, "e1", "e2", "a1"))) == ()


def test_who_tells_no_sector_competes_with_nobody() -> None:
    event = rencontre(tables=BIG, competitors_apart=True, A1={"sector": "Bois"})
    assert check(event, History(), schedule(("1", 1, "e1", "e2", "a1", "a2"))) == ()


@st.composite
def valid(draw: st.DrawFn) -> tuple[Rencontre, Schedule]:
    """1+1 tables, nobody twice in a round, no pairing twice: right by construction."""
    entreprises, associations, rounds, tables = (draw(st.integers(1, 4)) for _ in range(4))
    numbers = st.frozensets(st.integers(1, rounds), max_size=2)
    breaks = draw(numbers.filter(lambda found: len(found) < rounds))
    people = [f"e{n + 1}" for n in range(entreprises)] + [f"a{n + 1}" for n in range(associations)]
    absent = {who: draw(numbers) for who in people}
    over: dict[str, Any] = {who: {"absent": missed} for who, missed in absent.items()}
    stands = [draw(st.none() | st.frozensets(st.integers(1, rounds))) for _ in range(tables)]
    made = rencontre(
        entreprises, associations, rounds=rounds, breaks=breaks,
        tables=tuple(table(str(n + 1), rounds=found) for n, found in enumerate(stands)),
        **over,
    )  # fmt: skip
    left = draw(st.permutations(list(product(people[:entreprises], people[entreprises:]))))
    rows: Seats = []
    for number in made.working_rounds:
        free = [t.id for t in made.tables if t.stands_in(number)]
        busy = {who for who in people if number in absent[who]}
        for pair in list(left):
            if free and busy.isdisjoint(pair):
                left.remove(pair)
                busy |= set(pair)
                rows.append((free.pop(draw(st.integers(0, len(free) - 1))), number, *pair))
    return made, schedule(*draw(st.permutations(rows)))


@settings(deadline=None)
@given(valid())
def test_a_schedule_that_is_right_by_construction_breaks_nothing(
    made: tuple[Rencontre, Schedule],
) -> None:
    event, seats = made
    assert check(event, History(), seats) == ()


@settings(deadline=None)
@given(valid(), st.data())
def test_a_person_added_to_a_full_table_is_always_noticed(
    made: tuple[Rencontre, Schedule], data: st.DataObject
) -> None:
    event, seats = made
    if not seats.seatings:
        return
    at = data.draw(st.sampled_from(range(len(seats.seatings))))
    who = data.draw(st.sampled_from(event.on(next(iter(event.side_by_participant.values())))))
    crowded = seats.seatings[at].model_copy(
        update={"entreprises": (*seats.seatings[at].entreprises, who.id)}
    )
    changed = seats.model_copy(
        update={"seatings": (*seats.seatings[:at], crowded, *seats.seatings[at + 1 :])}
    )
    assert "seats_suffice" in {violation.rule for violation in check(event, History(), changed)}


@pytest.mark.parametrize(("position", "named"), [(0, "rencontre"), (1, "history"), (2, "made")])
def test_what_is_no_rencontre_history_or_schedule_is_refused_by_its_name(
    position: int, named: str
) -> None:
    given: list[Any] = [rencontre(), history(), schedule()]
    assert check(*given) == ()
    given[position] = "x"
    with pytest.raises(TypeError, match=f"^{named} is "):
        check(*given)

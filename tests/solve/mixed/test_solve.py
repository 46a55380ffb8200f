"""Schedules of mixed tables against all schedules there are, tried one by one."""

from collections import Counter
from typing import Any, get_args

import pytest

from speeddating import Budget, History, InfeasibleError, UnsupportedError, check, plan
from speeddating.domain.base import FacilitatorId
from speeddating.domain.people import Appetite, Facilitator
from speeddating.domain.plan import Engine, Scope
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import Table
from speeddating.domain.score import DEFAULT_LEVELS, SENSE, Sense
from tests.factories import apart, group, history, lock, must, rencontre, table, wish
from tests.solve.mixed import oracle

TWO = [table("1", 2, 1), table("2", 1, 1)]
ONCE_MET = history(("E1", "A1"), ("E2", "A1"))
SECOND = frozenset({2})
REPEATED = Budget(seconds=20, workers=1, reproducible=True)
VELO = frozenset({"vélo"})
SECTOR = {"sector": "eau"}
TWO_SENT = {"delegates": {"E1": 2}, "incompatibilities": (apart("e1b", "A1"),)}

TINY: list[tuple[str, dict[str, Any], History]] = [
    ("nothing asked", {}, History()),
    ("some have met", {}, ONCE_MET),
    ("absent", {"e1": {"absent": SECOND}}, ONCE_MET),
    ("most", {"e1": {"most": 1}, "a2": {"most": 1}}, History()),
    ("least", {"e1": {"least": 2}, "e2": {"least": 2}, "e3": {"most": 1}}, ONCE_MET),
    ("apart", {"incompatibilities": (apart("E1", "A2"), apart("E2", "E3"))}, History()),
    ("must", {"wishes": (must("E1", "A1"),)}, ONCE_MET),
    ("must in round", {"wishes": (must("E1", "A1", round=2), must("E2", "A2", round=2))}, ONCE_MET),
    ("wishes", {"wishes": (wish("E1", "A1", rank=1), wish("A2", "E3", rank=2))}, ONCE_MET),
    ("wish in round", {"wishes": (wish("E1", "A2", round=2), wish("E2", "A2", round=1))}, ONCE_MET),
    ("order", {"wishes": (wish("E1", "A1", before="A2"), wish("E2", "A1", before="A2"))}, ONCE_MET),
    ("locked", {"locks": (lock("e1", 1, "2"), lock("a1", 1, "1"))}, History()),
    ("fixed table", {"a1": {"table": "1"}, "e1": {"table": "2"}}, History()),
    ("zone", {"e1": {"zone": "Nord"}, "tables": [table("1", 2, 1), table("2", 1, 1, zone="Nord")]},
     ONCE_MET),
    ("access", {"a1": {"needs_access": True},
                "tables": [table("1", 2, 1), table("2", 1, 1, accessible=True)]}, ONCE_MET),
    ("themes", {"E1": {"themes": VELO}, "A2": {"themes": VELO}}, ONCE_MET),
    ("break", {"rounds": 3, "breaks": (2,)}, History()),
    ("half a table", {"tables": [table("1", 2, 1), table("2", 1, 1, rounds=SECOND)]}, History()),
    ("competitors", {"competitors_apart": True, "E1": SECTOR, "E2": SECTOR}, History()),
    ("delegates", {"entreprises": 2, **TWO_SENT}, ONCE_MET),
]  # fmt: skip


def event(over: dict[str, Any]) -> Rencontre:
    return rencontre(**{"entreprises": 3, "associations": 2, "tables": TWO, **over})


@pytest.mark.parametrize("engine", ["auto", "cpsat"])
@pytest.mark.parametrize(("over", "past"), [t[1:] for t in TINY], ids=[t[0] for t in TINY])
def test_no_schedule_is_better_and_no_bound_is_beaten(
    over: dict[str, Any], past: History, engine: Engine
) -> None:
    here = event(over)
    made = plan(here, past, engine=engine, budget=REPEATED)
    assert check(here, past, made.schedule) == ()
    every = oracle.schedules(here, past)
    optimum = oracle.best(every, DEFAULT_LEVELS, None)
    assert [made.value(level) for level in DEFAULT_LEVELS[:-1]] == optimum[:-1]
    assert "new_pairings" in made.proven
    kept = oracle.best(every, DEFAULT_LEVELS, made.score)
    for bound, most in zip(made.bounds, kept, strict=True):
        if bound.scope is Scope.ALL:
            better = most > bound.value if SENSE[bound.level] is Sense.MORE else most < bound.value  # type: ignore[operator]
            assert not better, bound.level


WITH_GROUPS: list[tuple[str, dict[str, Any]]] = [
    ("in a round", {"groups": (group("Vélo", "E1", "E2", "A1", rounds=SECOND),)}),
    ("in any round", {"groups": (group("Vélo", "E1", "E2", "A1", free_rounds=1),)}),
    (
        "one facilitator for two",
        {
            "groups": (
                group("Vélo", "E1", "A1", free_rounds=1, facilitator="f1"),
                group("Eau", "E2", "A2", free_rounds=1, facilitator="f1"),
            ),
            "facilitators": (Facilitator(name="Mme f1", id=FacilitatorId("f1")),),
        },
    ),
    (
        "who goes is for the solver to say",
        {
            "delegates": {"E1": 2},
            "groups": (group("Vélo", "E1", "A1", rounds=frozenset({1})),),
            "locks": (lock("e1", 1, "2"), lock("a1", 1, "1")),
        },
    ),
]


@pytest.mark.parametrize("over", [g[1] for g in WITH_GROUPS], ids=[g[0] for g in WITH_GROUPS])
def test_groups_sit_and_nothing_is_lost_beside_them(over: dict[str, Any]) -> None:
    here = event(over)
    most = []
    for engine in get_args(Engine)[:2]:
        made = plan(here, ONCE_MET, engine=engine, budget=REPEATED)
        assert check(here, ONCE_MET, made.schedule) == ()
        assert "new_pairings" in made.proven
        most.append([made.value(level) for level in DEFAULT_LEVELS[:-1]])
    assert most[0] == most[1]


@pytest.mark.parametrize(
    ("tables", "rounds", "scope"),
    [([table("1", 3, 2)], 2, Scope.ALL), ([table("1", 2, 1), table("2", 2, 1)], 3, None)],
)
@pytest.mark.parametrize("engine", ["auto", "cpsat"])
def test_moves_are_proven_for_all_schedules_only_where_nobody_has_to_move(
    tables: list[Table], rounds: int, scope: Scope | None, engine: Engine
) -> None:
    made = plan(rencontre(3, 2, tables, rounds), budget=REPEATED, engine=engine)
    found = made.bound("moves")
    assert found.scope is (scope or Scope.THESE_ROUNDS)
    assert (made.value("moves") == (0, 0)) == (scope is Scope.ALL)
    assert made.value("moves") == found.value


def test_flows_know_no_tables_of_several_and_say_so() -> None:
    with pytest.raises(UnsupportedError) as told:
        plan(event({}), engine="flow")
    assert told.value.what == "engine"


IMPOSSIBLE: list[tuple[str, dict[str, Any], set[str]]] = [
    (
        "two musts, one seat",
        {"wishes": (must("E1", "A1", round=1), must("E1", "A2", round=1))},
        {"reasons.musts_are_met.in_round"},
    ),
    ("too many meetings", {"e1": {"least": 3}}, {"reasons.least_meetings"}),
    (
        "a must against the locks",
        {
            "wishes": (must("E1", "A1", round=1),),
            "locks": (lock("e1", 1, "1"), lock("a1", 1, "2")),
        },
        {"reasons.musts_are_met.in_round", "reasons.locks_are_kept"},
    ),
    (
        "locked where the person never sits",
        {"e1": {"table": "2"}, "locks": (lock("e1", 1, "1"),)},
        {"reasons.locks_are_kept"},
    ),
    (
        "more people locked than seats",
        {"locks": (lock("a1", 1, "1"), lock("a2", 1, "1"))},
        {"reasons.locks_are_kept"},
    ),
    (
        "somebody locked in the seat of a group",
        {
            "tables": TWO[:1],
            "locks": (lock("a2", 1, "1"),),
            "groups": (group("Vélo", "E1", "A1", rounds=frozenset({1})),),
        },
        {"reasons.locks_are_kept", "reasons.groups_sit_together"},
    ),
]


@pytest.mark.parametrize(
    ("over", "codes"), [t[1:] for t in IMPOSSIBLE], ids=[t[0] for t in IMPOSSIBLE]
)
@pytest.mark.parametrize("engine", ["auto", "cpsat"])
def test_what_is_impossible_is_told_with_its_reasons_and_a_way_out(
    over: dict[str, Any], codes: set[str], engine: Engine
) -> None:
    with pytest.raises(InfeasibleError) as told:
        plan(event(over), engine=engine, budget=REPEATED)
    assert {reason.code for reason in told.value.reasons} == codes | {"reasons.drop"}
    assert "{" not in told.value.sentence("fr")


@pytest.mark.parametrize("seed", range(4))
def test_no_table_is_left_uneven_for_levels_that_do_not_ask_for_it(seed: int) -> None:
    event = rencontre(10, 7, [table(name, 3, 3) for name in "1234"], 3)
    made = plan(event, budget=Budget(seconds=2, seed=seed))
    assert made.score.seated == 17 * 3
    for number in (1, 2, 3):
        here = [one for one in made.schedule.seatings if one.round == number]
        for side in ([len(s.entreprises) for s in here], [len(s.associations) for s in here]):
            assert max(side) - min(side) <= 1


@pytest.mark.parametrize("engine", ["auto", "cpsat"])
def test_who_never_meets_anybody_twice_does_not_within_an_evening(engine: Engine) -> None:
    never = {"appetite": Appetite.NEW_ONLY}
    here = rencontre(2, 2, [table("1", 2, 2)], 3, E1=never)
    made = plan(here, budget=REPEATED, engine=engine)
    assert made.score.new_pairings == 4
    met = Counter(one for seating in made.schedule.seatings for one in seating.meetings())
    assert sorted(met.values()) == [1, 1, 3, 3]


def test_who_never_meets_anybody_twice_does_so_where_it_is_demanded() -> None:
    never = {"appetite": Appetite.NEW_ONLY}
    twice = tuple(must("E1", "A1", round=number) for number in (1, 2))
    here = rencontre(2, 2, [table("1", 2, 2)], 2, E1=never, wishes=twice)
    assert check(here, None, plan(here, budget=REPEATED)) == ()


@pytest.mark.parametrize("engine", ["auto", "cpsat"])
def test_an_organisation_is_never_in_two_groups_at_once_whomever_it_sends(engine: Engine) -> None:
    groups = (group("Vélo", "E1", "A1", free_rounds=1), group("Eau", "E1", "A2", free_rounds=1))
    here: dict[str, Any] = {"delegates": {"E1": 2}, "groups": groups}
    with pytest.raises(InfeasibleError) as told:
        plan(rencontre(2, 2, rounds=1, **here), engine=engine, budget=REPEATED)
    assert {reason.data.get("group") for reason in told.value.reasons} == {"Vélo", "Eau"}
    later = rencontre(2, 2, **here)
    assert check(later, None, plan(later, engine=engine, budget=REPEATED)) == ()


def test_nobody_pauses_because_a_table_of_their_own_is_to_be_no_fuller_than_others() -> None:
    own: dict[str, Any] = {f"a{number}": {"table": "1"} for number in (1, 2, 3)}
    event = rencontre(4, 4, [table("1", 3, 3), table("2", 3, 3)], 2, **own)
    made = plan(event, budget=REPEATED, levels=["seated"])
    assert made.score.seated == 8 * 2


def test_where_one_may_sit_at_one_table_only_that_one_is_used() -> None:
    event = rencontre(1, 1, [table("1", 2, 1), table("2", 2, 2)], a1={"table": "1"})
    assert plan(event).score.new_pairings == 1

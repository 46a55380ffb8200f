"""Each family of conditions alone, on meetings fixed by hand."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pytest
from ortools.sat.python import cp_model

from speeddating import checks
from speeddating.domain.base import TableId
from speeddating.domain.history import History
from speeddating.domain.people import Side
from speeddating.solve.limits import Limits
from speeddating.solve.resumed import Resumed
from speeddating.solve.rounds import rules
from speeddating.solve.rounds.model import RoundVars, variables
from speeddating.solve.rounds.rules import FAMILIES, Condition, unions
from speeddating.solve.rounds.space import RoundSpace, given, space
from tests.factories import lock, must, rencontre, schedule, table, wish

NOW, LATER = frozenset({1}), frozenset({2})
Meeting = tuple[str, str, int]

BEFORE = {"wishes": (wish("E1", "A1", before="A2"),)}
SOME = [table("1"), table("2", rounds=NOW)]
OWN = {"e1": {"table": "1"}, "e2": {"table": "1"}}


class Fixed(NamedTuple):
    """Meetings that take place, all others not, and whether that keeps the family's rule."""

    family: str
    over: dict[str, Any]
    meetings: list[Meeting]
    holds: bool


CASES = [
    Fixed("one_seat_per_round", {}, [("e1", "a1", 1), ("e1", "a2", 2)], True),
    Fixed("one_seat_per_round", {}, [("e1", "a1", 1), ("e1", "a2", 1)], False),
    Fixed("one_seat_per_round", {}, [("e1", "a1", 1), ("e2", "a1", 1)], False),
    Fixed("tables_suffice", {"tables": 1}, [("e1", "a1", 1), ("e2", "a2", 2)], True),
    Fixed("tables_suffice", {"tables": 1}, [("e1", "a1", 1), ("e2", "a2", 1)], False),
    Fixed("tables_suffice", {"tables": SOME}, [("e1", "a1", 1), ("e2", "a2", 1)], True),
    Fixed("tables_suffice", {"tables": SOME}, [("e1", "a1", 2), ("e2", "a2", 2)], False),
    Fixed("tables_suffice", OWN, [("e1", "a1", 1), ("e2", "a2", 2)], True),
    Fixed("tables_suffice", OWN, [("e1", "a1", 1), ("e2", "a2", 1)], False),
    Fixed("pairings_meet_once", {}, [("e1", "a1", 1), ("e1", "a2", 2)], True),
    Fixed("pairings_meet_once", {}, [("e1", "a1", 1), ("e1", "a1", 2)], False),
    Fixed("pairings_meet_once", {"delegates": {"E1": 2}}, [("e1", "a1", 1), ("e1b", "a1", 2)],
          False),
    Fixed("pairings_meet_once", {"meetings_per_pairing": 2}, [("e1", "a1", 1), ("e1", "a1", 2)],
          True),
    Fixed("least_meetings", {"e1": {"least": 1}}, [("e1", "a1", 1)], True),
    Fixed("least_meetings", {"e1": {"least": 2}}, [("e1", "a1", 1)], False),
    Fixed("least_meetings", {"a2": {"least": 1}}, [("e1", "a1", 1)], False),
    Fixed("most_meetings", {"e1": {"most": 1}}, [("e1", "a1", 1), ("e2", "a1", 2)], True),
    Fixed("most_meetings", {"e1": {"most": 1}}, [("e1", "a1", 1), ("e1", "a2", 2)], False),
    Fixed("most_meetings", {"a1": {"most": 0}}, [("e1", "a1", 1)], False),
    Fixed("musts_are_met", {"wishes": (must("A1", "E1"),)}, [("e1", "a1", 2)], True),
    Fixed("musts_are_met", {"wishes": (must("A1", "E1"),)}, [("e1", "a2", 2)], False),
    Fixed("musts_are_met", {"wishes": (must("A1", "E1", round=1),)}, [("e1", "a1", 2)], False),
    Fixed("musts_are_met", {"wishes": (wish("A1", "E1", round=1),)}, [("e1", "a1", 2)], True),
    Fixed("musts_are_met", {"delegates": {"E1": 2}, "wishes": (must("e1b", "A1"),)},
          [("e1", "a1", 1)], False),
    Fixed("order_is_kept", BEFORE, [("e1", "a1", 1), ("e1", "a2", 2)], True),
    Fixed("order_is_kept", BEFORE, [("e1", "a2", 1), ("e1", "a1", 2)], False),
    Fixed("order_is_kept", BEFORE, [("e1", "a2", 1)], True),
    Fixed("order_is_kept", BEFORE, [("e1", "a1", 2)], True),
    Fixed("order_is_kept", {**BEFORE, "delegates": {"E1": 2}}, [("e1", "a1", 1), ("e1b", "a2", 1)],
          False),
    Fixed("order_is_kept", {**BEFORE, "delegates": {"E1": 2}, "rounds": 3},
          [("e1", "a1", 1), ("e1b", "a2", 2), ("e1b", "a1", 3)], True),
    Fixed("locks_are_kept", {"locks": (lock("a1", 1, "1"),)}, [("e2", "a1", 1)], True),
    Fixed("locks_are_kept", {"locks": (lock("a1", 1, "1"),)}, [("e2", "a1", 2)], False),
]  # fmt: skip


def model_of(over: dict[str, Any]) -> RoundVars:
    return variables(space(Limits(rencontre(**over), History())))


def fix(x: RoundVars, meetings: list[Meeting]) -> None:
    """Exactly these meetings take place."""
    sides = [x.space.limits.sides[side].people for side in Side]
    met = set(meetings)
    for (k, r), variable in x.meets.items():
        one, other = (sides[end][x.space.lists[end][k]].id for end in (0, 1))
        meeting = (str(one), str(other), x.space.limits.rounds[r])
        x.model.add(variable == int(meeting in met))
        met.discard(meeting)
    assert not met, "closed in this space"


def post(x: RoundVars, family: str) -> list[Condition]:
    (found,) = [one for one in FAMILIES if one.__name__ == family]
    conditions = list(found(x))
    for condition in conditions:
        x.model.add(condition.holds)
    return conditions


@pytest.mark.parametrize("case", CASES, ids=[f"{i}-{case.family}" for i, case in enumerate(CASES)])
def test_a_family_alone_allows_what_keeps_its_rule_and_nothing_else(case: Fixed) -> None:
    x = model_of(case.over)
    fix(x, case.meetings)
    post(x, case.family)
    status = cp_model.CpSolver().solve(x.model)
    assert status == (cp_model.OPTIMAL if case.holds else cp_model.INFEASIBLE)


def test_every_family_has_a_case_of_each_kind() -> None:
    told = {(case.family, case.holds) for case in CASES}
    assert told == {(family.__name__, holds) for family in FAMILIES for holds in (True, False)}


def test_a_family_posts_nothing_itself() -> None:
    for family in FAMILIES:
        x = model_of({**OWN, **BEFORE, "locks": (lock("a1", 1, "1"),), "tables": 1})
        before = len(x.model.proto.constraints)
        assert list(family(x)) is not None
        assert len(x.model.proto.constraints) == before, family.__name__


def test_conditions_are_labelled_with_rules_that_are_checked() -> None:
    names = {rule.__name__ for rule in checks.RULES}
    for case in CASES:
        x = model_of(case.over)
        assert {c.rule for family in FAMILIES for c in family(x)} <= names


def test_a_rule_that_nobody_states_yields_nothing() -> None:
    x = model_of({"tables": 4})
    quiet = {"tables_suffice", "least_meetings", "most_meetings", "musts_are_met",
             "order_is_kept", "locks_are_kept"}  # fmt: skip
    for family in FAMILIES:
        assert (not list(family(x))) is (family.__name__ in quiet), family.__name__


def test_a_must_that_no_round_allows_is_a_condition_that_fails() -> None:
    x = model_of({"wishes": (must("E1", "A1", round=1),), "e1": {"absent": NOW}})
    (condition,) = rules.musts_are_met(x)
    assert condition.holds is False
    assert condition.data == {"a": "E1", "b": "A1", "round": 1}


@pytest.mark.parametrize("rounds", [(0,), (0, 1)])
def test_given_pairs_meet_exactly_once(rounds: tuple[int, ...]) -> None:
    x = variables(given(Limits(rencontre(), History()), [(0, 0), (1, 1)]))
    for r in rounds:
        x.model.add(x.of_pair[0][r] == 1)
    post(x, "pairings_meet_once")
    status = cp_model.CpSolver().solve(x.model)
    assert status == (cp_model.OPTIMAL if len(rounds) == 1 else cp_model.INFEASIBLE)


def test_tables_of_one_and_of_another_bound_the_people_of_both_together() -> None:
    """e1 at 1 or 2, e2 at 2 or 3, e3 and e4 at 1 or 3: four people, three tables."""
    zones = [table("1", zone="Nord", accessible=True), table("2", zone="Nord"), table("3")]
    over: dict[str, Any] = {
        f"{side}{n}": {"zone": "Nord"} if n < 4 else {"needs_access": True}
        for side in "e" for n in range(1, 5)
    }  # fmt: skip
    x = variables(space(Limits(rencontre(4, 4, zones, 1, **over), History())))
    fix(x, [("e1", "a1", 1), ("e2", "a2", 1), ("e4", "a4", 1)])
    post(x, "tables_suffice")
    assert cp_model.CpSolver().solve(x.model) == cp_model.INFEASIBLE


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        (["1"], ["1"]),
        (["1", "2"], ["1", "2"]),
        (["12", "23"], ["12", "23", "123"]),
        (["12", "23", "4"], ["12", "23", "4", "123"]),
        (["12", "34", "23"], ["12", "34", "23", "123", "234", "1234"]),
        (["", "1"], ["", "1"]),
    ],
)
def test_unions_are_of_sets_that_overlap(sets: list[str], expected: list[str]) -> None:
    found = unions([frozenset(map(TableId, one)) for one in sets])
    assert {"".join(sorted(one)) for one in found} == {"".join(sorted(one)) for one in expected}
    assert len(found) == len(set(found))


@pytest.mark.parametrize("seed", range(8))
def test_conditions_on_unions_hold_exactly_where_a_placing_exists(seed: int) -> None:
    """Hall 1935, against every way to place the meetings of one round."""
    random = np.random.default_rng(seed)
    tables = [table(str(n), zone=random.choice(["Nord", "Sud"]), accessible=random.random() < 0.5)
              for n in range(1, 4)]  # fmt: skip
    people: dict[str, Any] = {}
    for who in ("e1", "e2", "e3", "a1", "a2", "a3"):
        drawn = random.integers(5)
        people[who] = [{}, {"zone": "Nord"}, {"zone": "Sud"}, {"needs_access": True},
                       {"table": str(random.integers(1, 4))}][drawn]  # fmt: skip
    event = rencontre(3, 3, tables, 1, **people)
    here = space(Limits(event, History()))
    for count in (2, 3):
        x = variables(here)
        pairs = [(n, n) for n in range(count)]
        keys = [k for k, pair in enumerate(zip(*here.lists, strict=True)) if pair in pairs]
        if len(keys) < count or not here.open[keys].all():
            continue
        for (k, _), variable in x.meets.items():
            x.model.add(variable == int(k in keys))
        post(x, "tables_suffice")
        status = cp_model.CpSolver().solve(x.model)
        assert status == (cp_model.OPTIMAL if placeable(here, keys) else cp_model.INFEASIBLE)


def placeable(
    here: RoundSpace,
    keys: list[int],
    taken: frozenset[str] = frozenset(),
    kept: Mapping[int, str] | None = None,
) -> bool:
    """Whether each pair finds a table; who keeps a published one sits at no other."""
    if not keys:
        return True
    number = len(here.standing) - 1
    tables = here.tables_for(keys[0], number)
    free = (here.standing[number] if tables is None else tables) - taken
    own = (kept or {}).get(keys[0])
    wanted = free if own is None else free & {own}
    return any(placeable(here, keys[1:], taken | {one}, kept) for one in wanted)


@pytest.mark.parametrize("seed", range(12))
def test_with_published_tables_too_conditions_hold_exactly_where_a_placing_exists(
    seed: int,
) -> None:
    """Some meetings keep their tables, others give way; people have zones or tables."""
    random = np.random.default_rng(seed)
    tables = [table("1", zone="Nord"), table("2", zone="Nord"), table("3"), table("4")]
    people: dict[str, Any] = {
        who: [{}, {}, {"zone": "Nord"}, {"table": str(random.integers(1, 5))}][random.integers(4)]
        for who in ("e1", "e2", "e3", "a1", "a2", "a3")
    }
    names = random.permutation(4) + 1
    before = (("1", 1, "e1", "a2"), ("2", 1, "e2", "a3"), ("3", 1, "e3", "a1"))  # a fact
    now = ((str(names[n]), 2, f"e{n + 1}", f"a{n + 1}") for n in range(3))
    resumed = Resumed(schedule(*before, *now), schedule(*before).seatings, from_round=2)
    here = space(Limits(rencontre(3, 3, tables, 2, **people), History(), resumed=resumed))
    own = {k: name for k, number, name in here.kept if number}
    keys = [here.at[n, n] for n in range(3) if (n, n) in here.at]  # the others have no table
    for count in range(len(own) + 1):
        for keeping in combinations(own, count):
            x = variables(here)
            for (k, number), variable in x.meets.items():
                x.model.add(variable == int(k in keys or number == 0))
            for (k, number), variable in x.keeps.items():
                x.model.add(variable == int(k in keeping or number == 0))
            post(x, "tables_suffice")
            status = cp_model.CpSolver().solve(x.model)
            found = placeable(here, keys, kept={k: own[k] for k in keeping})
            assert status == (cp_model.OPTIMAL if found else cp_model.INFEASIBLE)


def test_what_named_a_round_held_hides_nothing_that_names_a_later_one() -> None:
    event = rencontre(
        rounds=3,
        locks=(lock("e1", 1, "1"), lock("e1", 2, "1"), lock("a2", 3, "2")),
        wishes=(must("E1", "A1", round=1), must("E2", "A1", round=3), wish("E1", "A2")),
    )
    x = variables(space(Limits(event, History(), resumed=Resumed(schedule(), (), from_round=2))))
    rounds = [one.data["round"] for one in rules.locks_are_kept(x)]
    assert rounds == [2, 3]
    assert [one.data["round"] for one in rules.musts_are_met(x)] == [3]

"""Rules that name rounds, and levels in any order, against every schedule there is."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speeddating import Appetite, Budget, History, InfeasibleError, Plan, Scope, check, plan
from speeddating.domain.plan import Engine
from speeddating.domain.score import DEFAULT_LEVELS
from speeddating.solve.rounds import solve as rounds
from speeddating.solve.rounds.levels import LEVELS as SETTLED
from tests.factories import apart, history, lock, must, rencontre, table, wish
from tests.solve.rounds.brute import (
    COUNTED,
    LEVELS,
    TIMED,
    Case,
    Worth,
    best,
    cases,
    keeping,
    optimum,
    signed,
)

QUICK = Budget(seconds=20, workers=1)
NOW = frozenset({1})
LATER = frozenset({2})
NEVER = {"appetite": Appetite.NEW_ONLY}

some_examples = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

Rule = tuple[str, dict[str, Any], dict[str, Any]]
RULES: list[Rule] = [
    # what holds, a rencontre that can, a rencontre that cannot
    ("late", {"e1": {"absent": NOW, "least": 1}}, {"e1": {"absent": NOW, "least": 2}}),
    ("leaves early", {"a2": {"absent": LATER, "least": 1}}, {"a2": {"absent": LATER, "least": 2}}),
    (
        "called away in the middle",
        {"rounds": 3, "e1": {"absent": LATER, "least": 2}},
        {"rounds": 3, "e1": {"absent": LATER, "least": 3}},
    ),
    (
        "absent by turns",
        {"wishes": (must("e1", "a1"),), "e1": {"absent": NOW}},
        {"wishes": (must("e1", "a1"),), "e1": {"absent": NOW}, "a1": {"absent": LATER}},
    ),
    (
        "tables in some rounds",
        {"tables": [table("1"), table("2", rounds=NOW)], "a1": {"least": 2}, "a2": {"least": 1}},
        {"tables": [table("1"), table("2", rounds=NOW)], "a1": {"least": 2}, "a2": {"least": 2}},
    ),
    (
        "a different number in each round",
        {"rounds": 3, "tables": [table("1", rounds=NOW), table("2", rounds=frozenset({1, 2}))],
         "wishes": (must("e1", "a1", round=1), must("e2", "a2", round=1))},
        {"rounds": 3, "tables": [table("1", rounds=NOW), table("2", rounds=frozenset({1, 2}))],
         "wishes": (must("e1", "a1", round=2), must("e2", "a2", round=2))},
    ),
    (
        "locks",
        {"locks": (lock("e1", 1, "2"), lock("a1", 1, "2"))},
        {"locks": (lock("e1", 1, "2"), lock("e2", 1, "2"))},
    ),
    (
        "locks of a pairing that may not meet",
        {"locks": (lock("e1", 1, "2"),), "incompatibilities": (apart("E1", "A1"),)},
        {"locks": (lock("e1", 1, "2"), lock("a1", 1, "2")),
         "incompatibilities": (apart("E1", "A1"),)},
    ),
    (
        "musts in any round",
        {"tables": 1, "wishes": (must("E1", "A1"), must("A2", "E2"))},
        {"tables": 1, "wishes": (must("E1", "A1"), must("A2", "E2"), must("E1", "A2"))},
    ),
    (
        "musts in a round",
        {"wishes": (must("E1", "A1", round=2), must("E1", "A2", round=1))},
        {"wishes": (must("E1", "A1", round=2), must("E1", "A2", round=2))},
    ),
    (
        "forbidden",
        {"incompatibilities": (apart("E1", "A1"),), "e1": {"least": 1}},
        {"incompatibilities": (apart("E1", "A1"),), "e1": {"least": 2}},
    ),
    (
        "precedence",
        {"wishes": (must("E1", "A1", before="A2"), must("E1", "A2", round=2))},
        {"wishes": (must("E1", "A1", before="A2"), must("E1", "A2", round=1))},
    ),
    (
        "two delegates, one meeting",
        {"delegates": {"E1": 2}, "wishes": (must("e1", "a1"), must("e1b", "a2"))},
        {"delegates": {"E1": 2}, "wishes": (must("e1", "a1"), must("e1b", "a1"))},
    ),
    ("least", {"e1": {"least": 2}}, {"tables": 1, "e1": {"least": 2}, "e2": {"least": 1}}),
    (
        "most",
        {"e1": {"most": 1}, "wishes": (must("E1", "A1"),)},
        {"e1": {"most": 1}, "wishes": (must("E1", "A1"), must("E1", "A2"))},
    ),
    ("nothing at most", {"e1": {"most": 0}}, {"e1": {"most": 0}, "locks": (lock("e1", 1, "1"),)}),
    (
        "fixed table of both sides",
        {"e1": {"table": "1"}, "a1": {"table": "1"}, "wishes": (must("e1", "a1"),)},
        {"e1": {"table": "1"}, "a1": {"table": "2"}, "wishes": (must("e1", "a1"),)},
    ),
    (
        "fixed table shared by turns",
        {"e1": {"table": "1", "least": 1}, "e2": {"table": "1", "least": 1}},
        {"e1": {"table": "1", "least": 2}, "e2": {"table": "1", "least": 1}},
    ),
    (
        "fixed table shared across",
        {"rounds": 1, "e1": {"table": "1", "least": 1}, "a1": {"table": "1"}},
        {"rounds": 1, "e1": {"table": "1", "least": 1}, "a1": {"table": "1"}, "tables": 2,
         "wishes": (must("E1", "A2"), must("E2", "A1"))},
    ),
    (
        "zones",
        {"tables": [table("1", zone="Nord"), table("2")], "e1": {"zone": "Nord", "least": 2}},
        {"tables": [table("1", zone="Nord"), table("2")], "e1": {"zone": "Nord", "least": 2},
         "e2": {"zone": "Nord", "least": 1}},
    ),
    (
        "access",
        {"tables": [table("1", accessible=True), table("2")],
         "e1": {"needs_access": True, "least": 2}},
        {"tables": [table("1"), table("2")], "e1": {"needs_access": True, "least": 1}},
    ),
    (
        "one meeting per pairing",
        {"associations": 1, "meetings_per_pairing": 2, "e1": {"least": 2}},
        {"associations": 1, "meetings_per_pairing": 1, "e1": {"least": 2}},
    ),
    (
        "breaks for everybody",
        {"rounds": 3, "breaks": (2,), "e1": {"least": 2}},
        {"rounds": 3, "breaks": (2,), "e1": {"least": 3}, "associations": 3},
    ),
    (
        "nothing in a break",
        {"rounds": 3, "breaks": (2,), "wishes": (must("E1", "A1", round=1),)},
        {"rounds": 3, "breaks": (2,), "wishes": (must("E1", "A1", round=2),)},
    ),
]  # fmt: skip
each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule[0] for rule in RULES])
each_engine = pytest.mark.parametrize("engine", ["auto", "cpsat"])


@each_rule
@each_engine
def test_a_rule_that_can_be_kept_is_kept(rule: Rule, engine: Engine) -> None:
    event = rencontre(**rule[1])
    made = plan(event, levels=("new_pairings",), engine=engine, budget=QUICK)
    assert check(event, History(), made.schedule) == ()
    assert Case(event).possible


@each_rule
@each_engine
def test_a_rule_that_cannot_be_kept_makes_it_impossible(rule: Rule, engine: Engine) -> None:
    event = rencontre(**rule[2])
    with pytest.raises(InfeasibleError) as told:
        plan(event, levels=("new_pairings",), engine=engine, budget=QUICK)
    assert told.value.reasons
    assert not Case(event).possible


def test_a_rule_that_is_dropped_from_the_impossible_makes_it_possible() -> None:
    """Each impossible case above fails by its own rule: without rules everything is possible."""
    plain = {"entreprises", "associations", "tables", "rounds", "breaks", "delegates"}
    for _, _, impossible in RULES:
        kept = {name: value for name, value in impossible.items() if name in plain}
        assert Case(rencontre(**kept)).possible


@pytest.mark.parametrize(
    ("over", "welcome"),
    [
        ({"locks": (lock("e1", 1, "1"), lock("a1", 1, "1"))}, True),
        ({"locks": (lock("e1", 1, "1"), lock("a1", 2, "1"))}, False),
        ({"wishes": (must("E1", "A1"),)}, True),
        ({"wishes": (wish("E1", "A1"),)}, False),
    ],
)
def test_who_refuses_meets_again_only_when_it_is_decided(
    over: dict[str, Any], *, welcome: bool
) -> None:
    event, past = rencontre(1, 1, rounds=2, E1=NEVER, **over), history(("E1", "A1"))
    if not welcome and "locks" in over:
        with pytest.raises(InfeasibleError):
            plan(event, past, budget=QUICK)
        return
    assert bool(plan(event, past, budget=QUICK).schedule.seatings) is welcome


def test_two_delegates_do_not_meet_one_organisation_twice() -> None:
    event = rencontre(1, 2, 2, 2, delegates={"E1": 2}, e1={"absent": NOW})
    made = plan(event, budget=QUICK)
    assert made.score.new_pairings == 2
    met = Counter(seating.associations for seating in made.schedule.seatings)
    assert set(met.values()) == {1}


def test_a_promise_may_be_kept_by_meeting_one_organisation_twice() -> None:
    event = rencontre(1, 1, 1, 2, meetings_per_pairing=2, e1={"least": 2})
    made = plan(event, budget=QUICK)
    assert len(made.schedule.seatings) == 2
    assert made.score.new_pairings == 1


def orders(among: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of ``among`` in any order, all of them in the usual one included."""
    some = st.permutations(list(among)).flatmap(
        lambda order: st.integers(1, len(order)).map(lambda count: tuple(order[:count]))
    )
    return some | st.just(tuple(among))


def compare(made: Plan, worths: frozenset[Worth]) -> None:
    """What a plan says against what every schedule is worth."""
    left = worths
    for bound in made.bounds:
        if bound.level not in LEVELS:
            assert bound.level == "mixing"
            assert made.score.mixing == bound.value == 0
            continue
        most, value = best(left, bound.level), made.score.value(bound.level)
        assert signed(bound.level, value) <= signed(bound.level, most)
        if bound.scope is Scope.ALL:
            assert signed(bound.level, most) <= signed(bound.level, bound.value), bound
        if bound.level in made.proven:
            assert value == most
        left = keeping(left, bound.level, value)


def asked(case: Case, levels: Sequence[str], engine: Engine = "auto") -> Plan | None:
    """A plan; None for the impossible, which must be told in both languages."""
    try:
        return plan(*case, levels=levels, engine=engine, budget=QUICK)
    except InfeasibleError as error:
        told = error
    assert told.reasons
    assert told.sentence("fr") != told.sentence("en")
    return None


@settings(some_examples, max_examples=150)
@given(cases(), orders((*COUNTED, *TIMED)), st.sampled_from(["auto", "auto", "cpsat"]))
def test_every_level_in_any_order_is_as_good_as_every_schedule_there_is(
    case: Case, levels: tuple[str, ...], engine: Engine
) -> None:
    worths = case.worths()
    made = asked(case, levels, engine)
    assert (made is None) is (not worths)
    if made is None:
        return
    compare(made, worths)
    if made.evidence.space == "rounds":
        assert made.proven == levels
        expected = optimum(worths, levels)
        assert {level: made.score.value(level) for level in levels} == expected


@settings(some_examples, max_examples=60)
@given(cases(2), orders((*COUNTED, *TIMED, "moves")), st.sampled_from(["auto", "cpsat"]))
def test_moves_are_never_claimed_to_be_fewer_than_any_placing_has(
    case: Case, levels: tuple[str, ...], engine: Engine
) -> None:
    worths = case.worths(tables=True)
    made = asked(case, levels, engine)
    assert (made is None) is (not worths)
    if made is not None:
        compare(made, worths)


@pytest.mark.parametrize("large", ["LARGEST_WHOLE", "LARGEST_MODEL"])
@settings(some_examples, max_examples=60)
@given(cases(), orders((*COUNTED, *TIMED)))
def test_stages_for_the_large_claim_no_more_than_holds(
    large: str, case: Case, levels: tuple[str, ...]
) -> None:
    """Beyond these sizes levels on rounds follow levels on pairings, and flows bound the rest."""
    worths = case.worths()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rounds, "LARGEST_WHOLE", 0)
        patch.setattr(rounds, large, 0)
        made = asked(case, levels)
    assert (made is None) is (not worths)
    if made is not None:
        compare(made, worths)


CYCLE = [(1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (3, 4), (4, 4), (4, 1)]
"""Of the pairings that never met: two 4-cycles may be chosen too, and are worse."""
TWO_CYCLES = [(1, 1), (1, 2), (2, 1), (2, 2), (3, 3), (3, 4), (4, 3), (4, 4)]


def round_the_table(pairs: Sequence[tuple[int, int]], **over: Any) -> Case:
    """4 + 4 people, one table, 8 rounds; only ``pairs`` may meet."""
    others = [(e, a) for e in range(1, 5) for a in range(1, 5) if (e, a) not in pairs]
    bans = tuple(apart(f"E{e}", f"A{a}") for e, a in others)
    return Case(rencontre(4, 4, 1, 8, incompatibilities=bans, **over))


@pytest.mark.parametrize(("pairs", "least"), [(CYCLE, 1), (TWO_CYCLES, 2)])
def test_the_least_waits_of_one_ring_and_of_two_are_not_equal(
    pairs: Sequence[tuple[int, int]], least: int
) -> None:
    """A lock that changes nothing makes who and when one question, answered for all schedules."""
    case = round_the_table(pairs, locks=(lock("e1", 1, "1"),))
    made = plan(*case, levels=("new_pairings", "worst_off", "waits"), budget=QUICK)
    assert made.score.new_pairings == 8
    assert made.score.worst_off == (2,) * 8
    assert made.score.waits == least
    assert made.proven == ("new_pairings", "worst_off", "waits")


def test_the_better_ring_is_found_where_either_may_be_chosen() -> None:
    pairs = sorted({*CYCLE, *TWO_CYCLES})
    case = round_the_table(pairs, locks=(lock("e1", 1, "1"),))
    made = plan(*case, levels=("new_pairings", "worst_off", "waits"), budget=QUICK)
    assert made.score.waits == 1
    assert made.proven == ("new_pairings", "worst_off", "waits")


@each_engine
def test_waits_of_chosen_pairings_are_claimed_for_them_alone(engine: Engine) -> None:
    case = round_the_table(sorted({*CYCLE, *TWO_CYCLES}))
    made = plan(*case, levels=("new_pairings", "worst_off", "waits"), engine=engine, budget=QUICK)
    assert made.evidence.space == "pairs"
    assert made.bound("waits").scope is Scope.THESE_PAIRINGS
    assert made.score.waits in {1, 2}
    assert made.bound("waits").value == made.score.waits
    assert made.proven == ("new_pairings", "worst_off")


@pytest.mark.parametrize("first", ["waits", "pauses_in_a_row"])
def test_a_level_on_rounds_that_comes_first_is_proven_over_all_schedules(first: str) -> None:
    levels = (first, *(level for level in DEFAULT_LEVELS if level not in (first, "moves")))
    event = rencontre(3, 2, 2, 3, e1={"absent": LATER})
    made = plan(event, levels=levels, budget=QUICK)
    assert made.proven == levels
    expected = optimum(Case(event).worths(), [level for level in levels if level in SETTLED])
    assert {level: made.score.value(level) for level in expected} == expected

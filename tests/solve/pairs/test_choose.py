"""Who meets whom: every engine against every set of pairings there is."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speeddating.checks import check, score
from speeddating.domain.history import History
from speeddating.domain.people import Appetite
from speeddating.domain.plan import Budget, Engine, Scope
from speeddating.solve import staged
from speeddating.solve.answer import Answer
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution
from speeddating.solve.flow.network import weights_that_fit
from speeddating.solve.limits import Limits
from speeddating.solve.pairs import choose as module
from speeddating.solve.pairs import levels as levels_module
from speeddating.solve.pairs import programme
from speeddating.solve.pairs.choose import NoPairings, by_flow, choose
from speeddating.solve.pairs.network import build
from tests.factories import history, must, rencontre, wish
from tests.solve.pairs.brute import PAIR_LEVELS, Case, best, cases

if TYPE_CHECKING:
    from speeddating.domain.score import Value

ENGINES: tuple[Engine, ...] = ("flow", "cpsat", "auto")
QUICK = Budget(seconds=20, workers=1)


def answer(case: Case, levels: tuple[str, ...], engine: Engine) -> Answer:
    return staged.solve(Limits(*case), levels, engine, Clock(QUICK))


ORDERS = st.permutations(PAIR_LEVELS).map(tuple) | st.just(PAIR_LEVELS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(cases(), ORDERS, st.integers(0, len(PAIR_LEVELS)))
def test_each_engine_reaches_the_best_of_all_sets_of_pairings(
    case: Case, order: tuple[str, ...], count: int
) -> None:
    levels = order[: max(1, count)]
    expected = best(case, levels)
    for engine in ENGINES:
        if expected is None:
            with pytest.raises((NoPairings, NoSolution)):
                answer(case, levels, engine)
            continue
        found = answer(case, levels, engine)
        assert check(case.rencontre, case.history, found.schedule) == ()
        worth = score(case.rencontre, case.history, found.schedule)
        assert [worth.value(level) for level in levels] == expected, engine
        assert [bound.value for bound in found.bounds] == expected, engine
        assert {bound.scope for bound in found.bounds} == {Scope.ALL}
        assert tuple(bound.level for bound in found.bounds) == levels


def random_case(size: int, seed: int) -> Case:
    """A room too small for everyone, half of the pairs met, delegates, limits and wishes."""
    random = Random(seed)  # noqa: S311 - a case, not a secret
    pairs = [(f"E{e}", f"A{a}") for e in range(1, size + 1) for a in range(1, size)]
    over: dict[str, Any] = {
        name: {"appetite": random.choice([*Appetite, None])}
        for name in dict.fromkeys(name for pair in pairs for name in pair)
    }
    over |= {
        f"e{random.randint(1, size)}": {"most": 2},
        f"a{random.randint(1, size - 1)}": {"least": 1},
    }
    event = rencontre(
        size, size - 1, size - 2, 4,
        delegates={"A1": 2},
        wishes=tuple(wish(*random.choice(pairs), rank=random.randint(1, 2)) for _ in range(5)),
        **over,
    )  # fmt: skip
    return Case(event, history(*(pair for pair in pairs if random.random() < 0.5)))


@pytest.mark.parametrize("seed", range(6))
def test_engines_agree_on_rooms_too_large_to_enumerate(seed: int) -> None:
    case = random_case(6 + 2 * (seed % 3), seed)
    levels = PAIR_LEVELS if seed % 2 else (*PAIR_LEVELS[2:], *PAIR_LEVELS[:2])
    found = {engine: answer(case, levels, engine) for engine in ENGINES}
    worth = {engine: score(*case, one.schedule) for engine, one in found.items()}
    for engine, one in found.items():
        assert check(*case, one.schedule) == ()
        assert [bound.value for bound in one.bounds] == [worth[engine].value(n) for n in levels]
    assert len({tuple(worth[engine].value(n) for n in levels) for engine in ENGINES}) == 1


@pytest.mark.parametrize("at_once", [1, 2])
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
@given(case=cases())
def test_thresholds_that_do_not_fit_one_cost_are_reached_one_cost_after_the_other(
    monkeypatch: pytest.MonkeyPatch, at_once: int, case: Case
) -> None:
    def few(terms: int, classes: int, nodes: int) -> Sequence[int]:
        return weights_that_fit(terms, min(classes, at_once), nodes)

    monkeypatch.setattr(levels_module, "weights_that_fit", few)
    levels = ("worst_off", "new_pairings")
    expected = best(case, levels)
    for engine in ENGINES:
        if expected is not None:
            assert [b.value for b in answer(case, levels, engine).bounds] == expected


STAR = [(f"E{e}", "A1") for e in range(1, 5)]
PATH = [("E5", "A2"), ("E6", "A2"), ("E6", "A3")]


def beside_a_star() -> Case:
    """Four entreprises on one association, beside a path e-a-e-a; six rounds at one table."""
    met = [(f"E{e}", f"A{a}") for e in range(1, 7) for a in range(1, 4)]
    return Case(rencontre(6, 3, 1, 6), history(*(pair for pair in met if pair not in STAR + PATH)))


@pytest.mark.parametrize("engine", ENGINES)
def test_the_worst_off_count_where_squares_would_leave_one_with_nothing(engine: Engine) -> None:
    # Squared pauses would drop a leaf of the star, for A1 has the most; E1 would meet nobody.
    levels = ("new_pairings", "worst_off")
    worth = score(*beside_a_star(), answer(beside_a_star(), levels, engine).schedule)
    assert worth.new_pairings == 6
    assert worth.worst_off == (1, 1, 1, 1, 1, 1, 1, 1, 4)


@pytest.mark.parametrize("engine", ENGINES)
def test_squares_first_do_leave_one_with_nothing(engine: Engine) -> None:
    # So that the test above is known to tell the two apart.
    case = beside_a_star()
    worth = score(*case, answer(case, ("new_pairings", "pauses", "worst_off"), engine).schedule)
    assert worth.worst_off[0] == 0 or worth.pauses < 174


ALL_MET = history(*((f"E{e}", f"A{a}") for e in (1, 2) for a in (1, 2)))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("first", PAIR_LEVELS)
def test_nothing_new_and_nothing_asked_is_a_plan_like_any_other(engine: Engine, first: str) -> None:
    levels = (first, *(level for level in PAIR_LEVELS if level != first))
    worth = score(*(case := Case(rencontre(), ALL_MET)), answer(case, levels, engine).schedule)
    assert (worth.new_pairings, worth.seated, worth.pauses) == (0, 8, 0)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("levels", [PAIR_LEVELS, ("worst_off",), ("wishes",), ()])
def test_nobody_who_may_meet_anybody_gives_an_empty_schedule(
    engine: Engine, levels: tuple[str, ...]
) -> None:
    event = rencontre(E1={"appetite": Appetite.NEW_ONLY}, E2={"appetite": Appetite.NEW_ONLY})
    assert answer(Case(event, ALL_MET), levels, engine).schedule.seatings == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_an_organisation_that_has_met_everyone_does_not_hinder_a_better_solution(
    engine: Engine,
) -> None:
    # Its node of new pairings has no arc; the levels after the first still have to be searched.
    case = Case(
        rencontre(3, 3, 2, 2, A2={"appetite": Appetite.AGAIN}, wishes=(wish("E3", "A3"),)),
        history(("E1", "A1"), ("E1", "A2"), ("E1", "A3")),
    )
    worth = score(*case, answer(case, PAIR_LEVELS, engine).schedule)
    assert [worth.value(level) for level in PAIR_LEVELS] == best(case, PAIR_LEVELS)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("over", "why"),
    [
        ({"e1": {"least": 3}}, "more promised than rounds"),
        ({"e1": {"least": 3}, "delegates": {"E1": 2}}, "nor can a colleague take it over"),
        ({"e1": {"least": 2}, "e2": {"least": 2}, "tables": 1}, "more promised than seats"),
        ({"a2": {"present": False}, "wishes": (must("E1", "A2"),)}, "a must with nobody"),
        (
            {"e1": {"table": "1"}, "a1": {"table": "2"}, "wishes": (must("E1", "A1"),)},
            "a must with no common table",
        ),
        (
            {"rounds": 1, "wishes": (must("E1", "A1"), must("E1", "A2"))},
            "more musts than rounds",
        ),
        ({"e1": {"most": 0}, "wishes": (must("E1", "A1"),)}, "a must for who sits nowhere"),
    ],
)
def test_what_cannot_hold_together_has_no_pairings(
    engine: Engine, over: dict[str, Any], why: str
) -> None:
    event = rencontre(**over)
    with pytest.raises((NoPairings, NoSolution)):
        choose(Limits(event, History()), PAIR_LEVELS, engine, Clock(QUICK))
    assert why


def test_beyond_its_largest_programme_auto_leaves_all_levels_to_flows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = Limits(rencontre(3, 3), History())
    carried = {b.engine for b in choose(limits, PAIR_LEVELS, "auto", Clock(QUICK)).bounds}
    assert carried == {"flow_cpsat"}
    monkeypatch.setattr(module, "LARGEST_PROGRAMME", 8)
    carried = {b.engine for b in choose(limits, PAIR_LEVELS, "auto", Clock(QUICK)).bounds}
    assert carried == {"flow"}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_level_is_told_in_its_order_and_ends_with_its_own_value(engine: Engine) -> None:
    told: dict[str, Value | None] = {}
    clock = Clock(QUICK, on_progress=lambda progress: told.update({progress.level: progress.value}))
    found = choose(Limits(rencontre(3, 3), History()), PAIR_LEVELS, engine, clock)
    assert list(told) == list(PAIR_LEVELS)
    assert list(told.values()) == [bound.value for bound in found.bounds]


def test_what_flows_have_proven_stands_when_the_search_is_out_of_time() -> None:
    told: list[tuple[str, Value | None]] = []
    clock = Clock(QUICK, on_progress=lambda one: told.append((one.level, one.value)))
    clock.cancelled.set()
    found = choose(Limits(*random_case(6, 1)), PAIR_LEVELS, "auto", clock)
    exact = choose(Limits(*random_case(6, 1)), PAIR_LEVELS, "flow", Clock(QUICK))
    assert [(b.level, b.value, b.engine) for b in found.bounds] == [
        (b.level, b.value, "flow") for b in exact.bounds
    ]
    assert (found.new, found.again) == (exact.new, exact.again)
    assert told == [(bound.level, bound.value) for bound in exact.bounds]


@pytest.mark.parametrize("seed", range(3))
def test_the_programme_takes_the_hint_of_the_flow(seed: int) -> None:
    network = build(Limits(*random_case(9, seed)))
    whole = replace(network, circulation=replace(network.circulation))
    proven = [by_flow(network, level, Clock(QUICK)) for level in PAIR_LEVELS]
    best = network.circulation.amount
    carried = programme.pursue(whole, PAIR_LEVELS, Clock(QUICK), best)
    assert [bound.value for bound in carried] == [bound.value for bound in proven]
    assert whole.circulation.amount.tolist() == best.tolist()


@pytest.mark.parametrize("engine", ENGINES)
def test_no_new_pairing_is_given_up_for_an_old_one_that_is_worth_more(engine: Engine) -> None:
    eager: dict[str, Any] = {"themes": frozenset({"eau"}), "appetite": Appetite.AGAIN}
    event = rencontre(1, 2, 1, 1, E1={"themes": frozenset({"eau"})}, A2=eager)
    case, levels = Case(event, history(("E1", "A2"))), ("new_pairings", "affinity")
    worth = score(*case, answer(case, levels, engine).schedule)
    assert (worth.new_pairings, worth.affinity) == (1, 0)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sizes", [(2, 6), (6, 2), (3, 9)])
def test_the_side_with_fewer_organisations_shares_its_many_pairings_evenly(
    engine: Engine, sizes: tuple[int, int]
) -> None:
    case = Case(rencontre(*sizes, 1, max(sizes)), History())
    worth = score(*case, answer(case, ("new_pairings", "worst_off"), engine).schedule)
    few, many = min(sizes), max(sizes)
    assert worth.worst_off == (1,) * many + (many // few,) * few

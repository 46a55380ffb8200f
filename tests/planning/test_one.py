"""One rencontre, planned: valid, as good as anybody can show, and honest about it."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, permutations, product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from speeddating import (
    Appetite,
    BrokenScheduleError,
    Budget,
    Encounter,
    History,
    InfeasibleError,
    InvalidInputError,
    NoScheduleFoundError,
    Plan,
    Progress,
    Rencontre,
    Schedule,
    Scope,
    Score,
    Seating,
    Side,
    Table,
    UnsupportedError,
    check,
    plan,
    score,
)
from speeddating.domain.base import TableId
from speeddating.domain.plan import Engine
from speeddating.domain.room import Round, one_to_one
from speeddating.domain.score import DEFAULT_LEVELS, better
from speeddating.planning import one
from speeddating.solve.answer import Answer
from speeddating.solve.demands import FURTHER, RULES, demands
from speeddating.solve.pairs.choose import SUPPORTS
from speeddating.words import LANGUAGES, Language, say
from tests.factories import (
    apart,
    group,
    history,
    lock,
    must,
    organisation,
    person,
    rencontre,
    schedule,
    table,
    wish,
)
from tests.planning.elsewhere import printed
from tests.solve.pairs.brute import PAIR_LEVELS, Case, best, cases

QUICK = Budget(seconds=20, workers=1)
SHORT = Budget(seconds=2, workers=1)
SAME_AGAIN = Budget(seconds=20, reproducible=True)


def made_of(case: Case, **over: Any) -> Plan:
    return plan(*case, budget=QUICK, **over)


def most_new(case: Case) -> int:
    return made_of(case, levels=("new_pairings",)).score.new_pairings


def asked(*args: Any, **over: Any) -> Plan | UnsupportedError | None:
    """A plan, a refusal by name, or None for the impossible."""
    try:
        return plan(*args, budget=SHORT, **over)
    except UnsupportedError as refused:
        return refused
    except InfeasibleError:
        return None


# The most new pairings, by another way


def most_new_pairings(case: Case) -> int:
    """Augmenting paths between organisations (Ford & Fulkerson), then the seats of the room."""
    event = case.rencontre
    left: dict[str, int] = {o.id: 0 for o in event.attending}
    for someone in filter(lambda person: person.present, event.participants):
        rounds = len(event.rounds_of(someone))
        left[someone.organisation] += rounds if someone.most is None else min(rounds, someone.most)
    one_side, other = ([o.id for o in event.attending if o.side is side] for side in Side)
    open_to = {e: [a for a in other if may_meet(case, e, a)] for e in one_side}
    meets: set[tuple[str, str]] = set()
    for e in one_side:
        for _ in range(left[e]):
            augment(open_to, left, meets, e, set())
    return min(len(meets), len(event.tables) * len(event.working_rounds))


def may_meet(case: Case, e: str, a: str) -> bool:
    event, before = case
    forbidden = any({pair.a, pair.b} == {e, a} for pair in event.incompatibilities)
    return not forbidden and (e, a) not in before.before(event.identity).met


def augment(
    open_to: Mapping[Any, Sequence[Any]],
    left: dict[str, int],
    meets: set[tuple[str, str]],
    e: str,
    seen: set[str],
) -> bool:
    """One more pairing for ``e``, if need be by finding another for whoever has to give way."""
    for a in open_to[e]:
        if (e, a) in meets or a in seen:
            continue
        seen.add(a)
        if left[a]:
            left[a] -= 1
            meets.add((e, a))
            return True
        for rival in sorted(x for x, y in meets if y == a):
            meets.symmetric_difference_update({(rival, a), (e, a)})
            if augment(open_to, left, meets, rival, seen):
                return True
            meets.symmetric_difference_update({(rival, a), (e, a)})
    return False


@st.composite
def plain(draw: st.DrawFn, most: int = 5) -> Case:
    """People, a room, a history, some who may not meet or want few meetings."""
    many = draw(st.integers(1, most)), draw(st.integers(1, most))
    pairs = [(f"E{e + 1}", f"A{a + 1}") for e, a in product(*map(range, many))]
    forbidden = draw(st.sets(st.sampled_from(pairs), max_size=3))
    over: dict[str, Any] = {
        name: {"appetite": draw(st.none() | st.sampled_from(Appetite))}
        for name in dict.fromkeys(chain(*pairs))
    }
    for name in draw(st.sets(st.sampled_from(list(over)), max_size=2)):
        over[name.lower()] = {"most": draw(st.integers(0, 3))}
    event = rencontre(
        *many,
        draw(st.integers(1, 4)),
        draw(st.integers(1, 4)),
        breaks=draw(st.sampled_from([(), (2,)])),
        delegates={f"E{draw(st.integers(1, many[0]))}": draw(st.integers(1, 2))},
        incompatibilities=tuple(apart(*pair) for pair in sorted(forbidden)),
        seated_side=draw(st.sampled_from(Side)),
        **over,
    )
    return Case(event, history(*draw(st.sets(st.sampled_from(pairs)))))


@settings(max_examples=50, deadline=None)
@given(plain())
def test_any_plan_is_valid_and_attains_the_most_new_pairings(case: Case) -> None:
    made = made_of(case)
    assert check(*case, made.schedule) == ()
    assert made.score == score(*case, made.schedule)
    assert made.score.new_pairings == most_new_pairings(case)
    assert made.bound("new_pairings").value == made.score.new_pairings
    assert set(PAIR_LEVELS) <= set(made.proven)
    assert [bound.level for bound in made.bounds] == list(DEFAULT_LEVELS)
    assert made.evidence.space == "pairs"


@settings(max_examples=25, deadline=None)
@given(plain())
def test_every_engine_gives_the_same_worth_to_every_level_on_pairings(case: Case) -> None:
    engines: tuple[Engine, ...] = ("auto", "cpsat", "flow")
    scores = [made_of(case, engine=engine, levels=PAIR_LEVELS).score for engine in engines]
    worth = [[found.value(level) for level in PAIR_LEVELS] for found in scores]
    assert worth[0] == worth[1] == worth[2]


# Bounds, against every schedule there is


def every_schedule(event: Rencontre) -> Iterator[Schedule]:
    """Every way to seat people at tables of one and one, rules of meeting not looked at."""
    sides = [[p.id for p in event.on(side)] for side in Side]
    tables = [t.id for t in event.tables]
    ways = [
        tuple(zip(places, ones, others, strict=True))
        for count in range(min(len(tables), *map(len, sides)) + 1)
        for places in combinations(tables, count)
        for ones in combinations(sides[0], count)
        for others in permutations(sides[1], count)
    ]
    ways = list({*ways, *(_turned(way) for way in ways)})
    for rounds in product(sorted(ways), repeat=len(event.working_rounds)):
        yield Schedule(
            rencontre=event.name,
            seatings=tuple(
                Seating(round=number, table=t, entreprises=(e,), associations=(a,))
                for number, way in zip(event.working_rounds, rounds, strict=True)
                for t, e, a in way
            ),
        )


def _turned(way: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same meetings with the first two tables exchanged."""
    if len(way) < 2:
        return way
    (t, *one_pair), (u, *other_pair), *rest = way
    return ((t, *other_pair), (u, *one_pair), *rest)


def meetings_of(found: Schedule, *, with_rounds: bool) -> set[tuple[Any, ...]]:
    return {(s.entreprises, s.associations, s.round if with_rounds else 0) for s in found.seatings}


def assert_not_beaten(made: Plan, rival: Schedule, worth: Score) -> None:
    """No bound is exceeded by ``rival`` where it applies: while it keeps all earlier levels."""
    same_pairings = meetings_of(rival, with_rounds=False) == meetings_of(
        made.schedule, with_rounds=False
    )
    same_rounds = meetings_of(rival, with_rounds=True) == meetings_of(
        made.schedule, with_rounds=True
    )
    applies = {
        Scope.ALL: True,
        Scope.THESE_PAIRINGS: same_pairings,
        Scope.THESE_ROUNDS: same_rounds,
    }
    for bound in made.bounds:
        if applies[bound.scope]:
            assert not better(bound.level, worth.value(bound.level), bound.value), (bound, rival)
        if better(bound.level, made.score.value(bound.level), worth.value(bound.level)):
            return


LEVEL_ORDERS = st.sampled_from(
    [
        DEFAULT_LEVELS,
        DEFAULT_LEVELS,
        ("new_pairings", "moves"),
        ("new_pairings", "waits", "moves"),
        ("seated", "moves", "waits"),
        ("wishes", "pauses", "pauses_in_a_row", "moves"),
    ]
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    cases(most_rounds=2, most_tables=2), LEVEL_ORDERS, st.sampled_from(["auto", "cpsat", "flow"])
)
def test_no_schedule_beats_a_bound(case: Case, levels: Sequence[str], engine: Engine) -> None:
    event = case.rencontre
    assume(sum(len(event.on(side)) for side in Side) <= 5)
    made = asked(*case, levels=levels, engine=engine)
    if isinstance(made, UnsupportedError):
        assert (made.what, engine) == ("engine", "flow")
        return
    for rival in every_schedule(event):
        if not check(*case, rival):
            assert made is not None, rival
            assert_not_beaten(made, rival, score(*case, rival))


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.permutations(PAIR_LEVELS))
def test_levels_on_pairings_are_best_in_the_order_asked_for(
    case: Case, levels: Sequence[str]
) -> None:
    expected = best(case, levels)
    if expected is None:
        with pytest.raises(InfeasibleError):
            made_of(case, levels=levels)
        return
    made = made_of(case, levels=levels)
    assert [made.score.value(level) for level in levels] == expected
    assert made.proven == tuple(levels)


@pytest.mark.parametrize("seed", range(3))
def test_no_random_schedule_beats_a_bound(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a case, not a secret
    pairs = [(f"E{e}", f"A{a}") for e, a in product(range(1, 9), range(1, 8))]
    case = Case(rencontre(8, 7, 5, 5), history(*random.sample(pairs, 20)))
    made = plan(*case, budget=Budget(seconds=0.8, workers=1))
    for _ in range(100):
        rows = []
        met: set[tuple[str, str]] = set()
        for number in range(1, 6):
            es, as_ = random.sample(range(1, 9), 5), random.sample(range(1, 8), 5)
            for place, e, a in zip("12345", es, as_, strict=True):
                if (f"e{e}", f"a{a}") not in met and (f"E{e}", f"A{a}") not in case.history.met:
                    met.add((f"e{e}", f"a{a}"))
                    rows.append((place, number, f"e{e}", f"a{a}"))
        rival = schedule(*rows)
        assert check(*case, rival) == ()
        assert_not_beaten(made, rival, score(*case, rival))


def test_fewest_waits_of_these_pairings_are_not_claimed_for_all() -> None:
    # Of 16 pairings one table has time for 8: an 8-cycle waits once at least, two 4-cycles twice.
    made = plan(rencontre(4, 4, 1, 8), budget=SHORT)
    assert made.score.worst_off == (2,) * 8
    waits = made.bound("waits")
    assert waits.scope is not Scope.ALL or waits.value in {0, 1}
    if made.score.waits > 1:
        assert "waits" not in made.proven
    assert made.score.waits >= 1


def test_a_room_where_everyone_sits_all_evening_is_proven_to_the_last_level() -> None:
    assert made_of(Case(rencontre(4, 4, rounds=3), History())).proven == DEFAULT_LEVELS


# What changes when the question does


@settings(max_examples=20, deadline=None)
@given(plain(most=4), st.sampled_from(["table", "round", "entreprise", "association", "delegate"]))
def test_more_of_anything_never_lowers_new_pairings(case: Case, what: str) -> None:
    event = case.rencontre
    updates: dict[str, dict[str, Any]] = {
        "table": {"tables": (*event.tables, Table(id=TableId("more")))},
        "round": {"rounds": (*event.rounds, Round(number=len(event.rounds) + 1))},
        "entreprise": {
            "organisations": (*event.organisations, organisation("E9")),
            "participants": (*event.participants, person("e9")),
        },
        "association": {
            "organisations": (*event.organisations, organisation("A9")),
            "participants": (*event.participants, person("a9")),
        },
        "delegate": {"participants": (*event.participants, person("a1d"))},
    }
    larger = Case(event.model_copy(update=updates[what]), case.history)
    assert most_new(larger) >= most_new(case)


@settings(max_examples=20, deadline=None)
@given(case=plain(most=4), e=st.integers(1, 4), a=st.integers(1, 4), met=st.booleans())
def test_what_is_forbidden_or_met_never_raises_new_pairings(
    case: Case, e: int, a: int, *, met: bool
) -> None:
    event, before = case
    assume({f"E{e}", f"A{a}"} <= {o.id for o in event.organisations})
    if met:
        before = before.and_also(history((f"E{e}", f"A{a}")))
    else:
        ban = (*event.incompatibilities, apart(f"E{e}", f"A{a}"))
        event = event.model_copy(update={"incompatibilities": ban})
    fewer, more = most_new(Case(event, before)), most_new(case)
    assert more - 1 <= fewer <= more


@settings(max_examples=20, deadline=None)
@given(plain(most=4), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_listed_changes_nothing(case: Case, random: Random) -> None:
    event, before = case

    def shuffled(things: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(random.sample(things, len(things)))

    fields = ("organisations", "participants", "incompatibilities")
    other = event.model_copy(update={name: shuffled(getattr(event, name)) for name in fields})
    again = plan(other, History(encounters=shuffled(before.encounters)), budget=SAME_AGAIN)
    assert again.schedule == plan(event, before, budget=SAME_AGAIN).schedule


@settings(max_examples=20, deadline=None)
@given(plain(most=4))
def test_the_names_of_tables_change_no_level(case: Case) -> None:
    event, before = case
    other = event.model_copy(update={"tables": event.tables[::-1]})
    assert (
        plan(other, before, budget=SAME_AGAIN).score == plan(event, before, budget=SAME_AGAIN).score
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(cases())
def test_sides_may_be_exchanged(case: Case) -> None:
    made, other = asked(*case), asked(*exchanged(case))
    if made is None:
        assert other is None
        return
    assert isinstance(made, Plan)
    assert isinstance(other, Plan)
    assert set(PAIR_LEVELS) <= {*made.proven} & {*other.proven}
    for level in {*made.proven} & {*other.proven}:
        assert made.score.value(level) == other.score.value(level)


def exchanged(case: Case) -> Case:
    """Entreprises become associations and the other way round, whatever they want and wherever."""
    event, before = case
    organisations = tuple(
        o.model_copy(update={"side": o.side.other, "appetite": o.wants})
        for o in event.organisations
    )
    update: dict[str, Any] = {
        "organisations": organisations,
        "seated_side": event.seated_side.other,
    }
    met = (Encounter(entreprise=m.association, association=m.entreprise) for m in before.encounters)
    return Case(event.model_copy(update=update), History(encounters=tuple(met)))


@settings(max_examples=20, deadline=None)
@given(plain(most=4))
def test_what_met_is_not_new_the_next_time(case: Case) -> None:
    event, before = case
    first = made_of(case)
    met = {pairing for pairing in pairings(event, first.schedule) if pairing not in before.met}
    assert len(met) == first.score.new_pairings
    later = before.and_also(history(*sorted(met)))
    second = made_of(Case(event, later))
    new = {pairing for pairing in pairings(event, second.schedule) if pairing not in later.met}
    assert not new & met
    assert second.score.new_pairings == len(new) <= first.score.new_pairings


def pairings(event: Rencontre, found: Schedule) -> set[tuple[str, str]]:
    owner = {p.id: p.organisation for p in event.participants}
    return {(owner[e], owner[a]) for s in found.seatings for e, a in s.meetings()}


def test_its_own_published_rows_are_no_history() -> None:
    event = rencontre(3, 3, rounds=3)
    rows = history(*product(("E1", "E2", "E3"), ("A1", "A2", "A3")), name=event.name)
    assert made_of(Case(event, rows)).score.new_pairings == 9


# The same again, elsewhere

SCRIPT = """
from itertools import product
from speeddating import Budget, plan
from tests.factories import history, rencontre, wish

names = [f"E{e}" for e in range(1, 10)], [f"A{a}" for a in range(1, 8)]
met = [pair for i, pair in enumerate(product(*names)) if i % 3 == 0]
themes = {name: {"themes": frozenset({"eau", "bois", "velo"}) - {"bois"}} for name in names[0][:4]}
event = rencontre(
    9, 7, 5, 5, delegates={"E2": 2}, wishes=(wish("E1", "A2"), wish("A3", "E2", rank=2)),
    A2={"themes": frozenset({"eau", "velo"})}, **themes,
)
made = plan(event, history(*met), budget=Budget(seconds=60, reproducible=True, seed=3))
assert made.evidence.reproducible, made.evidence
print(made.schedule.model_dump_json(), made.score.model_dump_json(), made.proven)
"""


def test_a_reproducible_plan_is_the_same_in_any_process() -> None:
    said = printed(SCRIPT, ("0", "1", "4242"))
    assert len(said) == 1
    assert "seatings" in said.pop()


# Stops

MIDDLING = Case(
    rencontre(12, 10, 6, 5), history(*((f"E{e}", f"A{e}") for e in range(1, 11)))
)  # fmt: skip


def test_a_plan_cancelled_before_it_began_still_has_the_most_new_pairings() -> None:
    cancel = threading.Event()
    cancel.set()
    made = plan(*MIDDLING, cancel=cancel)
    assert made.evidence.stopped == "cancelled"
    assert not made.evidence.reproducible
    assert made.score.new_pairings == most_new_pairings(MIDDLING)
    assert made.proven[:1] == ("new_pairings",)


def test_without_a_flow_a_plan_cancelled_before_it_began_has_nothing_to_show() -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(NoScheduleFoundError):
        plan(*MIDDLING, engine="cpsat", cancel=cancel)


@pytest.mark.parametrize("level", ["pauses", "waits"])
def test_by_cpsat_too_pairings_that_are_found_are_a_plan(level: str) -> None:
    cancel = threading.Event()

    def listen(progress: Progress) -> None:
        if progress.level == level:
            cancel.set()

    made = plan(*MIDDLING, engine="cpsat", budget=SHORT, on_progress=listen, cancel=cancel)
    assert set(PAIR_LEVELS) <= set(made.proven)
    for bound in made.bounds:
        assert not better(bound.level, made.score.value(bound.level), bound.value)


def test_no_time_at_all_is_enough_for_flows() -> None:
    made = plan(*MIDDLING, budget=Budget(seconds=1e-6))
    assert made.score.new_pairings == most_new_pairings(MIDDLING)
    assert made.evidence.stopped == "deadline"
    with pytest.raises(NoScheduleFoundError):
        plan(*MIDDLING, engine="cpsat", budget=Budget(seconds=1e-6))


@pytest.mark.parametrize("level", ["new_pairings", "worst_off", "seated"])
def test_a_plan_cancelled_on_the_way_is_valid_and_beaten_by_nobody(level: str) -> None:
    cancel = threading.Event()

    def listen(progress: Progress) -> None:
        if progress.level == level:
            cancel.set()

    made = plan(*MIDDLING, budget=QUICK, on_progress=listen, cancel=cancel)
    full = plan(*MIDDLING, budget=SHORT)
    assert made.evidence.stopped == "cancelled"
    assert check(*MIDDLING, made.schedule) == ()
    assert_not_beaten(made, full.schedule, full.score)


@pytest.mark.parametrize("engine", ["auto", "cpsat", "flow"])
@pytest.mark.parametrize("over", [{}, {"e1": {"absent": frozenset({1})}}])
def test_progress_tells_what_each_level_is_worth(engine: Engine, over: dict[str, Any]) -> None:
    if over and engine == "flow":
        pytest.skip("flows know no rounds")
    told: dict[str, Progress] = {}

    def listen(progress: Progress) -> None:
        told[progress.level] = progress

    made = plan(rencontre(4, 3, 2, 3, **over), engine=engine, budget=QUICK, on_progress=listen)
    assert {"new_pairings", "worst_off"} <= told.keys()
    for level, progress in told.items():
        assert progress.value == made.score.value(level), level
        assert progress.bound == made.bound(level).value, level


def test_progress_is_told_in_the_thread_that_asked() -> None:
    told: list[threading.Thread] = []

    def work() -> None:
        plan(rencontre(3, 2), on_progress=lambda _: told.append(threading.current_thread()))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert set(told) == {thread}


def test_what_the_listener_raises_is_raised_by_the_plan() -> None:
    def fail(_: Progress) -> None:
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        plan(rencontre(), on_progress=fail)


# Evidence


@pytest.mark.parametrize("engine", ["auto", "cpsat", "flow"])
def test_the_evidence_says_how_the_plan_was_found(engine: Engine) -> None:
    budget = Budget(workers=1, seed=7)
    made = plan(*MIDDLING, engine=engine, budget=budget, levels=PAIR_LEVELS)
    evidence = made.evidence
    assert (evidence.engine, evidence.seed, evidence.workers) == (engine, 7, 1)
    assert evidence.stopped == "finished"
    assert set(evidence.versions) == {"speeddating", "python", "ortools"}
    by = {bound.level: bound.engine for bound in made.bounds}
    expected = {"auto": "flow_cpsat", "cpsat": "cpsat", "flow": "flow"}[engine]
    assert by == dict.fromkeys(PAIR_LEVELS, expected)


# Refusals

ASKING: list[tuple[str, dict[str, Any]]] = [
    ("tables_stand", {"tables": [table("1", rounds=frozenset({1})), table("2")]}),
    ("seats_suffice", {"tables": [table("1", 2, 1)]}),
    ("fixed_tables", {"e1": {"table": "1"}}),
    ("zones", {"e1": {"zone": "Nord"}, "tables": [table("1", zone="Nord")]}),
    ("access", {"e1": {"needs_access": True}, "tables": [table("1", accessible=True)]}),
    ("people_are_there", {"e1": {"absent": frozenset({1})}}),
    ("incompatible_apart", {"incompatibilities": (apart("E1", "A1"),)}),
    ("delegates_apart", {"delegates": {"E1": 2}}),
    ("competitors_apart", {"competitors_apart": True}),
    ("pairings_meet_once", {"meetings_per_pairing": 2}),
    ("least_meetings", {"e1": {"least": 1}}),
    ("most_meetings", {"e1": {"most": 1}}),
    ("musts_are_met", {"wishes": (must("E1", "A1"),)}),
    ("order_is_kept", {"wishes": (wish("E1", "A1", before="A2"),)}),
    ("locks_are_kept", {"locks": (lock("e1", 1, "1"),)}),
    ("groups_sit_together", {"groups": (group("Vélo", "E1", "A1", rounds=frozenset({1})),)}),
    ("wishes_in_round", {"wishes": (wish("E1", "A1", round=1),)}),
    ("musts_in_round", {"wishes": (must("E1", "A1", round=1),)}),
    ("named_delegates", {"delegates": {"E1": 2}, "wishes": (wish("A1", "e1b"),)}),
    ("shared_fixed_tables", {"e1": {"table": "1"}, "a1": {"table": "1"}}),
    ("resumed", {"resume_at": 2}),
]


NO_SUCH_ENGINE = {("engine", "flow"), ("engine", "cpsat")}
"""Flows know no rounds, and mixed tables have a search of their own."""


@pytest.mark.parametrize("engine", ["auto", "cpsat", "flow"])
@pytest.mark.parametrize(("rule", "over"), ASKING, ids=[rule for rule, _ in ASKING])
def test_a_rule_is_kept_or_refused_by_name_but_never_ignored(
    rule: str, over: dict[str, Any], engine: Engine
) -> None:
    event = rencontre(**over)
    assert rule in demands(event)
    made = asked(event, engine=engine)
    if isinstance(made, UnsupportedError):
        assert not demands(event) <= SUPPORTS
        assert made.what in demands(event) or (made.what, engine) in NO_SUCH_ENGINE
        assert made.sentence("fr") != made.sentence("en")
        return
    assert made is not None
    assert check(event, History(), made.schedule) == ()


def test_every_rule_that_can_be_asked_for_is_asked_for_here() -> None:
    never = {name for name in RULES if not any(name in demands(rencontre(**o)) for _, o in ASKING)}
    assert {rule for rule, _ in ASKING} == (RULES | FURTHER).keys() - never
    assert all(say(f"errors.unsupported_{rule}") for rule, _ in ASKING)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", [*(rule for rule, _ in ASKING), "level", "engine"])
def test_a_refusal_says_in_both_languages_what_to_do_instead(what: str, language: Language) -> None:
    said = UnsupportedError(what, names="bonheur").sentence(language)
    assert said.count(". ") == 1  # what is wrong, and what to do
    assert said.endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_level_is_named(language: Language) -> None:
    with pytest.raises(UnsupportedError) as refused:
        plan(rencontre(), levels=("new_pairings", "bonheur"))
    assert "bonheur" in refused.value.sentence(language)


@pytest.mark.parametrize("levels", [(), ("moves",), ("moves", "new_pairings"), ("kept",)])
@pytest.mark.parametrize("engine", ["auto", "cpsat", "flow"])
def test_any_levels_in_any_order_are_pursued_or_refused(
    levels: tuple[str, ...], engine: Engine
) -> None:
    made = asked(rencontre(), levels=levels, engine=engine)
    if isinstance(made, UnsupportedError):
        assert (made.what, engine) == ("engine", "flow")
        return
    assert made is not None
    assert tuple(bound.level for bound in made.bounds) == levels
    assert made.proven == levels[: len(made.proven)]
    for bound in made.bounds:
        assert not better(bound.level, made.score.value(bound.level), bound.value)


@pytest.mark.parametrize("engine", ["auto", "cpsat", "flow"])
@pytest.mark.parametrize(
    "over",
    [
        {"e1": {"least": 3}},
        {"e1": {"least": 2}, "e2": {"least": 2}, "tables": 1},
        {"rounds": 1, "wishes": (must("E1", "A1"), must("E1", "A2"))},
        {"a2": {"present": False}, "wishes": (must("E1", "A2"),)},
        {"e1": {"table": "1"}, "a1": {"table": "2"}, "wishes": (must("E1", "A1"),)},
    ],
)
def test_the_impossible_is_called_impossible(engine: Engine, over: dict[str, Any]) -> None:
    with pytest.raises(InfeasibleError):
        plan(rencontre(**over), engine=engine, budget=QUICK)


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ((("1", 1, "e1", "a1"), ("2", 1, "e1", "a2")), "one_seat_per_round"),
        ((("1", 1, "e1", "a1"), ("1", 2, "e1", "a1")), "pairings_meet_once"),
        ((("9", 1, "e1", "a1"),), "everything_is_known"),
    ],
)
def test_a_space_that_breaks_a_rule_is_found_out(
    monkeypatch: pytest.MonkeyPatch, broken: tuple[Any, ...], rule: str
) -> None:
    answer = Answer(schedule(*broken), (), "pairs")
    monkeypatch.setattr(one, "solve", lambda *_: answer)
    with pytest.raises(BrokenScheduleError) as found:
        plan(rencontre())
    assert [violation.rule for violation in found.value.violations] == [rule]


def test_more_tables_than_meetings_harm_nobody() -> None:
    event = rencontre(2, 2, one_to_one(30), 6)
    assert made_of(Case(event, History())).score.new_pairings == 4


def test_a_past_meeting_the_wrong_way_round_is_refused_by_its_two_names() -> None:
    with pytest.raises(InvalidInputError) as caught:
        plan(rencontre(), history(("A1", "E2"), ("E1", "A1"), ("A1", "Ailleurs")))
    assert [issue.data for issue in caught.value.issues] == [
        {"entreprise": "A1", "association": "E2"}
    ]


@pytest.mark.parametrize(
    ("slip", "error"),
    [
        ({"budget": 20}, TypeError),
        ({"history": [("E1", "A1")]}, TypeError),
        ({"engine": "CPSAT"}, UnsupportedError),
    ],
)
def test_a_slip_is_told_before_any_search(
    monkeypatch: pytest.MonkeyPatch, slip: Mapping[str, Any], error: type[Exception]
) -> None:
    monkeypatch.setattr(one, "solve", lambda *_: pytest.fail("searched"))
    with pytest.raises(error, match=str(next(iter(slip)) if error is TypeError else "CPSAT")):
        plan(rencontre(), **slip)

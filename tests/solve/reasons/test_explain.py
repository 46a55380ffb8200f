"""From "impossible" to an error: reasons in words, and ways out that work."""

import pickle
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from speeddating import Appetite, Budget, InfeasibleError, NoScheduleFoundError, Rencontre, plan
from speeddating.domain.history import History
from speeddating.domain.issue import Reason
from speeddating.solve.clock import Clock
from speeddating.solve.limits import Limits
from speeddating.solve.own import Own, OwnRule
from speeddating.solve.reasons import conflict as conflicts
from speeddating.solve.reasons import explain as module
from speeddating.solve.reasons.demands import Demand, without
from speeddating.solve.reasons.explain import explained
from speeddating.solve.reasons.ways import more_rounds, more_tables, ways_out
from speeddating.words import LANGUAGES
from tests.factories import apart, group, history, lock, must, rencontre, table
from tests.solve.rounds.brute import Case, cases

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
QUICK = Budget(seconds=20, workers=1)
some = settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))


def refused(event: Rencontre, past: History | None = None, **over: Any) -> InfeasibleError:
    with pytest.raises(InfeasibleError) as told:
        plan(event, past, budget=QUICK, **over)
    return told.value


def taken(limits: Limits, way: Reason) -> Limits | None:
    """The rencontre once this way out is taken; None where an appetite would have to change."""
    event = limits.rencontre
    data = dict(way.data)
    if way.code == "reasons.promise_less":
        people = tuple(
            who.model_copy(update={"least": min(who.least, data["count"])}) if who.least else who
            for who in event.participants
        )
        lower = event.model_copy(update={"participants": people})
        return Limits(lower, limits.history, limits.own)
    if way.code == "reasons.drop_together":
        for one in data["demands"]:
            struck = taken(limits, Reason(code="", data={**one.data, "demand": one.code}))
            if struck is None:
                return None
            limits = struck
        return limits
    if way.code == "reasons.more_tables":
        return Limits(more_tables(event, data["count"]), limits.history, limits.own)
    if way.code == "reasons.more_rounds":
        return Limits(more_rounds(event, data["count"]), limits.history, limits.own)
    rule = data.pop("demand").split(".")[1]
    return without(limits, Demand(rule, tuple(sorted(data.items()))))


@some
@given(cases())
def test_every_way_out_is_one(case: Case) -> None:
    assume(not case.possible)
    limits = Limits(*case)
    error = explained(limits, Clock(QUICK))
    assert isinstance(error, InfeasibleError)
    assert error.conflict
    assert error.reasons == (*error.conflict, *error.ways_out)
    for way in error.ways_out:
        changed = taken(limits, way)
        if changed is not None:
            made = plan(changed.rencontre, changed.history, levels=("seated",), budget=QUICK)
            assert made.schedule.rencontre == case.rencontre.name


@some
@given(cases())
def test_reasons_are_sentences_in_both_languages_and_cross_process_borders(case: Case) -> None:
    assume(not case.possible)
    error = refused(*case, levels=("new_pairings",))
    for reason in error.reasons:
        said = {language: reason.sentence(language) for language in LANGUAGES}
        assert len(set(said.values())) == len(LANGUAGES)
        assert not any("{" in one or "None" in one for one in said.values())
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(again) is InfeasibleError
    assert again.reasons == error.reasons
    assert [again.sentence(one) for one in LANGUAGES] == [error.sentence(one) for one in LANGUAGES]


def test_what_was_counted_comes_with_demands_to_give_up() -> None:
    event = rencontre(e1={"least": 2, "absent": frozenset({1})})
    error = refused(event)
    assert [reason.sentence("fr") for reason in error.reasons] == [
        "e1 : 2 rendez-vous promis, mais 1 au plus sont possibles.",
        f"Possible si l{APOSTROPHE}on renonce à : e1 : au moins 2 rendez-vous.",
        f"Possible si l{APOSTROPHE}on renonce à : e1 est absent aux tours 1.",
        "Possible si personne ne se voit promettre plus de 1 rendez-vous.",
        "Possible avec 1 tour de plus.",
    ]


@pytest.mark.parametrize(
    ("entreprises", "tables", "more"),
    [
        (5, 3, {"reasons.more_tables": 2, "reasons.more_rounds": 2}),
        (4, 2, {"reasons.more_rounds": 3}),  # with four entreprises no number of tables helps
    ],
)
def test_the_fewest_tables_and_rounds_that_are_enough_are_told(
    entreprises: int, tables: int, more: dict[str, int]
) -> None:
    promised: dict[str, Any] = {f"a{n}": {"least": 2} for n in range(1, 6)}
    error = refused(rencontre(entreprises, 5, tables, 2, **promised))
    ways = {one.code: one.data["count"] for one in error.reasons if "more" in one.code}
    assert ways == more


def test_more_tables_have_names_that_nobody_has() -> None:
    event = rencontre(tables=[table("+1"), table("+3")])
    assert [one.id for one in more_tables(event, 2).tables] == ["+1", "+3", "+2", "+4"]


def test_more_rounds_follow_the_last_and_are_worked_in() -> None:
    event = rencontre(rounds=2, breaks=(2,))
    assert more_rounds(event, 2).working_rounds == (1, 3, 4)


def test_a_refusal_to_meet_again_can_be_given_up() -> None:
    event = rencontre(1, 1, 1, 1, E1={"appetite": Appetite.NEW_ONLY}, e1={"least": 1})
    error = refused(event, history(("E1", "A1")))
    dropped = [one.data["demand"] for one in error.reasons if one.code == "reasons.drop"]
    assert dropped == ["reasons.least_meetings", "reasons.meetings_again_are_welcome"]


def test_a_demand_is_struck_out_of_the_rencontre_with_all_that_came_with_it() -> None:
    """Without the must nobody gives leave to meet again, and the promise cannot be kept."""
    event = rencontre(
        1, 1, 1, 2,
        E1={"appetite": Appetite.NEW_ONLY},
        e1={"least": 1},
        a1={"absent": frozenset({1})},
        wishes=(must("E1", "A1", round=1),),
    )  # fmt: skip
    error = refused(event, history(("E1", "A1")))
    dropped = [one.data["demand"] for one in error.reasons if one.code == "reasons.drop"]
    assert dropped == ["reasons.people_are_there"]


@pytest.mark.parametrize("cut", ["conflict", "large"])
def test_without_proof_nothing_is_called_impossible(
    monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    limits = Limits(rencontre(locks=(lock("e1", 1, "2"), lock("e2", 1, "2"))), History())
    clock = Clock(QUICK)
    if cut == "large":
        monkeypatch.setattr(conflicts, "LARGEST", 1)
    else:
        clock.cancelled.set()
    error = explained(limits, clock)
    assert isinstance(error, NoScheduleFoundError)
    assert error.sentence("fr") != error.sentence("en")
    assert type(pickle.loads(pickle.dumps(error))) is NoScheduleFoundError  # noqa: S301


def test_what_is_counted_needs_no_model_however_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, "LARGEST", 1)
    error = explained(Limits(rencontre(e1={"least": 3}), History()), Clock(QUICK))
    assert isinstance(error, InfeasibleError)
    assert error.reasons[0].code == "reasons.promise"


def test_a_solver_that_is_wrong_is_not_believed() -> None:
    """Called for a rencontre that is possible, as after a false INFEASIBLE."""
    assert isinstance(explained(Limits(rencontre(), History()), Clock(QUICK)), NoScheduleFoundError)


def test_an_explanation_has_time_even_when_the_search_used_it_up() -> None:
    event = rencontre(locks=(lock("e1", 1, "2"), lock("e2", 1, "2")))
    over = Clock(Budget(seconds=0.001, workers=1))
    while over.left:
        pass
    assert isinstance(explained(Limits(event, History()), over), InfeasibleError)


def test_ways_out_keep_the_rules_of_the_caller() -> None:
    apart_ = OwnRule(
        "jamais ensemble",
        lambda x: [sum(v) == 0 for v in x.between("E1", "A1")],
        lambda _: [],
    )
    event = rencontre(1, 1, 1, 1, e1={"least": 1})
    (found,) = ways_out(Limits(event, History(), Own((apart_,))), Clock(QUICK))
    assert (found.code, found.data["demand"]) == ("reasons.drop", "reasons.least_meetings")


def test_few_demands_are_tried_among_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_DROPS", 1)
    event = rencontre(e1={"least": 2, "absent": frozenset({1})})
    drops = [one for one in refused(event).reasons if one.code == "reasons.drop"]
    assert len(drops) == 1


def test_groups_that_cannot_sit_are_the_reason() -> None:
    both = (
        group("Vélo", "E1", "A1", rounds=frozenset({1})),
        group("Eau", "E2", "A2", rounds=frozenset({1})),
        group("Toit", "E2", "A1", rounds=frozenset({2})),
    )
    error = refused(rencontre(tables=1, groups=both))
    assert [(one.code, one.data["group"]) for one in error.reasons] == [
        ("reasons.groups_sit_together", "Vélo"),
        ("reasons.groups_sit_together", "Eau"),
        ("reasons.drop", "Vélo"),
        ("reasons.drop", "Eau"),
    ]
    assert "Vélo" in error.sentence("fr")
    assert "Vélo" in error.sentence("en")


def test_forbidden_and_demanded_people_are_named() -> None:
    event = rencontre(
        delegates={"E1": 2},
        e1b={"absent": frozenset({1, 2})},
        incompatibilities=(apart("e1", "A1"),),
        wishes=(must("E1", "A2", round=1),),
        locks=(lock("a2", 1, "1"), lock("e2", 1, "1")),
    )
    error = refused(event)
    assert {who for reason in error.reasons for who in reason.people} >= {"a2", "e2"}

"""
What changes when the question does: with rules that name rounds, and at tables of several.

Tables of one and one without such rules are in ``test_one.py``. Whatever keeps the rules of the
smaller question keeps those of the larger one, so these hold with any rule.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis import strategies as st

from speeddating import Budget, Encounter, History, InfeasibleError, Plan, Rencontre, Table, plan
from speeddating.domain.base import TableId
from speeddating.domain.room import Round
from speeddating.domain.score import DEFAULT_LEVELS
from tests.factories import apart, history, organisation, person
from tests.planning.differential import few_at_tables
from tests.solve.rounds.brute import cases

Case = tuple[Rencontre, History]
QUICK = Budget(seconds=20, workers=1)
SAME_AGAIN = Budget(seconds=20, reproducible=True)
NEW = ("new_pairings",)
MOST = DEFAULT_LEVELS[:-1]
"""All but moves, which are told last and seldom proven."""

few = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
KINDS = {"rounds": cases(), "tables of several": few_at_tables()}
each_kind = pytest.mark.parametrize("kind", KINDS)


def planned(case: Case, levels: Sequence[str] = NEW, budget: Budget = QUICK) -> Plan | None:
    """None for the impossible."""
    try:
        return plan(*case, levels=levels, budget=budget)
    except InfeasibleError:
        return None


def most_of(made: Plan) -> int:
    """What no schedule exceeds."""
    value = made.bound("new_pairings").value
    assert isinstance(value, int)
    return value


def refute(worse: Plan | None, better: Plan | None) -> None:
    """The first question is part of the second: nothing that it allows may be denied there."""
    if worse is None:
        return
    assert better is not None
    assert worse.score.new_pairings <= most_of(better)
    if "new_pairings" in better.proven:
        assert worse.score.new_pairings <= better.score.new_pairings


@each_kind
@few
@given(data=st.data(), seats=st.tuples(st.integers(1, 2), st.integers(1, 2)))
@pytest.mark.parametrize("what", ["table", "round", "entreprise", "association", "delegate"])
def test_more_of_anything_never_lowers_new_pairings(
    kind: str, what: str, data: Any, seats: tuple[int, int]
) -> None:
    event, before = data.draw(KINDS[kind])
    table = Table(id=TableId("more"), seats_entreprises=seats[0], seats_associations=seats[1])
    if kind == "rounds":
        table = Table(id=TableId("more"))
    updates: dict[str, dict[str, Any]] = {
        "table": {"tables": (*event.tables, table)},
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
    larger = event.model_copy(update=updates[what])
    refute(planned((event, before)), planned((larger, before)))


@each_kind
@pytest.mark.parametrize("met", [True, False], ids=["met", "forbidden"])
@few
@given(data=st.data())
def test_what_is_forbidden_or_met_never_raises_new_pairings(
    kind: str, data: Any, *, met: bool
) -> None:
    event, before = data.draw(KINDS[kind])
    names = {o.id: o.side for o in event.organisations}
    e, a = (data.draw(st.sampled_from([o for o in names if o[0] == side])) for side in "EA")
    if met:
        fewer = (event, before.and_also(history((e, a))))
    else:
        assume(not any({w.source, w.target} == {e, a} for w in event.wishes))
        bans = (*event.incompatibilities, apart(e, a))
        fewer = (event.model_copy(update={"incompatibilities": bans}), before)
    refute(planned(fewer), planned((event, before)))


@each_kind
@few
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_listed_changes_nothing(
    kind: str, data: Any, random: Random
) -> None:
    event, before = data.draw(KINDS[kind])

    def shuffled(things: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(random.sample(things, len(things)))

    fields = ("organisations", "participants", "incompatibilities", "locks")
    other = event.model_copy(update={name: shuffled(getattr(event, name)) for name in fields})
    past = History(encounters=shuffled(before.encounters))
    made, again = (planned(case, MOST, SAME_AGAIN) for case in ((event, before), (other, past)))
    assert (made and made.schedule) == (again and again.schedule)
    assert (made and made.bounds[0].value) == (again and again.bounds[0].value)


@each_kind
@few
@given(data=st.data())
def test_sides_may_be_exchanged_with_their_appetite_and_their_seats(kind: str, data: Any) -> None:
    case = data.draw(KINDS[kind])
    made, other = planned(case, MOST), planned(exchanged(case), MOST)
    assert (made is None) is (other is None)
    if made is None or other is None:
        return
    assert made.proven == other.proven or kind != "rounds"
    for level in MOST[: min(len(made.proven), len(other.proven))]:
        assert made.score.value(level) == other.score.value(level), level
    for one, another in ((made, other), (other, made)):
        assert one.score.new_pairings <= most_of(another)


def exchanged(case: Case) -> Case:
    """Entreprises become associations and the other way round, whatever they want and wherever."""
    event, before = case
    organisations = tuple(
        o.model_copy(update={"side": o.side.other, "appetite": o.wants})
        for o in event.organisations
    )
    tables = tuple(
        t.model_copy(
            update={
                "seats_entreprises": t.seats_associations,
                "seats_associations": t.seats_entreprises,
            }
        )
        for t in event.tables
    )
    update: dict[str, Any] = {
        "organisations": organisations, "tables": tables, "seated_side": event.seated_side.other,
    }  # fmt: skip
    met = (Encounter(entreprise=m.association, association=m.entreprise) for m in before.encounters)
    return event.model_copy(update=update), History(encounters=tuple(met))


@each_kind
@few
@given(data=st.data())
def test_what_met_is_not_new_the_next_time(kind: str, data: Any) -> None:
    event, before = data.draw(KINDS[kind])
    first = planned((event, before))
    if first is None:
        return
    owner = {p.id: p.organisation for p in event.participants}
    met = {(owner[e], owner[a]) for s in first.schedule.seatings for e, a in s.meetings()}
    later = before.and_also(history(*sorted(met)))
    second = planned((event, later))
    if second is None:  # whoever was promised meetings has none left
        return
    new = {(owner[e], owner[a]) for s in second.schedule.seatings for e, a in s.meetings()}
    assert second.score.new_pairings == len(new - later.met)
    assert not (new - later.met) & met
    refute(second, first)


def test_most_of_these_questions_are_possible_and_settled() -> None:
    """So that the relations above say something."""
    found: dict[str, list[bool]] = {kind: [] for kind in KINDS}

    @seed(3)
    @settings(few, max_examples=30, phases=[Phase.generate], database=None)
    @given(st.tuples(*KINDS.values()))
    def look(drawn: Sequence[Case]) -> None:
        for kind, case in zip(KINDS, drawn, strict=True):
            made = planned(case)
            found[kind].append(made is not None and made.score.new_pairings > 0
                               and "new_pairings" in made.proven)  # fmt: skip

    look()
    assert all(sum(settled) >= 5 for settled in found.values()), found

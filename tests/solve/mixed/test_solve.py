"""Schedules of mixed tables against all schedules there are, tried one by one."""

from typing import Any

import pytest

from speeddating import Budget, History, UnsupportedError, check, plan
from speeddating.domain.plan import Engine, Scope
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.score import DEFAULT_LEVELS, SENSE, Sense
from tests.factories import apart, history, lock, must, rencontre, table, wish
from tests.solve.mixed import oracle

TWO = [table("1", 2, 1), table("2", 1, 1)]
ONCE_MET = history(("E1", "A1"), ("E2", "A1"))
SECOND = frozenset({2})
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
    made = plan(here, past, engine=engine, budget=Budget(seconds=20, workers=1, reproducible=True))
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


def test_flows_know_no_tables_of_several_and_say_so() -> None:
    with pytest.raises(UnsupportedError) as told:
        plan(event({}), engine="flow")
    assert told.value.what == "engine"

"""
Small rencontres solved in every way there is, beside every schedule: what differs is a defect.

``python -m tests.planning.differential 2000 8`` draws 2,000 of each kind by seed 8. What would show
in one instance of 667 escapes that many with a chance of one in twenty: (1 - 1/667)^2000 = 0.05.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, pairwise, product
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from speeddating import (
    Budget,
    History,
    InfeasibleError,
    Plan,
    Rencontre,
    Scope,
    UnsupportedError,
    check,
    plan,
    score,
)
from speeddating.domain.score import DEFAULT_LEVELS, SENSE, Sense, Value
from speeddating.extend import OwnRule
from tests.factories import apart, history, must, rencontre, table, wish
from tests.solve.mixed import oracle
from tests.solve.pairs import brute as of_pairs
from tests.solve.rounds import brute as of_rounds

Case = tuple[Rencontre, History]
NOTHING = OwnRule(name="nothing", conditions=lambda _: [], broken=lambda _: [])
"""A rule that asks for nothing: who and when become one model over pair x round."""


class Way(NamedTuple):
    """One way to solve."""

    name: str
    workers: int = 1
    presolve: bool = True
    over: dict[str, Any] = {}  # noqa: RUF012 - never changed

    def __call__(self, case: Case, levels: Sequence[str]) -> Plan | None:
        """The plan; None for the impossible."""
        budget = Budget(seconds=60, workers=self.workers)
        with _presolving(on=self.presolve):
            try:
                return plan(*case, levels=levels, budget=budget, **self.over)
            except InfeasibleError:
                return None


CPSAT = {"engine": "cpsat"}
FEW_WAYS = (
    Way("auto"), Way("CP-SAT", over=CPSAT), Way("CP-SAT, two workers", workers=2, over=CPSAT),
    Way("CP-SAT, no presolve", presolve=False, over=CPSAT),
)  # fmt: skip
WAYS = (*FEW_WAYS, Way("two workers", workers=2), Way("no presolve", presolve=False))
ONE_MODEL = Way("pair x round", over={"rules": [NOTHING]})
FLOW = Way("flow", over={"engine": "flow"})


@contextmanager
def _presolving(*, on: bool) -> Iterator[None]:
    solve = cp_model.CpSolver.solve

    def plainly(solver: cp_model.CpSolver, *rest: Any) -> Any:
        solver.parameters.cp_model_presolve = on
        return solve(solver, *rest)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(cp_model.CpSolver, "solve", plainly)
        yield


def orders(among: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of ``among`` in any order, or all in the usual one."""
    some = st.tuples(st.permutations(among), st.integers(1, len(among)))
    return some.map(lambda drawn: tuple(drawn[0][: drawn[1]])) | st.just(tuple(among))


def pairs(drawn: tuple[of_pairs.Case, tuple[str, ...]], told: Counter[str]) -> None:
    """Every set of pairings there is."""
    case, levels = drawn
    expected = of_pairs.best(case, levels)
    told["possible"] += expected is not None
    for way in (*WAYS, ONE_MODEL, FLOW):
        made = _valid(case, levels, way, told, possible=expected is not None)
        if made is not None:
            assert [made.score.value(level) for level in levels] == expected, way.name
            assert made.proven == levels, way.name


def rounds(drawn: tuple[of_rounds.Case, tuple[str, ...]], told: Counter[str]) -> None:
    """Every schedule of pairs and rounds; placing decides nothing here."""
    case, levels = drawn
    worths = case.worths()
    told["possible"] += bool(worths)
    for way in (*WAYS, ONE_MODEL):
        made = _valid(case, levels, way, told, possible=bool(worths))
        if made is None:
            continue
        expected = of_rounds.optimum(worths, levels)
        assert {n: made.score.value(n) for n in made.proven} == {
            n: expected[n] for n in made.proven
        }, way.name
        if made.evidence.space == "rounds":
            assert made.proven == levels, way.name


def mixed(drawn: tuple[of_rounds.Case, tuple[str, ...]], told: Counter[str]) -> None:
    """Every schedule at tables of several."""
    case, levels = drawn
    every = oracle.schedules(*case)
    told["possible"] += bool(every)
    expected = oracle.best(every, levels, None) if every else []
    for way in FEW_WAYS:
        made = _valid(case, levels, way, told, possible=bool(every))
        if made is None:
            continue
        values = [made.score.value(level) for level in made.proven]
        assert values == expected[: len(values)], way.name
        told[f"{way.name}, proven"] += "new_pairings" in made.proven
        kept = oracle.best(every, levels, made.score)
        for bound, most in zip(made.bounds, kept, strict=True):
            assert bound.scope is not Scope.ALL or not _beats(bound.level, most, bound.value)


def _beats(level: str, one: Value, other: Value) -> bool:
    found: bool = one > other if SENSE[level] is Sense.MORE else one < other  # type: ignore[operator]
    return found


def _valid(
    case: Case, levels: Sequence[str], way: Way, told: Counter[str], *, possible: bool
) -> Plan | None:
    """A plan that keeps every rule and is worth what it says, or None; as the oracle has it."""
    try:
        made = way(case, levels)
    except UnsupportedError as refused:  # fixed tables on both sides, ...
        if (refused.what, way.name) != ("engine", "flow"):
            raise
        return None
    told[way.name] += 1
    assert (made is not None) is possible, way.name
    if made is not None:
        assert check(*case, made.schedule) == (), way.name
        assert made.score == score(*case, made.schedule), way.name
    return made


@st.composite
def few_at_tables(draw: st.DrawFn) -> of_rounds.Case:
    """Up to five people, two tables of one or two seats a side, two rounds."""
    many = draw(st.sampled_from([(2, 1), (2, 2), (3, 2), (2, 3), (3, 1), (1, 3)]))
    count = draw(st.integers(1, 2))
    names = [f"{side}{n + 1}" for side, most in zip("EA", many, strict=True) for n in range(most)]
    met = list(product(names[: many[0]], names[many[0] :]))
    over: dict[str, Any] = {name: draw(of_pairs.organisations()) for name in names}
    over |= {name.lower(): draw(_people(count)) for name in names}
    seats = st.tuples(st.integers(1, 2), st.integers(1, 2)).filter(lambda s: s != (1, 1))
    further = draw(st.lists(st.tuples(st.integers(1, 2), st.integers(1, 2)), max_size=1))
    tables = [table(str(n), *s) for n, s in enumerate([draw(seats), *further], start=1)]
    forbidden = draw(st.sets(st.sampled_from(list(chain(met, pairwise(names)))),
                             max_size=1))  # fmt: skip
    asked = [pair for pair in met if pair not in forbidden and draw(st.integers(0, 4)) == 0]
    event = rencontre(
        *many, tables, count,
        wishes=tuple(_asked(draw, pair, count) for pair in asked),
        incompatibilities=tuple(apart(*pair) for pair in sorted(forbidden)), **over,
    )  # fmt: skip
    return of_rounds.Case(event, history(*sorted(draw(st.sets(st.sampled_from(met))))))


def _people(count: int) -> st.SearchStrategy[dict[str, Any]]:
    few: list[dict[str, Any]] = [
        {"least": 1}, {"most": 1}, {"least": 2}, {"most": 0}, {"absent": frozenset({count})},
    ]  # fmt: skip
    return st.sampled_from([{}, {}, *few, {}, {}])


def _asked(draw: st.DrawFn, pair: tuple[str, str], count: int) -> Any:
    kind = must if draw(st.integers(0, 3)) == 0 else wish
    return kind(*pair, rank=draw(st.integers(1, 2)), round=draw(st.none() | st.integers(1, count)))


KINDS: dict[str, tuple[Callable[..., None], st.SearchStrategy[Any]]] = {
    "pairs": (pairs, st.tuples(of_pairs.cases(), orders(of_pairs.PAIR_LEVELS))),
    "rounds": (
        rounds,
        st.tuples(of_rounds.cases(), orders((*of_rounds.COUNTED, *of_rounds.TIMED))),
    ),
    "mixed": (
        mixed,
        st.tuples(few_at_tables(), st.sampled_from([DEFAULT_LEVELS[:n] for n in (1, 1, 2, 4, 11)])),
    ),
}


def compared(kind: str, instances: int, by: int) -> Counter[str]:
    """How many plans of each way agreed with the oracle on so many instances drawn by a seed."""
    compare, drawn = KINDS[kind]
    told, seen = Counter[str](), set[str]()

    @seed(by)
    @settings(
        max_examples=instances, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(drawn)
    def every_one(case: Any) -> None:
        told["instances"] += 1
        told["different"] += repr(case) not in seen
        seen.add(repr(case))
        compare(case, told)

    every_one()
    return told


def main() -> None:
    instances, by = (int(typed) for typed in sys.argv[1:3])
    for kind in sys.argv[3:] or KINDS:
        began = time.perf_counter()
        told = compared(kind, instances, by)
        print(f"{kind}: {dict(told)} in {time.perf_counter() - began:.0f} s", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()

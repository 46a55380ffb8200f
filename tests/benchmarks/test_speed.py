"""
Speed by pytest-benchmark, run by hand: ``pytest -m slow tests/benchmarks --benchmark-columns=min``.

On a busy machine add ``--benchmark-timer=time.process_time``: seconds of one processor. Nothing
here asserts seconds; what is compared stands side by side in one group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from speeddating import Budget, plan, read_workbook, write_workbook
from speeddating.domain.score import DEFAULT_LEVELS
from tests.benchmarks import b2b
from tests.benchmarks.case import Case, one_to_one
from tests.benchmarks.cases import QUICK
from tests.benchmarks.cell import RIVALS, Pace, applies
from tests.benchmarks.growth import FIRST, ROUNDS, bare, planned

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
PACE = Pace(5.0, 2.0)


@pytest.mark.parametrize("name", RIVALS)
@pytest.mark.parametrize("case", QUICK, ids=str)
def test_rivals(benchmark: Any, name: str, case: Case) -> None:
    if not applies(name, case):
        pytest.skip("a model of pairs and rounds knows only tables of one and one")
    benchmark.group = str(case)
    found = benchmark.pedantic(RIVALS[name](case, PACE), rounds=1)
    benchmark.extra_info["reached"] = None if found is None else found._asdict()


@pytest.mark.parametrize("people", [200, 2000])
@pytest.mark.parametrize("what", ["flow and colouring", "plan()", "all levels"])
def test_against_the_limit(benchmark: Any, people: int, what: str) -> None:
    case = one_to_one((people // 2, people // 2), ROUNDS)
    benchmark.group = f"{people} people, {ROUNDS} rounds"
    if what == "flow and colouring":
        benchmark.pedantic(bare, (case,), rounds=5, warmup_rounds=1)
        return
    levels = FIRST if what == "plan()" else DEFAULT_LEVELS
    benchmark.pedantic(
        lambda run: run(), setup=lambda: ((planned(case, levels),), {}), rounds=5, warmup_rounds=1
    )


@pytest.mark.parametrize("what", ["written", "read"])
def test_workbook_of_a_thousand(benchmark: Any, tmp_path: Path, what: str) -> None:
    event, history = one_to_one((500, 500), ROUNDS).as_rencontre()
    made = plan(event, history, levels=FIRST, budget=Budget(seconds=60))
    path = tmp_path / "planning.xlsx"
    benchmark.group = f"workbook, 1000 people, {ROUNDS} rounds"
    if what == "written":
        benchmark.pedantic(write_workbook, (path, event, history, made), rounds=1)
        return
    write_workbook(path, event, history, made)
    read, past = benchmark.pedantic(read_workbook, (path,), rounds=1)
    assert len(read.participants) == 1000
    assert len(past.encounters) == 500 * ROUNDS


@pytest.mark.parametrize("solver", ["speeddating", "RC2"])
def test_timetable(benchmark: Any, solver: str) -> None:
    folder = b2b.folder_of_instances()
    if not (folder / "best_known.json").is_file():
        pytest.skip("the published instances are not here")
    (published, *_) = b2b.published_results(folder, "original")
    benchmark.group = published.file
    if solver == "speeddating":
        budget = Budget(seconds=60, workers=1)
        found = benchmark.pedantic(b2b.solved, (folder, published, budget), rounds=1)
        assert found.reproduces(published)
        return
    pytest.importorskip("pysat")
    from tests.benchmarks.b2b_rc2 import solved  # noqa: PLC0415 - needs python-sat

    agenda = b2b.agenda_of(b2b.read(folder / published.file), published.fairness)
    benchmark.pedantic(solved, (agenda, 60.0), rounds=1)

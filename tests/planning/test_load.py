"""Many plans in one process, and very many people: memory stays flat, no thread stays behind."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from speeddating import Budget, plan
from tests.factories import history, must, rencontre, table

ROOT = Path(__file__).parents[2]
KINDS = (
    rencontre(4, 4, 3, 4),
    rencontre(4, 4, 3, 4, e1={"absent": frozenset({2})}),
    rencontre(4, 4, 4, 3, wishes=(must("E1", "A1"),)),
    rencontre(4, 4, (table("1", 2, 2), table("2", 2, 2)), 2),
)
QUICK = Budget(seconds=5, workers=1)
STATM = Path("/proc/self/statm")
PAGE = 4096
MEGABYTE = 1 << 20


def megabytes() -> float:
    return int(STATM.read_text().split()[1]) * PAGE / MEGABYTE


def grown(plans: int, warm: int) -> float:
    """Megabytes that the plans after the first few leave behind."""
    before = 0.0
    for number in range(plans):
        if number == warm:
            before = megabytes()
        plan(KINDS[number % len(KINDS)], history(("E1", "A1")), levels=("new_pairings",),
             budget=QUICK)  # fmt: skip
    return megabytes() - before


@pytest.mark.skipif(not STATM.exists(), reason="memory is read from /proc")
def test_plans_leave_neither_memory_nor_threads() -> None:
    threads = threading.active_count()
    assert grown(plans=120, warm=40) < 15
    assert threading.active_count() == threads


@pytest.mark.slow
@pytest.mark.timeout(3_000)
@pytest.mark.skipif(not STATM.exists(), reason="memory is read from /proc")
def test_a_thousand_plans_leave_neither_memory_nor_threads() -> None:
    threads = threading.active_count()
    assert grown(plans=1_000, warm=100) < 15
    assert threading.active_count() == threads


CROWD = """
import resource
from speeddating import Budget, SpeedDatingError, check, plan
from tests.factories import history, rencontre, table
tables = {tables}
event = rencontre(1000, 1000, tables, 30, **{people})
past = history(*((f"E{{1 + n * 7 % 1000}}", f"A{{1 + n * 13 % 997}}") for n in range(200_000)))
try:
    made = plan(event, past, budget=Budget(seconds=60, workers=2))
    print(made.score.new_pairings, made.bound("new_pairings").value)
except SpeedDatingError as refused:
    print(type(refused).__name__)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
CROWDS = {
    "one and one": ("None", "{}"),
    "presence": ("None", '{f"e{n}": {"absent": frozenset({1 + n % 30})} for n in range(1, 400)}'),
    "three and three": ("[table(str(n), 3, 3) for n in range(1, 334)]", "{}"),
}


@pytest.mark.slow
@pytest.mark.timeout(1_200)
@pytest.mark.parametrize("kind", CROWDS)
def test_two_thousand_people_and_thirty_rounds_fit_into_two_gigabytes(kind: str) -> None:
    tables, people = CROWDS[kind]
    ran = subprocess.run(
        [sys.executable, "-c", CROWD.format(tables=tables, people=people)],
        check=True, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    said, megabytes_ = ran.stdout.splitlines()
    assert said
    assert int(megabytes_) < 2_000

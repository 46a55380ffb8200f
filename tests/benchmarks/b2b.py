"""
The published Business-to-Business timetables: 110 results, each proven and checked.

    python -m tests.benchmarks.b2b [folder] [--seconds 60] [--only pattern] [--seed 0] [--rc2]

The folder holds the .dzn files of Bofill et al. (JAIR 2022) and ``best_known.json``; it is not part
of this project. With ``--rc2`` python-sat's MaxSAT solver RC2 runs on the same clauses, each time
with the same limit, in a process of its own. Limits are by the clock on the wall; what is printed
is seconds of one processor, from the file to the checked answer, which a busy machine leaves alone.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import defaultdict
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from speeddating.domain.plan import Budget
from speeddating.solve.clock import Clock
from speeddating.solve.rounds.timetable import (
    Agenda,
    Meeting,
    NoTimetable,
    Timetable,
    timetable,
)
from tests.benchmarks.b2b_rc2 import solved as rc2_solved

DEFAULT_FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "b2b"


def folder_of_instances() -> Path:
    """Where the files are: ``SPEEDDATING_B2B``, or beside the project."""
    return Path(os.environ.get("SPEEDDATING_B2B", DEFAULT_FOLDER))


class Published(NamedTuple):
    """One published result; no optimum means that no timetable exists."""

    file: str
    fairness: int
    optimum: int | None

    @property
    def family(self) -> str:
        return self.file.split(".")[1] + (f" d={self.fairness}" if "original" in self.file else "")


class Outcome(NamedTuple):
    """What came of it: an optimum, "UNSAT", or what was left open; and the processor's seconds."""

    said: str
    seconds: float

    def reproduces(self, published: Published) -> bool:
        return self.said == ("UNSAT" if published.optimum is None else str(published.optimum))


class Instance(NamedTuple):
    """A .dzn file, as it is written there: people, slots and meetings count from 1."""

    people: int
    tables: int
    slots: int
    morning: int
    requested: tuple[tuple[int, int, int], ...]
    forbidden: tuple[frozenset[int], ...]
    fixed: tuple[int, ...]
    precedences: tuple[frozenset[int], ...]

    def may_be(self, meeting: int, slot: int) -> bool:
        """Whether a meeting fits the half of the day that was asked for."""
        kind = self.requested[meeting][2]
        return kind == 3 or (slot <= self.morning) == (kind == 1)


def read(path: Path) -> Instance:
    """Read one instance."""
    text = path.read_text(encoding="utf-8")
    rows = re.search(r"\brequested\s*=\s*\[\|(.*?)\|\s*\]", text, re.DOTALL)
    fixed = re.search(r"\bfixed\s*=\s*\[(.*?)\]", text, re.DOTALL)
    if rows is None or fixed is None:
        raise ValueError(f"{path.name} has no meetings")
    numbers = [_numbers(row) for row in rows[1].split("|")]
    return Instance(
        people=_number(text, "nBusiness"),
        tables=_number(text, "nTables"),
        slots=_number(text, "nTotalSlots"),
        morning=_number(text, "nMorningSlots"),
        requested=tuple((row[0], row[1], row[2]) for row in numbers if row),
        forbidden=_sets(text, "forbidden"),
        fixed=_numbers(fixed[1]),
        precedences=_sets(text, "precedences"),
    )


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text))


def _number(text: str, name: str) -> int:
    found = re.search(rf"\b{name}\s*=\s*(\d+)", text)
    if found is None:
        raise ValueError(f"{name} is missing")
    return int(found[1])


def _sets(text: str, name: str) -> tuple[frozenset[int], ...]:
    found = re.search(rf"\b{name}\s*=\s*\[(.*?)\]", text, re.DOTALL)
    if found is None:
        raise ValueError(f"{name} is missing")
    return tuple(frozenset(_numbers(one)) for one in re.findall(r"\{(.*?)\}", found[1]))


def agenda_of(instance: Instance, fairness: int) -> Agenda:
    """The instance as a question for ``timetable``."""
    every_slot = range(1, instance.slots + 1)
    return Agenda(
        meetings=tuple(
            Meeting(
                people=(one, other),
                slots=frozenset(slot for slot in every_slot if instance.may_be(number, slot)),
                fixed=instance.fixed[number] or None,
                after=frozenset(before - 1 for before in instance.precedences[number]),
            )
            for number, (one, other, _) in enumerate(instance.requested)
        ),
        slots=instance.slots,
        tables=instance.tables,
        absent=dict(enumerate(instance.forbidden, start=1)),
        people=tuple(range(1, instance.people + 1)),
        fairness=fairness,
    )


def waits_checked(instance: Instance, slots: tuple[int, ...], fairness: int) -> int:
    """Waits of a timetable, once every published rule is checked from the file's own words."""
    held: dict[int, set[int]] = defaultdict(set)
    for number, (one, other, _) in enumerate(instance.requested):
        slot = slots[number]
        assert 1 <= slot <= instance.slots
        assert instance.may_be(number, slot)
        assert instance.fixed[number] in (0, slot)
        assert all(slots[before - 1] < slot for before in instance.precedences[number])
        for person in (one, other):
            assert slot not in held[person] | instance.forbidden[person - 1]
            held[person].add(slot)
    assert all(slots.count(slot) <= instance.tables for slot in set(slots))
    waits = []
    for person in range(1, instance.people + 1):
        day = "".join("x" if slot in held[person] else " " for slot in range(1, instance.slots + 1))
        waits.append(len(re.findall("x +(?=x)", day)))
    assert max(waits) - min(waits) <= fairness
    return sum(waits)


def published_results(folder: Path, only: str) -> list[Published]:
    """The results to reproduce, those whose file name contains ``only``."""
    table: dict[str, Any] = json.loads((folder / "best_known.json").read_text(encoding="utf-8"))
    return [
        Published(row["file"], row["fairness_d"], row.get("optimum"))
        for row in table["results"]
        if only in row["file"]
    ]


def solved(folder: Path, published: Published, budget: Budget) -> Outcome:
    """Read, solve and check one instance; all of it is timed."""
    start = process_time()
    instance = read(folder / published.file)
    found = timetable(agenda_of(instance, published.fairness), Clock(budget))
    if isinstance(found, Timetable):
        waits = waits_checked(instance, found.slots, published.fairness)
        said = str(waits) if found.is_proven else f"{waits} ≥ {found.bound}"
    else:
        said = "UNSAT" if found is NoTimetable.INFEASIBLE else "open"
    return Outcome(said, process_time() - start)


def totals(name: str, outcomes: list[tuple[Published, Outcome]]) -> str:
    """One line for one solver."""
    seconds = [outcome.seconds for _, outcome in outcomes]
    good = sum(outcome.reproduces(published) for published, outcome in outcomes)
    return (
        f"{name:24} {good:3} of {len(outcomes)} reproduced, "
        f"{sum(seconds):7.1f} s in all, {max(seconds, default=0):5.1f} s at most"
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the table; 0 if all of it is reproduced."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.b2b")
    parser.add_argument("folder", nargs="?", type=Path, default=folder_of_instances())
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--rc2", action="store_true")
    chosen = parser.parse_args(arguments)
    if not (chosen.folder / "best_known.json").is_file():
        print(f"skipped: no best_known.json in {chosen.folder}")
        return 0
    budget = Budget(seconds=chosen.seconds, workers=1, seed=chosen.seed)
    ours: list[tuple[Published, Outcome]] = []
    theirs: list[tuple[Published, Outcome]] = []
    for published in published_results(chosen.folder, chosen.only):
        ours.append((published, solved(chosen.folder, published, budget)))
        line = f"{published.file:32} d={published.fairness} {ours[-1][1].said:>6}"
        line += f" {ours[-1][1].seconds:6.2f} s"
        if chosen.rc2:
            agenda = agenda_of(read(chosen.folder / published.file), published.fairness)
            theirs.append((published, Outcome(*rc2_solved(agenda, chosen.seconds))))
            line += f"   RC2 {theirs[-1][1].said:>6} {theirs[-1][1].seconds:6.2f} s"
        print(line if ours[-1][1].reproduces(published) else f"{line}   NOT {published.optimum}")
        sys.stdout.flush()
    print()
    for family in dict.fromkeys(published.family for published, _ in ours):
        print(totals(family, [row for row in ours if row[0].family == family]))
    print(totals("speeddating", ours))
    if theirs:
        print(totals("RC2", theirs))
        ratio = sum(row[1].seconds for row in theirs) / sum(row[1].seconds for row in ours)
        print(f"RC2 takes {ratio:.1f} times as long (where it ran out of time, at least)")
    return 0 if all(outcome.reproduces(published) for published, outcome in ours) else 1


if __name__ == "__main__":
    sys.exit(main())

"""
A timetable for given meetings: the Business-to-Business Meeting Scheduling Problem.

Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy & Villaret, "Constraint Solving Approaches to the
Business-to-Business Meeting Scheduling Problem", JAIR 2022: NP-hard, 200 public results.

CP-SAT searches by cores, which prove the published instances and find nothing before they do;
given a timetable to start from, annealing over Kempe chains betters it in the time that is left.

Notes
-----
Measured with ``tests.benchmarks.b2b``: 110 published results on one worker, all proven or refuted
in 57-69 processor seconds together, 8 at most. The same by other means:

- with CP-SAT's presolve 107 s: its time is lost, and no search is shorter for it;
- without counting busy people apart 162 s, 41 s at most;
- totalizers limited from above only: a quarter more on the five hardest files;
- no symmetry detection, no probing, no core minimisation (with presolve): 116-133 s;
- the sums over busy[p, t] as totalizers instead of linear, or besides: 7-22 % more;
- a least cover instead of greedy clusters (2 of 40 fewer), tiers of learned clauses: no difference;
- no inprocessing: better with one seed, not with another.

Full evenings (every table taken in every slot) are another matter: 30 + 30 people, 250 meetings, 10
slots: cores prove ≥ 7 waits in 10 s and find no timetable; from an edge colouring with 69 waits
re-timing two or three slots at a time by CP-SAT reaches 40 in 12 s, annealing in 6 s; 60 + 60
people, 400 meetings: from 200 to 100 in 20 s, annealing to 50 in 7 s.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from math import ceil
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from speeddating.domain.plan import Budget
from speeddating.solve.clock import DETERMINISTIC_SHARE, Clock
from speeddating.solve.cpsat.runner import SolverContradictsItselfError, run
from speeddating.solve.rounds.agenda import (
    Agenda,
    Measure,
    Meeting,
    broken,
    pauses_in_a_row,
    waits_of,
)
from speeddating.solve.rounds.forced import least
from speeddating.solve.rounds.kempe import Retiming
from speeddating.solve.rounds.timetable_model import modelled

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from speeddating.solve.rounds.timetable_model import TimetableVars

__all__ = ["Agenda", "Measure", "Meeting", "NoTimetable", "Timetable", "timetable"]

DEFAULT_BUDGET = Budget(seconds=60, workers=1)
CORE_SHARE = 0.4
"""Of the time, for proof, when there is a timetable that exchanges can better in the rest."""


@dataclass(frozen=True)
class Timetable:
    """
    A slot for every meeting, and what that is worth.

    Attributes
    ----------
    slots
        One per meeting, in the order of the agenda.
    waits
        Of each person, recomputed from ``slots``.
    value
        Of the goal, recomputed from ``slots``; 0 without a goal.
    bound
        No timetable of this agenda has a lower value.
    """

    slots: tuple[int, ...]
    waits: Mapping[Hashable, int]
    pauses_in_a_row: int
    value: int
    bound: int

    @property
    def is_proven(self) -> bool:
        """Whether no timetable is better."""
        return self.value == self.bound


class NoTimetable(Enum):
    """Why there is none: two different things."""

    INFEASIBLE = auto()
    """The solver proved that the rules conflict."""
    UNKNOWN = auto()
    """The effort ended before a first timetable; this proves nothing."""


def timetable(
    agenda: Agenda,
    clock: Clock | None = None,
    *,
    goal: Measure | None = Measure.WAITS,
    at_most: Mapping[Measure, int] | None = None,
    hint: Sequence[int] | None = None,
    seconds: float | None = None,
) -> Timetable | NoTimetable:
    """
    A slot for every meeting, with as little of ``goal`` as can be found, and a bound on it.

    Parameters
    ----------
    clock
        Deadline, stop, workers and seed; by default a minute on one worker.
    goal
        What there should be little of; with none the first timetable will do.
    at_most
        Limits on what earlier levels counted.
    hint
        A slot per meeting, to start from; if it keeps the rules, the answer is never worse.
    seconds
        Share of the clock to use; all that is left by default.

    Raises
    ------
    SolverContradictsItselfError
        If the solver contradicts what its slots, or those of the hint, are worth.

    Notes
    -----
    Problem and instances: Bofill et al. 2022. The answer is judged from its slots alone.
    """
    clock = clock or Clock(DEFAULT_BUDGET)
    end = clock.seconds + (clock.left if seconds is None else seconds)
    search = _Search(agenda, clock, goal, dict(at_most or {}))
    known = None if hint is None else search.judged(hint)
    found = search.by_cores(hint, known, end)
    if isinstance(found, NoTimetable) or goal is None or found.is_proven:
        return found
    return search.by_exchanges(found, goal, end)


@dataclass(frozen=True)
class _Search:
    """What is asked, and how long for."""

    agenda: Agenda
    clock: Clock
    goal: Measure | None
    limits: Mapping[Measure, int]

    def judged(self, slots: Sequence[int]) -> Timetable | None:
        """The timetable with what it is worth; none if it breaks a rule or a limit."""
        if any(broken(self.agenda, slots)):
            return None
        waits = waits_of(self.agenda, slots)
        worth = {
            None: 0,
            Measure.WAITS: sum(waits.values()),
            Measure.PAUSES_IN_A_ROW: pauses_in_a_row(self.agenda, slots),
        }
        if any(worth[limited] > most for limited, most in self.limits.items()):
            return None
        pauses = worth[Measure.PAUSES_IN_A_ROW]
        return Timetable(tuple(slots), waits, pauses, worth[self.goal], bound=0)

    def by_cores(
        self, hint: Sequence[int] | None, known: Timetable | None, end: float
    ) -> Timetable | NoTimetable:
        """What CP-SAT proves; with a timetable already, it leaves time to better that."""
        lower = [0.0 if self.goal is None else float(least(self.agenda, self.goal, self.limits))]
        if known is not None and (known.value <= lower[0] or self.clock.ended()):
            return _bounded(known, lower[0])
        model, x = modelled(self.agenda, self.goal, self.limits)
        if hint is not None:
            for (position, slot), literal in x.at.items():
                model.add_hint(literal, hint[position] == slot)
        solver, status = run(
            model,
            self.clock,
            (end - self.clock.seconds) * (1.0 if known is None else CORE_SHARE),
            on_bound=lower.append,
            **self._parameters(known),
        )
        if status == cp_model.INFEASIBLE:
            if known is not None:
                raise SolverContradictsItselfError(f"called infeasible, yet {known.slots} is not")
            return NoTimetable.INFEASIBLE
        if status != cp_model.UNKNOWN:
            lower.append(solver.best_objective_bound)
            found = self._read(x, solver)
            known = found if known is None or found.value <= known.value else known
        return NoTimetable.UNKNOWN if known is None else _bounded(known, max(lower))

    def _parameters(self, known: Timetable | None) -> dict[str, Any]:
        """See the notes above."""
        chosen: dict[str, Any] = {
            "optimize_with_core": True,
            "linearization_level": 0,
            "cp_model_presolve": self.clock.workers > 1,
        }
        if known is not None and self.clock.budget.reproducible:
            granted = CORE_SHARE * DETERMINISTIC_SHARE * self.clock.budget.seconds
            chosen["max_deterministic_time"] = granted
        return chosen

    def by_exchanges(self, known: Timetable, goal: Measure, end: float) -> Timetable:
        """Something better than ``known``, if annealing finds it before the end."""
        began = self.clock.seconds
        counts_moves = self.clock.budget.reproducible
        allowed = self.clock.left if counts_moves else end - began

        def progress(done: float) -> float | None:
            used = self.clock.seconds - began
            if self.clock.over or used >= allowed:
                self.clock.cut = self.clock.cut or not self.clock.cancelled.is_set()
                return None
            return done if counts_moves else max(done, used / allowed)

        retiming = Retiming(
            self.agenda, known.slots, goal, self.limits, seed=self.clock.budget.seed
        )
        found = self.judged(retiming.anneal(known.bound, progress))
        if found is None or found.value > known.value:
            raise SolverContradictsItselfError(f"exchanges broke {known.slots}")
        return _bounded(found, known.bound)

    def _read(self, x: TimetableVars, solver: cp_model.CpSolver) -> Timetable:
        """The solver's timetable."""
        slot_of = {position: slot for (position, slot), at in x.at.items() if solver.value(at)}
        slots = [slot_of[position] for position in range(len(self.agenda.meetings))]
        found = self.judged(slots)
        if found is None:
            reasons = "; ".join(broken(self.agenda, slots)) or f"limits {self.limits}"
            raise SolverContradictsItselfError(f"{slots}: {reasons}")
        return found


def _bounded(known: Timetable, lower: float) -> Timetable:
    """The timetable with what nobody can beat."""
    bound = ceil(lower - 1e-6)
    if bound > known.value:
        raise SolverContradictsItselfError(f"{known.slots} is worth {known.value} < {bound}")
    return replace(known, bound=bound)

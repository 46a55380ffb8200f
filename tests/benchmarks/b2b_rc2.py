"""RC2, the MaxSAT solver of python-sat (Ignatiev et al. 2019), on the clauses of our own model."""

from __future__ import annotations

from importlib import import_module
from itertools import combinations
from multiprocessing import get_context
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from speeddating.solve.rounds.agenda import Agenda, Measure
from speeddating.solve.rounds.timetable_model import modelled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing.connection import Connection

    from ortools.sat.python.cp_model import CpModel


class Figures(NamedTuple):
    """What RC2 proved, and the processor's seconds for all it did: model, clauses, search."""

    said: str
    seconds: float


def solved(agenda: Agenda, seconds: float) -> Figures:
    """Run RC2; what takes longer than ``seconds`` is ended, and counts them in full."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_run, args=(agenda, there))
    process.start()
    there.close()  # so that a process that dies is an error here, not a long wait
    here.recv()  # the process is up and has imported all it needs
    figures = here.recv() if here.poll(seconds) else Figures("open", seconds)
    process.terminate()
    process.join()
    return Figures(*figures)


def _run(agenda: Agenda, results: Connection) -> None:
    import_module("pysat.examples.rc2")
    results.send("ready")
    start = process_time()
    model, _ = modelled(agenda, Measure.WAITS, {})
    with import_module("pysat.examples.rc2").RC2(exported(model), solver="g4") as rc2:
        said = "UNSAT" if rc2.compute() is None else str(rc2.cost)
    results.send((said, process_time() - start))


def exported(model: CpModel) -> Any:
    """The model as clauses: at-most-ones pairwise, sums by python-sat's totalizer."""
    proto: Any = model.proto
    formula = import_module("pysat.formula").WCNF()
    for variable, its in enumerate(proto.variables, start=1):
        if its.domain[0] == its.domain[1]:
            formula.append([variable if its.domain[0] else -variable])
    for constraint in proto.constraints:
        for clause in _clauses(constraint, max(formula.nv, len(proto.variables))):
            formula.append(clause)
    for variable in proto.objective.vars:
        formula.append([-_literal(variable)], weight=1)
    return formula


def _clauses(constraint: Any, last: int) -> Iterable[list[int]]:
    """One constraint of the kinds that the model uses; new variables come after ``last``."""
    enforced = [-_literal(one) for one in constraint.enforcement_literal]
    if constraint.has_bool_or():
        return [enforced + _literals(constraint.bool_or)]
    if constraint.has_bool_and():
        return [[*enforced, one] for one in _literals(constraint.bool_and)]
    if constraint.has_at_most_one():
        return _pairwise(_literals(constraint.at_most_one))
    if constraint.has_exactly_one():
        literals = _literals(constraint.exactly_one)
        return [literals, *_pairwise(literals)]
    if constraint.has_linear():
        return _sum(constraint.linear, last)
    raise ValueError(f"a constraint of a kind that is not exported: {constraint}")


def _pairwise(literals: list[int]) -> list[list[int]]:
    return [[-one, -other] for one, other in combinations(literals, 2)]


def _sum(linear: Any, last: int) -> list[list[int]]:
    """Σ literals = bound, the one sum that the model has."""
    (bound,) = set(linear.domain)
    literals = [_literal(variable) for variable in linear.vars]
    if bound > len(literals):
        return [literals[:1], [-literals[0]]]
    card = import_module("pysat.card")
    totalizer = card.EncType.totalizer
    formula = card.CardEnc.equals(literals, bound=bound, top_id=last, encoding=totalizer)
    clauses: list[list[int]] = formula.clauses
    return clauses


def _literals(constraint: Any) -> list[int]:
    return [_literal(one) for one in constraint.literals]


def _literal(one: int) -> int:
    """CP-SAT counts variables from 0 and writes "not v" as -v - 1; clauses count from 1."""
    return one + 1 if one >= 0 else one

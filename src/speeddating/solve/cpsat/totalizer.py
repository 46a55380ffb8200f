"""
Counting true literals by clauses only: the totalizer (Bailleux & Boufkhad 2003).

The literals are the leaves of a binary tree; each node holds the sorted count of the leaves below
it: one literal per "at least ``k`` of these". Unlike a linear sum, each partial count is a literal
that the solver can learn about.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ortools.sat.python.cp_model import BoolVarT, CpModel


def totalizer(
    model: CpModel, literals: Sequence[BoolVarT], *, limit: int | None = None
) -> list[BoolVarT]:
    """
    Sorted unary outputs: output ``k`` (from 0) is true exactly if ``k + 1`` literals are.

    Parameters
    ----------
    limit
        Outputs wanted, ≥ 1; larger counts look like ``limit``. All by default.

    Returns
    -------
    list[BoolVarT]
        min(limit, number of literals) outputs, each implying the one before it.

    Notes
    -----
    Bailleux & Boufkhad, "Efficient CNF encoding of Boolean cardinality constraints", CP 2003.
    """
    if len(literals) <= 1:
        return list(literals)
    half = len(literals) // 2
    left = totalizer(model, literals[:half], limit=limit)
    right = totalizer(model, literals[half:], limit=limit)
    size = len(left) + len(right) if limit is None else min(limit, len(left) + len(right))
    outputs = _sorted(model, size)
    for i in range(len(left) + 1):
        for j in range(min(len(right), size - i) + 1):
            if i + j > 0:
                reached = [*left[:i][-1:], *right[:j][-1:]]
                model.add_bool_or([outputs[i + j - 1], *(one.negated() for one in reached)])
            if i + j < size:
                missed = [*left[i : i + 1], *right[j : j + 1]]
                model.add_bool_or([outputs[i + j].negated(), *missed])
    return outputs


def _sorted(model: CpModel, size: int) -> list[BoolVarT]:
    """New literals, each implying the one before it."""
    outputs: list[BoolVarT] = [model.new_bool_var("") for _ in range(size)]
    for fewer, more in pairwise(outputs):
        model.add_implication(more, fewer)
    return outputs


def at_most(model: CpModel, literals: Sequence[BoolVarT], most: int) -> None:
    """
    No more than ``most`` (≥ 0) literals are true; adds nothing where that is trivial.

    Notes
    -----
    A totalizer of which each node keeps only the counts that can matter: those that the leaves
    outside it can still lift above ``most``, and none above ``most + 1`` (the latter is the
    k-limited totalizer of Koshimura et al. 2013). The root is left with one literal.
    """
    if most >= len(literals):
        return
    root = _window(model, literals, most, len(literals))
    model.add_bool_or([root.outputs[0].negated()])


class _Window(NamedTuple):
    """Output ``k`` (from 0) is true if ``free + k + 1`` literals are; fewer do no harm."""

    free: int
    outputs: list[BoolVarT]


def _window(model: CpModel, literals: Sequence[BoolVarT], most: int, total: int) -> _Window:
    """A node over ``literals``, of the tree whose ``total`` leaves must not exceed ``most``."""
    size = len(literals)
    if size == 1:
        return _Window(0, list(literals))
    left = _window(model, literals[: size // 2], most, total)
    right = _window(model, literals[size // 2 :], most, total)
    free = max(0, most - (total - size))
    outputs = _sorted(model, min(size, most + 1) - free)
    for i in range(len(left.outputs) + 1):
        for j in range(len(right.outputs) + 1):
            count = left.free + i + right.free + j - free
            if 0 < count <= len(outputs):
                reached = [*left.outputs[:i][-1:], *right.outputs[:j][-1:]]
                model.add_bool_or([outputs[count - 1], *(one.negated() for one in reached)])
    return _Window(free, outputs)

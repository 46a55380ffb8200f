"""Who meets whom: levels over pairings, by flows or by CP-SAT capped and hinted by them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.plan import Bound, Progress
from speeddating.solve.clock import Clock
from speeddating.solve.cpsat.lexicographic import NoSolution, NothingFound
from speeddating.solve.flow.solvers import flow_and_cut
from speeddating.solve.pairs import programme
from speeddating.solve.pairs.levels import LEVELS, value_of
from speeddating.solve.pairs.network import SOURCE, PairNetwork, build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speeddating.domain.plan import Engine
    from speeddating.solve.limits import Limits

LARGEST_PROGRAMME = 1_500
"""Allowed pairings up to which ``auto`` lets CP-SAT carry the levels that flows have capped."""

SUPPORTS: frozenset[str] = frozenset(
    {
        "fixed_tables",
        "incompatible_apart",
        "delegates_apart",
        "competitors_apart",
        "least_meetings",
        "most_meetings",
        "musts_are_met",
    }
)
"""Rules this space can keep; the others name a round or a person among several."""


class NoPairings(Exception):  # noqa: N818 - not an error: the caller explains it
    """No set of pairings keeps the rules; certified by a flow."""


@dataclass(frozen=True)
class Pairings:
    """
    The pairings chosen and what bounds them.

    Attributes
    ----------
    new, again
        (entreprise, association) organisation positions.
    bounds
        One per level of this space, in the order asked for.
    """

    new: Sequence[tuple[int, int]]
    again: Sequence[tuple[int, int]]
    bounds: tuple[Bound, ...]


def choose(limits: Limits, levels: Sequence[str], engine: Engine, clock: Clock) -> Pairings:
    """
    Choose pairings by ``levels`` in their order, each without giving up an earlier one.

    Parameters
    ----------
    levels
        Names among :data:`speeddating.solve.pairs.levels.LEVELS`.
    engine
        ``cpsat`` solves every level by CP-SAT, ``flow`` none; ``auto`` lets CP-SAT carry them up
        to :data:`LARGEST_PROGRAMME` allowed pairings, capped and hinted by the flow, whose answer
        stands if CP-SAT has no time to reach it.

    Raises
    ------
    NoPairings
        If must-meet pairs and promised meetings do not fit.
    """
    _refuse_empty_promises(limits)
    network = build(limits)
    size = sum(arcs.at.size for arcs in network.pairs.values())
    nothing = np.zeros_like(network.circulation.lower)
    if not levels and network.circulation.minimise(nothing) is None:
        raise NoPairings
    if engine == "cpsat":
        bounds = programme.pursue(network, levels, clock)
    elif engine == "auto" and size <= LARGEST_PROGRAMME:
        network, bounds = _carried(network, levels, clock)
    else:
        bounds = [by_flow(network, level, clock, is_last=level == levels[-1]) for level in levels]
    return Pairings(network.chosen("new"), network.chosen("again"), tuple(bounds))


def _carried(
    network: PairNetwork, levels: Sequence[str], clock: Clock
) -> tuple[PairNetwork, list[Bound]]:
    """
    Levels by CP-SAT, capped and hinted by the circulation that flows have proven best for all.

    That circulation carries its own certificate: it stands where CP-SAT has no time to reach it.
    """
    whole = replace(network, circulation=replace(network.circulation))  # flows narrow theirs
    quiet = Clock(clock.budget, cancelled=clock.cancelled, started=clock.started)
    proven = [by_flow(network, level, quiet) for level in levels]
    with suppress(NoSolution, NothingFound):
        bounds = programme.pursue(whole, levels, clock, network.circulation.amount)
        if [bound.value for bound in bounds] == [bound.value for bound in proven]:
            return whole, bounds
    for bound in proven:
        clock.tell(
            Progress(level=bound.level, value=bound.value, bound=bound.value, seconds=clock.seconds)
        )
    return network, proven


def _refuse_empty_promises(limits: Limits) -> None:
    """
    What no arc of the network says: more promised to a person than rounds, a must that nobody can.

    Raises
    ------
    NoPairings
        If there is such a thing.
    """
    allowed = limits.new | limits.again
    for side in limits.sides.values():
        if any(limits.least(person) > limits.most(person) for person in side.people):
            raise NoPairings
    for wish, pairs in limits.wished():
        if wish.is_must and not any(allowed[pair] for pair in pairs):
            raise NoPairings


def by_flow(network: PairNetwork, level: str, clock: Clock, *, is_last: bool = False) -> Bound:
    """
    One level, exactly, on the optimal face of the earlier ones.

    Parameters
    ----------
    is_last
        No level comes after this one: the optimal face need not be known.
    """
    began = clock.seconds
    circulation = network.circulation
    if level == "new_pairings" and not circulation.amount.size and not circulation.lower.any():
        _most_new(network, narrow=not is_last)
    elif any(circulation.minimise(cost) is None for cost in LEVELS[level](network)):
        raise NoPairings
    value = value_of(network, level)
    clock.tell(Progress(level=level, value=value, bound=value, seconds=clock.seconds))
    return Bound(level=level, value=value, engine="flow", seconds=clock.seconds - began)


def _most_new(network: PairNetwork, *, narrow: bool) -> None:
    """
    A maximum flow of new pairings: far cheaper than a cost flow, and nothing forces more.

    A new pairing costs -1, and nodes that its minimum cut leaves on the source's side cost 1 less
    to reach than the others: these potentials are where narrowing to the optimal face begins.
    """
    circulation = network.circulation
    count = circulation.tail.size - network.pairs["again"].at.size  # those stand last
    head = np.where(circulation.head == SOURCE, circulation.nodes, circulation.head)
    circulation.amount = np.zeros_like(circulation.upper)
    circulation.amount[:count], reached = flow_and_cut(
        circulation.tail[:count], head[:count], circulation.upper[:count], SOURCE,
        circulation.nodes,
    )  # fmt: skip
    if narrow:
        beyond = np.arange(circulation.nodes) >= network.across
        for cost in LEVELS["new_pairings"](network):
            circulation.certify(cost, 1 - reached[: circulation.nodes].astype(np.int64) - beyond)

"""
Pairings without rounds as a circulation: every level that counts pairings is a cost on its arcs.

Source -> entreprise -> (new or again) -> pairing -> (new or again) -> association -> source. Arcs
into and out of an organisation are single units, so that a convex cost (the d-th meeting is worth
less than the one before) is a plain cost per arc.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from speeddating.domain.people import Appetite, Side
from speeddating.solve.flow.network import Circulation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from speeddating.domain.people import Participant
    from speeddating.solve.limits import Limits
    from speeddating.solve.sides import OneSide

    Ints = NDArray[np.int64]

SOURCE = 0
KINDS = ("new", "again")


@dataclass(frozen=True)
class Arcs:
    """Positions of one family of arcs in the circulation, with what they stand for."""

    at: Ints
    organisation: Ints
    """Organisation of a unit arc; of a pairing arc, the entreprise."""
    other: Ints
    """Which unit of its organisation, from 1; of a pairing arc, the association."""


@dataclass(frozen=True)
class PairNetwork:
    """
    The circulation of ``limits`` and its families of arcs.

    Attributes
    ----------
    pairs
        Per kind (``new``, ``again``) one arc per allowed pairing.
    seats
        Per side, the units through which an organisation's meetings flow.
    firsts
        Per side, the units through which its new pairings flow.
    pause_gain
        Per side, ``[unit of seats]`` how much that meeting lowers the sum of squared pauses.
    gate
        The arc that carries every meeting.
    across
        The first node of the associations' side; pairings cross to it.
    """

    limits: Limits
    circulation: Circulation
    pairs: dict[str, Arcs]
    seats: dict[Side, Arcs]
    firsts: dict[Side, Arcs]
    pause_gain: dict[Side, Ints]
    gate: int
    across: int

    def chosen(self, kind: str) -> list[tuple[int, int]]:
        """(entreprise, association) positions of the pairings that meet."""
        arcs = self.pairs[kind]
        meets = self.circulation.amount[arcs.at] > 0
        return list(zip(arcs.organisation[meets].tolist(), arcs.other[meets].tolist(), strict=True))


class _Builder:
    """Collects arcs; nodes are numbered as they are asked for."""

    def __init__(self) -> None:
        self.nodes = 1
        self.columns: list[tuple[Ints, Ints, Ints, Ints]] = []
        self.count = 0

    def node(self, how_many: int) -> Ints:
        """Fresh nodes."""
        first, self.nodes = self.nodes, self.nodes + how_many
        return np.arange(first, first + how_many)

    def arcs(self, tail: Ints, head: Ints, lower: Ints, upper: Ints) -> Ints:
        """Add arcs and give their positions."""
        size = len(tail)
        self.columns.append((tail, head, lower, upper))
        first, self.count = self.count, self.count + size
        return np.arange(first, first + size)

    def join(self, side: Side, outer: Ints, inner: Ints, lower: Ints, upper: Ints) -> Ints:
        """Arcs from the root towards pairings on the entreprises' side, back on the other."""
        ends = (outer, inner) if side is Side.ENTREPRISE else (inner, outer)
        return self.arcs(*ends, lower, upper)

    def units(self, side: Side, outer: Ints, inner: Ints, most: Ints, least: Ints) -> Arcs:
        """``most`` single units between two nodes per organisation; ``least`` are forced."""
        organisation = np.repeat(np.arange(len(most)), most)
        first = np.repeat(np.cumsum(most) - most, most)
        unit = np.arange(len(organisation)) - first + 1
        forced = (unit <= least[organisation]).astype(np.int64)
        ends = (outer[organisation], inner[organisation])
        return Arcs(self.join(side, *ends, forced, np.ones_like(unit)), organisation, unit)

    def circulation(self) -> Circulation:
        """All arcs so far."""
        joined = [
            np.concatenate(column).astype(np.int64, copy=False)
            for column in zip(*self.columns, strict=True)
        ]
        return Circulation(self.nodes, *joined)


def build(
    limits: Limits, *, among: NDArray[np.bool_] | None = None, total: int | None = None
) -> PairNetwork:
    """
    The circulation of who may meet whom, how often, under the room's total of seats.

    Parameters
    ----------
    among
        ``[entreprise, association]`` organisations that may meet; all by default.
    total
        Most meetings; tables times rounds by default.
    """
    builder = _Builder()
    tables = len(limits.rencontre.tables)
    demanded = _demanded(limits)
    gate_node = builder.node(1)
    most = np.array([tables * len(limits.rounds) if total is None else total])
    none = np.zeros(1, dtype=np.int64)
    gate = builder.arcs(np.array([SOURCE]), gate_node, none[:1], most)
    seats, firsts, gains, ends = {}, {}, {}, {}
    across = 0
    for side in Side:
        across = builder.nodes
        root = int(gate_node[0]) if side is Side.ENTREPRISE else SOURCE
        seats[side], firsts[side], gains[side], ends[side] = _side(builder, limits, side, root)
    pairs = {}
    for kind in KINDS:
        allowed = limits.new if kind == "new" else limits.again
        rows, columns = np.nonzero(allowed if among is None else allowed & among)
        must = demanded[rows, columns] if demanded.any() else np.zeros(len(rows))
        at = builder.arcs(
            ends[Side.ENTREPRISE][kind][rows],
            ends[Side.ASSOCIATION][kind][columns],
            must.astype(np.int64),
            np.ones(len(rows), dtype=np.int64),
        )
        pairs[kind] = Arcs(at, rows, columns)
    return PairNetwork(
        limits, builder.circulation(), pairs, seats, firsts, gains, int(gate[0]), across
    )


def _demanded(limits: Limits) -> NDArray[np.bool_]:
    demanded = np.zeros(limits.shape, dtype=np.bool_)
    for wish, pairs in limits.wished():
        if wish.is_must:
            for pair in pairs:
                demanded[pair] = True
    return demanded


def _side(
    builder: _Builder, limits: Limits, side: Side, root: int
) -> tuple[Arcs, Arcs, Ints, dict[str, Ints]]:
    """Units of seats, units of new pairings, gains, and the nodes where pairings begin or end."""
    one = limits.sides[side]
    count = len(one.organisations)
    none = np.zeros(count, dtype=np.int64)
    inner = {"all": builder.node(count), "new": builder.node(count), "again": builder.node(count)}
    outer = np.full(count, root)
    for members in _sharing_a_table(one):
        hub = builder.node(1)
        outer[members] = hub
        rounds = np.array([len(limits.rounds)])
        builder.join(side, np.array([root]), hub, np.zeros(1, dtype=np.int64), rounds)
    most = np.array([sum(limits.most(one.people[p]) for p in people) for people in one.delegates])
    least = np.array([sum(limits.least(one.people[p]) for p in people) for people in one.delegates])
    partners = limits.new.sum(axis=1 if side is Side.ENTREPRISE else 0)
    seats = builder.units(side, outer, inner["all"], most, least)
    firsts = builder.units(side, inner["all"], inner["new"], np.minimum(most, partners), none)
    builder.join(side, inner["all"], inner["again"], none, most)
    gains = [_gains(tuple(_terms(limits, one.people[p]) for p in of)) for of in one.delegates]
    return seats, firsts, np.concatenate([np.zeros(0, np.int64), *gains]), inner


def _sharing_a_table(one: OneSide) -> Iterable[list[int]]:
    """Organisations whose person has the same table of their own: one sits at a time."""
    at: dict[str, list[int]] = {}
    for person, organisation in zip(one.people, one.organisation_of.tolist(), strict=True):
        if person.table is not None and len(one.delegates[organisation]) == 1:
            at.setdefault(person.table, []).append(organisation)
    return [members for members in at.values() if len(members) > 1]


def _terms(limits: Limits, person: Participant) -> tuple[int, int, int]:
    """Rounds in which the person is there, fewest and most in which they sit."""
    return len(limits.rencontre.rounds_of(person)), limits.least(person), limits.most(person)


@lru_cache(maxsize=1024)
def _gains(delegates: tuple[tuple[int, int, int], ...]) -> Ints:
    """
    Fall of Σ pauses² with each further meeting of an organisation.

    Promised meetings come first; each of the others goes to whoever pauses most, so that the
    falls never grow and a cheapest circulation takes them in this order.
    """
    promised: list[int] = []
    others: list[int] = []
    for rounds, least, most in delegates:
        falls = [2 * (rounds - taken) - 1 for taken in range(most)]
        promised += falls[:least]
        others += falls[least:]
    return np.array([*promised, *sorted(others, reverse=True)], dtype=np.int64)


def wish_arcs(network: PairNetwork, rank: int) -> Ints:
    """``[arc]`` how many wishes of ``rank`` each pairing grants."""
    worth = np.zeros(network.limits.shape, dtype=np.int64)
    for wish, pairs in network.limits.wished():
        if not wish.is_must and wish.rank == rank:
            for pair in pairs:
                worth[pair] += 1
    return on_pairs(network, worth)


def asked_again(network: PairNetwork) -> Ints:
    """``[arc]`` 1 for a pairing met again of which one side asks for it."""
    known = network.limits.rencontre.organisation_by_id
    eager = [
        np.array([known[o].appetite is Appetite.AGAIN for o in one.organisations])
        for one in (network.limits.entreprises, network.limits.associations)
    ]
    worth = (eager[0][:, None] | eager[1][None, :]).astype(np.int64)
    return on_pairs(network, worth, kinds=("again",))


def on_pairs(network: PairNetwork, worth: Ints, kinds: Sequence[str] = KINDS) -> Ints:
    """``[arc]`` the worth of each pairing arc; 0 elsewhere."""
    cost = np.zeros_like(network.circulation.lower)
    for kind in kinds:
        arcs = network.pairs[kind]
        cost[arcs.at] = worth[arcs.organisation, arcs.other]
    return cost

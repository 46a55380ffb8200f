"""When: a bipartite edge colouring gives every pairing a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Edge = tuple[int, int]


def spread(pairings: Sequence[Edge], rounds: int) -> list[int]:
    """
    Give each pairing a round so that nobody has two in the same round.

    Works whenever no participant has more than ``rounds`` pairings (Kőnig 1916), and leaves round
    sizes that differ by one at most (de Werra 1971, McDiarmid 1972).

    Parameters
    ----------
    pairings
        (entreprise, association) positions; a pairing may occur more than once.
    rounds
        Number of rounds, ≥ 1.

    Returns
    -------
    list[int]
        Position of the round, from 0, of each pairing, in the order given.

    Raises
    ------
    ValueError
        If a participant has more than ``rounds`` pairings.

    Notes
    -----
    O(pairings · participants) at worst, by Kempe chains; mostly far less.
    """
    colouring = _Colouring(pairings, rounds)
    for edge in range(len(pairings)):
        colouring.place(edge)
    colouring.balance()
    return colouring.colour


class _Colouring:
    """``at[end][vertex][colour]`` is the edge of that colour at a vertex, or -1."""

    def __init__(self, edges: Sequence[Edge], colours: int) -> None:
        self.edges = edges
        self.colours = colours
        self.colour = [-1] * len(edges)
        self.at = [
            {vertex: [-1] * colours for vertex in {edge[end] for edge in edges}} for end in (0, 1)
        ]

    def place(self, edge: int) -> None:
        """Colour one edge; where its ends have no free colour in common, flip a Kempe chain."""
        first, second = self.edges[edge]
        here, there = self.at[0][first], self.at[1][second]
        if -1 not in here or -1 not in there:
            raise ValueError(f"a participant of pairing {self.edges[edge]} has too many pairings")
        for colour in range(self.colours):
            if here[colour] == there[colour] == -1:
                break
        else:
            colour, other = here.index(-1), there.index(-1)
            self._flip(self._chain(1, second, colour, other), colour, other)
        self._set(edge, colour)

    def _set(self, edge: int, colour: int) -> None:
        self.colour[edge] = colour
        for end, vertex in enumerate(self.edges[edge]):
            self.at[end][vertex][colour] = edge

    def _chain(self, end: int, vertex: int, colour: int, other: int) -> list[int]:
        """Edges of alternating colours from a vertex that misses ``other``."""
        chain: list[int] = []
        while (edge := self.at[end][vertex][colour]) != -1:
            chain.append(edge)
            end = 1 - end
            vertex = self.edges[edge][end]
            colour, other = other, colour
        return chain

    def _flip(self, chain: Collection[int], one: int, other: int) -> None:
        """Swap two colours along a whole chain."""
        turned = {edge: one + other - self.colour[edge] for edge in chain}
        for edge in chain:
            for end, vertex in enumerate(self.edges[edge]):
                self.at[end][vertex][self.colour[edge]] = -1
        for edge, colour in turned.items():
            self._set(edge, colour)

    def balance(self) -> None:
        """Flip chains that have one edge more of the larger colour until sizes are level."""
        classes: list[set[int]] = [set() for _ in range(self.colours)]
        for edge, colour in enumerate(self.colour):
            classes[colour].add(edge)
        while True:
            large = max(range(self.colours), key=lambda c: len(classes[c]))
            small = min(range(self.colours), key=lambda c: len(classes[c]))
            if len(classes[large]) - len(classes[small]) <= 1:
                return
            for chain in self._surplus(classes[large], large, small):
                if len(classes[large]) - len(classes[small]) <= 1:
                    break
                self._flip(chain, large, small)
                for edge in chain:
                    classes[self.colour[edge]].add(edge)
                    classes[large + small - self.colour[edge]].discard(edge)

    def _surplus(self, edges: set[int], large: int, small: int) -> list[list[int]]:
        """Alternating chains that begin and end with an edge of ``large``: one more of it."""
        found: list[list[int]] = []
        done: set[int] = set()
        for edge in sorted(edges):
            for end, vertex in enumerate(self.edges[edge]):
                if edge in done or self.at[end][vertex][small] != -1:
                    continue
                chain = self._chain(end, vertex, large, small)
                done.update(chain)
                if len(chain) % 2 == 1:
                    found.append(chain)
        return found

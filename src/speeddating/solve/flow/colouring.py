"""When: a bipartite edge colouring gives every pairing a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    return colouring.colours()


class _Colouring:
    """
    Edges by their ends and colours.

    Attributes
    ----------
    ends
        ``[end][edge]`` the vertex there.
    at
        ``[end][vertex][colour]`` the edge of that colour, or -1.
    free
        ``[end][vertex]`` colours without an edge, as bits.
    """

    def __init__(self, edges: Sequence[Edge], colours: int) -> None:
        self.number = colours
        self.ends = tuple([edge[end] for edge in edges] for end in (0, 1))
        counts = [max(vertices, default=-1) + 1 for vertices in self.ends]
        self.at = tuple([[-1] * colours for _ in range(count)] for count in counts)
        self.free = tuple([(1 << colours) - 1] * count for count in counts)

    def place(self, edge: int) -> None:
        """Colour one edge; where its ends have no free colour in common, flip a Kempe chain."""
        first, second = self.ends[0][edge], self.ends[1][edge]
        here, there = self.free[0][first], self.free[1][second]
        if not here or not there:
            raise ValueError(f"a participant of pairing {(first, second)} has too many pairings")
        if common := here & there:
            bit = common & -common
        else:
            bit = here & -here
            self._flip(1, second, bit.bit_length() - 1, (there & -there).bit_length() - 1)
        colour = bit.bit_length() - 1
        self.at[0][first][colour] = self.at[1][second][colour] = edge
        self.free[0][first] ^= bit
        self.free[1][second] ^= bit

    def _flip(self, end: int, vertex: int, colour: int, other: int) -> None:
        """Swap two colours along the chain from a vertex that has no ``other``."""
        bits = 1 << colour | 1 << other
        edge = self.at[end][vertex][colour]
        self.at[end][vertex][colour] = -1
        self.free[end][vertex] ^= bits
        while edge != -1:
            self.at[end][vertex][other] = edge
            end = 1 - end
            vertex = self.ends[end][edge]
            places = self.at[end][vertex]
            edge, places[other] = places[other], edge
            places[colour] = edge
            colour, other = other, colour
        self.free[end][vertex] ^= bits

    def balance(self) -> None:
        """Flip chains that have one edge more of the larger colour until sizes are level."""
        sizes = [sum(at[colour] != -1 for at in self.at[0]) for colour in range(self.number)]
        while (surplus := max(sizes) - min(sizes)) > 1:
            large, small = sizes.index(max(sizes)), sizes.index(min(sizes))
            moved = self._move(large, small, surplus // 2)
            sizes[large] -= moved
            sizes[small] += moved

    def _move(self, large: int, small: int, most: int) -> int:
        """
        How many chains of two colours were flipped, of those with one edge more of ``large``.

        Such a chain has an odd number of edges: it begins on one side and ends on the other.
        """
        wanted, both = 1 << small, 1 << large | 1 << small
        moved = 0
        for vertex, free in enumerate(self.free[0]):
            if free & both == wanted and self._is_odd(vertex, large, small):
                self._flip(0, vertex, large, small)
                moved += 1
                if moved == most:
                    break
        return moved

    def _is_odd(self, vertex: int, colour: int, other: int) -> bool:
        """Whether the chain from ``colour`` at a vertex of one side ends on the other side."""
        end = 0
        while (edge := self.at[end][vertex][colour]) != -1:
            end = 1 - end
            vertex = self.ends[end][edge]
            colour, other = other, colour
        return end == 1

    def colours(self) -> list[int]:
        """``[edge]`` its colour."""
        found = [-1] * len(self.ends[0])
        for at in self.at[0]:
            for colour, edge in enumerate(at):
                if edge != -1:
                    found[edge] = colour
        return found

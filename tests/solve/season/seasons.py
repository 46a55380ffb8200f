"""Seasons as arrays, small enough to try everything."""

from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from speeddating.domain.base import OrganisationId
from speeddating.solve.season.joint import Joint


def season(pairs: object, rows: object, columns: object, totals: object) -> Joint:
    """``[rencontre, entreprise, association]`` and the limits, organisations named E1, A1, …"""
    array = np.array(pairs, dtype=np.bool_)
    _, entreprises, associations = array.shape
    return Joint(
        tuple(OrganisationId(f"E{i + 1}") for i in range(entreprises)),
        tuple(OrganisationId(f"A{i + 1}") for i in range(associations)),
        array,
        np.array(rows, dtype=np.int64),
        np.array(columns, dtype=np.int64),
        np.array(totals, dtype=np.int64),
    )


@st.composite
def seasons(draw: st.DrawFn, most: int = 3, side: int = 3) -> Joint:
    """Up to ``most`` rencontres of ``side`` and ``side`` organisations."""
    count, e, a = (draw(st.integers(1, top)) for top in (most, side, side))

    def array(low: int, high: int, *shape: int) -> object:
        size = int(np.prod(shape))
        drawn = draw(st.lists(st.integers(low, high), min_size=size, max_size=size))
        return np.array(drawn).reshape(shape)

    return season(
        array(0, 1, count, e, a), array(0, 2, count, e), array(0, 2, count, a), array(0, 4, count)
    )


def best_of_all(one: Joint) -> int:
    """Most distinct pairings, by trying for each pairing every rencontre and none."""
    pairs = [tuple(pair) for pair in np.argwhere(one.pairs.any(axis=0)).tolist()]

    def from_here(number: int, chosen: np.ndarray) -> Iterator[int]:
        if number == len(pairs):
            yield int(chosen.sum())
            return
        e, a = pairs[number]
        for k in np.flatnonzero(one.pairs[:, e, a]).tolist():
            chosen[k, e, a] = True
            if one.keeps(chosen):
                yield from from_here(number + 1, chosen)
            chosen[k, e, a] = False
        yield from from_here(number + 1, chosen)

    return max(from_here(0, one.nothing()))

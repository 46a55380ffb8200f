"""Small problems of every kind."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from speeddating.solve.mixed.facts.problem import FREE, MixedProblem, People


@st.composite
def problems(draw: st.DrawFn) -> MixedProblem:
    """A few people, up to three tables, up to four rounds, and some of the rules."""
    tables, rounds = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    strict = draw(st.booleans())
    counts = draw(st.tuples(st.integers(1, 7), st.integers(1, 7)))
    entreprises, associations = (_people(draw, n, tables, rounds, strict=strict) for n in counts)
    shape = int(entreprises.organisation.max()) + 1, int(associations.organisation.max()) + 1
    banned, once, must = (
        draw(st.none() | arrays(bool, shape)) if strict else None for _ in range(3)
    )
    return MixedProblem(
        entreprises,
        associations,
        new=draw(arrays(bool, shape)),
        banned=banned,
        once=once,
        must=must,
        even=draw(st.booleans()),
    )


def _people(draw: st.DrawFn, count: int, tables: int, rounds: int, *, strict: bool) -> People:
    """Refusals if ``strict``, locks if not: a lock may contradict a refusal."""
    there = draw(arrays(bool, (count, rounds)))
    seats = draw(arrays(np.int64, (tables, rounds), elements=st.integers(0, 3)))
    locked = np.full((count, rounds), FREE)
    if not strict and draw(st.booleans()):
        person, round_ = draw(st.integers(0, count - 1)), draw(st.integers(0, rounds - 1))
        table = draw(st.integers(0, tables - 1))
        if there[person, round_] and seats[table, round_]:
            locked[person, round_] = table
    rivals = draw(st.none() | arrays(bool, (count, count))) if strict else None
    return People(
        there=there,
        seats=seats,
        organisation=np.arange(count) // draw(st.integers(1, 2)),
        open=draw(st.none() | arrays(bool, (count, tables, rounds))) if strict else None,
        locked=locked,
        rivals=None if rivals is None else (rivals | rivals.T) & ~np.eye(count, dtype=bool),
    )

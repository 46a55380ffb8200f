"""People seated anyhow at a small rencontre that asks for something of every kind."""

import numpy as np

from speeddating.domain.people import Appetite
from speeddating.solve.limits import Limits
from speeddating.solve.mixed.facts.asked import asked
from speeddating.solve.mixed.facts.translate import problem
from speeddating.solve.mixed.refine.counted import Counted
from tests.factories import history, rencontre, table, wish

PAST = history(("E1", "A1"), ("E2", "A1"), ("E3", "A3"), ("E4", "A4"))
THEMES = frozenset({"vélo", "eau"})
EVENT = rencontre(
    6,
    5,
    [table("1", 2, 2), table("2", 2, 2), table("3", 2, 1)],
    5,
    breaks=(3,),
    e1={"absent": frozenset({2})},
    E1={"themes": THEMES},
    A2={"themes": THEMES},
    A3={"themes": THEMES, "appetite": Appetite.AGAIN},
    wishes=(wish("A2", "E6", round=2), wish("E1", "A3"), wish("E2", "A5", rank=3)),
)
LIMITS = Limits(EVENT, PAST)


def anyhow(seed: int) -> Counted:
    """People seated at random, pauses and lonely tables among them; chairs suffice."""
    rng, here = np.random.default_rng(seed), problem(LIMITS, {})
    at = []
    for people in here.sides:
        seats = np.full(people.there.shape, -1)
        for r in range(here.rounds):
            chairs = np.repeat(np.arange(here.tables), people.seats[:, r])
            chairs = rng.permutation(np.append(chairs, [-1, -1]))[: people.count]
            seats[: len(chairs), r] = np.where(people.there[: len(chairs), r], chairs, -1)
        at.append(seats)
    return Counted(asked(LIMITS, here), (at[0], at[1]))

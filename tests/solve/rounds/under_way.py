"""Evenings under way, with every schedule that begins as they began."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from speeddating.domain.history import History
from speeddating.domain.schedule import Schedule
from speeddating.solve.limits import Limits
from speeddating.solve.resumed import Resumed
from tests.factories import schedule
from tests.solve.rounds.brute import Case, Night, cases

Meetings = frozenset[tuple[str, str, int]]
"""Who meets whom in which round."""

MANY = 1_500
"""Schedules of a case beyond which another one is drawn."""


class UnderWay(NamedTuple):
    """A case, every schedule that begins as the evening began, and one that was handed out."""

    case: Case
    nights: list[Night]
    published: Night
    held: int

    def limits(self, least_new: int = 0) -> Limits:
        order = self.case.rencontre.working_rounds
        past = schedule_of(self.case, self.nights[0][: self.held])
        resumed = Resumed(
            schedule_of(self.case, self.published), past.seatings, order[self.held], least_new
        )
        return Limits(*self.case, resumed=resumed)


def schedule_of(case: Case, night: Sequence[Sequence[tuple[str, str, str]]]) -> Schedule:
    rounds = zip(case.rencontre.working_rounds, night, strict=False)
    return schedule(*((name, r, e, a) for r, sitting in rounds for name, e, a in sitting))


def meetings(case: Case, night: Night) -> Meetings:
    rounds = zip(case.rencontre.working_rounds, night, strict=True)
    return frozenset((e, a, r) for r, sitting in rounds for _, e, a in sitting)


@st.composite
def evenings(draw: st.DrawFn) -> UnderWay:
    case = draw(cases(most=2, rounds=3) | cases(most=3, rounds=2))
    nights = list(islice(case.nights(tables=True), MANY + 1))
    assume(0 < len(nights) <= MANY)
    began = draw(st.sampled_from(nights))
    held = draw(st.integers(0, len(case.rencontre.working_rounds) - 1))
    rest = [night for night in nights if night[:held] == began[:held]]
    published = draw(st.sampled_from(nights if draw(st.booleans()) else rest))
    return UnderWay(case, rest, published, held)


@st.composite
def whatever_was_held(draw: st.DrawFn) -> tuple[Case, Resumed]:
    """A first round or two that may break any rule but those on chairs."""
    case = draw(cases(most=2, rounds=3) | cases(most=3, rounds=2))
    event = case.rencontre
    lawless = event.model_copy(
        update={
            "participants": tuple(
                p.model_copy(update={"least": None, "most": None, "absent": frozenset()})
                for p in event.participants
            ),
            "wishes": (), "locks": (), "incompatibilities": (), "meetings_per_pairing": 3,
        }
    )  # fmt: skip
    nights = list(islice(Case(lawless, History()).nights(tables=True), MANY))
    order = event.working_rounds
    count = draw(st.integers(0, len(order) - 1))
    held = schedule_of(case, draw(st.sampled_from(nights))[:count]).seatings
    return case, Resumed(schedule_of(case, ()), held, order[count])

"""
Any series of rencontres, people joining and leaving, through the workbooks that carry the memory.

The test keeps its own account of who met whom, from the seats alone.
"""

import datetime as dt
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from speeddating import (
    Budget,
    History,
    Plan,
    Rencontre,
    plan,
    plan_season,
    read_workbook,
    to_frame,
    write_workbook,
)
from tests.factories import rencontre

QUICK = Budget(seconds=2, reproducible=True)
SIDE = 4
EVERYBODY = [f"{letter}{number + 1}" for letter in "ea" for number in range(SIDE)]


class Memory(RuleBasedStateMachine):
    """Whoever has met is remembered, whoever has not is not."""

    def __init__(self) -> None:
        super().__init__()
        self.here: set[str] = set()
        self.held = 0
        self.history = History()
        self.met: set[tuple[str, str]] = set()
        self.folder = Path(mkdtemp())

    @initialize(first=st.sets(st.sampled_from(EVERYBODY), min_size=3))
    def some_are_there(self, first: set[str]) -> None:
        self.here = first | {"e1", "a1"}

    @rule(who=st.sampled_from(EVERYBODY))
    def somebody_joins(self, who: str) -> None:
        self.here.add(who)

    @rule(who=st.sampled_from(EVERYBODY))
    def somebody_leaves(self, who: str) -> None:
        if {one[0] for one in self.here - {who}} == {"e", "a"}:
            self.here.discard(who)

    @precondition(lambda self: self.held < 6)
    @rule(rounds=st.integers(1, 3), tables=st.integers(1, 3))
    def a_rencontre_is_held(self, rounds: int, tables: int) -> None:
        one = self.coming(0, rounds, tables)
        made = plan(one, self.history, budget=QUICK)
        self.hold(one, made)

    @precondition(lambda self: self.held < 5)
    @rule(rounds=st.integers(1, 2), tables=st.integers(1, 3), away=st.sampled_from(EVERYBODY))
    def two_are_planned_together(self, rounds: int, tables: int, away: str) -> None:
        first = self.coming(0, rounds, tables)
        self.somebody_leaves(away)
        second = self.coming(1, rounds, tables)
        season = plan_season([first, second], self.history, budget=QUICK)
        assert season.histories[0].met == self.met
        for one, made in zip((first, second), season.plans, strict=True):
            self.hold(one, made)
        assert season.histories[-1].met == self.met

    @rule()
    def last_evening_is_planned_anew(self) -> None:
        """Rows of its own are its published plan: a second plan of it knows the same past."""
        if not self.held:
            return
        last = self.last.model_copy(update={"rounds": self.last.rounds[:1]})
        before = self.history.before(last.identity)
        assert plan(last, self.history, budget=QUICK).score == plan(
            last, before, budget=QUICK
        ).score  # fmt: skip

    def coming(self, further: int, rounds: int, tables: int) -> Rencontre:
        """Those who are there now, at a rencontre to come; the others are not even known."""
        whole = rencontre(SIDE, SIDE, tables, rounds)
        return whole.model_copy(
            update={
                "name": f"Rencontre {self.held + further + 1}",
                "date": dt.date(2026, 1, 1) + dt.timedelta(days=self.held + further),
                "organisations": tuple(
                    o for o in whole.organisations if o.id.lower() in self.here
                ),
                "participants": tuple(
                    p.model_copy(update={"id": f"{p.name} ({p.organisation})"})
                    for p in whole.participants
                    if p.id in self.here
                ),
            }
        )  # fmt: skip

    def hold(self, one: Rencontre, made: Plan) -> None:
        """Tell what is new from the seats, then go through the workbook as organisers do."""
        seats = {person.id: person.organisation for person in one.participants}
        meetings = {
            (str(seats[e]), str(seats[a]))
            for seating in made.schedule.seatings
            for e, a in seating.meetings()
        }
        assert made.score.new_pairings == len(meetings - self.met)
        frame = to_frame(made, one, self.history)
        told_new = frame[(frame["side"] == "entreprise") & (frame["new_partners"] > 0)]
        presented = {
            (organisation, str(seats[partner]))
            for organisation, partners in zip(
                told_new["organisation"], told_new["partners"], strict=True
            )
            for partner in partners
        }
        assert presented == meetings - self.met
        target = self.folder / f"{one.name}.xlsx"
        write_workbook(target, one, self.history, made)
        _, self.history = read_workbook(target)
        self.met |= meetings
        self.held += 1
        self.last = one

    @invariant()
    def nobody_is_forgotten_and_nobody_made_up(self) -> None:
        assert self.history.met == self.met


TestMemory = Memory.TestCase
TestMemory.settings = settings(
    max_examples=6, stateful_step_count=6, deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip

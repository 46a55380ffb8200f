"""A checked schedule with the evidence of how good it is."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import takewhile
from typing import Literal

from pydantic import Field, NonNegativeInt, PositiveFloat, PositiveInt

from speeddating.domain.base import Frozen, ParticipantId, TableId
from speeddating.domain.kinds import expect
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule
from speeddating.domain.score import Score, Value
from speeddating.words import Language, listed, say

Engine = Literal["auto", "cpsat", "flow"]


class Scope(StrEnum):
    """Over which schedules a bound holds, among those that keep every earlier level."""

    ALL = "all"
    THESE_PAIRINGS = "these_pairings"
    THESE_ROUNDS = "these_rounds"


class Bound(Frozen):
    """What no schedule within ``scope`` exceeds at ``level``, the earlier levels kept."""

    level: str
    value: Value
    scope: Scope = Scope.ALL
    engine: str = ""
    """
    What proved it: ``flow``, ``cpsat``, ``flow_cpsat`` (capped by one, reached by the other),
    ``count`` (no search needed), …
    """
    seconds: float = 0.0


class Budget(Frozen):
    """What a plan may cost."""

    seconds: PositiveFloat = 20.0
    """Wall-clock limit, shared by all levels."""
    workers: PositiveInt | None = None
    """Search threads; None: as many as there are processors, at most 8."""
    reproducible: bool = False
    """Same schedule twice, in any process: one worker, deterministic limits."""
    seed: NonNegativeInt = 0


class Progress(Frozen):
    """How far the search is; handed to ``on_progress``."""

    level: str
    value: Value | None
    """Best so far; None before the first schedule."""
    bound: Value | None
    seconds: float


class Evidence(Frozen):
    """What anybody needs to judge or repeat a plan."""

    versions: Mapping[str, str]
    """Of this library, of Python and of the solver."""
    engine: Engine
    space: str
    """Where "who" was decided: ``pairs``, ``rounds`` or ``mixed``."""
    seed: int
    seconds: float
    workers: int
    reproducible: bool
    """Whether a second run gives the same schedule; False once the wall clock cut in."""
    stopped: Literal["finished", "deadline", "cancelled"] = "finished"
    """
    ``finished``: every search came to its own end; ``deadline``: one at least ended with its share
    of the time, be the whole budget used up or not; ``cancelled``: by the caller or by Ctrl-C.
    """


class Change(Frozen):
    """A seat of one person that is not the published one."""

    participant: ParticipantId
    round: PositiveInt
    old_table: TableId | None
    new_table: TableId | None
    """None: a pause."""
    old_partners: tuple[ParticipantId, ...] = ()
    new_partners: tuple[ParticipantId, ...] = ()

    def sentence(self, rencontre: Rencontre, language: Language | None = None) -> str:
        """Such as « Tour 3 : table 7 au lieu de 4, avec Emmetrop »."""
        both = (self.old_partners, self.new_partners)
        old, new = (self._opposite(rencontre, partners) for partners in both)
        same = self.old_table == self.new_table
        if same and set(old) == set(new):  # who is different sits on one's own side
            known = rencontre.participant_by_id
            old, new = ([known[who].name for who in partners if who in known] for partners in both)
        nobody = say("replan.no_company", language)
        case = "company" if same else "table"
        if self.new_table is None or self.old_table is None:
            case = "to_pause" if self.new_table is None else "from_pause"
        return say(
            f"replan.change_{case}", language, round=self.round, before=self.old_table,
            now=self.new_table, names=listed(new, language) or nobody,
            others=listed(old, language) or nobody,
        )  # fmt: skip

    def _opposite(self, rencontre: Rencontre, partners: Sequence[ParticipantId]) -> list[str]:
        """Organisations met; whoever is not known any more is left out."""
        sides, people = rencontre.side_by_participant, rencontre.participant_by_id
        opposite, names = sides[self.participant].other, rencontre.organisation_by_id
        homes = [people[who].organisation for who in partners if sides.get(who) is opposite]
        return list(dict.fromkeys(names[home].name for home in homes))


class Plan(Frozen):
    """A checked schedule, its recomputed score, what bounds it, and how it was found."""

    schedule: Schedule
    score: Score
    """Recomputed from the seats, never copied from a solver."""
    bounds: tuple[Bound, ...]
    """One per level pursued, in their order."""
    evidence: Evidence
    changes: tuple[Change, ...] = Field(default=())
    """After :func:`speeddating.replan`: every seat that is not the published one."""
    own: Mapping[str, int] = {}
    """Worth of a caller's own levels, recomputed from the seats."""

    @property
    def concerned(self) -> tuple[ParticipantId, ...]:
        """Whose seats are not the published ones: they need a new card."""
        return tuple(dict.fromkeys(change.participant for change in self.changes))

    def value(self, level: str) -> Value:
        """What the schedule is worth at a level, the caller's own included."""
        return self.own[level] if level in self.own else self.score.value(level)

    def bound(self, level: str) -> Bound:
        """
        The bound of ``level``.

        Raises
        ------
        KeyError
            If the level was not pursued.
        """
        for bound in self.bounds:
            if bound.level == level:
                return bound
        raise KeyError(level)

    @property
    def proven(self) -> tuple[str, ...]:
        """Leading levels that nobody can beat: bound over all schedules, and attained."""
        attained = takewhile(
            lambda bound: bound.scope is Scope.ALL and bound.value == self.value(bound.level),
            self.bounds,
        )
        return tuple(bound.level for bound in attained)

    def summary(self, language: Language | None = None) -> str:
        """New pairings against the most possible, and what is proven, in one sentence."""
        value = self.score.new_pairings
        if all(bound.level != "new_pairings" for bound in self.bounds):
            return say("plan.unbounded", language, count=value)
        bound = self.bound("new_pairings")
        proved = "proven" if "new_pairings" in self.proven else "gap"
        if proved == "gap" and bound.value == value:
            proved = f"within_{bound.scope}"
        return say(f"plan.{proved}", language, count=value, bound=bound.value)


def schedule_of(made: Plan | Schedule) -> Schedule:
    """The seats of a plan, or those of a schedule; nobody needs to tell them apart."""
    expect(Plan | Schedule, made=made)
    return made.schedule if isinstance(made, Plan) else made

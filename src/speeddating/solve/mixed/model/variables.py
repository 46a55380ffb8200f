"""
The CP-SAT model of mixed tables: who sits where in which round, and who meets whom there.

``x[s, p, r, t]`` is 1 when person ``p`` of side ``s`` sits at table ``t`` in round ``r``;
``y[e, a, r]`` when the two share a table then; ``z[g, r, t]`` when a project group sits there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from speeddating.domain.people import Side
from speeddating.solve.mixed.facts.asked import NEVER
from speeddating.solve.mixed.facts.companies import fixed
from speeddating.solve.mixed.facts.sizes import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from speeddating.solve.limits import Limits
    from speeddating.solve.mixed.facts.arrays import Integers
    from speeddating.solve.mixed.facts.asked import Asked, Between

    Bool = cp_model.IntVar

LARGEST_MODEL = 400_000
"""(pair, round, table) up to which CP-SAT is asked for what a search cannot do."""
LARGEST_PROOF = 8_000
"""(pair, round, table) up to which it goes on from a schedule for the sake of the proof."""


@dataclass(frozen=True, eq=False)
class SeatVars:
    """
    Boolean variables of a rencontre of mixed tables.

    Attributes
    ----------
    sits
        ``sits[side, person, round, table]``, where the person may sit.
    meets
        ``meets[entreprise, association, round]`` people, where they may share a table.
    groups
        ``groups[group, round, table]``, where all who are there may sit.
    """

    limits: Limits
    asked: Asked
    model: cp_model.CpModel
    sits: Mapping[tuple[int, int, int, int], Bool]
    meets: Mapping[tuple[int, int, int], Bool]
    groups: Mapping[tuple[int, int, int], Bool]

    @cached_property
    def tables_of(self) -> dict[tuple[int, int, int], dict[int, Bool]]:
        """By side, person and round, the tables where the person may sit; all who are there."""
        found: dict[tuple[int, int, int], dict[int, Bool]] = {
            (side, int(p), int(r)): {}
            for side, people in enumerate(self.asked.problem.sides)
            for p, r in np.argwhere(people.there)
        }
        for (side, p, r, t), variable in self.sits.items():
            found[side, p, r][t] = variable
        return found

    @cached_property
    def at_table(self) -> dict[tuple[int, int, int], dict[int, Bool]]:
        """By side, round and table, the people who may sit there."""
        found: dict[tuple[int, int, int], dict[int, Bool]] = {}
        for (side, p, r, t), variable in self.sits.items():
            found.setdefault((side, r, t), {})[p] = variable
        return found

    @cached_property
    def busy(self) -> dict[tuple[int, int, int], Bool]:
        """By side, person and round, whether who may sit does; tied to the seats by a rule."""
        found = {key: self.model.new_bool_var("") for key, here in self.tables_of.items() if here}
        for key, variable in found.items():
            self.model.add(sum(self.tables_of[key].values()) == variable)
        return found

    def seats_of(self, side: int, person: int) -> list[Bool]:
        """Whether a person sits, in each round in which that may be."""
        rounds = range(self.asked.problem.rounds)
        return [self.busy[side, person, r] for r in rounds if (side, person, r) in self.busy]

    def between(self, both: Between) -> list[list[Bool]]:
        """``[round]`` meetings of two parties, whatever round is named."""
        pairs = list(zip(both.entreprises.tolist(), both.associations.tolist(), strict=True))
        return [
            [self.meets[e, a, r] for e, a in pairs if (e, a, r) in self.meets]
            for r in range(self.asked.problem.rounds)
        ]

    def granting(self, both: Between) -> list[Bool]:
        """Meetings that grant what is asked: in the round that is named if one is."""
        rounds = self.between(both)
        if both.round is not None:
            rounds = [] if both.round == NEVER else [rounds[both.round]]
        return [variable for here in rounds for variable in here]

    @cached_property
    def of_pairing(self) -> dict[tuple[int, int], list[Bool]]:
        """By organisations, all meetings of their people."""
        rows, columns = (people.organisation for people in self.asked.problem.sides)
        found: dict[tuple[int, int], list[Bool]] = {}
        for (e, a, _), variable in self.meets.items():
            found.setdefault((int(rows[e]), int(columns[a])), []).append(variable)
        return found

    @cached_property
    def any_meeting(self) -> dict[tuple[int, int], Bool]:
        """By organisations, a literal that may be true only if they meet."""
        return {
            pairing: found[0] if len(found) == 1 else self.any_of(found)
            for pairing, found in self.of_pairing.items()
        }

    def any_of(self, variables: Sequence[Bool]) -> Bool:
        """A literal that may be true only if one of ``variables`` is; to be maximised."""
        found = self.model.new_bool_var("")
        self.model.add(found <= sum(variables))
        return found

    def tables(self, values: Sequence[int]) -> tuple[Integers, Integers]:
        """Seats at a solution given by variable index: by side, ``[person, round]``."""
        problem = self.asked.problem
        found = [np.full(people.there.shape, -1) for people in problem.sides]
        for (side, p, r, t), variable in self.sits.items():
            if values[variable.index]:
                found[side][p, r] = t
        return found[0], found[1]


def variables(limits: Limits, asked: Asked) -> SeatVars:
    """All variables, in a fixed order."""
    model, problem = cp_model.CpModel(), asked.problem
    stands = standing(problem, 0) > 0
    sits = {
        (side, int(p), int(r), t): model.new_bool_var("")
        for side, people in enumerate(problem.sides)
        for p, r in np.argwhere(people.there)
        for t in np.flatnonzero(stands[:, r]).tolist()
        if people.open is None or people.open[p, t, r]
    }
    there = [people.there for people in problem.sides]
    meets = {
        (int(e), int(a), int(r)): model.new_bool_var("")
        for e, a in np.argwhere(~asked.apart)
        for r in np.flatnonzero(there[0][e] & there[1][a])
    }
    for company in fixed(limits):  # whatever bans say, who sat together has met
        for e, a in product(*(side.tolist() for side in company.sides)):
            if (e, a, company.round) not in meets:
                meets[e, a, company.round] = model.new_bool_var("")
    groups = {
        (g, r, t): model.new_bool_var("")
        for g in range(len(limits.rencontre.groups))
        for r in range(asked.held, problem.rounds)
        for t in np.flatnonzero(stands[:, r]).tolist()
    }
    return SeatVars(limits, asked, model, sits, meets, groups)


def size(limits: Limits) -> int:
    """(pair, round, table): what the model grows with."""
    people = (len(limits.sides[side].people) for side in Side)
    return int(np.prod([*people, len(limits.rounds), len(limits.rencontre.tables)], dtype=np.int64))


def affordable(limits: Limits) -> bool:
    """Whether the proof is worth a try."""
    return size(limits) <= LARGEST_PROOF


def first_meetings(x: SeatVars) -> dict[tuple[int, int], Bool]:
    """By new pairing, a literal that may be true only if it meets; made once per model."""
    fresh = x.asked.problem.wanted
    return {pairing: x.any_meeting[pairing] for pairing in x.of_pairing if fresh[pairing]}


def sum_of(variables: Iterable[Bool]) -> cp_model.LinearExpr:
    """Their sum, an expression also where there are none."""
    total = cp_model.LinearExpr.sum(list(variables))
    return total if isinstance(total, cp_model.LinearExpr) else cp_model.LinearExpr.constant(0)

"""The CP-SAT model of pair x round: variables, and the queries by which rules read as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from speeddating.domain.base import PartyId
    from speeddating.domain.demands import Wish
    from speeddating.domain.people import Side
    from speeddating.solve.rounds.space import RoundSpace

    Bool = cp_model.IntVar


@dataclass(frozen=True)
class RoundVars:
    """
    Boolean variables of a round space.

    Attributes
    ----------
    meets
        ``meets[k, r]``: pair ``k`` of the space meets in the round at position ``r``.
    """

    space: RoundSpace
    model: cp_model.CpModel
    meets: Mapping[tuple[int, int], Bool]

    @cached_property
    def of_pair(self) -> list[dict[int, Bool]]:
        """``[pair]`` its variables by round."""
        found: list[dict[int, Bool]] = [{} for _ in range(self.space.open.shape[0])]
        for (k, number), variable in self.meets.items():
            found[k][number] = variable
        return found

    @cached_property
    def of_person(self) -> dict[tuple[Side, int], list[list[Bool]]]:
        """``[side, person][round]`` the meetings a person may have then."""
        rounds = range(len(self.space.limits.rounds))
        return {
            (side, person): [
                [self.of_pair[k][number] for k in pairs if number in self.of_pair[k]]
                for number in rounds
            ]
            for side, person, pairs in self.space.of_people()
        }

    @cached_property
    def of_round(self) -> list[list[tuple[int, Bool]]]:
        """``[round]`` pairs that may meet then, with their variables."""
        found: list[list[tuple[int, Bool]]] = [[] for _ in self.space.limits.rounds]
        for (k, number), variable in self.meets.items():
            found[number].append((k, variable))
        return found

    @cached_property
    def of_pairing(self) -> dict[int, list[Bool]]:
        """By number of the pairing of organisations, all its meetings."""
        found: dict[int, list[Bool]] = {}
        for (k, _), variable in self.meets.items():
            found.setdefault(int(self.space.pairing[k]), []).append(variable)
        return found

    @cached_property
    def busy(self) -> dict[tuple[Side, int, int], Bool]:
        """``[side, person, round]`` whether somebody who may sit does; made when asked for."""
        found = {}
        for (side, person), rounds in self.of_person.items():
            for number, variables in enumerate(rounds):
                if variables:
                    busy = self.model.new_bool_var("")
                    self.model.add(sum(variables) == busy)
                    found[side, person, number] = busy
        return found

    def held_times(self, of_pairing: Iterable[int]) -> dict[int, int]:
        """How often each pairing met in the rounds that were held."""
        found = dict.fromkeys(of_pairing, 0)
        for k, number in self.meets:
            if self.space.limits.is_held(number):
                found[int(self.space.pairing[k])] += 1
        return found

    @cached_property
    def keeps(self) -> dict[tuple[int, int], Bool]:
        """
        ``[pair, round]`` whether a published table keeps its two people; made when asked for.

        Published tables of a round are all different, so where anybody may sit anywhere, who
        meets as published can sit as published. Otherwise the table may be needed by others: then
        this is a literal of its own, and the rule on tables counts it.
        """
        found = {}
        for k, number, _ in self.space.kept:
            found[k, number] = meets = self.meets[k, number]
            if self.space.restricted and not self.space.limits.is_held(number):
                found[k, number] = self.model.new_bool_var("")
                self.model.add_implication(found[k, number], meets)
        return found

    def between(self, one: PartyId, other: PartyId) -> list[list[Bool]]:
        """``[round]`` meetings of two parties."""
        pairs = self.space.between(one, other)
        rounds = range(len(self.space.limits.rounds))
        return [
            [self.of_pair[k][number] for k in pairs if number in self.of_pair[k]]
            for number in rounds
        ]

    def granting(self, wish: Wish) -> list[Bool]:
        """Meetings that grant a wish: all of the two parties, or those of the round it names."""
        rounds = self.space.limits.rounds
        return [
            variable
            for number, found in zip(rounds, self.between(wish.source, wish.target), strict=True)
            if wish.round in (None, number)
            for variable in found
        ]

    def chosen(self, values: Sequence[int]) -> list[tuple[int, int]]:
        """(pair, round) that meet at a solution given by variable index."""
        return [key for key, variable in self.meets.items() if values[variable.index]]

    def any_of(self, variables: Iterable[Bool]) -> Bool:
        """A literal that may be true only if one of ``variables`` is; to be maximised."""
        found = self.model.new_bool_var("")
        self.model.add_bool_or(*variables, ~found)
        return found


def variables(space: RoundSpace) -> RoundVars:
    """One Boolean per (pair, round) that is open, in a fixed order."""
    model = cp_model.CpModel()
    pairs, rounds = space.open.nonzero()
    meets = {
        (k, number): model.new_bool_var("")
        for k, number in zip(pairs.tolist(), rounds.tolist(), strict=True)
    }
    return RoundVars(space, model, meets)

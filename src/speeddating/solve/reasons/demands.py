"""Demands an organiser could give up: what they say, and the rencontre without one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from speeddating.domain.demands import WishKind
from speeddating.domain.issue import Reason
from speeddating.solve.limits import Limits
from speeddating.solve.own import Own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from speeddating.domain.rencontre import Rencontre

OF_A_PERSON: dict[str, dict[str, object]] = {
    "least_meetings": {"least": None},
    "most_meetings": {"most": None},
    "people_are_there": {"absent": frozenset()},
    "fixed_tables": {"table": None},
    "zones": {"zone": None},
    "access": {"needs_access": False},
}
"""Fields that say nothing once such a demand of a person is given up."""


class Demand(NamedTuple):
    """A rule and whom it concerns."""

    rule: str
    data: tuple[tuple[str, object], ...]

    def reason(self) -> Reason:
        """In words."""
        data = dict(self.data)
        people = tuple(str(data[key]) for key in ("name", "a", "b") if key in data)
        if self.rule == "musts_are_met" and data["round"]:
            return Reason(code=f"reasons.{self.rule}.in_round", data=data, people=people)
        if self.rule == "tables_stand" and data["rounds"]:
            return Reason(code=f"reasons.{self.rule}.in_rounds", data=data, people=people)
        return Reason(code=f"reasons.{self.rule}", data=data, people=people)


def without(limits: Limits, demand: Demand) -> Limits | None:
    """The same without ``demand``; None where it is no line of the rencontre to strike out."""
    data = dict(demand.data)
    if demand.rule == "own_rule":
        kept = tuple(rule for rule in limits.own.rules if rule.name != data["name"])
        return replace(limits, own=Own(kept, limits.own.levels))
    changed = _without(limits.rencontre, demand.rule, data)
    if changed is None:
        return None
    return Limits(limits.rencontre.model_copy(update=changed), limits.history, limits.own)


def _without(
    rencontre: Rencontre, rule: str, data: Mapping[str, object]
) -> Mapping[str, Any] | None:
    """The fields of the rencontre that change."""
    if rule in OF_A_PERSON:
        return {
            "participants": tuple(
                who.model_copy(update=OF_A_PERSON[rule]) if who.id == data["name"] else who
                for who in rencontre.participants
            )
        }
    if rule == "locks_are_kept":
        lock = data["name"], data["round"]
        return {"locks": tuple(k for k in rencontre.locks if (k.participant, k.round) != lock)}
    if rule == "incompatible_apart":
        pair = data["a"], data["b"]
        return {
            "incompatibilities": tuple(p for p in rencontre.incompatibilities if (p.a, p.b) != pair)
        }
    if rule == "musts_are_met":
        must = data["a"], data["b"], data["round"]
        return {
            "wishes": tuple(
                wish.model_copy(update={"kind": WishKind.WISH})
                if (wish.source, wish.target, wish.round or "") == must
                else wish
                for wish in rencontre.wishes
            )
        }
    if rule == "order_is_kept":
        order = data["name"], data["a"], data["b"]
        return {
            "wishes": tuple(
                wish.model_copy(update={"before": None})
                if (wish.source, wish.target, wish.before) == order
                else wish
                for wish in rencontre.wishes
            )
        }
    return None

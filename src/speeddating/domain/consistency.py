"""What must hold between the parts of a rencontre; each check names the culprits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from speeddating.domain.base import ParticipantId, PartyId, refusal
from speeddating.domain.people import Side
from speeddating.domain.score import SENSE
from speeddating.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from speeddating.domain.demands import ProjectGroup
    from speeddating.domain.rencontre import Rencontre


def _refuse(
    rencontre: Rencontre, code: str, culprits: Iterable[object] = (), **data: object
) -> None:
    names = listed([str(culprit) for culprit in culprits])
    raise refusal(f"domain.{code}", rencontre=rencontre.name, names=names, **data)


def names_are_unique(rencontre: Rencontre) -> None:
    """Nobody and nothing is listed twice, and no name stands for two things."""
    for kind, ids in (
        ("organisation", [o.id for o in rencontre.organisations]),
        ("participant", [p.id for p in rencontre.participants]),
        ("facilitator", [f.id for f in rencontre.facilitators]),
        ("table", [t.id for t in rencontre.tables]),
        ("group", [g.name for g in rencontre.groups]),
    ):
        twice = sorted(name for name, count in Counter(ids).items() if count > 1)
        if twice:
            _refuse(rencontre, f"{kind}_twice", twice)
    both = {o.id for o in rencontre.organisations} & {p.id for p in rencontre.participants}
    if both:
        _refuse(rencontre, "organisation_and_participant", sorted(both))


def somebody_comes_on_each_side(rencontre: Rencontre) -> None:
    """Both sides are there, and every person belongs to a known organisation."""
    if not rencontre.participants:
        _refuse(rencontre, "no_participants")
    known = {o.id for o in rencontre.organisations}
    unknown = {p.organisation for p in rencontre.participants} - known
    if unknown:
        _refuse(rencontre, "unknown_organisation", sorted(unknown))
    for side in Side:
        if not rencontre.on(side):
            _refuse(rencontre, f"no_{side}")


def priorities_are_levels(rencontre: Rencontre) -> None:
    """A priority names a level that there is, once."""
    unknown = [level for level in rencontre.priorities if level not in SENSE]
    if unknown:
        _refuse(rencontre, "unknown_level", unknown)
    twice = [level for level, count in Counter(rencontre.priorities).items() if count > 1]
    if twice:
        _refuse(rencontre, "priority_twice", twice)


def rounds_are_counted_from_one(rencontre: Rencontre) -> None:
    """Rounds are numbered 1, 2, 3 and at least one is not a break."""
    if not rencontre.working_rounds:
        _refuse(rencontre, "no_rounds")
    if [r.number for r in rencontre.rounds] != list(range(1, len(rencontre.rounds) + 1)):
        _refuse(rencontre, "rounds_not_counted", (r.number for r in rencontre.rounds))
    if rencontre.resume_at is not None and rencontre.resume_at > len(rencontre.rounds):
        _refuse(rencontre, "unknown_round", [rencontre.resume_at], count=len(rencontre.rounds))


def named_rounds_exist(rencontre: Rencontre) -> None:
    """Whatever names a round names one of this rencontre."""
    named: set[int] = set()
    for participant in rencontre.participants:
        named |= participant.absent
    for table in rencontre.tables:
        named |= table.rounds or frozenset()
    for group in rencontre.groups:
        named |= group.rounds
    named |= {w.round for w in rencontre.wishes if w.round} | {k.round for k in rencontre.locks}
    missing = named - {r.number for r in rencontre.rounds}
    if missing:
        _refuse(rencontre, "unknown_round", sorted(missing), count=len(rencontre.rounds))


def tables_are_known(rencontre: Rencontre) -> None:
    """There is a table, and fixed tables and locks name tables that stand."""
    if not rencontre.tables:
        _refuse(rencontre, "no_tables")
    named = {p.table for p in rencontre.participants if p.table}
    named |= {lock.table for lock in rencontre.locks}
    unknown = named - set(rencontre.table_by_id)
    if unknown:
        _refuse(rencontre, "unknown_table", sorted(unknown))


def wishes_join_the_two_sides(rencontre: Rencontre) -> None:
    """A wish names two known parties of different sides."""
    sides = _sides(rencontre)
    for wish in rencontre.wishes:
        named = [wish.source, wish.target, *([wish.before] if wish.before else [])]
        unknown = [party for party in named if party not in sides]
        if unknown:
            _refuse(rencontre, "unknown_party", unknown)
        same = [party for party in named[1:] if sides[party] is sides[wish.source]]
        if same:
            _refuse(rencontre, "wish_within_side", [wish.source, *same])
        if wish.before == wish.target:
            _refuse(rencontre, "before_itself", [wish.source, wish.target])


def nothing_is_wanted_and_forbidden(rencontre: Rencontre) -> None:
    """An incompatibility names two known parties, and nobody wishes for it."""
    sides = _sides(rencontre)
    for pair in rencontre.incompatibilities:
        unknown = [party for party in (pair.a, pair.b) if party not in sides]
        if unknown:
            _refuse(rencontre, "unknown_party", unknown)
        if pair.a in _standing_for(rencontre, pair.b) or pair.b in _standing_for(rencontre, pair.a):
            _refuse(rencontre, "incompatible_with_itself", dict.fromkeys((pair.a, pair.b)))
    forbidden = {frozenset((pair.a, pair.b)) for pair in rencontre.incompatibilities}
    for wish in rencontre.wishes:
        if forbidden & {
            frozenset((a, b))
            for a in _standing_for(rencontre, wish.source)
            for b in _standing_for(rencontre, wish.target)
        }:
            _refuse(rencontre, "wanted_and_forbidden", [wish.source, wish.target])


def locks_can_be_sat(rencontre: Rencontre) -> None:
    """A lock names a person who is there, once per round, at a table that stands."""
    unknown = {k.participant for k in rencontre.locks} - set(rencontre.participant_by_id)
    if unknown:
        _refuse(rencontre, "unknown_participant", sorted(unknown))
    twice = Counter((k.participant, k.round) for k in rencontre.locks)
    for lock in rencontre.locks:
        person = rencontre.participant_by_id[lock.participant]
        said = {"round": lock.round, "table": lock.table}
        if twice[lock.participant, lock.round] > 1:
            _refuse(rencontre, "locked_twice", [person.name], **said)
        if lock.round not in rencontre.rounds_of(person):
            _refuse(rencontre, "locked_while_absent", [person.name], **said)
        if not rencontre.table_by_id[lock.table].stands_in(lock.round):
            _refuse(rencontre, "locked_to_no_table", [person.name], **said)


def groups_can_sit(rencontre: Rencontre) -> None:
    """A group has known members of both sides and sits in no break, nobody in two at once."""
    known = rencontre.organisation_by_id
    facilitators = {f.id for f in rencontre.facilitators}
    busy: dict[tuple[object, int], ProjectGroup] = {}
    for group in rencontre.groups:
        unknown = [o for o in group.organisations if o not in known]
        if unknown:
            _refuse(rencontre, "unknown_group_member", unknown, group=group.name)
        if {known[o].side for o in group.organisations} != set(Side):
            _refuse(rencontre, "group_of_one_side", group=group.name)
        if group.facilitator is not None and group.facilitator not in facilitators:
            _refuse(rencontre, "unknown_facilitator", [group.facilitator], group=group.name)
        breaks = group.rounds - set(rencontre.working_rounds)
        if breaks:
            _refuse(rencontre, "group_in_break", sorted(breaks), group=group.name)
        members: list[object] = [*group.organisations]
        if group.facilitator is not None:
            members.append(("facilitator", group.facilitator))
        for member in members:
            for number in group.rounds:
                other = busy.setdefault((member, number), group)
                if other is not group:
                    name = member[1] if isinstance(member, tuple) else member
                    _refuse(
                        rencontre, "in_two_groups", [name],
                        group=group.name, other=other.name, round=number,
                    )  # fmt: skip


def _sides(rencontre: Rencontre) -> dict[PartyId, Side]:
    sides: dict[PartyId, Side] = {o.id: o.side for o in rencontre.organisations}
    sides.update(rencontre.side_by_participant.items())
    return sides


def _standing_for(rencontre: Rencontre, party: PartyId) -> set[PartyId]:
    """The party, and the organisation that a person belongs to."""
    person = rencontre.participant_by_id.get(ParticipantId(party))
    return {party} if person is None else {party, person.organisation}


CHECKS: tuple[Callable[[Rencontre], None], ...] = (
    names_are_unique,
    somebody_comes_on_each_side,
    priorities_are_levels,
    rounds_are_counted_from_one,
    named_rounds_exist,
    tables_are_known,
    wishes_join_the_two_sides,
    nothing_is_wanted_and_forbidden,
    locks_can_be_sat,
    groups_can_sit,
)
"""In the order in which a reader would want to hear of them."""

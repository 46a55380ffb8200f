"""The evening as it is: what was held, who is there now, what the published plan still says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speeddating.checks import check
from speeddating.checks.held import IMPOSSIBLE
from speeddating.domain.issue import Issue
from speeddating.domain.kinds import expect
from speeddating.domain.plan import Change, Plan, schedule_of
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule, Seating
from speeddating.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Collection

    from speeddating.domain.base import ParticipantId
    from speeddating.domain.history import History
    from speeddating.domain.people import Participant


def held_rounds(
    published: Schedule, rencontre: Rencontre, history: History, from_round: int
) -> tuple[Seating, ...]:
    """
    The seats that were really taken before ``from_round``.

    Who is marked absent in such a round did not sit, and who then had nobody opposite did not
    either. ``present=False`` says nothing of the past: that person has left, or never came if the
    rounds are marked too.

    Raises
    ------
    InvalidInputError
        If the seats name somebody or something unknown, or what no evening can be.
    """
    absent = {p.id: p.absent for p in rencontre.participants}
    before = tuple(s for s in published.seatings if s.round < from_round)
    schedule = Schedule(rencontre=rencontre.name, seatings=before)
    wrong = [one for one in check(rencontre, history, schedule) if one.rule in IMPOSSIBLE]
    if wrong:
        raise InvalidInputError(
            [Issue(code="replan.impossible", data={"said": one.sentence()}) for one in wrong]
        )
    gone = {(who, number) for who, numbers in absent.items() for number in numbers}
    return _without(before, gone)


def as_it_is(
    rencontre: Rencontre, published: Schedule, held: tuple[Seating, ...], from_round: int
) -> Rencontre:
    """
    The rencontre as the facts have made it, so that presence means the same in every round.

    Who sat and is not there any more is present until ``from_round``; who is in no published seat
    has come only now.
    """
    before = frozenset(number for number in rencontre.working_rounds if number < from_round)
    after = frozenset(r.number for r in rencontre.rounds) - before
    sat = {who for seating in held for who in seating.people()}
    expected = {who for who, _ in published.place_of}

    def now(person: Participant) -> Participant:
        if not person.present:
            if person.id not in sat:
                return person
            gone = {"present": True, "absent": person.absent | after, "least": None}
            return person.model_copy(update=gone)
        if person.id in expected or not before:
            return person
        return person.model_copy(update={"absent": person.absent | before})

    people = tuple(map(now, rencontre.participants))
    resume_at = from_round if from_round > 1 else rencontre.resume_at
    return rencontre.model_copy(update={"participants": people, "resume_at": resume_at})


def with_holes(
    published: Schedule, rencontre: Rencontre, held: tuple[Seating, ...], from_round: int
) -> Schedule:
    """What happens if nothing is planned again: published seats without those who are not there."""
    known = rencontre.participant_by_id
    there = {(p.id, r) for p in rencontre.participants for r in rencontre.rounds_of(p)}
    later = tuple(
        seating
        for seating in published.seatings
        if seating.round >= from_round and seating.table in rencontre.table_by_id
    )
    gone = {
        (who, seating.round)
        for seating in later
        for who in seating.people()
        if who not in known or (who, seating.round) not in there
    }
    return Schedule(rencontre=rencontre.name, seatings=(*held, *_without(later, gone)))


def _without(
    seatings: tuple[Seating, ...], gone: Collection[tuple[ParticipantId, int]]
) -> tuple[Seating, ...]:
    """Without those people in those rounds, and without tables at which one side is left alone."""
    found = []
    for seating in seatings:
        one, other = (
            tuple(who for who in people if (who, seating.round) not in gone)
            for people in (seating.entreprises, seating.associations)
        )
        if one and other:
            found.append(seating.model_copy(update={"entreprises": one, "associations": other}))
    return tuple(found)


def changes(
    before: Plan | Schedule, after: Plan | Schedule, rencontre: Rencontre, *, from_round: int = 1
) -> tuple[Change, ...]:
    """
    Who sits elsewhere, or with others, than was handed out: by person, then by round.

    Parameters
    ----------
    rencontre
        Only people who are there in a round are told of it, in the order given.
    from_round
        Rounds before it have been held.

    Examples
    --------
    >>> from speeddating import changes, plan, sample
    >>> rencontre = sample(2, 2, rounds=2)
    >>> made = plan(rencontre)
    >>> changes(made, made, rencontre)
    ()
    """
    expect(Plan | Schedule, before=before, after=after)
    expect(Rencontre, rencontre=rencontre)
    seats = schedule_of(before), schedule_of(after)
    found = []
    for person in rencontre.participants:
        for number in rencontre.rounds_of(person):
            if number < from_round:
                continue
            old, new = (one.place_of.get((person.id, number)) for one in seats)
            change = Change(
                participant=person.id,
                round=number,
                old_table=None if old is None else old.table,
                new_table=None if new is None else new.table,
                old_partners=_company(old, person.id),
                new_partners=_company(new, person.id),
            )
            if (change.old_table, set(change.old_partners)) != (
                change.new_table, set(change.new_partners),
            ):  # fmt: skip
                found.append(change)
    return tuple(found)


def _company(seating: Seating | None, who: ParticipantId) -> tuple[ParticipantId, ...]:
    return () if seating is None else tuple(other for other in seating.people() if other != who)

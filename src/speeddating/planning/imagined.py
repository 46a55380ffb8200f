"""The rencontre as it might be: with more people, tables or rounds than are planned."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from speeddating.domain.base import OrganisationId, TableId
from speeddating.domain.people import Organisation, Participant, Side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from speeddating.domain.rencontre import Rencontre
    from speeddating.domain.room import Round, Table


def with_more(rencontre: Rencontre, side: Side, number: int) -> Rencontre:
    """With so many more people, each of an organisation that nobody knows, and their chairs."""
    for _ in range(number):
        rencontre = one_more(rencontre, side)
    tables = len(rencontre.tables)
    while _chairs(rencontre, side) < len(rencontre.on(side)):
        tables += 1
        rencontre = bare(rencontre, len(rencontre.working_rounds), tables)
    return rencontre


def _chairs(rencontre: Rencontre, side: Side) -> int:
    return sum(
        table.seats_entreprises if side is Side.ENTREPRISE else table.seats_associations
        for table in rencontre.tables
    )


def one_more(rencontre: Rencontre, side: Side) -> Rencontre:
    """With one more person, of an organisation that nobody knows."""
    name = next(unused({*rencontre.organisation_by_id, *rencontre.participant_by_id}))
    organisation = Organisation(name=name, side=side)
    person = Participant(name=name, organisation=OrganisationId(name))
    return rencontre.model_copy(
        update={
            "organisations": (*rencontre.organisations, organisation),
            "participants": (*rencontre.participants, person),
        }
    )


def bare(rencontre: Rencontre, rounds: int, tables: int) -> Rencontre:
    """
    Who comes, with so many rounds and tables and without what names one of them.

    More rounds than planned are like the last, and everybody stays; more tables are like the last.
    """
    held = _rounds(rencontre, rounds)
    numbers = frozenset(one.number for one in held)
    standing = [
        table.model_copy(
            update={"rounds": None if table.rounds is None else table.rounds & numbers}
        )
        for table in rencontre.tables[:tables]
    ]
    return rencontre.model_copy(
        update={
            "rounds": held,
            "tables": (*standing, *_further(rencontre.tables, tables - len(standing))),
            "participants": tuple(
                person.model_copy(
                    update={
                        "absent": person.absent & numbers,
                        "table": None,
                        "zone": None,
                        "needs_access": False,
                        "least": None,
                    }
                )
                for person in rencontre.participants
            ),
            "wishes": (),
            "locks": (),
            "groups": (),
            "facilitators": (),
            "resume_at": None,
        }
    )


def _rounds(rencontre: Rencontre, working: int) -> tuple[Round, ...]:
    """The first rounds of the evening with ``working`` in which people sit, or further ones."""
    held: list[Round] = []
    for one in rencontre.rounds:
        if working and sum(not r.is_break for r in held) == working:
            break
        held.append(one)
    last = held[-1].model_copy(update={"is_break": False, "start": None})
    for number in range(working - sum(not r.is_break for r in held)):
        further = rencontre.rounds[-1].number + 1 + number
        held.append(last.model_copy(update={"number": further}))
    return tuple(held)


def _further(tables: Sequence[Table], number: int) -> Iterator[Table]:
    """Tables like the last, under names of their own."""
    names = unused({table.id for table in tables})
    for _, name in zip(range(number), names, strict=False):
        yield tables[-1].model_copy(update={"id": TableId(name), "rounds": None})


def unused(taken: Collection[str]) -> Iterator[str]:
    """Names that nobody and nothing has."""
    return (f"+{n}" for n in count(1) if f"+{n}" not in taken)

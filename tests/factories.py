"""
The smallest rencontre that works, for tests: say only what the test is about.

Organisations are ``E1``, ``E2``, … and ``A1``, …; each sends one person, ``e1``, ``a1``, …
Further delegates are ``e1b``, ``e1c``, … Tables are ``"1"``, ``"2"``, …

>>> rencontre(3, 3, e1={"absent": frozenset({2})}, A2={"appetite": Appetite.AGAIN})
>>> schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"))
>>> history(("E1", "A1"), ("E2", "A1"))
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from speeddating.domain.base import FacilitatorId, OrganisationId, ParticipantId, TableId
from speeddating.domain.demands import Incompatibility, Lock, ProjectGroup, Wish, WishKind
from speeddating.domain.history import Encounter, History
from speeddating.domain.people import Organisation, Participant, Side
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import Round, Table, one_to_one
from speeddating.domain.schedule import Schedule, Seating

NAME = "Rencontre de mai"

Row = tuple[str | int, ...]
"""Table, round, then people: ``("1", 1, "e1", "a1")``."""


def rencontre(
    entreprises: int = 2,
    associations: int = 2,
    tables: int | Iterable[Table] | None = None,
    rounds: int | Iterable[Round] = 2,
    *,
    breaks: Collection[int] = (),
    delegates: Mapping[str, int] | None = None,
    **over: Any,
) -> Rencontre:
    """
    A rencontre that exists; everybody sits once per round at most, at 1+1 tables.

    Parameters
    ----------
    tables
        Number of 1+1 tables (as many as the smaller side unless said), or the tables.
    breaks
        Rounds in which nobody sits.
    delegates
        People per organisation, where it is not one: ``{"E1": 2}`` sends ``e1`` and ``e1b``.
    over
        A field of :class:`Rencontre`; or, under the identifier of an organisation or a person,
        fields of it: ``e1={"most": 1}``.
    """
    structures = [
        *(f"E{number}" for number in range(1, entreprises + 1)),
        *(f"A{number}" for number in range(1, associations + 1)),
    ]
    organisations = tuple(organisation(name, **over.pop(name, {})) for name in structures)
    people = tuple(
        person(who, **over.pop(who, {}))
        for name in structures
        for who in _sent_by(name, (delegates or {}).get(name, 1))
    )
    if tables is None:
        tables = min(entreprises, associations)
    given: dict[str, Any] = {
        "name": NAME,
        "organisations": organisations,
        "participants": people,
        "tables": one_to_one(tables) if isinstance(tables, int) else tuple(tables),
        "rounds": _counted(rounds, breaks) if isinstance(rounds, int) else tuple(rounds),
    }
    return Rencontre(**given | over)


def organisation(name: str, /, **over: Any) -> Organisation:
    """The organisation ``E1`` or ``A1``: its initial tells its side."""
    side = Side.ENTREPRISE if name.startswith("E") else Side.ASSOCIATION
    return Organisation(**{"name": name, "side": side, **over})


def person(who: str, /, **over: Any) -> Participant:
    """The person ``e1`` or ``e1b`` of ``E1``; called "Mme e1", so that a name is no identifier."""
    owner = who.rstrip("bcdefghij").upper()
    return Participant(**{"id": who, "name": f"Mme {who}", "organisation": owner, **over})


def table(name: str, /, entreprises: int = 1, associations: int = 1, **over: Any) -> Table:
    """A table by name and seats."""
    return Table(
        **{
            "id": TableId(name),
            "seats_entreprises": entreprises,
            "seats_associations": associations,
            **over,
        }
    )


def wish(source: str, target: str, **over: Any) -> Wish:
    """``source`` would like to meet ``target``."""
    return Wish(**{"source": source, "target": target, **over})


def must(source: str, target: str, **over: Any) -> Wish:
    """``source`` has to meet ``target``."""
    return wish(source, target, kind=WishKind.MUST, **over)


def apart(a: str, b: str) -> Incompatibility:
    """``a`` and ``b`` never share a table."""
    return Incompatibility(a=OrganisationId(a), b=OrganisationId(b))


def lock(who: str, number: int, name: str) -> Lock:
    """``who`` sits at table ``name`` in round ``number``, whatever else."""
    return Lock(participant=ParticipantId(who), round=number, table=TableId(name))


def group(name: str, /, *members: str, **over: Any) -> ProjectGroup:
    """A project group of the organisations ``members``."""
    return ProjectGroup(**{"name": name, "organisations": members, **over})


def seating(name: str | int, number: str | int, *people: str | int) -> Seating:
    """Who sits at table ``name`` in round ``number``; initials tell e, a and f(acilitators)."""
    who = [str(one) for one in people]
    return Seating(
        round=int(number),
        table=TableId(str(name)),
        entreprises=tuple(ParticipantId(one) for one in who if one[0] == "e"),
        associations=tuple(ParticipantId(one) for one in who if one[0] == "a"),
        facilitators=tuple(FacilitatorId(one) for one in who if one[0] == "f"),
    )


def schedule(*rows: Row, name: str = NAME) -> Schedule:
    """A schedule from compact rows: ``("1", 1, "e1", "a1")``; no row, nobody sits."""
    return Schedule(rencontre=name, seatings=tuple(seating(*row) for row in rows))


def history(*pairs: Sequence[str], date: dt.date | None = None, name: str | None = None) -> History:
    """Pairings that have met: ``history(("E1", "A1"), ("E2", "A1"))``."""
    return History(
        encounters=tuple(
            Encounter(
                entreprise=OrganisationId(e), association=OrganisationId(a),
                date=date, rencontre=name,
            )
            for e, a in pairs
        )
    )  # fmt: skip


def _sent_by(name: str, count: int) -> list[str]:
    return [name.lower() + letter for letter in ["", *"bcdefghij"][:count]]


def _counted(count: int, breaks: Collection[int]) -> tuple[Round, ...]:
    return tuple(Round(number=n, is_break=n in breaks) for n in range(1, count + 1))

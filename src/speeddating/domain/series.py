"""All the rencontres so far, as figures: who came, who met, what is still to be met."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from statistics import median
from typing import NamedTuple

from speeddating.domain.base import Frozen, OrganisationId, Text
from speeddating.domain.demands import ProjectGroup
from speeddating.domain.history import History, Outcome, Pairing
from speeddating.domain.issue import Issue
from speeddating.domain.people import Side
from speeddating.domain.rencontre import Identity, Rencontre
from speeddating.domain.schedule import Schedule


class Account(Frozen):
    """One rencontre as it was planned and held; what only a history tells has no people."""

    name: Text
    date: dt.date | None = None
    booked: dict[Side, int] | None = None
    """People registered on each side; None where no workbook tells."""
    came: dict[Side, int] | None = None
    """Those of them who were there."""
    organisations: dict[Side, tuple[OrganisationId, ...]]
    """Those that sent somebody who was there; of a history, those that met somebody."""
    planned: tuple[Pairing, ...] | None = None
    """Pairings that the published plan seats together."""
    held: tuple[Pairing, ...] = ()
    """Pairings that the history keeps, but those whose people were not there."""
    outcomes: Mapping[Outcome, int] = {}
    groups: tuple[ProjectGroup, ...] = ()
    is_ahead: bool = False
    """It was not held yet: who is to come, and what is planned, stands for what was held."""

    @property
    def identity(self) -> Identity:
        """Name and date."""
        return Identity(self.name, self.date)


class Figures(NamedTuple):
    """What an account adds to those before it."""

    account: Account
    new: int
    """Pairings held that had never met."""
    again: int
    """Pairings held that had met before."""
    met: int
    """Pairings that have met since the beginning."""
    possible: int
    """Pairings of all organisations that have come since the beginning."""
    worst_off: int
    """New pairings of the organisation that has fewest."""
    median: float
    """New pairings that half of the organisations reach."""


class Series(Frozen):
    """Rencontres in the order in which they were held, and all that is remembered of them."""

    accounts: tuple[Account, ...] = ()
    history: History = History()
    notes: tuple[Issue, ...] = ()

    @property
    def organisations(self) -> dict[Side, frozenset[OrganisationId]]:
        """Everybody who ever came."""
        return {
            side: frozenset(o for one in self.accounts for o in one.organisations[side])
            for side in Side
        }

    def figures(self) -> tuple[Figures, ...]:
        """One after the other; who knew each other from elsewhere had met before the first."""
        return tuple(self._figures())

    def _figures(self) -> Iterator[Figures]:
        told = {one.identity for one in self.accounts}
        met = {e.pairing for e in self.history.encounters if e.identity not in told}
        came: dict[Side, set[OrganisationId]] = {side: set() for side in Side}
        for one in self.accounts:
            new = set(one.held) - met
            met |= new
            for side in Side:
                came[side] |= set(one.organisations[side])
            possible = len(came[Side.ENTREPRISE]) * len(came[Side.ASSOCIATION])
            inside = sum(e in came[Side.ENTREPRISE] and a in came[Side.ASSOCIATION] for e, a in met)
            counted = Counter(organisation for pairing in new for organisation in pairing)
            shares = [counted[o] for side in Side for o in one.organisations[side]] or [0]
            yield Figures(
                one, len(new), len(one.held) - len(new), inside, possible,
                min(shares), median(shares),
            )  # fmt: skip


def account(rencontre: Rencontre, schedule: Schedule | None, history: History) -> Account:
    """What a rencontre, its published plan and the history that grew from it tell."""
    planned = {} if schedule is None else _attended(rencontre, schedule)
    kept = {e.pairing: e.outcome for e in history.encounters if e.identity == rencontre.identity}
    held = [pairing for pairing in kept if planned.get(pairing, True)]
    side_of = rencontre.side_by_participant
    sides = {side: [p for p in rencontre.participants if side_of[p.id] is side] for side in Side}
    return Account(
        name=rencontre.name,
        date=rencontre.date,
        booked={side: len(people) for side, people in sides.items()},
        came={side: sum(p.present for p in people) for side, people in sides.items()},
        organisations={
            side: tuple(o.id for o in rencontre.attending if o.side is side) for side in Side
        },
        planned=None if schedule is None else tuple(planned),
        held=tuple(held),
        outcomes=_outcomes(kept, held),
        groups=rencontre.groups,
    )


def recalled(identity: Identity, history: History) -> Account:
    """What a history alone tells of a rencontre."""
    kept = {e.pairing: e.outcome for e in history.encounters if e.identity == identity}
    return Account(
        name=identity.name,
        date=identity.date,
        organisations={
            Side.ENTREPRISE: tuple(dict.fromkeys(pairing.entreprise for pairing in kept)),
            Side.ASSOCIATION: tuple(dict.fromkeys(pairing.association for pairing in kept)),
        },
        held=tuple(kept),
        outcomes=_outcomes(kept, list(kept)),
    )


def series_of(
    accounts: tuple[Account, ...], history: History, notes: tuple[Issue, ...] = ()
) -> Series:
    """``accounts`` and what the history tells of others, by date; undated ones come first."""
    told = {one.identity for one in accounts}
    others = sorted(
        (one for one in history.identities - told if one is not None), key=lambda one: one.name
    )
    everything = (*accounts, *(recalled(one, history) for one in others))
    ordered = sorted(everything, key=lambda one: (one.date or dt.date.min, one.name))
    return Series(accounts=tuple(ordered), history=history, notes=notes)


def _attended(rencontre: Rencontre, schedule: Schedule) -> dict[Pairing, bool]:
    """Each pairing of the plan, and whether two of its people were there at one table."""
    people = rencontre.participant_by_id
    found: dict[Pairing, bool] = {}
    for seating in schedule.seatings:
        for e, a in seating.meetings():
            pairing = Pairing(people[e].organisation, people[a].organisation)
            both = all(seating.round in rencontre.rounds_of(people[who]) for who in (e, a))
            found[pairing] = found.get(pairing, False) or both
    return found


def _outcomes(kept: dict[Pairing, Outcome | None], held: list[Pairing]) -> dict[Outcome, int]:
    counted = Counter(kept[pairing] for pairing in held)
    return {outcome: counted[outcome] for outcome in Outcome}

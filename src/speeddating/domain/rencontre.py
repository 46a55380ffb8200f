"""One event: people, tables, rounds and what is asked of them."""

import datetime as dt
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple, Self

from pydantic import NonNegativeInt, PositiveInt, model_validator

from speeddating.domain import consistency, needed
from speeddating.domain.base import (
    Frozen,
    OrganisationId,
    ParticipantId,
    PartyId,
    TableId,
    Text,
    Words,
)
from speeddating.domain.demands import Incompatibility, Lock, ProjectGroup, Wish
from speeddating.domain.names import matching_key
from speeddating.domain.people import Appetite, Facilitator, Organisation, Participant, Side
from speeddating.domain.phase import PRESETS, Phase, Preset, pursued
from speeddating.domain.room import Round, Table
from speeddating.words import Language


class Identity(NamedTuple):
    """What tells one rencontre from another."""

    name: str
    date: dt.date | None


class Rencontre(Frozen):
    """
    Who comes, which tables stand, how many rounds, and the rules of the evening.

    Every reference between its parts is checked when it is made: a rencontre that exists is
    consistent, though it may still ask for the impossible.
    """

    name: Text
    organisations: tuple[Organisation, ...]
    participants: tuple[Participant, ...]
    tables: tuple[Table, ...]
    rounds: tuple[Round, ...]
    date: dt.date | None = None
    place: Text | None = None
    phase: Phase | None = None
    """What :data:`~speeddating.domain.phase.PRESETS` sets where nothing else is said."""
    priorities: tuple[str, ...] = ()
    """Levels pursued before the others, dearest first."""
    facilitators: tuple[Facilitator, ...] = ()
    wishes: tuple[Wish, ...] = ()
    incompatibilities: tuple[Incompatibility, ...] = ()
    groups: tuple[ProjectGroup, ...] = ()
    locks: tuple[Lock, ...] = ()
    seated_side: Side = Side.ASSOCIATION
    """The side that keeps its tables while the other walks."""
    changeover_minutes: NonNegativeInt = 0
    meetings_per_pairing: PositiveInt = 1
    """How often one pairing may meet in this rencontre."""
    competitors_apart: bool = False
    """Organisations of one side and one sector never share a table."""
    language: Language = "fr"
    resume_at: PositiveInt | None = None
    """Rounds before this one have been held and are facts."""
    memory: NonNegativeInt | None = None
    """So many of the last rencontres count as past; None: all of them."""
    forgotten: Words = frozenset()
    """Names of rencontres that do not count as past."""
    tables_as_needed: bool = False
    """
    Nobody has listed the tables: they are numbered, as many as those who come need.

    A workbook lists none then, so that they are worked out anew; it does where they were replaced,
    or are too few for people added since.
    """

    @model_validator(mode="after")
    def _parts_fit_together(self) -> Self:
        for check in consistency.CHECKS:
            check(self)
        return self

    @property
    def identity(self) -> Identity:
        """Name and date."""
        return Identity(self.name, self.date)

    @property
    def preset(self) -> Preset:
        """What its phase sets."""
        return PRESETS[self.phase]

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels in the order in which they are pursued: its priorities, then its phase's."""
        return pursued(self.priorities, self.preset.levels)

    @cached_property
    def wants(self) -> dict[OrganisationId, Appetite]:
        """The appetite each organisation has told, or what the phase expects of its side."""
        expected = self.preset.appetites
        return {o.id: o.appetite or expected[o.side] for o in self.organisations}

    @cached_property
    def organisation_by_id(self) -> dict[OrganisationId, Organisation]:
        """Organisations by identifier."""
        return {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def participant_by_id(self) -> dict[ParticipantId, Participant]:
        """Participants by identifier, those not coming included."""
        return {participant.id: participant for participant in self.participants}

    @cached_property
    def table_by_id(self) -> dict[TableId, Table]:
        """Tables by identifier."""
        return {table.id: table for table in self.tables}

    @cached_property
    def side_by_participant(self) -> dict[ParticipantId, Side]:
        """The side each person sits on."""
        sides = {o.id: o.side for o in self.organisations}
        return {p.id: sides[p.organisation] for p in self.participants}

    @cached_property
    def meant_by(self) -> dict[str, frozenset[PartyId]]:
        """Whom a name can mean, by its matching key: names, other names and identifiers."""
        found: defaultdict[str, set[PartyId]] = defaultdict(set)
        for one in self.organisations:
            for name in (one.name, *one.other_names):
                found[matching_key(name)].add(one.id)
        for person in self.participants:
            for name in (person.name, f"{person.name} ({person.organisation})", person.id):
                found[matching_key(name)].add(person.id)
        return {key: frozenset(parties) for key, parties in found.items()}

    @property
    def one_to_one(self) -> bool:
        """Whether every table seats one entreprise and one association."""
        return all(t.seats_entreprises == t.seats_associations == 1 for t in self.tables)

    def enough_tables(self, standing: tuple[Table, ...] = ()) -> tuple[Table, ...]:
        """``standing``, and the tables that those who come need besides."""
        return needed.enough_tables(
            standing,
            self.organisations,
            self.participants,
            self.rounds,
            phase=self.phase,
            groups=self.groups,
            resume_at=self.resume_at,
        )

    @property
    def has_tables_as_needed(self) -> bool:
        """Whether its tables are indeed such as nobody need list."""
        return (
            self.tables_as_needed
            and self.tables == needed.numbered(map(needed.size_of, self.tables))
            and self.tables == self.enough_tables(self.tables)
        )

    def on(self, side: Side) -> tuple[Participant, ...]:
        """The people of one side who are expected, in the order given."""
        sides = self.side_by_participant
        return tuple(p for p in self.participants if p.present and sides[p.id] is side)

    @cached_property
    def working_rounds(self) -> tuple[int, ...]:
        """Numbers of the rounds in which people sit, ascending."""
        return tuple(r.number for r in self.rounds if not r.is_break)

    def rounds_of(self, participant: Participant) -> tuple[int, ...]:
        """Numbers of the working rounds in which the person is there, ascending."""
        if not participant.present:
            return ()
        if not participant.absent:
            return self.working_rounds
        return tuple(r for r in self.working_rounds if r not in participant.absent)

    def people_of(self, party: PartyId) -> tuple[Participant, ...]:
        """The expected people a party stands for: a person, or all an organisation sends."""
        return tuple(p for p in self.participants if p.present and party in (p.id, p.organisation))

    @cached_property
    def attending(self) -> tuple[Organisation, ...]:
        """Organisations that send at least one expected person, in the order given."""
        there = {p.organisation for p in self.participants if p.present}
        return tuple(o for o in self.organisations if o.id in there)

"""What is remembered from rencontre to rencontre: past meetings between organisations."""

import datetime as dt
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import Field

from speeddating.domain.base import Frozen, OrganisationId, Printable, Text, refusal
from speeddating.domain.rencontre import Identity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from speeddating.domain.rencontre import Rencontre


class Pairing(NamedTuple):
    """An entreprise organisation and an association organisation."""

    entreprise: OrganisationId
    association: OrganisationId


class Source(StrEnum):
    """How it is known that a pairing has met."""

    RENCONTRE = "rencontre"
    PROJECT_GROUP = "project_group"
    ALREADY_KNOWN = "already_known"


class Outcome(StrEnum):
    """What came of a meeting."""

    AGAIN = "again"
    PROJECT = "project"
    NOTHING = "nothing"


MOST_TELLING: tuple[Outcome | None, ...] = (None, Outcome.NOTHING, Outcome.AGAIN, Outcome.PROJECT)
"""Of two outcomes noted for one meeting the later one here is kept, whichever was read first."""


class Encounter(Frozen):
    """One past meeting of a pairing."""

    entreprise: Annotated[OrganisationId, Printable] = Field(min_length=1, max_length=400)
    association: Annotated[OrganisationId, Printable] = Field(min_length=1, max_length=400)
    date: dt.date | None = None
    rencontre: Text | None = None
    source: Source = Source.RENCONTRE
    outcome: Outcome | None = None

    @property
    def pairing(self) -> Pairing:
        """The two organisations that met."""
        return Pairing(self.entreprise, self.association)

    @property
    def identity(self) -> Identity | None:
        """The rencontre at which they met, where one is named."""
        return None if self.rencontre is None else Identity(self.rencontre, self.date)


class History(Frozen):
    """
    All past meetings, those of organisations unknown today included: nothing is ever dropped.

    ``History()`` is the empty one.
    """

    encounters: tuple[Encounter, ...] = ()

    @cached_property
    def met(self) -> frozenset[Pairing]:
        """Pairings that have met at least once."""
        return frozenset(map(Pairing._make, set(zip(*self.columns, strict=True))))

    @cached_property
    def columns(self) -> tuple[list[OrganisationId], list[OrganisationId]]:
        """The entreprises of all rows, and their associations: long histories are read so."""
        return (
            [encounter.entreprise for encounter in self.encounters],
            [encounter.association for encounter in self.encounters],
        )

    def met_among(self, pairings: "AbstractSet[Pairing]") -> frozenset[Pairing]:
        """Those of ``pairings`` that have met, without listing all that ever met."""
        return frozenset(
            map(Pairing._make, filter(pairings.__contains__, zip(*self.columns, strict=True)))
        )

    @cached_property
    def identities(self) -> frozenset[Identity | None]:
        """Rencontres that are named; None where some row names none."""
        occasions = set(map(attrgetter("rencontre", "date"), self.encounters))
        return frozenset(None if name is None else Identity(name, date) for name, date in occasions)

    @cached_property
    def named(self) -> frozenset[str | None]:
        """Names of rencontres; None where some row has none."""
        return frozenset(map(attrgetter("rencontre"), self.encounters))

    def before(self, identity: Identity) -> "History":
        """
        What happened outside the rencontre ``identity``.

        Rows of its own identity are its published plan, not history.
        """
        if identity.name not in self.named or identity not in self.identities:
            return self
        kept = tuple(e for e in self.encounters if e.identity != identity)
        return History(encounters=kept)

    def and_also(self, encounters: "Iterable[Encounter] | History") -> "History":
        """
        Grown by ``encounters``; one meeting told twice counts once.

        A meeting is a pairing, a rencontre (name and date) and a source. Where two copies differ
        in what came of it, :data:`MOST_TELLING` decides, so that neither the order of reading nor
        reading twice changes what is remembered. The order of the rows is that of first telling.
        """
        added = encounters.encounters if isinstance(encounters, History) else encounters
        told: dict[Encounter, Outcome | None] = {}
        for encounter in (*self.encounters, *added):
            bare = _without_outcome(encounter)
            told[bare] = max(encounter.outcome, told.get(bare), key=MOST_TELLING.index)
        return History(
            encounters=tuple(
                bare if outcome is None else bare.model_copy(update={"outcome": outcome})
                for bare, outcome in told.items()
            )
        )

    @cached_property
    def occasions(self) -> tuple[Identity, ...]:
        """Rencontres that have a name and a date, in the order in which they were held."""
        dated = [one for one in self.identities if one is not None and one.date is not None]
        return tuple(sorted(dated, key=lambda one: (one.date or dt.date.min, one.name)))

    @property
    def _held(self) -> set[tuple[dt.date, str]]:
        """Day and name, if any, of each rencontre that has a day."""
        return {
            (one.date, one.rencontre or "")
            for one in self.encounters
            if one.date is not None and one.source is Source.RENCONTRE
        }

    def recent(self, rencontres: int) -> "History":
        """
        What is left when meetings older than the last ``rencontres`` rencontres are forgotten.

        Forgotten is what is dated before the first of them; with 0, whatever has a date. What has
        no date, and organisations that knew each other already, cannot grow old: they stay. A day
        on which pairings met counts as a rencontre even if nobody named it; what project groups do
        between rencontres does not.

        Raises
        ------
        ValueError
            If ``rencontres`` is negative.
        """
        if rencontres < 0:
            raise refusal("memory.negative", count=rencontres)
        held = sorted(self._held)
        if len(held) < rencontres:
            return self
        since = held[-rencontres][0] if rencontres else None
        return History(encounters=tuple(e for e in self.encounters if _lasts(e, since)))

    def without(self, *rencontres: str) -> "History":
        """What is left when the rencontres of these names are forgotten, whatever their date."""
        names = frozenset(rencontres)
        return History(encounters=tuple(e for e in self.encounters if e.rencontre not in names))

    def past_of(self, rencontre: "Rencontre") -> "History":
        """
        What counts as past for ``rencontre``.

        Everything outside it, except what its organiser asked to forget: rencontres by name, then
        all but the last few of the others.
        """
        past = self.before(rencontre.identity)
        if rencontre.forgotten:
            past = past.without(*rencontre.forgotten)
        return past if rencontre.memory is None else past.recent(rencontre.memory)


def _without_outcome(encounter: Encounter) -> Encounter:
    return (
        encounter if encounter.outcome is None else encounter.model_copy(update={"outcome": None})
    )


def _lasts(encounter: Encounter, since: dt.date | None) -> bool:
    """Whether a meeting is remembered from ``since`` on; None forgets every date."""
    if encounter.date is None or encounter.source is Source.ALREADY_KNOWN:
        return True
    return since is not None and encounter.date >= since

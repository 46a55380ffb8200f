"""Numbers instead of names, each name the same one wherever it stands."""

import random
from collections.abc import Iterable

from speeddating.domain.base import OrganisationId, ParticipantId, PartyId
from speeddating.domain.history import History
from speeddating.domain.names import matching_key
from speeddating.domain.people import Side
from speeddating.domain.rencontre import Rencontre
from speeddating.words import Language, say


class Numbers:
    """
    One number for each name of a kind, in an order that tells nothing.

    Where ``alike``, names that differ in case, accents and spaces only have one number.
    """

    def __init__(
        self,
        kind: str,
        names: Iterable[str],
        language: Language,
        *,
        mixed: bool,
        alike: bool = False,
    ) -> None:
        keys = {name: matching_key(name) if alike else name for name in names}
        listed = list(dict.fromkeys(keys.values()))
        if mixed:
            random.SystemRandom().shuffle(listed)
        digits = len(str(len(listed)))
        said = {
            key: say(f"memory.anonymous.{kind}", language, number=f"{number:0{digits}d}")
            for number, key in enumerate(listed, start=1)
        }
        self._said = {name: said[key] for name, key in keys.items()}

    def __call__(self, name: str) -> str:
        """What stands for a name."""
        return self._said[name]

    @property
    def names(self) -> frozenset[str]:
        """Everything that stands for a name."""
        return frozenset(self._said)

    def maybe(self, name: str | None) -> str | None:
        """What stands for a name, if there is one."""
        return None if name is None else self._said[name]

    def all(self, names: Iterable[str]) -> frozenset[str]:
        """What stands for each of several names."""
        return frozenset(self._said[name] for name in names)


class Pseudonyms:
    """The pseudonyms of one rencontre and its history."""

    def __init__(self, rencontre: Rencontre, history: History) -> None:
        language = rencontre.language
        known = {o.id: o.side for o in rencontre.organisations}
        past = [
            (name, side)
            for e in history.encounters
            for name, side in zip(e.pairing, Side, strict=True)
            if name not in known
        ]
        sides = {**dict(past), **known}

        def numbers(
            kind: str, names: Iterable[str], *, mixed: bool = True, alike: bool = False
        ) -> Numbers:
            return Numbers(kind, names, language, mixed=mixed, alike=alike)

        parts = {side: numbers(side, [o for o, s in sides.items() if s is side]) for side in Side}
        self.organisation = {o: OrganisationId(parts[side](o)) for o, side in sides.items()}
        self.person = numbers("person", (p.id for p in rencontre.participants))
        self.facilitator = numbers("facilitator", (f.id for f in rencontre.facilitators))
        self.group = numbers("group", (g.name for g in rencontre.groups))
        self.project = numbers("project", (g.project for g in rencontre.groups if g.project))
        self.state = numbers("state", (g.state for g in rencontre.groups if g.state))
        held = [rencontre.name, *(e.rencontre for e in history.encounters if e.rencontre)]
        self.rencontre = numbers("rencontre", reversed(held), mixed=False)
        self.table = numbers("table", (t.id for t in rencontre.tables), mixed=False)
        zones = [*(t.zone for t in rencontre.tables), *(p.zone for p in rencontre.participants)]
        self.zone = numbers("zone", (zone for zone in zones if zone))
        organisations = rencontre.organisations
        self.sector = numbers("sector", (o.sector for o in organisations if o.sector), alike=True)
        themes = {theme for o in organisations for theme in o.themes}
        self.theme = numbers("theme", sorted(themes), alike=True)
        asked = {word for o in organisations for word in o.needs | o.offers}
        self.need = numbers("need", sorted(asked), alike=True)

    def party(self, who: PartyId) -> PartyId:
        """What stands for an organisation or a person."""
        known = self.organisation.get(OrganisationId(who))
        return self.who(ParticipantId(who)) if known is None else known

    def who(self, person: ParticipantId) -> ParticipantId:
        """What stands for a person."""
        return ParticipantId(self.person(person))

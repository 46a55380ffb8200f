"""Any rencontre and history that the models accept, with every field told: drawn by a seed."""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from pydantic import ValidationError

from speeddating import (
    Appetite,
    Encounter,
    Facilitator,
    History,
    Incompatibility,
    Lock,
    Organisation,
    Outcome,
    Participant,
    Phase,
    ProjectGroup,
    Rencontre,
    Round,
    Side,
    Source,
    Table,
    Wish,
    WishKind,
)
from speeddating.domain.base import OrganisationId, TableId
from speeddating.domain.score import SENSE

Kind = TypeVar("Kind")
ODD = (
    "=1+1", "+33 1", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "NA", "None", "nan", "null",
    "TRUE", "VRAI", "non", "007", "1e5", "1,5", "12/06/2018", "18h30", "1-4; 6", "a;b", "a, b",
    "a\u00a0b", "É", "e", "Straße", "İ", "ﬁ", "œuvre", "_x0041_", "x005F_", "_x005F_x0041_",
    "Total", "TOTAL", "'apostrophe", '"', "<b>&amp;</b>", "{0}", "%s", "名前", "😀", "שלום", "a  b",
    "Nom", "Participants", "Table 1", "—", "(E1)", "x" * 200, "1", "2 au choix", "E.D.F.",
    "https://exemple.fr", "a/b\\c", "\ufffd", "oui", "entreprise", "été", "ETE", "Exemple : Ana",
)  # fmt: skip
"""What a cell, a csv or a page may take for something else."""


class Draw:
    """What may stand in a field, odd or not."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - a draw that can be repeated

    def maybe(self, value: Kind) -> Kind | None:
        return self.random.choice([value, None])

    def often(self) -> bool:
        return self.random.random() < 0.8

    def one(self, values: Sequence[Kind]) -> Kind:
        return self.random.choice(values)

    def text(self) -> str:
        """An odd text, or any characters that are no control."""
        while True:
            letters = (chr(self.random.randrange(32, 0x3000)) for _ in range(9))
            said = self.one(ODD) if self.random.random() < 0.7 else "".join(letters)
            said = unicodedata.normalize("NFC", said)
            try:
                return Organisation(name=said, side=Side.ENTREPRISE).name
            except ValidationError:
                continue

    def texts(self, least: int, most: int) -> tuple[str, ...]:
        """Different ones."""
        wanted = self.random.randint(least, most)
        found: dict[str, None] = {}
        while len(found) < wanted:
            found.setdefault(self.text())
        return tuple(found)

    def words(self) -> frozenset[str]:
        return frozenset(self.texts(0, 2))

    def rounds(self, count: int) -> frozenset[int]:
        return frozenset(n for n in range(1, count + 1) if not self.often())

    def day(self) -> dt.date:
        return dt.date(1980, 1, 1) + dt.timedelta(days=self.random.randrange(40_000))


def accepted(seed: int) -> tuple[Rencontre, History]:
    """The first that the models accept."""
    draw = Draw(seed)
    while True:
        try:
            rencontre = _rencontre(draw)
        except ValidationError:
            continue
        return rencontre, _history(draw, rencontre)


def _rencontre(draw: Draw) -> Rencontre:
    count = draw.random.randint(1, 5)
    organisations = [
        _organisation(draw, name, list(Side)[number % 2])
        for number, name in enumerate(draw.texts(2, 5))
    ]
    tables = [_table(draw, name, count) for name in draw.texts(1, 3)]
    people = [_person(draw, o.name, count, tables) for o in organisations]
    people += [_person(draw, o.name, count, tables) for o in organisations if not draw.often()]
    changeover, minutes = draw.random.randint(0, 5), draw.random.randint(1, 30)
    start = draw.maybe(dt.time(23, 50))
    return Rencontre(
        name=draw.text(),
        organisations=tuple(organisations),
        participants=tuple(people),
        tables=tuple(tables),
        rounds=tuple(
            Round(
                number=n, start=_later(start, (n - 1) * (minutes + changeover)),
                minutes=minutes, is_break=not draw.often(),
            )
            for n in range(1, count + 1)
        ),
        date=draw.maybe(draw.day()),
        place=draw.maybe(draw.text()),
        phase=draw.maybe(draw.one(list(Phase))),
        priorities=tuple(draw.random.sample(sorted(SENSE), draw.random.randint(0, 2))),
        **_demands(draw, organisations, people, tables, count),
        seated_side=draw.one(list(Side)),
        changeover_minutes=changeover,
        meetings_per_pairing=draw.random.randint(1, 3),
        competitors_apart=draw.often(),
        language=draw.one(["fr", "en"]),
        resume_at=draw.maybe(draw.random.randint(1, count)),
        memory=draw.maybe(draw.random.randint(0, 3)),
        forgotten=draw.words(),
    )  # fmt: skip


def _organisation(draw: Draw, name: str, side: Side) -> Organisation:
    return Organisation(
        name=name, side=side, sector=draw.maybe(draw.text()), themes=draw.words(),
        needs=draw.words(), offers=draw.words(), siren=draw.maybe(draw.text()),
        appetite=draw.maybe(draw.one(list(Appetite))),
        other_names=() if draw.often() else draw.texts(0, 2),
        not_names=() if draw.often() else draw.texts(0, 1),
    )  # fmt: skip


def _table(draw: Draw, name: str, count: int) -> Table:
    return Table(
        id=TableId(name), seats_entreprises=draw.random.randint(1, 3),
        seats_associations=draw.random.randint(1, 3), zone=draw.maybe(draw.text()),
        accessible=draw.often(), rounds=draw.maybe(draw.rounds(count)),
    )  # fmt: skip


def _person(draw: Draw, organisation: str, count: int, tables: list[Table]) -> Participant:
    given: dict[str, Any] = {} if draw.often() else {"id": draw.text()}
    return Participant(
        name=draw.text(), organisation=OrganisationId(organisation), present=draw.often(),
        absent=draw.rounds(count), zone=draw.maybe(draw.text()), needs_access=draw.often(),
        table=draw.maybe(draw.one(tables).id), least=draw.maybe(draw.random.randint(0, 3)),
        most=draw.maybe(draw.random.randint(3, 9)), **given,
    )  # fmt: skip


def _demands(
    draw: Draw, organisations: list[Organisation], people: list[Participant],
    tables: list[Table], count: int,
) -> dict[str, Any]:  # fmt: skip
    sides = {str(o.id): o.side for o in organisations}
    parties = sides | {str(p.id): sides[p.organisation] for p in people}
    number = draw.random.randint(1, count)
    found: dict[str, tuple[Any, ...]] = {}
    if draw.often():
        source = draw.one(list(parties))
        others = [who for who, side in parties.items() if side is not parties[source]]
        target, before = draw.one(others), draw.one(others)
        wish: dict[str, Any] = {"source": source, "target": target}
        if before != target:
            wish["before"] = draw.maybe(before)
        found["wishes"] = (
            Wish(
                **wish, rank=draw.random.randint(1, 4), kind=draw.one(list(WishKind)),
                round=draw.maybe(number),
            ),
        )  # fmt: skip
    if not draw.often():
        pair: dict[str, Any] = {"a": draw.one(list(parties)), "b": draw.one(list(parties))}
        found["incompatibilities"] = (Incompatibility(**pair, reason=draw.maybe(draw.text())),)
    if not draw.often():
        seat = Lock(participant=draw.one(people).id, round=number, table=draw.one(tables).id)
        found["locks"] = (seat,)
    if draw.often():
        who = draw.maybe(Facilitator(name=draw.text()))
        found["facilitators"] = () if who is None else (who,)
        found["groups"] = (
            ProjectGroup(
                name=draw.text(), organisations=tuple(o.id for o in organisations[:2]),
                facilitator=None if who is None else who.id, rounds=draw.rounds(count),
                free_rounds=draw.random.randint(0, min(2, count)), project=draw.maybe(draw.text()),
                state=draw.maybe(draw.text()),
            ),
        )  # fmt: skip
    return found


def _later(start: dt.time | None, minutes: int) -> dt.time | None:
    if start is None:
        return None
    return (dt.datetime.combine(dt.date.min, start) + dt.timedelta(minutes=minutes)).time()


def _history(draw: Draw, rencontre: Rencontre) -> History:
    """Meetings of organisations of today and of others."""

    def one(side: Side) -> OrganisationId:
        known = [o.id for o in rencontre.organisations if o.side is side]
        return draw.one(known) if draw.often() else OrganisationId(draw.text())

    return History(
        encounters=tuple(
            Encounter(
                entreprise=one(Side.ENTREPRISE), association=one(Side.ASSOCIATION),
                date=draw.maybe(draw.day()), rencontre=draw.maybe(draw.text()),
                source=draw.one(list(Source)), outcome=draw.maybe(draw.one(list(Outcome))),
            )
            for _ in range(draw.random.randint(0, 3))
        )
    )  # fmt: skip

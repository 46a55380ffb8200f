"""Every schedule of a tiny rencontre, and what it is worth by the checker's own count."""

from collections.abc import Iterator
from itertools import product

from speeddating import check, score
from speeddating.domain.history import History
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule, Seating
from speeddating.domain.score import SENSE, Score, Sense, Value

Seat = tuple[str, str]


def schedules(event: Rencontre, history: History) -> list[Score]:
    """Scores of all schedules that keep every rule; groups are not known here."""
    found = []
    for seatings in product(*(list(_sittings(event, number)) for number in event.working_rounds)):
        made = Schedule(rencontre=event.name, seatings=tuple(s for one in seatings for s in one))
        if not check(event, history, made):
            found.append(score(event, history, made))
    return found


def _sittings(event: Rencontre, number: int) -> Iterator[tuple[Seating, ...]]:
    """All ways to seat one round, nobody alone and no table too full."""
    people = [p for p in event.participants if number in event.rounds_of(p)]
    side = event.side_by_participant
    for places in product((None, *event.tables), repeat=len(people)):
        seatings = []
        for table in event.tables:
            here = [p.id for p, t in zip(people, places, strict=True) if t is table]
            entreprises = tuple(who for who in here if side[who] == "entreprise")
            associations = tuple(who for who in here if side[who] == "association")
            if not here:
                continue
            full = (
                0 < len(entreprises) <= table.seats_entreprises
                and 0 < len(associations) <= table.seats_associations
            )
            if not full or not table.stands_in(number):
                break
            seatings.append(
                Seating(
                    round=number,
                    table=table.id,
                    entreprises=entreprises,
                    associations=associations,
                )
            )
        else:
            yield tuple(seatings)


def best(scores: list[Score], levels: tuple[str, ...], fixed: Score | None) -> list[Value]:
    """
    The best of each level over schedules that keep the earlier ones.

    ``fixed`` gives what of the earlier ones is to be kept; else it is the best of those.
    """
    values = []
    for level in levels:
        found = [one.value(level) for one in scores]
        top = max(found) if SENSE[level] is Sense.MORE else min(found)
        values.append(top)
        kept = top if fixed is None else fixed.value(level)
        scores = [one for one in scores if not _worse(level, one.value(level), kept)]
    return values


def _worse(level: str, one: Value, other: Value) -> bool:
    worse: bool = one < other if SENSE[level] is Sense.MORE else one > other  # type: ignore[operator]
    return worse

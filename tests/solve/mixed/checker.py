"""The rules of mixed tables, restated one seat at a time; shares no code with the engine."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from speeddating.solve.mixed.facts.problem import MixedProblem
from speeddating.solve.mixed.search.schedule import MixedSchedule

Sitting = dict[tuple[int, int], tuple[list[int], list[int]]]


def seated(schedule: MixedSchedule) -> Sitting:
    """People of each side at each (round, table)."""
    result: Sitting = {}
    for side, tables in enumerate((schedule.entreprises, schedule.associations)):
        for person, row in enumerate(tables):
            for round_, table in enumerate(row):
                if table >= 0:
                    result.setdefault((round_, int(table)), ([], []))[side].append(person)
    return result


def met(problem: MixedProblem, schedule: MixedSchedule) -> Counter[tuple[int, int]]:
    """How often each pairing of organisations shares a table."""
    ours, theirs = problem.entreprises.organisation, problem.associations.organisation
    return Counter(
        (int(ours[e]), int(theirs[a]))
        for entreprises, associations in seated(schedule).values()
        for e in entreprises
        for a in associations
    )


def new_pairings(problem: MixedProblem, schedule: MixedSchedule) -> int:
    """Pairings that count, once each."""
    return sum(bool(problem.wanted[pairing]) for pairing in met(problem, schedule))


def mixing(schedule: MixedSchedule) -> int:
    """Repeated pairs of people of one side."""
    together = Counter(
        (side, *pair)
        for sides in seated(schedule).values()
        for side, people in enumerate(sides)
        for pair in combinations(people, 2)
    )
    return sum(times - 1 for times in together.values())


def violations(problem: MixedProblem, schedule: MixedSchedule) -> list[str]:
    """Every rule the seats break, in words."""
    return [
        *_places(problem, schedule),
        *_locks(problem, schedule),
        *_pairings(problem, schedule),
    ]


def _places(problem: MixedProblem, schedule: MixedSchedule) -> Iterator[str]:
    free = all((people.locked < 0).all() for people in problem.sides)
    for (round_, table), sides in seated(schedule).items():
        if problem.even and not problem.refuses and free and not all(sides):
            yield f"table {table} has one side only in round {round_}"
        for people, sitting in zip(problem.sides, sides, strict=True):
            if len(sitting) > people.seats[table, round_]:
                yield f"too many at table {table} in round {round_}"
            yield from (f"{p} absent in {round_}" for p in sitting if not people.there[p, round_])
            if people.open is not None:
                yield from (f"{p} at {table}" for p in sitting if not people.open[p, table, round_])
            if people.rivals is not None:
                pairs = combinations(sitting, 2)
                yield from (f"rivals {p} and {q}" for p, q in pairs if people.rivals[p, q])


def _locks(problem: MixedProblem, schedule: MixedSchedule) -> Iterator[str]:
    both = (schedule.entreprises, schedule.associations)
    for people, tables in zip(problem.sides, both, strict=True):
        for p, row in enumerate(people.locked):
            for round_, table in enumerate(row):
                if table >= 0 and tables[p, round_] != table:
                    yield f"{p} locked to {table} in {round_}"


def _pairings(problem: MixedProblem, schedule: MixedSchedule) -> Iterator[str]:
    for pairing, times in met(problem, schedule).items():
        if problem.banned is not None and problem.banned[pairing]:
            yield f"{pairing} banned"
        if problem.once is not None and problem.once[pairing] and times > 1:
            yield f"{pairing} met {times} times"

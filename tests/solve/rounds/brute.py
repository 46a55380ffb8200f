"""
Tiny rencontres with rules that name rounds, and every schedule they allow: the oracle.

Nothing here is shared with the library but its data; rules and levels are written a second time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations, pairwise, permutations, product
from typing import Any, NamedTuple

from hypothesis import strategies as st

from speeddating.domain.history import History
from speeddating.domain.people import Appetite, Organisation, Participant, Side
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.score import SENSE, Value
from tests.factories import apart, history, lock, must, rencontre, table, wish
from tests.solve.pairs.brute import organisations

COUNTED = ("new_pairings", "worst_off", "wishes", "affinity", "seated", "pauses")
"""Levels that pairings alone decide."""
TIMED = ("pauses_in_a_row", "waits")
LEVELS = (*COUNTED, *TIMED, "moves")

Seat = tuple[str, str, str]
"""Table, person of an entreprise, person of an association."""
Night = tuple[tuple[Seat, ...], ...]
"""Seats by working round."""
Worth = tuple[Value, ...]
"""In the order of :data:`LEVELS`."""


class Case(NamedTuple):
    """A rencontre and what happened before it."""

    rencontre: Rencontre
    history: History = History()

    def nights(self, *, tables: bool = False) -> Iterator[Night]:
        """Every schedule; with ``tables`` every way to place it too, else one."""
        return Oracle(self).nights(tables=tables)

    def worths(self, *, tables: bool = False) -> frozenset[Worth]:
        """What the schedules are worth; moves mean something only with ``tables``."""
        oracle = Oracle(self)
        return frozenset(oracle.worth(night) for night in oracle.nights(tables=tables))

    @property
    def possible(self) -> bool:
        """Whether some schedule keeps every rule."""
        return next(self.nights(), None) is not None


def keeping(worths: Iterable[Worth], level: str, value: Value) -> frozenset[Worth]:
    """Those that are as good as ``value`` at ``level``, or better."""
    at = LEVELS.index(level)
    return frozenset(worth for worth in worths if signed(level, worth[at]) >= signed(level, value))


def best(worths: Iterable[Worth], level: str) -> Value:
    """The best value of ``level``."""
    at = LEVELS.index(level)
    return max((worth[at] for worth in worths), key=lambda value: signed(level, value))


def optimum(worths: Iterable[Worth], levels: Sequence[str]) -> dict[str, Value]:
    """The best values of ``levels``, each without giving up an earlier one."""
    left, found = frozenset(worths), {}
    for level in levels:
        found[level] = best(left, level)
        left = keeping(left, level, found[level])
    return found


def signed(level: str, value: Value) -> tuple[int, ...]:
    """A number or tuple that is larger where ``value`` is better."""
    sign = SENSE[level].value
    return tuple(sign * v for v in (value if isinstance(value, tuple) else (value,)))


class Oracle:
    """Enumerates the schedules of a case round by round."""

    def __init__(self, case: Case) -> None:
        self.event, self.met = case.rencontre, case.history.before(case.rencontre.identity).met
        self.known = {str(o.id): o for o in self.event.organisations}
        self.people = {p.id: p for p in self.event.participants if p.present}
        self.of = {str(p.id): str(p.organisation) for p in self.event.participants}
        self.order = self.event.working_rounds

    def nights(self, *, tables: bool) -> Iterator[Night]:
        """Schedules that keep every rule."""
        rounds = [list(self._sittings(number, tables=tables)) for number in self.order]

        def further(night: Night, pairs: Counter[tuple[str, str]]) -> Iterator[Night]:
            if len(night) == len(rounds):
                if self._keeps(night):
                    yield night
                return
            for sitting in rounds[len(night)]:
                now = pairs + Counter((self.of[e], self.of[a]) for _, e, a in sitting)
                if max(now.values(), default=0) <= self.event.meetings_per_pairing:
                    yield from further((*night, sitting), now)

        yield from further((), Counter())

    def _sittings(self, number: int, *, tables: bool) -> Iterator[tuple[Seat, ...]]:
        """Seats of one round; every placement, or the first."""
        there = [p for p in self.people.values() if number not in p.absent]
        ones = [p for p in there if self._side(p) is Side.ENTREPRISE]
        others = [p for p in there if self._side(p) is Side.ASSOCIATION]
        stands = [t.id for t in self.event.tables if t.stands_in(number)]
        locks = [k for k in self.event.locks if k.round == number]
        for count in range(min(len(stands), len(ones), len(others)) + 1):
            for left, right in product(combinations(ones, count), permutations(others, count)):
                pairs = list(zip(left, right, strict=True))
                if not all(self._may_meet(e, a) for e, a in pairs):
                    continue
                if not {k.participant for k in locks} <= {p.id for p in (*left, *right)}:
                    continue
                for placed in permutations(stands, count):
                    seats = zip(placed, pairs, strict=True)
                    if all(self._may_sit(p, t, number) for t, pair in seats for p in pair):
                        yield tuple(
                            (str(t), str(e.id), str(a.id))
                            for t, (e, a) in zip(placed, pairs, strict=True)
                        )
                        if not tables:
                            break

    def _side(self, person: Participant) -> Side:
        return self.known[person.organisation].side

    def _may_sit(self, person: Participant, name: str, number: int) -> bool:
        where = next(t for t in self.event.tables if t.id == name)
        own = [k.table for k in self.event.locks if (k.participant, k.round) == (person.id, number)]
        return (
            person.table in (None, name)
            and person.zone in (None, where.zone)
            and (where.accessible or not person.needs_access)
            and own in ([], [name])
        )

    def _may_meet(self, e: Participant, a: Participant) -> bool:
        names = [{e.id, e.organisation}, {a.id, a.organisation}]
        for pair in self.event.incompatibilities:
            for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
                if one in names[0] and other in names[1]:
                    return False
        if (e.organisation, a.organisation) not in self.met:
            return True
        pairing = {str(e.organisation), str(a.organisation)}
        asked = [w for w in self.event.wishes if self._organisations(w.source, w.target) == pairing]
        if any(w.is_must for w in asked) or self._locked_together(pairing):
            return True
        wants = {self.known[o].wants for o in pairing}
        if Appetite.NEW_ONLY in wants:
            return False
        return bool(asked) or bool(wants & {Appetite.MIXED, Appetite.AGAIN})

    def _organisations(self, *parties: str) -> set[str]:
        return {self.of.get(party, party) for party in parties}

    def _locked_together(self, pairing: set[str]) -> bool:
        return any(
            {one.round, one.table} == {other.round, other.table}
            and self._organisations(one.participant, other.participant) == pairing
            for one, other in combinations(self.event.locks, 2)
        )

    def _keeps(self, night: Night) -> bool:
        times = Counter(who for sitting in night for _, *pair in sitting for who in pair)
        for person in self.people.values():
            most = len(night) if person.most is None else person.most
            if not (person.least or 0) <= times[person.id] <= most:
                return False
        for asked in self.event.wishes:
            first = self._together(night, asked.source, asked.target)
            if asked.is_must and not (first & {asked.round} if asked.round else first):
                return False
            if asked.before:
                later = self._together(night, asked.source, asked.before)
                if first and later and min(first) >= min(later):
                    return False
        return True

    def _together(self, night: Night, one: str, other: str) -> set[int]:
        """Rounds in which two parties meet."""
        return {
            number
            for number, sitting in zip(self.order, night, strict=True)
            for _, e, a in sitting
            for x, y in ((one, other), (other, one))
            if x in {e, self.of[e]} and y in {a, self.of[a]}
        }

    def worth(self, night: Night) -> Worth:
        """What each level is worth."""
        times = Counter((self.of[e], self.of[a]) for sitting in night for _, e, a in sitting)
        new = times.keys() - self.met
        degree = Counter(chain(*new))
        seats: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for number, sitting in zip(self.order, night, strict=True):
            for name, *pair in sitting:
                for who in pair:
                    seats[who][number] = name
        sides: list[Value] = [
            sum(self._moves(seats[who]) for who in seats if self._sits(who) is sitting)
            for sitting in (True, False)
        ]
        return (
            len(new),
            tuple(sorted(degree[o] for o in {self.of[who] for who in self.people})),
            self._wishes(night, times.keys() - new),
            sum(n * self._affinity(*(self.known[o] for o in pair)) for pair, n in times.items()),
            sum(map(len, seats.values())),
            sum(len(self._idle(p, seats)) ** 2 for p in self.people.values()),
            sum(
                {one, two} <= self._idle(p, seats)
                for p in self.people.values()
                for one, two in pairwise(self.order)
            ),
            sum(two - one > 1 for found in seats.values() for one, two in pairwise(sorted(found))),
            (sides[0], sides[1]),  # type: ignore[return-value]
        )

    def _sits(self, who: str) -> bool:
        return self.known[self.of[who]].side is self.event.seated_side

    @staticmethod
    def _moves(found: Mapping[int, str]) -> int:
        return sum(found[one] != found[two] for one, two in pairwise(sorted(found)))

    def _idle(self, person: Participant, seats: Mapping[str, Mapping[int, str]]) -> set[int]:
        return set(self.order) - set(person.absent) - set(seats.get(person.id, ()))

    @cached_property
    def _ranks(self) -> list[int]:
        return [w.rank for w in self.event.wishes if not w.is_must]

    def _wishes(self, night: Night, again: set[tuple[str, str]]) -> tuple[int, ...]:
        granted = Counter(
            wish.rank
            for wish in self.event.wishes
            if not wish.is_must
            and (found := self._together(night, wish.source, wish.target))
            and (wish.round is None or wish.round in found)
        )
        eager = sum(Appetite.AGAIN in {self.known[o].wants for o in pair} for pair in again)
        return (*(granted[n] for n in range(1, max(self._ranks, default=0) + 1)), eager)

    @staticmethod
    def _affinity(one: Organisation, other: Organisation) -> int:
        pairs = (one.themes, other.themes), (one.needs, other.offers), (one.offers, other.needs)
        return sum(len(mine & theirs) for mine, theirs in pairs)


@st.composite
def cases(draw: st.DrawFn, most: int = 3, rounds: int = 3) -> Case:
    """Up to ``most`` organisations a side and ``rounds`` rounds, with any of the rules."""
    many = draw(st.integers(1, most)), draw(st.integers(1, most))
    count = draw(st.integers(1, rounds))
    breaks = draw(st.sampled_from([(), (), (2,)])) if count > 2 else ()
    working = [number for number in range(1, count + 1) if number not in breaks]
    names = [f"E{i}" for i in range(1, many[0] + 1)], [f"A{i}" for i in range(1, many[1] + 1)]
    over: dict[str, Any] = {name: draw(_organisations()) for name in chain(*names)}
    delegates: dict[str, int] = {}
    if sum(many) < 2 * most and draw(st.integers(0, 2)) == 0:
        delegates[draw(st.sampled_from([*names[0], *names[1]]))] = 2
    everybody = [
        who
        for name in chain(*names)
        for who in (name.lower(), f"{name.lower()}b")[: delegates.get(name, 1)]
    ]
    placed = draw(st.integers(0, 3)) == 0  # whether some may not sit just anywhere
    over |= {who: draw(_people(count, placed=placed)) for who in everybody}
    tables = tuple(
        table(str(i), zone=draw(st.sampled_from([None, "Nord"])), accessible=draw(st.booleans()),
              rounds=draw(st.none() | st.frozensets(st.integers(1, count))))
        for i in range(1, draw(st.integers(1, 3)) + 1)
    )  # fmt: skip
    for who in everybody:
        if draw(st.integers(0, 3)) == 0 and placed:
            over[who]["table"] = draw(st.sampled_from(tables)).id
    pairs = list(product(*names))
    forbidden = set() if draw(st.booleans()) else {draw(st.sampled_from(pairs))}
    open_to = [pair for pair in pairs if pair not in forbidden]
    wishes = [
        draw(_wishes(pair, open_to, count)) for pair in open_to if draw(st.integers(0, 3)) < 1
    ]
    locks = []
    for who in everybody:
        there = [n for n in working if n not in over[who].get("absent", ())]
        spots = [(n, t.id) for n in there for t in tables if t.stands_in(n)]
        if spots and draw(st.integers(0, 9)) == 0:
            locks.append(lock(who, *draw(st.sampled_from(spots))))
    event = rencontre(
        *many, tables, count, breaks=breaks, delegates=delegates,
        wishes=tuple(wishes), incompatibilities=tuple(apart(*pair) for pair in sorted(forbidden)),
        locks=tuple(locks), seated_side=draw(st.sampled_from(Side)),
        meetings_per_pairing=draw(st.sampled_from([1, 1, 1, 2])), **over,
    )  # fmt: skip
    return Case(event, history(*sorted(draw(st.sets(st.sampled_from(pairs))))))


@st.composite
def _organisations(draw: st.DrawFn) -> dict[str, Any]:
    if draw(st.booleans()):
        return {}
    return draw(organisations())


@st.composite
def _people(draw: st.DrawFn, rounds: int, *, placed: bool) -> dict[str, Any]:
    """Late, early, called away; now and then a promise, a limit, a zone."""
    found: dict[str, Any] = {}
    if draw(st.integers(0, 2)) == 0:
        found["absent"] = draw(st.frozensets(st.integers(1, rounds), max_size=2))
    if draw(st.integers(0, 4)) == 0:
        found["least"] = draw(st.integers(0, min(2, rounds)))
    if draw(st.integers(0, 4)) == 0:
        found["most"] = draw(st.integers(found.get("least", 0), rounds))
    if placed and draw(st.integers(0, 4)) == 0:
        found |= draw(st.sampled_from([{"zone": "Nord"}, {"needs_access": True}]))
    return found


@st.composite
def _wishes(
    draw: st.DrawFn, pair: tuple[str, str], among: Sequence[tuple[str, str]], count: int
) -> Any:
    """A wish or must of either of a pair, perhaps in a round, perhaps before another meeting."""
    source, target = draw(st.permutations(list(pair)))
    others = sorted({x for p in among if source in p for x in p} - {source, target})
    orders = bool(others) and draw(st.booleans())
    before: str | None = draw(st.none() | st.sampled_from(others)) if orders else None
    in_round = draw(st.none() | st.integers(1, count)) if draw(st.booleans()) else None
    kind = must if draw(st.integers(0, 2)) == 0 else wish
    return kind(source, target, before=before, round=in_round, rank=draw(st.integers(1, 2)))

"""Small rencontres that the space of pairings can take, and every set of pairings they allow."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from typing import Any, NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from speeddating.domain.history import History
from speeddating.domain.people import Appetite, Organisation, Participant, Side
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.score import SENSE, Value
from speeddating.solve.demands import demands
from speeddating.solve.pairs.choose import SUPPORTS
from tests.factories import apart, history, must, rencontre, wish

PAIR_LEVELS = ("new_pairings", "worst_off", "wishes", "affinity", "seated", "pauses")

Pair = tuple[str, str]


class Case(NamedTuple):
    """A rencontre and what happened before it."""

    rencontre: Rencontre
    history: History


@st.composite
def cases(draw: st.DrawFn, most: int = 3, most_rounds: int = 3, most_tables: int = 3) -> Case:
    """Up to ``most`` organisations a side, with any of the rules that the space supports."""
    many = draw(_mostly(most)), draw(_mostly(most))
    names = [f"E{i}" for i in range(1, many[0] + 1)], [f"A{i}" for i in range(1, many[1] + 1)]
    rounds, tables = draw(_mostly(most_rounds)), draw(_mostly(most_tables))
    pairs = list(product(*names))
    over: dict[str, Any] = {name: draw(organisations()) for name in chain(*names)}
    delegates = {}
    if draw(st.integers(0, 2)) == 0:
        delegates[draw(st.sampled_from([*names[0], *names[1]]))] = 2
    fixed = draw(st.sampled_from([None, None, 0, 1]))  # the side on which tables are fixed
    order = list(chain(*names))
    if draw(st.booleans()):
        order.reverse()  # people sort otherwise than the organisations that send them
    for name in chain(*names):
        for who in [name.lower(), f"{name.lower()}b"][: delegates.get(name, 1)]:
            over[who] = draw(people(rounds)) | {"id": f"{order.index(name)}{who}"}
            if fixed is not None and name in names[fixed] and name not in delegates:
                table = draw(st.none() | st.integers(1, tables))
                over[who]["table"] = table and str(table)
    forbidden = draw(st.sets(st.sampled_from(pairs), max_size=2))
    open_to = [pair for pair in pairs if pair not in forbidden]
    asked = draw(st.lists(st.sampled_from(open_to), max_size=3)) if open_to else []
    wishes = [
        must(*pair) if draw(st.integers(0, 5)) == 5 else wish(*pair, rank=draw(st.integers(1, 3)))
        for pair in asked
    ]
    event = rencontre(
        *many, tables, rounds,
        delegates=delegates,
        wishes=tuple(wishes),
        incompatibilities=tuple(apart(*pair) for pair in sorted(forbidden)),
        seated_side=draw(st.sampled_from(Side)),
        **over,
    )  # fmt: skip
    assume(demands(event) <= SUPPORTS)
    return Case(event, history(*draw(st.sets(st.sampled_from(pairs)))))


def _mostly(most: int) -> st.SearchStrategy[int]:
    """A number up to ``most``, which is the likeliest."""
    return st.sampled_from([most, *range(1, most + 1), most])


@st.composite
def organisations(draw: st.DrawFn) -> dict[str, Any]:
    """Appetite and themes."""
    themes = st.frozensets(st.sampled_from(["eau", "vélo"]), max_size=2)
    return {
        "appetite": draw(st.none() | st.sampled_from(Appetite)),
        "themes": draw(themes),
        "needs": draw(themes),
        "offers": draw(themes),
    }


@st.composite
def people(draw: st.DrawFn, rounds: int) -> dict[str, Any]:
    """Mostly nothing; now and then fewest or most meetings."""
    if draw(st.integers(0, 5)) < 5:
        return {}
    least = draw(st.sampled_from([None, 0, 1, 1, 2]))
    most = draw(st.none() | st.integers(least or 0, rounds + 1))
    return {"least": least, "most": most}


def best(case: Case, levels: Sequence[str]) -> list[Value] | None:
    """The best values of ``levels`` in their order, over every set of pairings; None without."""
    found = (values(case, chosen) for chosen in sets_of_pairings(case))
    return max(
        ([worth[level] for level in levels] for worth in found),
        key=lambda worth: [_signed(*pair) for pair in zip(levels, worth, strict=True)],
        default=None,
    )


def _signed(level: str, value: Value) -> tuple[int, ...]:
    sign = SENSE[level].value
    return tuple(sign * v for v in (value if isinstance(value, tuple) else (value,)))


def sets_of_pairings(case: Case) -> Iterator[frozenset[Pair]]:
    """Every set of pairings of organisations that keeps the rules."""
    event = case.rencontre
    rounds = len(event.working_rounds)
    allowed = [pair for pair in _pairs(event) if _may_meet(case, *pair)]
    demanded = {_as_pair(event, w.source, w.target) for w in event.wishes if w.is_must}
    room = len(event.tables) * rounds
    sharing: dict[str, list[str]] = {}
    for person in event.participants:
        if person.table is not None:
            sharing.setdefault(person.table, []).append(person.organisation)
    for count in range(min(room, len(allowed)) + 1):
        for chosen in combinations(allowed, count):
            degree = Counter(chain(*chosen))
            if not demanded <= set(chosen):
                continue
            if any(sum(degree[o] for o in owners) > rounds for owners in sharing.values()):
                continue
            if all(_shares(people, degree[o], rounds) for o, people in _delegates(event).items()):
                yield frozenset(chosen)


def _pairs(event: Rencontre) -> list[Pair]:
    one, other = ([str(o.id) for o in event.attending if o.side is side] for side in Side)
    return list(product(one, other))


def _known(event: Rencontre) -> dict[str, Organisation]:
    return {str(o.id): o for o in event.organisations}


def _delegates(event: Rencontre) -> Mapping[str, list[Participant]]:
    return {
        o.id: [p for p in event.participants if p.organisation == o.id] for o in event.attending
    }


def _as_pair(event: Rencontre, one: str, other: str) -> Pair:
    return (one, other) if _known(event)[one].side is Side.ENTREPRISE else (other, one)


def _may_meet(case: Case, e: str, a: str) -> bool:
    event = case.rencontre
    if any({pair.a, pair.b} == {e, a} for pair in event.incompatibilities):
        return False
    tables = [{p.table for p in _delegates(event)[o]} for o in (e, a)]
    if None not in tables[0] | tables[1] and not tables[0] & tables[1]:
        return False
    if (e, a) not in case.history.met:
        return True
    asked = [w for w in event.wishes if {w.source, w.target} == {e, a}]
    if any(w.is_must for w in asked):
        return True
    wants = {_known(event)[o].wants for o in (e, a)}
    if Appetite.NEW_ONLY in wants:
        return False
    return bool(asked) or bool(wants & {Appetite.MIXED, Appetite.AGAIN})


def _shares(people: Sequence[Participant], meetings: int, rounds: int) -> list[tuple[int, ...]]:
    """Every way to give an organisation's meetings to the people it sends."""
    ranges = [
        range(p.least or 0, (rounds if p.most is None else min(p.most, rounds)) + 1) for p in people
    ]
    return [shares for shares in product(*ranges) if sum(shares) == meetings]


def values(case: Case, chosen: frozenset[Pair]) -> dict[str, Value]:
    """What each level is worth, from the pairings alone."""
    event, met = case.rencontre, case.history.met
    rounds = len(event.working_rounds)
    new = {pair for pair in chosen if pair not in met}
    degree, fresh = Counter(chain(*chosen)), Counter(chain(*new))
    asked = [w for w in event.wishes if not w.is_must]
    highest = max((w.rank for w in asked), default=0)
    granted = Counter(w.rank for w in asked if _as_pair(event, w.source, w.target) in chosen)
    known = _known(event)
    again = [p for p in chosen - new if Appetite.AGAIN in {known[o].wants for o in p}]
    return {
        "new_pairings": len(new),
        "worst_off": tuple(sorted(fresh[o.id] for o in event.attending)),
        "wishes": (
            *(granted[rank] for rank in range(1, highest + 1)),
            len(again),
        ),
        "affinity": sum(_affinity(known[e], known[a]) for e, a in chosen),
        "seated": 2 * len(chosen),
        "pauses": sum(
            min(sum((rounds - s) ** 2 for s in way) for way in _shares(people, degree[o], rounds))
            for o, people in _delegates(event).items()
        ),
    }  # fmt: skip


def _affinity(one: Organisation, other: Organisation) -> int:
    pairs = (one.themes, other.themes), (one.needs, other.offers), (one.offers, other.needs)
    return sum(len(mine & theirs) for mine, theirs in pairs)

"""What a schedule is worth: computed by hand, by other means, and under other names."""

import datetime as dt
from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating.checks import MEASURES, score
from speeddating.domain.history import Encounter, History
from speeddating.domain.people import Appetite, Facilitator, Side
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.schedule import Schedule
from speeddating.domain.score import LEVELS, Score, Value
from speeddating.errors import InvalidInputError
from tests.factories import NAME, Row, history, must, rencontre, schedule, table, wish

if TYPE_CHECKING:
    from speeddating.domain.base import ParticipantId

Pairs = tuple[tuple[str, str], ...]


class Case(NamedTuple):
    """What one level is worth on seats that fit on a hand."""

    level: str
    given: dict[str, Any]
    seats: list[Row]
    worth: Value
    met: Pairs = ()


LED: dict[str, Any] = {"facilitators": (Facilitator(name="f1"),)}
BIG = (table("1", 2, 2), table("2", 2, 2))
AGAIN = {"appetite": Appetite.AGAIN}
TURN: list[Row] = [  # two rounds in which everybody meets everybody
    ("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"), ("1", 2, "e2", "a1"), ("2", 2, "e1", "a2"),
]  # fmt: skip
TASTES: dict[str, Any] = {
    "E1": {"themes": frozenset({"Emploi", "Don"}), "needs": frozenset({"Local"}),
           "offers": frozenset({"Don", "Camion"})},
    "A1": {"themes": frozenset({"Emploi", "Don", "Local"}), "needs": frozenset({"Camion"}),
           "offers": frozenset({"Local"})},
    "A2": {"needs": frozenset({"Don"}), "offers": frozenset({"Don"})},
}  # fmt: skip

CASES = [
    Case("new_pairings", {}, [], 0),
    Case("new_pairings", {}, TURN, 4),
    Case("new_pairings", {}, TURN, 2, (("E1", "A1"), ("E2", "A2"), ("E9", "A9"))),
    # met twice here: counts once
    Case("new_pairings", {}, [("1", 1, "e1", "a1"), ("1", 2, "e1", "a1")], 1),
    # two delegates of one organisation, in two rounds or at two tables: counts once
    Case("new_pairings", {"delegates": {"E1": 2}},
         [("1", 1, "e1", "a1"), ("1", 2, "e1b", "a1")], 1),
    Case("new_pairings", {"delegates": {"E1": 2, "A1": 2}},
         [("1", 1, "e1", "a1"), ("2", 1, "e1b", "a1b")], 1),
    Case("new_pairings", {"tables": BIG}, [("1", 1, "e1", "e2", "a1", "a2")], 4),
    Case("worst_off", {}, [], (0, 0, 0, 0)),
    Case("worst_off", {}, [("1", 1, "e1", "a1"), ("1", 2, "e1", "a2")], (0, 1, 1, 2)),
    Case("worst_off", {}, TURN, (1, 1, 1, 1), (("E1", "A1"), ("E2", "A2"))),
    # an organisation that sends nobody is not pitied; one that does is, whoever sits for it
    Case("worst_off", {"e2": {"present": False}}, [("1", 1, "e1", "a1")], (0, 1, 1)),
    Case("worst_off", {"delegates": {"E2": 2}, "e2": {"present": False}},
         [("1", 1, "e1", "a1")], (0, 0, 1, 1)),
    Case("worst_off", {"delegates": {"E1": 2}},
         [("1", 1, "e1", "a1"), ("2", 1, "e1b", "a2"), ("1", 2, "e1b", "a1")], (0, 1, 1, 2)),
    Case("wishes", {}, TURN, (0,)),
    Case("wishes", {"wishes": (wish("E1", "A1"), wish("A1", "E1"), wish("E2", "A2", rank=3))},
         [("1", 1, "e1", "a1")], (2, 0, 0, 0)),
    Case("wishes", {"wishes": (wish("E1", "A1", rank=2), wish("A2", "e2", rank=3))}, TURN,
         (0, 1, 1, 0)),
    # in another round than the one that was wished for
    Case("wishes", {"wishes": (wish("E1", "A1", round=2),)}, TURN, (0, 0)),
    Case("wishes", {"wishes": (wish("E1", "A1", round=1),)}, TURN, (1, 0)),
    # somebody else of the same organisation
    Case("wishes", {"wishes": (wish("A1", "e1b"),), "delegates": {"E1": 2}}, TURN, (0, 0)),
    Case("wishes", {"wishes": (wish("A1", "E1"),), "delegates": {"E1": 2}},
         [("1", 1, "e1b", "a1")], (1, 0)),
    # granted twice, counted once; what must be is no wish
    Case("wishes", {"wishes": (wish("E1", "A1"), must("E2", "A1", rank=4))},
         [("1", 1, "e1", "a1"), ("1", 2, "e1", "a1")], (1, 0)),
    # re-meetings that one side asks for; each pairing once; new ones are none
    Case("wishes", {"E1": AGAIN}, TURN, (1,), (("E1", "A1"), ("E2", "A2"))),
    Case("wishes", {"A1": AGAIN, "E1": AGAIN}, [*TURN, ("1", 3, "e1", "a1")], (1,),
         (("E1", "A1"),)),
    Case("wishes", {}, TURN, (0,), (("E1", "A1"),)),
    Case("affinity", {}, TURN, 0),
    # themes Emploi and Don; E1 needs Local, A1 offers it; A1 needs Camion, E1 offers it
    Case("affinity", TASTES, [("1", 1, "e1", "a1")], 4),
    # however it is written, and counted once
    Case("affinity", {"E1": {"themes": frozenset({"Énergie", "énergie"})},
                      "A1": {"themes": frozenset({"energie", "ENERGIE"})}}, TURN, 1),
    # A2 needs Don, E1 offers it; that A2 offers Don helps nobody
    Case("affinity", TASTES, [("1", 1, "e1", "a2")], 1),
    Case("affinity", TASTES, TURN, 5),
    # over all meetings, met before or not, the second time too
    Case("affinity", TASTES, [("1", 1, "e1", "a1"), ("1", 2, "e1", "a1")], 8, (("E1", "A1"),)),
    Case("affinity", {**TASTES, "tables": BIG}, [("1", 1, "e1", "e2", "a1", "a2")], 5),
    Case("seated", {}, [], 0),
    Case("seated", {}, TURN, 8),
    Case("seated", {"tables": BIG, **LED}, [("1", 1, "e1", "e2", "a1", "f1")], 3),
    Case("pauses", {}, TURN, 0),
    Case("pauses", {}, [], 16),  # four people, two rounds each, squared
    Case("pauses", {"rounds": 3}, [("1", 1, "e1", "a1"), ("1", 3, "e1", "a2")], 1 + 9 + 4 + 4),
    # a break is no pause, nor is a round that one misses, nor is not coming at all
    Case("pauses", {"rounds": 3, "breaks": (2,)}, [("1", 1, "e1", "a1"), ("1", 3, "e2", "a2")],
         4),
    Case("pauses", {"e2": {"absent": frozenset({1})}, "a2": {"present": False}},
         [("1", 1, "e1", "a1")], 1 + 1 + 1),
    # gone for both rounds but seated in them still: no pause of theirs, and none made up for
    Case("pauses", {"e2": {"absent": frozenset({1, 2})}}, TURN, 0),
    Case("pauses_in_a_row", {}, TURN, 0),
    Case("pauses_in_a_row", {"rounds": 4}, [], 4 * 3),
    Case("pauses_in_a_row", {"rounds": 4}, [("1", 2, "e1", "a1"), ("1", 3, "e2", "a2")], 2 + 2),
    # over a break: the two working rounds follow each other
    Case("pauses_in_a_row", {"rounds": 3, "breaks": (2,)},
         [("1", 1, "e1", "a1"), ("1", 3, "e1", "a1")], 2),
    # absent in the middle: two pauses that do not touch
    Case("pauses_in_a_row", {"rounds": 3, "e1": {"absent": frozenset({2})}},
         [("1", n, "e2", a) for n, a in ((1, "a1"), (2, "a2"), (3, "a1"))], 0),
    Case("mixing", {"tables": BIG}, [("1", 1, "e1", "e2", "a1", "a2")], 0),
    Case("mixing", {"tables": BIG},
         [("1", 1, "e1", "e2", "a1"), ("2", 2, "e2", "e1", "a2")], 1),
    Case("mixing", {"tables": BIG, "rounds": 3},
         [("1", n, "e1", "e2", "a1", "a2") for n in (1, 2, 3)], 4),
    Case("mixing", {}, [*TURN, ("1", 3, "e1", "a1")], 0),
    Case("waits", {"rounds": 5}, [], 0),
    Case("waits", {"rounds": 5}, [("1", 3, "e1", "a1")], 0),  # before the first, after the last
    Case("waits", {"rounds": 5}, [("1", 1, "e1", "a1"), ("1", 5, "e1", "a2")], 1),
    Case("waits", {"rounds": 5},
         [("1", 1, "e1", "a1"), ("1", 3, "e1", "a2"), ("1", 5, "e1", "a1")], 2 + 1),
    # whatever its cause: a break, or an absence
    Case("waits", {"rounds": 3, "breaks": (2,)},
         [("1", 1, "e1", "a1"), ("1", 3, "e1", "a1")], 2),
    Case("waits", {"rounds": 3, "e1": {"absent": frozenset({2})}},
         [("1", 1, "e1", "a1"), ("1", 2, "e2", "a1"), ("1", 3, "e1", "a1")], 1),
    Case("moves", {}, TURN, (0, 2)),
    Case("moves", {"seated_side": Side.ENTREPRISE}, TURN, (2, 0)),
    # over a pause: the table before it and the table after it
    Case("moves", {"rounds": 3}, [("1", 1, "e1", "a1"), ("2", 3, "e1", "a1")], (1, 1)),
    Case("moves", {"rounds": 3}, [("1", 1, "e1", "a1"), ("1", 3, "e1", "a1")], (0, 0)),
    Case("moves", {"rounds": 3},
         [("1", 1, "e1", "a1"), ("2", 2, "e1", "a1"), ("1", 3, "e1", "a1")], (2, 2)),
]  # fmt: skip


def worth(
    event: Rencontre, past: History, seats: Schedule, published: Schedule | None = None
) -> dict[str, Value]:
    found = score(event, past, seats, published)
    return {level.name: found.value(level.name) for level in LEVELS}


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case.level}" for n, case in enumerate(CASES)])
def test_a_level_is_worth_what_is_counted_by_hand(case: Case) -> None:
    event = rencontre(2, 2, **{"tables": 2, "rounds": 3 if len(case.seats) > 4 else 2} | case.given)
    assert score(event, history(*case.met), schedule(*case.seats)).value(case.level) == case.worth


def test_every_level_has_a_case_that_is_worth_something() -> None:
    told = {case.level for case in CASES if any(_flat(case.worth))}
    assert told | {"kept"} == {level.name for level in LEVELS}


def _flat(value: Value) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else (value,)


def test_there_is_a_measure_per_level_in_the_same_order() -> None:
    names = [level.name for level in LEVELS]
    assert [measure.__name__ for measure in MEASURES] == [n for n in names if n != "kept"]
    assert list(Score.model_fields) == names
    assert all(measure.__doc__ for measure in MEASURES)


KEPT = [
    (TURN, 8),
    ([], 0),
    ([("1", 1, "e1", "a1")], 2),
    ([("1", 1, "a1", "e1")], 2),  # in whatever order they are written
    ([("2", 1, "e1", "a1")], 0),  # another table
    ([("1", 1, "e2", "a1")], 0),  # another partner
    ([("1", 2, "e1", "a1")], 0),  # another round
    ([("1", 1, "e1", "a1", "e2")], 0),  # one more at the table
    ([("1", 1, "e1", "a1", "f1")], 2),  # a facilitator is no partner
    ([*TURN[:2], ("2", 2, "e2", "a1"), ("1", 2, "e1", "a2")], 4),
]


@pytest.mark.parametrize(("seats", "worth_"), KEPT)
def test_kept_counts_people_at_the_published_table_with_the_published_partners(
    seats: list[Row], worth_: int
) -> None:
    event = rencontre(**LED)
    found = score(event, History(), schedule(*seats), published=schedule(*TURN))
    assert found.kept == worth_


def test_nothing_is_kept_where_nothing_was_published() -> None:
    assert score(rencontre(), History(), schedule(*TURN)).kept == 0


def test_a_seat_of_a_stranger_has_no_worth() -> None:
    with pytest.raises(InvalidInputError, match="e9"):
        score(rencontre(), History(), schedule(("1", 1, "e9", "a1")))


# Random evenings: tables of any size, breaks, absences, delegates, wishes, tastes, a history.

TOPICS = st.frozensets(st.sampled_from(["Emploi", "Don", "Local"]), max_size=2)


class Evening(NamedTuple):
    """A rencontre, its past, and seats that need keep no rule."""

    event: Rencontre
    past: History
    seats: Schedule


@st.composite
def evenings(draw: st.DrawFn) -> Evening:
    entreprises, associations = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    rounds, tables = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    numbers = st.frozensets(st.integers(1, rounds), max_size=2)
    structures = [f"E{n + 1}" for n in range(entreprises)]
    structures += [f"A{n + 1}" for n in range(associations)]
    delegates = {name: draw(st.integers(1, 2)) for name in structures}
    people = [
        name.lower() + letter for name in structures for letter in ("", "b")[: delegates[name]]
    ]
    over: dict[str, Any] = {
        who: {"absent": draw(numbers), "present": who in {"e1", "a1"} or draw(st.booleans())}
        for who in people
    }
    for name in structures:
        over[name] = {
            "themes": draw(TOPICS), "needs": draw(TOPICS), "offers": draw(TOPICS),
            "appetite": draw(st.none() | st.sampled_from(Appetite)),
        }  # fmt: skip
    pairs = [(e, a) for e in structures if e[0] == "E" for a in structures if a[0] == "A"]
    asked = draw(st.lists(st.sampled_from(pairs), max_size=3))
    named = {
        name: st.sampled_from([name, *(w for w in people if w[:2].upper() == name)])
        for name in structures
    }
    event = rencontre(
        entreprises, associations, rounds=rounds, delegates=delegates,
        tables=[table(str(n + 1), 4, 4) for n in range(tables)],
        breaks=draw(numbers.filter(lambda found: len(found) < rounds)),
        wishes=tuple(
            wish(
                draw(named[e]), draw(named[a]), rank=draw(st.integers(1, 3)),
                round=draw(st.none() | st.integers(1, rounds)),
            )
            for e, a in asked
        ),
        seated_side=draw(st.sampled_from(Side)),
        **over,
    )  # fmt: skip
    rows: list[Row] = []
    for number in event.working_rounds:
        there = [p.id for p in event.participants if number in event.rounds_of(p)]
        places = [(draw(st.integers(0, tables)), who) for who in there]
        for at, found in groupby(sorted(places), key=lambda place: place[0]):
            if at:
                rows.append((str(at), number, *(who for _, who in found)))
    met = draw(st.lists(st.sampled_from(pairs), unique=True))
    return Evening(event, history(*met), schedule(*rows))


def by_other_means(evening: Evening) -> dict[str, Value]:
    """The same levels from the matrix table[person][round], as a reader of the design would."""
    event, past, seats = evening
    people = [p for p in event.participants if p.present]
    owner = {p.id: p.organisation for p in people}
    rounds = [r.number for r in event.rounds]
    breaks = [r.number for r in event.rounds if r.is_break]
    where: dict[ParticipantId, dict[int, str | None]] = {
        p.id: dict.fromkeys(rounds) for p in people
    }
    for found in seats.seatings:
        for who in (*found.entreprises, *found.associations):
            where[who][found.round] = found.table
    side = {o.id: o.side for o in event.organisations}
    meetings = [
        (n, e, a)
        for e in where
        for a in where
        for n in rounds
        if side[owner[e]] is Side.ENTREPRISE
        and side[owner[a]] is Side.ASSOCIATION
        and where[e][n] is not None
        and where[e][n] == where[a][n]
    ]
    known = {(m.entreprise, m.association) for m in past.encounters}
    pairings = {(owner[e], owner[a]) for _, e, a in meetings}
    organisations = {o.id: o for o in event.organisations}
    idle = {
        p.id: "".join(
            " " if n in p.absent else "-" if where[p.id][n] is None else "x"
            for n in rounds
            if n not in breaks
        )
        for p in people
    }
    lines = {
        p.id: "".join("-" if where[p.id][n] is None else "x" for n in rounds).strip("-")
        for p in people
    }
    seated = {p.id: [at for n in rounds if (at := where[p.id][n]) is not None] for p in people}
    moved = dict.fromkeys(Side, 0)
    for p in people:
        tables = seated[p.id]
        moved[side[p.organisation]] += sum(
            tables[n] != tables[n - 1] for n in range(1, len(tables))
        )
    eager = {o.id for o in event.organisations if o.appetite is Appetite.AGAIN}
    together: dict[tuple[str, str], int] = {}
    for one in people:
        for other in people:
            if one.id < other.id and side[one.organisation] is side[other.organisation]:
                together[one.id, other.id] = sum(
                    where[one.id][n] is not None and where[one.id][n] == where[other.id][n]
                    for n in rounds
                )
    granted = [
        w.rank
        for w in event.wishes
        if any(
            {w.source, w.target} <= {e, a, owner[e], owner[a]} and w.round in {None, n}
            for n, e, a in meetings
        )
    ]
    ranks = max([w.rank for w in event.wishes], default=0)
    new = pairings - known
    return {
        "new_pairings": len(new),
        "kept": 0,
        "worst_off": tuple(sorted(sum(o in pairing for pairing in new) for o in {*owner.values()})),
        "wishes": (
            *(granted.count(rank + 1) for rank in range(ranks)),
            len([pairing for pairing in pairings & known if eager.intersection(pairing)]),
        ),
        "affinity": sum(
            len(one.themes & other.themes)
            + len(one.needs & other.offers)
            + len(one.offers & other.needs)
            for _, e, a in meetings
            for one, other in [(organisations[owner[e]], organisations[owner[a]])]
        ),
        "seated": sum(len(tables) for tables in seated.values()),
        "pauses": sum(line.count("-") ** 2 for line in idle.values()),
        "pauses_in_a_row": sum(
            int(line[n : n + 2] == "--") for line in idle.values() for n in range(len(line))
        ),
        "mixing": sum(max(0, times - 1) for times in together.values()),
        "waits": sum(len([run for run in line.split("x") if run]) for line in lines.values()),
        "moves": (moved[event.seated_side], moved[event.seated_side.other]),
    }


@settings(deadline=None, max_examples=200)
@given(evenings())
def test_a_score_is_what_other_means_find(evening: Evening) -> None:
    assert worth(*evening) == by_other_means(evening)


@settings(deadline=None, max_examples=50)
@given(evenings(), st.randoms(use_true_random=False))
def test_the_order_in_which_seats_are_written_changes_nothing(
    evening: Evening, chance: Any
) -> None:
    event, past, seats = evening
    shuffled = [
        one.model_copy(
            update={
                "entreprises": tuple(chance.sample(one.entreprises, len(one.entreprises))),
                "associations": tuple(chance.sample(one.associations, len(one.associations))),
            }
        )
        for one in chance.sample(seats.seatings, len(seats.seatings))
    ]
    again = seats.model_copy(update={"seatings": tuple(shuffled)})
    assert worth(event, past, again, seats) == worth(event, past, seats, seats)


@settings(deadline=None, max_examples=50)
@given(evenings(), st.randoms(use_true_random=False))
def test_a_change_of_names_changes_nothing(evening: Evening, chance: Any) -> None:
    event, past, seats = evening
    old = [str(one.id) for one in event.organisations]
    old += [str(one.id) for one in event.participants]
    old += [str(one.id) for one in event.tables]
    new = dict(zip(old, (f"n{n}" for n in chance.sample(range(99), len(old))), strict=True))
    renamed = Evening(*(_renamed(one, new) for one in evening))
    assert renamed.event != event
    assert worth(*renamed) == worth(event, past, seats)


def _renamed(thing: Any, names: Mapping[str, str]) -> Any:
    """``thing`` with each identifier of ``names`` replaced, wherever it stands."""
    said = thing.model_dump()
    return type(thing).model_validate(_replaced(said, names))


def _replaced(said: Any, names: Mapping[str, str]) -> Any:
    if type(said) is str:
        return names.get(said, said)
    if isinstance(said, dict):
        return {key: _replaced(value, names) for key, value in said.items()}
    if isinstance(said, tuple):
        return tuple(_replaced(value, names) for value in said)
    return said


def remembered(evening: Evening, name: str, date: dt.date | None) -> tuple[Encounter, ...]:
    """The rows that a history grows by once the evening is over."""
    owner = {p.id: p.organisation for p in evening.event.participants}
    return tuple(
        Encounter(entreprise=owner[e], association=owner[a], rencontre=name, date=date)
        for one in evening.seats.seatings
        for e, a in one.meetings()
    )


@settings(deadline=None, max_examples=50)
@given(evenings())
def test_what_has_been_lived_is_not_new_the_next_time(evening: Evening) -> None:
    event, past, seats = evening
    later = past.and_also(remembered(evening, "Rencontre 1", dt.date(2019, 5, 14)))
    found = score(event, later, seats)
    assert found.new_pairings == 0
    assert not any(found.worst_off)


@settings(deadline=None, max_examples=50)
@given(evenings())
def test_the_published_plan_counts_as_its_own_past_nowhere(evening: Evening) -> None:
    event, past, seats = evening
    own = past.and_also(remembered(evening, NAME, None))
    assert worth(event, own, seats) == worth(event, past, seats)


@settings(deadline=None, max_examples=50)
@given(evenings())
def test_a_plan_that_is_kept_is_kept_by_everybody_seated(evening: Evening) -> None:
    event, past, seats = evening
    found = score(event, past, seats, published=seats)
    assert found.kept == found.seated


def test_one_more_seat_is_never_fewer_pairings() -> None:
    parts = [schedule(*TURN[:count]) for count in range(len(TURN) + 1)]
    assert [score(rencontre(), History(), part).new_pairings for part in parts] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(("position", "named"), [(0, "rencontre"), (1, "history"), (2, "made")])
def test_what_is_no_rencontre_history_or_schedule_is_refused_by_its_name(
    position: int, named: str
) -> None:
    given: list[Any] = [rencontre(), History(), schedule()]
    score(*given)
    given[position] = "x"
    with pytest.raises(TypeError, match=named):
        score(*given)

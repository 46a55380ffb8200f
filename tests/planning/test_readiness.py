"""Go or no go: figures that a plan attains, and what one more really changes."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speeddating import (
    Budget,
    Encounter,
    History,
    InfeasibleError,
    Organisation,
    Participant,
    Rencontre,
    Side,
    one_to_one,
    plan,
    read_workbook,
    readiness,
    rounds,
)
from speeddating.domain.base import OrganisationId, TableId
from speeddating.domain.people import Appetite
from speeddating.domain.room import Table
from speeddating.planning.readiness import ADDITIONS, EXPECTED
from speeddating.words import LANGUAGES, Language
from tests.factories import group, rencontre, table

CHER = Path(__file__).parents[2] / "examples" / "cher"
QUICK = Budget(seconds=5, reproducible=True)


def evening(entreprises: int, associations: int, tables: int, count: int) -> Rencontre:
    sides = [("E", Side.ENTREPRISE, entreprises), ("A", Side.ASSOCIATION, associations)]
    homes = [
        Organisation(name=f"{letter}{n}", side=side, appetite=Appetite.NEW_ONLY)
        for letter, side, many in sides
        for n in range(many)
    ]
    return Rencontre(
        name="Essai", date=dt.date(2026, 11, 24), organisations=tuple(homes),
        participants=tuple(Participant(name=h.name, organisation=h.id) for h in homes),
        tables=one_to_one(tables), rounds=rounds(count),
    )  # fmt: skip


def met(*pairs: tuple[str, str], name: str = "Avant") -> History:
    date = dt.date(2026, 5, 1)
    return History(
        encounters=tuple(
            Encounter(entreprise=OrganisationId(e), association=OrganisationId(a),
                      rencontre=name, date=date)
            for e, a in pairs
        )
    )  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(
    st.tuples(*[st.integers(1, 4)] * 4),
    st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8),
)
def test_a_plan_attains_what_is_foretold(
    size: tuple[int, int, int, int], pairs: set[tuple[int, int]]
) -> None:
    known = met(*((f"E{e}", f"A{a}") for e, a in sorted(pairs)))
    rencontre = evening(*size)
    told = readiness(rencontre, known).outlook
    made = plan(rencontre, known, budget=QUICK, levels=["new_pairings", "seated"])
    there = sum(len(rencontre.rounds_of(person)) for person in rencontre.participants)
    assert told.exact
    assert (told.new_pairings, told.pauses) == (
        made.score.new_pairings,
        there - made.score.seated,
    )


def test_one_more_is_what_the_larger_rencontre_gives() -> None:
    rencontre, known = evening(3, 4, 3, 3), met(("E0", "A0"), ("E1", "A1"))
    told = readiness(rencontre, known)
    larger = dict(
        zip(
            ADDITIONS,
            (evening(4, 4, 3, 3), evening(3, 5, 3, 3), evening(3, 4, 4, 3), evening(3, 4, 3, 4)),
            strict=True,
        )
    )
    for addition, one in larger.items():
        assert told.additions[addition] == readiness(one, known).outlook
    assert told.additions["entreprise"].new_pairings == told.outlook.new_pairings  # three tables


@pytest.mark.parametrize("name", ["juin-2018", "novembre-2019"])
def test_adding_never_takes_first_meetings_away(name: str) -> None:
    told = readiness(*read_workbook(CHER / f"{name}.xlsx"))
    assert told.people == told.entreprises.people + told.associations.people
    for then in told.additions.values():
        assert then.new_pairings >= told.outlook.new_pairings


def test_with_larger_tables_the_figures_are_bounds() -> None:
    rencontre = evening(4, 4, 1, 2).model_copy(
        update={"tables": (Table(id=TableId("1"), seats_entreprises=2, seats_associations=2),)}
    )
    told = readiness(rencontre).outlook
    assert not told.exact
    made = plan(rencontre, budget=QUICK)
    assert made.score.new_pairings <= told.new_pairings
    assert told.pauses <= 4 * 2 * 2 - made.score.seated


def test_who_came_last_time_and_has_not_registered_is_named() -> None:
    known = met(("E0", "A0"), ("Absente", "A1"))
    told = readiness(evening(2, 2, 2, 2), known)
    assert told.last is not None
    assert told.last.name == "Avant"
    assert told.entreprises.last_time == ("E0", "Absente")
    assert told.entreprises.not_back == ("Absente",)
    assert told.associations.not_back == ()
    assert "Absente" in "\n".join(told.lines("fr"))


def test_the_published_plan_of_this_rencontre_is_not_last_time() -> None:
    rencontre = evening(2, 2, 2, 2)
    own = met(("E0", "A0"), name="Essai").encounters[0]
    known = History(encounters=(own.model_copy(update={"date": rencontre.date}),))
    told = readiness(rencontre, known)
    assert (told.last, told.unmet) == (None, 4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_tells_how_many_are_missing(language: Language) -> None:
    told = readiness(evening(5, 4, 4, 3))
    assert str(EXPECTED - 9) in told.lines(language)[0]
    assert len(told.lines(language)) <= 20
    assert readiness(evening(5, 4, 4, 3), expected=9).lines(language) != told.lines(language)


def test_the_page_tells_how_many_pause_at_a_time_and_what_helps_most() -> None:
    page = "\n".join(readiness(evening(2, 5, 2, 2)).lines("fr"))  # three wait in each round
    assert "6. En moyenne 3 personnes par tour." in page
    assert page.endswith("Ce qui apporte le plus : un tour de plus (+2).")
    alone = readiness(evening(1, 1, 1, 1)).lines("en")
    assert alone[-1] == "None of these brings a new meeting by itself."
    assert "Entreprises: 1 person, 1 organisation." in alone


def test_a_group_that_no_table_takes_is_told_before_the_plan_refuses_it() -> None:
    too_large = group("Culture", "E1", "E2", "E3", "A1", rounds=frozenset({1}))
    event = rencontre(4, 4, [table("1", 2, 2), table("2", 2, 2)], 2, groups=(too_large,))
    told = readiness(event)
    assert told.apart
    assert any("Culture" in line for line in told.lines("fr"))
    with pytest.raises(InfeasibleError):
        plan(event, budget=Budget(seconds=5))
    fits = event.model_copy(update={"groups": (group("Culture", "E1", "E2", "A1", free_rounds=1),)})
    assert readiness(fits).apart == ()

"""From rencontre to rencontre with the same people: novelty runs out, appetite decides."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from openpyxl import load_workbook

from speeddating import (
    Appetite,
    Budget,
    History,
    InvalidInputError,
    Plan,
    Rencontre,
    Side,
    plan,
    read_feedback,
    read_workbook,
    score,
    write_workbook,
)
from speeddating.report.evening import Evening
from tests.factories import rencontre

QUICK = Budget(seconds=20, reproducible=True)
LEVELS = ("new_pairings", "worst_off", "wishes", "seated")
IDS: dict[str, Any] = {who: {"id": f"p-{who}"} for who in ("e1", "e2", "e3", "a1", "a2", "a3")}


def evening(number: int, appetites: dict[str, Appetite] | None = None, **over: Any) -> Rencontre:
    """The same three and three, three rounds, three tables; everybody can meet everybody once."""
    wants: dict[str, Any] = {
        name: {"appetite": appetite} for name, appetite in (appetites or {}).items()
    }
    day = dt.date(2018, 1, 1) + dt.timedelta(days=200 * number)
    given: dict[str, Any] = {"rounds": 3, "name": f"Rencontre {number}", "date": day}
    return rencontre(3, 3, **{**given, **wants, **IDS, **over})


def held(count: int, **appetites: Appetite) -> tuple[Rencontre, History, Plan]:
    """The last of ``count`` rencontres, one after the other."""
    history = History()
    for number in range(count):
        event = evening(number, appetites)
        made, past = plan(event, history, levels=LEVELS, budget=QUICK), history
        history = Evening(event, history, made.schedule).grown()
    return event, past, made


def seats(made: Plan, who: str) -> int:
    return sum(f"p-{who}" in seating.people() for seating in made.schedule.seatings)


def test_by_default_entreprises_want_new_people_and_associations_both() -> None:
    wants = {o.id: o.wants for o in evening(1).organisations}
    assert {wants[e] for e in ("E1", "E2", "E3")} == {Appetite.NEW}  # type: ignore[index]
    assert {wants[a] for a in ("A1", "A2", "A3")} == {Appetite.MIXED}  # type: ignore[index]


@pytest.mark.parametrize("count", [2, 3])
def test_when_novelty_has_run_out_meetings_again_fill_every_place(count: int) -> None:
    _, _, first = held(1)
    assert (first.score.new_pairings, first.score.seated) == (9, 18)
    _, _, made = held(count)
    assert (made.score.new_pairings, made.score.seated) == (0, 18)
    assert {"new_pairings", "seated"} <= set(made.proven)


def test_whoever_refuses_pauses_and_the_others_sit() -> None:
    _, _, made = held(3, E1=Appetite.NEW_ONLY)
    assert seats(made, "e1") == 0
    assert [seats(made, who) for who in ("e2", "e3")] == [3, 3]
    assert made.score.seated == 12


def test_where_both_sides_want_new_people_nobody_sits_for_nothing() -> None:
    _, _, made = held(2, A1=Appetite.NEW, A2=Appetite.NEW, A3=Appetite.NEW)
    assert made.score.seated == 0


def test_a_meeting_again_never_takes_the_place_of_a_new_one() -> None:
    event, past, _ = held(2, A1=Appetite.AGAIN)
    unmet = History(encounters=past.encounters[:-2])
    made = plan(event, unmet, levels=LEVELS, budget=QUICK)
    assert made.score.new_pairings == 2
    assert made.score.seated == 18
    assert made.score.wishes[-1] > 0


def test_what_is_new_and_what_is_met_again_are_reported_apart(tmp_path: Path) -> None:
    event, past, _ = held(3)
    unmet = History(encounters=past.encounters[1:8])
    fewer = History(encounters=tuple(e for e in past.encounters if e.pairing in unmet.met))
    made = plan(event, fewer, levels=LEVELS, budget=QUICK)
    book = load_workbook(write_workbook(tmp_path / "planning.xlsx", event, fewer, made))
    met = Evening(event, fewer, made.schedule).first_round
    new = sum(pairing not in fewer.met for pairing in met)
    assert new == made.score.new_pairings == 9 - len(fewer.met) > 0
    summary = {row[0]: row[1] for row in book["Sommaire"].iter_rows(values_only=True)}
    assert summary["Rencontres déjà faites, refaites cette fois"] == len(met) - new > 0
    news = [row[8] for row in book["Planning"].iter_rows(min_row=2, values_only=True)]
    assert sum(int(str(one)) for one in news) == 2 * new
    marks = [c.value for row in book["Couverture"].iter_rows(min_row=4) for c in row]
    assert (marks.count("●"), marks.count("↻")) == (new, len(met) - new)


def test_a_yes_of_both_brings_them_together_again_and_a_no_never(tmp_path: Path) -> None:
    event, past, made = held(1)
    path = write_workbook(tmp_path / "planning.xlsx", event, past, made)
    book = load_workbook(path)
    answers = {("E1", "A1"): "oui", ("E2", "A2"): "non"}
    for row in book["Retours"].iter_rows(min_row=4):
        said = answers.get((str(row[2].value), str(row[3].value)))
        row[4].value = row[5].value = said
    book.save(path)
    event, history = read_workbook(path)
    following, remembered, notes = read_feedback(path).applied(evening(1, rounds=1), history)
    assert notes == ()
    again = plan(following, remembered, levels=LEVELS, budget=QUICK)
    together = Evening(following, remembered, again.schedule).first_round
    assert ("E1", "A1") in together
    assert ("E2", "A2") not in together
    assert again.score.seated == 6


NAMES = {Side.ENTREPRISE: ["E1", "E2", "E3", "E4"], Side.ASSOCIATION: ["A1", "A2", "A3", "A4"]}


class Life(RuleBasedStateMachine):
    """Any series of rencontres, with people who join, leave and are replaced."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History()
        self.truly_met: set[tuple[str, str]] = set()
        self.number = 0
        self.delegate = 0

    @rule()
    def somebody_is_replaced(self) -> None:
        self.delegate += 1

    @rule(
        there=st.tuples(*(st.sets(st.sampled_from(found), min_size=1) for found in NAMES.values())),
        rounds=st.integers(1, 3),
        twice=st.booleans(),
    )
    def a_rencontre_is_held(
        self, there: tuple[set[str], set[str]], rounds: int, twice: bool
    ) -> None:
        self.number += 1
        people: dict[str, Any] = {
            name.lower(): {
                "present": name in there[0] | there[1],
                "id": f"{name.lower()}-{self.delegate}",
            }
            for names in NAMES.values()
            for name in names
        }
        day = dt.date(2018, 1, 1) + dt.timedelta(days=self.number)
        event = rencontre(4, 4, rounds=rounds, name=f"R{self.number}", date=day, **people)
        made = plan(event, self.history, levels=["new_pairings", "seated"], budget=QUICK)
        seated = Evening(event, self.history, made.schedule)
        met = {(str(e), str(a)) for e, a in seated.first_round}
        assert made.score.new_pairings == len(met - self.truly_met)
        assert score(event, self.history, made.schedule).new_pairings == made.score.new_pairings
        for pairing, number in seated.first_round.items():
            is_new = (str(pairing.entreprise), str(pairing.association)) not in self.truly_met
            assert seated.is_new(pairing, number) == is_new
        self.truly_met |= met
        self.history = seated.grown()
        if twice:
            self.history = self.history.and_also(
                Evening(event, self.history, made.schedule).grown()
            )

    @invariant()
    def nobody_is_forgotten_and_nobody_is_made_up(self) -> None:
        assert {(str(e), str(a)) for e, a in self.history.met} == self.truly_met

    @invariant()
    def each_meeting_is_remembered_once(self) -> None:
        told = [(e.pairing, e.identity) for e in self.history.encounters]
        assert len(told) == len(set(told))


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=12, stateful_step_count=6, deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip


def test_a_history_that_names_both_organisations_on_the_wrong_side_is_refused() -> None:
    turned = History.model_validate({"encounters": ({"entreprise": "A1", "association": "E1"},)})
    with pytest.raises(InvalidInputError, match="A1") as caught:
        plan(evening(1), turned, budget=QUICK)
    (issue,) = caught.value.issues
    assert issue.code == "domain.turned_encounter"
    assert issue.remedy("fr") != issue.remedy("en")

"""Whoever is there and has no seat is named, wherever the plan is told."""

from speeddating import Budget, History, Participant, plan, replan, resumed
from speeddating.cli import told
from speeddating.domain.plan import Plan
from speeddating.domain.rencontre import Rencontre
from speeddating.report.evening import Evening, unseated
from speeddating.report.sheets.changes import changes
from speeddating.report.sheets.summary import summary
from speeddating.words import say
from tests.factories import rencontre

QUICK = Budget(seconds=5, reproducible=True)


def with_a_newcomer(**over: object) -> tuple[Rencontre, Plan]:
    """Two and two at two tables, and somebody for whom nobody is opposite."""
    held = rencontre(2, 2, rounds=2)
    newcomer = Participant(name="Zoé Neuf", organisation=held.organisations[-1].id)
    now = held.model_copy(update={"participants": (*held.participants, newcomer), **over})
    made = replan(plan(held), now, budget=QUICK)
    return resumed(plan(held), now), made


def test_a_newcomer_without_a_seat_is_named_and_nothing_is_said_to_be_well() -> None:
    now, made = with_a_newcomer()
    assert [one.name for one in unseated(now, made.schedule)] == ["Zoé Neuf"]
    evening = Evening(now, History(), made.schedule)
    lead = [row[0].value for row in changes(evening, made).lead]
    assert "Sans place à aucun des tours à venir : Zoé Neuf (A2)." in lead
    assert say("replan.nothing") not in lead
    lines = {row[0]: row[1] for row in summary(evening, made).values}
    assert lines["Sans aucune place"] == "Zoé Neuf (A2)"
    (line,) = [line for line in told.of_change(made, now) if "Zoé" in line]
    assert line.startswith("Sans place à aucun des tours à venir : Zoé Neuf (A2).")


def test_who_sat_only_in_rounds_held_has_no_seat_to_come() -> None:
    one = rencontre(2, 2, rounds=2, e2={"absent": frozenset({2})}, a2={"absent": frozenset({2})})
    made = plan(one)
    assert unseated(one, made.schedule) == ()
    first = tuple(s for s in made.schedule.seatings if s.round == 1)
    held = made.schedule.model_copy(update={"seatings": first})
    later = one.model_copy(update={"resume_at": 2})
    assert [who.id for who in unseated(later, held)] == ["e1", "a1"]


def test_where_everybody_sits_nobody_is_named() -> None:
    one = rencontre(2, 2, rounds=2)
    made = plan(one)
    assert "Sans aucune place" not in {
        row[0] for row in summary(Evening(one, History(), made.schedule), made).values
    }
    assert not any("Sans place" in line for line in told.of_plan(made, one))

"""A project group that sits without a member says so, wherever the plan is told."""

from typing import Any

from speeddating import Budget, History, plan
from speeddating.cli import told
from speeddating.domain.plan import Plan
from speeddating.domain.rencontre import Rencontre
from speeddating.report.evening import Evening
from speeddating.report.sheets.summary import summary
from tests.factories import group, rencontre, table


def planned(**over: Any) -> tuple[Rencontre, Plan]:
    """A group of two and one in both rounds, at tables of two and two."""
    project = group("Jardin", "E1", "E2", "A1", rounds=frozenset({1, 2}))
    tables = [table("1", 2, 2), table("2", 2, 2)]
    one = rencontre(4, 4, tables, 2, groups=(project,), **over)
    return one, plan(one, budget=Budget(seconds=5, reproducible=True))


def test_who_is_missing_is_named_by_round_in_summary_and_console() -> None:
    one, made = planned(e2={"absent": frozenset({2})})
    lines = {row[0]: row[1] for row in summary(Evening(one, History(), made.schedule), made).values}
    assert str(lines["Jardin"]).endswith("tour 2 : sans E2")
    (line,) = [line for line in told.of_plan(made, one) if "Jardin" in line]
    assert line == "Le sous-groupe Jardin se réunit au tour 2 sans E2."


def test_rounds_already_held_are_not_told_again() -> None:
    one, made = planned(e2={"absent": frozenset({1})})
    later = one.model_copy(update={"resume_at": 2})
    assert not [line for line in told.of_plan(made, later) if "Jardin" in line]


def test_of_a_group_that_is_all_there_nothing_is_said() -> None:
    one, made = planned()
    assert not [line for line in told.of_plan(made, one) if "sans" in line]

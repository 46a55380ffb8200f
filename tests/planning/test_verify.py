"""What hand edits break and cost, against the plan handed out."""

from speeddating import History, verify
from speeddating.domain.score import better
from tests.factories import history, rencontre, schedule

PUBLISHED = schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"), ("1", 2, "e1", "a2"),
                     ("2", 2, "e2", "a1"))  # fmt: skip


def test_an_untouched_plan_breaks_and_costs_nothing() -> None:
    found = verify(PUBLISHED, PUBLISHED, rencontre(), History())
    assert (found.broken, found.costs, found.changes) == ((), (), ())


def test_a_move_is_told_with_what_it_breaks_costs_and_whom_it_concerns() -> None:
    edited = schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2"), ("1", 2, "e1", "a1"),
                      ("2", 2, "e2", "a2"))  # fmt: skip
    found = verify(edited, PUBLISHED, rencontre(), History())
    assert [one.rule for one in found.broken] == ["pairings_meet_once"] * 2
    assert found.costs[0].level == "new_pairings"
    assert (found.costs[0].before, found.costs[0].after) == (4, 2)
    assert found.costs[0].is_worse
    assert {(one.participant, one.round) for one in found.changes} == {
        ("e1", 2), ("e2", 2), ("a1", 2), ("a2", 2),
    }  # fmt: skip


def test_a_level_may_be_gained() -> None:
    past = history(("E1", "A2"))
    found = verify(schedule(*[]), schedule(("1", 1, "e1", "a2")), rencontre(1, 2, 1, 1), past)
    assert {one.level for one in found.costs} == {"seated", "pauses"}
    back = verify(schedule(("1", 1, "e1", "a2")), schedule(*[]), rencontre(1, 2, 1, 1), past)
    assert [one.is_worse for one in back.costs] == [not one.is_worse for one in found.costs]
    assert all(better(one.level, one.before, one.after) == one.is_worse for one in back.costs)


def test_somebody_unknown_is_told_first_and_alone() -> None:
    found = verify(schedule(("1", 1, "e9", "a1")), PUBLISHED, rencontre(), History())
    assert [one.rule for one in found.broken] == ["everything_is_known"]
    assert (found.costs, found.changes) == ((), ())


def test_rounds_held_are_facts_and_break_nothing() -> None:
    edited = schedule(("1", 1, "e1", "a1"), ("1", 2, "e1", "a2"), ("2", 2, "e2", "a1"))
    left = {"present": False}
    found = verify(edited, edited, rencontre(3, 2, 2, 2, e2=left, resume_at=2), History())
    assert [(one.rule, one.data["round"]) for one in found.broken] == [("people_are_there", 2)]

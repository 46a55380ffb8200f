"""What is wrong with a timetable, and what a day without meaning is."""

import pytest

from speeddating.solve.rounds.agenda import Agenda, Meeting, broken, pauses_in_a_row, waits_of

TWO = (Meeting(("a", "b")), Meeting(("a", "c")))


@pytest.mark.parametrize(
    ("question", "slots", "told"),
    [
        (Agenda(TWO, 3, 1), (1, 2), []),
        (Agenda(TWO, 3, 1), (1, 4), ["meeting 1 cannot be in slot 4"]),
        (Agenda(TWO, 3, 1), (0, 1), ["meeting 0 cannot be in slot 0"]),
        (Agenda(TWO, 3, (1, 0, 1)), (1, 2), [
            "meeting 1 cannot be in slot 2", "slot 2 has 1 meetings for 0 tables",
        ]),
        (Agenda(TWO, 3, 1, absent={"c": frozenset({2})}), (1, 2), [
            "meeting 1 cannot be in slot 2",
        ]),
        (Agenda((Meeting(("a", "b"), fixed=2),), 3, 1), (1,), ["meeting 0 cannot be in slot 1"]),
        (Agenda((Meeting(("a", "b"), slots=frozenset({2})),), 3, 1), (1,), [
            "meeting 0 cannot be in slot 1",
        ]),
        (Agenda((TWO[0], Meeting(("c", "d"), after=frozenset({0}))), 3, 2), (2, 2), [
            "meeting 0 is not before meeting 1",
        ]),
        (Agenda((TWO[0], Meeting(("c", "d"))), 3, 1), (1, 1), [
            "slot 1 has 2 meetings for 1 tables",
        ]),
        (Agenda(TWO, 3, 2), (1, 1), ["a has 2 meetings in slot 1"]),
        (Agenda(TWO, 3, 1, fairness=1), (1, 3), []),
        (Agenda(TWO, 3, 1, fairness=0), (1, 3), [
            "somebody waits 1 times, somebody else 0 times",
        ]),
        (Agenda(TWO, 3, 1, fairness=0), (1, 2), []),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_timetable_is_said(
    question: Agenda, slots: tuple[int, ...], told: list[str]
) -> None:
    assert list(broken(question, slots)) == told


def test_a_day_without_meaning_is_refused() -> None:
    with pytest.raises(ValueError, match="names somebody twice"):
        Agenda((Meeting(("a", "a")),), 1, 1)
    with pytest.raises(ValueError, match="comes after one that does not exist"):
        Agenda((Meeting(("a", "b"), after=frozenset({1})),), 2, 1)
    with pytest.raises(ValueError, match="2 numbers of tables for 3 slots"):
        Agenda((), 3, (1, 1))


def test_a_meeting_may_come_after_all_others() -> None:
    """Even after itself, which no timetable allows: that is for the solver to find."""
    Agenda((Meeting(("a", "b"), after=frozenset({0})),), 2, 1)


def test_a_closed_slot_is_a_wait_but_no_pause() -> None:
    question = Agenda(TWO, 4, (1, 0, 1, 1), people=("d",))
    assert waits_of(question, (1, 3)) == {"a": 1, "b": 0, "c": 0, "d": 0}
    assert pauses_in_a_row(question, (1, 3)) == 3  # b in 3 and 4, d in 1 and 3, and in 3 and 4

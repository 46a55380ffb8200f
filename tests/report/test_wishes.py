"""What was wished for is told beside what came true, wishes to meet again apart."""

from speeddating import History, Plan, Rencontre, plan
from speeddating.report.evening import Evening
from speeddating.report.sheets.levels import in_words
from speeddating.report.sheets.summary import summary
from tests.factories import history, rencontre, wish


def said(one: Rencontre, past: History) -> tuple[object, dict[object, object], Plan]:
    """The level of the wishes in words, and every line of the summary."""
    made = plan(one, past)
    sheet = summary(Evening(one, past, made.schedule), made)
    told = in_words("wishes", made.score.value("wishes"), one)
    return told, {row[0]: row[1] for row in sheet.values}, made


def test_a_wish_that_new_pairings_leave_no_room_for_is_told() -> None:
    wishes = (wish("E1", "A1"), wish("A1", "E1"), wish("E2", "A2", rank=2))
    asked = rencontre(2, 3, rounds=2, wishes=wishes)
    told, lines, _ = said(asked, history(("E1", "A1")))
    assert told == "0 sur 2 de rang\N{NO-BREAK SPACE}1 et 1 sur 1 de rang\N{NO-BREAK SPACE}2"
    assert lines["Souhaits"] == "exaucés : 1 sur 3, dont se revoir : 0 sur 2"


def test_where_nobody_wished_nothing_is_counted() -> None:
    told, lines, _ = said(rencontre(2, 2), History())
    assert told == "aucun"
    assert "Souhaits" not in lines

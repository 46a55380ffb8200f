"""What was said after a rencontre: who wishes what, what follows, and what stands against it."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speeddating import History, Incompatibility, Rencontre, Side, Wish
from speeddating.domain.base import OrganisationId
from speeddating.domain.feedback import Answer, Feedback, Response
from speeddating.domain.history import Outcome, Pairing
from tests.factories import apart, group, history, must, rencontre, wish

DAY = dt.date(2018, 6, 12)
YES, MAYBE, NO = Answer
E1A1 = Pairing(OrganisationId("E1"), OrganisationId("A1"))


def said(one: Answer | None, other: Answer | None, pair: str = "E1 A1", **over: Any) -> Response:
    entreprise, association = pair.split()
    return Response.model_validate(
        {"entreprise": entreprise, "association": association, "of_entreprise": one,
         "of_association": other, "date": DAY, "rencontre": "Juin", **over}
    )  # fmt: skip


def of(*responses: Response) -> Feedback:
    return Feedback(responses=responses)


@pytest.mark.parametrize(
    ("one", "other", "outcome", "wishes", "is_mutual"),
    [
        (YES, YES, Outcome.AGAIN, [("E1", "A1", 1), ("A1", "E1", 1)], True),
        (YES, MAYBE, Outcome.AGAIN, [("E1", "A1", 2)], False),
        (None, YES, Outcome.AGAIN, [("A1", "E1", 2)], False),
        (YES, NO, Outcome.NOTHING, [], False),
        (NO, None, Outcome.NOTHING, [], False),
        (MAYBE, MAYBE, None, [], False),
        (None, None, None, [], False),
    ],
)
def test_what_two_answers_mean(
    one: Answer | None, other: Answer | None, outcome: Outcome | None,
    wishes: list[tuple[str, str, int]], is_mutual: bool,
) -> None:  # fmt: skip
    found = of(said(one, other))
    assert [(w.source, w.target, w.rank) for w in found.wishes] == wishes
    assert found.mutual == ((E1A1,) if is_mutual else ())
    assert found.never_again == ((E1A1,) if outcome is Outcome.NOTHING else ())
    assert found.responses[0].outcome is outcome


def test_answers_become_wishes_incompatibilities_and_outcomes() -> None:
    past = history(("E1", "A1"), ("E2", "A1"), ("E1", "A2"), date=DAY, name="Juin")
    found = of(said(YES, YES), said(NO, YES, "E2 A1"), said(MAYBE, None, "E1 A2"))
    following, grown, notes = found.applied(rencontre(name="Décembre"), past)
    assert notes == ()
    assert following.wishes == (wish("E1", "A1"), wish("A1", "E1"))
    assert [(i.a, i.b) for i in following.incompatibilities] == [("E2", "A1")]
    assert [e.outcome for e in grown.encounters] == [Outcome.AGAIN, Outcome.NOTHING, None]
    assert grown.met == past.met


def test_what_an_organiser_noted_of_a_meeting_stands() -> None:
    (met,) = history(("E1", "A1"), date=DAY, name="Juin").encounters
    noted = History(encounters=(met.model_copy(update={"outcome": Outcome.PROJECT}),))
    assert of(said(NO, NO)).applied(rencontre(), noted).history == noted


def test_a_meeting_that_is_not_on_file_is_remembered() -> None:
    grown = of(said(YES, None)).applied(rencontre(), History()).history
    assert [(e.pairing, e.rencontre, e.outcome) for e in grown.encounters] == [
        (E1A1, "Juin", Outcome.AGAIN)
    ]


def test_whoever_does_not_come_this_time_is_not_forgotten() -> None:
    following = of(said(NO, None, "E9 A1")).applied(rencontre(), History()).rencontre
    assert following.organisation_by_id[OrganisationId("E9")].side is Side.ENTREPRISE
    assert following.on(Side.ENTREPRISE) == rencontre().on(Side.ENTREPRISE)
    assert [(i.a, i.b) for i in following.incompatibilities] == [("E9", "A1")]


def test_an_answer_without_a_consequence_lists_nobody() -> None:
    following = of(said(MAYBE, MAYBE, "E9 A1")).applied(rencontre(), History()).rencontre
    assert following == rencontre()


def test_an_organisation_is_known_by_its_other_names() -> None:
    event = rencontre(E1={"other_names": ("Électricité de France",)})
    found = of(said(YES, None, "x A1", entreprise="ELECTRICITE de france"))
    following = found.applied(event, History()).rencontre
    assert following.organisations == event.organisations
    assert following.wishes == (wish("E1", "A1", rank=2),)


@pytest.mark.parametrize(
    ("on_file", "answer", "code"),
    [
        ({"wishes": (must("E1", "A1"),)}, NO, "no_but_wanted"),
        ({"groups": (group("G", "E1", "A1"),)}, NO, "no_but_wanted"),
        ({"wishes": (wish("e1", "A1"),)}, NO, "wish_withdrawn"),
        ({"incompatibilities": (apart("A1", "E1"),)}, YES, "yes_but_apart"),
        ({"A1": {"side": Side.ENTREPRISE}}, YES, "one_side_today"),
    ],
)
def test_an_answer_against_what_is_on_file_is_told(
    on_file: dict[str, Any], answer: Answer, code: str
) -> None:
    event = rencontre(**on_file)
    following, _, notes = of(said(answer, None)).applied(event, History())
    assert [note.code for note in notes] == [f"memory.{code}"]
    assert notes[0].line("fr") != notes[0].line("en")
    if code == "wish_withdrawn":
        assert following.wishes == ()
        assert len(following.incompatibilities) == 1
    else:
        assert following == event


def test_pairs_of_one_group_are_not_proposed_again() -> None:
    found = of(said(YES, YES), said(YES, YES, "E2 A1"), said(YES, MAYBE, "E2 A2"))
    assert found.proposals(rencontre(groups=(group("G", "E1", "A1"),))) == (("E2", "A1"),)


ANSWERS = st.none() | st.sampled_from(Answer)
PAIRS = ["E1 A1", "E1 A2", "E2 A1", "E2 A2", "E7 A1"]


@st.composite
def feedbacks(draw: st.DrawFn) -> Feedback:
    return of(*(said(draw(ANSWERS), draw(ANSWERS), pair)
                for pair in draw(st.lists(st.sampled_from(PAIRS), unique=True))))  # fmt: skip


JOINED = [("E1", "A1"), ("E1", "A2"), ("E1", "E2", "A2"), ("E2", "A1", "A2")]


@given(feedbacks(), st.lists(st.sampled_from(JOINED), unique=True))
def test_what_is_proposed_is_mutual_and_in_no_group(
    found: Feedback, joined: list[tuple[str, ...]]
) -> None:
    event = rencontre(groups=tuple(group(f"G{n}", *names) for n, names in enumerate(joined)))
    together = {frozenset((a, b)) for names in joined for a in names for b in names}
    assert found.proposals(event) == tuple(p for p in found.mutual if {*p} not in together)


def wanted(one: Rencontre) -> set[Wish | Incompatibility]:
    return {*one.wishes, *one.incompatibilities}


@given(feedbacks(), feedbacks(), st.sampled_from([(), ("E1", "A1"), ("A2", "E2")]))
def test_applying_is_idempotent_and_a_no_is_always_the_last_word(
    first: Feedback, later: Feedback, joined: tuple[str, ...]
) -> None:
    event = rencontre(wishes=(wish(*joined),) if joined else ())
    once = first.applied(event, History())
    assert first.applied(once.rencontre, once.history)[:2] == once[:2]
    twice = later.applied(once.rencontre, once.history)
    never = {frozenset(p) for p in (*first.never_again, *later.never_again)}
    assert {frozenset((i.a, i.b)) for i in twice.rencontre.incompatibilities} == never
    assert not {frozenset((w.source, w.target)) for w in twice.rencontre.wishes} & never
    assert twice.history.met == {one.pairing for one in (*first.answered, *later.answered)}

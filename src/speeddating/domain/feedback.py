"""What both sides of a meeting said of it afterwards, and what follows for the next rencontre."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field

from speeddating.domain.base import Frozen, OrganisationId, Printable, Text
from speeddating.domain.demands import Incompatibility, Wish
from speeddating.domain.history import Encounter, History, Outcome, Pairing
from speeddating.domain.issue import Issue
from speeddating.domain.kinds import expect
from speeddating.domain.names import matching_key
from speeddating.domain.people import Organisation, Side
from speeddating.domain.rencontre import Identity, Rencontre
from speeddating.words import say


class Answer(StrEnum):
    """Whether one side of a meeting wishes to meet the other again."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Response(Frozen):
    """What the two organisations of one meeting answered; None where nothing was said."""

    entreprise: Annotated[OrganisationId, Printable] = Field(min_length=1, max_length=400)
    association: Annotated[OrganisationId, Printable] = Field(min_length=1, max_length=400)
    of_entreprise: Answer | None = None
    of_association: Answer | None = None
    date: dt.date | None = None
    rencontre: Text | None = None
    note: Text | None = None
    """Free text; kept only when the reader is asked for it."""

    @property
    def pairing(self) -> Pairing:
        """The two organisations that met."""
        return Pairing(self.entreprise, self.association)

    @property
    def answers(self) -> frozenset[Answer | None]:
        """What was said, by whomever."""
        return frozenset({self.of_entreprise, self.of_association})

    @property
    def outcome(self) -> Outcome | None:
        """``NOTHING`` if one side refuses, ``AGAIN`` if one at least wishes for it, or unknown."""
        if Answer.NO in self.answers:
            return Outcome.NOTHING
        return Outcome.AGAIN if Answer.YES in self.answers else None

    @property
    def encounter(self) -> Encounter:
        """The meeting, with what came of it so far."""
        return Encounter(
            entreprise=self.entreprise, association=self.association, date=self.date,
            rencontre=self.rencontre, outcome=self.outcome,
        )  # fmt: skip

    def wishes(self) -> Iterator[Wish]:
        """What each side that said yes asks for: of rank 1 where both did, else of rank 2."""
        if Answer.NO in self.answers:
            return
        rank = 1 if self.answers == {Answer.YES} else 2
        for answer, source, target in (
            (self.of_entreprise, self.entreprise, self.association),
            (self.of_association, self.association, self.entreprise),
        ):
            if answer is Answer.YES:
                yield Wish(source=source, target=target, rank=rank)


class Applied(NamedTuple):
    """The next rencontre and the history, once they know what was said."""

    rencontre: Rencontre
    history: History
    notes: tuple[Issue, ...]
    """Answers that could not be taken over, each with the reason."""


class Feedback(Frozen):
    """Everything that was said after one rencontre: organisations and choices, no people."""

    responses: tuple[Response, ...] = ()

    @property
    def answered(self) -> tuple[Response, ...]:
        """The meetings of which somebody said something."""
        return tuple(one for one in self.responses if one.answers != {None})

    @property
    def mutual(self) -> tuple[Pairing, ...]:
        """Pairings of which both sides said yes."""
        return tuple(one.pairing for one in self.responses if one.answers == {Answer.YES})

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """What to wish for next time."""
        return tuple(wish for one in self.responses for wish in one.wishes())

    @property
    def never_again(self) -> tuple[Pairing, ...]:
        """Pairings of which one side at least said no."""
        return tuple(one.pairing for one in self.responses if Answer.NO in one.answers)

    def proposals(self, rencontre: Rencontre) -> tuple[Pairing, ...]:
        """Mutual interests that no project group of ``rencontre`` brings together yet."""
        groups = [set(group.organisations) for group in rencontre.groups]
        return tuple(
            pairing
            for pairing in (one.pairing for one in self._as_in(rencontre) if one.answers == _BOTH)
            if not any(group.issuperset(pairing) for group in groups)
        )

    def applied(self, rencontre: Rencontre, history: History) -> Applied:
        """
        The next rencontre with the wishes and the never-agains, the history with the outcomes.

        A "no" withdraws the wishes of these two organisations for each other. Whatever else is
        on file stands: an obligation, a group, an incompatibility, an outcome is neither changed
        nor doubled. Where it contradicts an answer, a note says so. Organisations that do not
        come this time are added without people, so that nothing said of them is lost. Applying
        twice changes nothing more.
        """
        expect(Rencontre, rencontre=rencontre)
        expect(History, history=history)
        responses = self._as_in(rencontre)
        known = _with_organisations(rencontre, responses)
        refused, kept_apart = _refused(known, responses)
        wishes = [
            wish
            for one in responses
            for wish in one.wishes()
            if not _is_told(known, wish) and frozenset((wish.source, wish.target)) not in kept_apart
        ]
        held = tuple(wish for wish in known.wishes if not _is_withdrawn(known, wish, responses))
        following = known.model_copy(
            update={
                "wishes": (*held, *wishes),
                "incompatibilities": (*known.incompatibilities, *refused),
            }
        )
        return Applied(following, _with_outcomes(history, responses), _notes(known, responses))

    def noted(self, history: History) -> History:
        """
        The history with the outcomes that the answers tell.

        One that is on file stands; a meeting that is not is added.
        """
        return _with_outcomes(history, self.answered)

    def _as_in(self, rencontre: Rencontre) -> tuple[Response, ...]:
        """The answers, with the identifiers that the organisations have in ``rencontre``."""
        today = {
            matching_key(name): one.id
            for one in rencontre.organisations
            for name in (*one.other_names, one.name, one.id)
        }
        return tuple(
            one.model_copy(
                update={
                    "entreprise": today.get(matching_key(one.entreprise), one.entreprise),
                    "association": today.get(matching_key(one.association), one.association),
                }
            )
            for one in self.answered
        )


_BOTH = {Answer.YES}


def _with_organisations(rencontre: Rencontre, responses: tuple[Response, ...]) -> Rencontre:
    """Those that an answer asks something of are listed, whether they come or not."""
    asked = [one for one in responses if one.outcome is not None]
    named = {one.entreprise: Side.ENTREPRISE for one in asked}
    named |= {one.association: Side.ASSOCIATION for one in asked}
    absent = tuple(
        Organisation(name=name, side=side)
        for name, side in named.items()
        if name not in rencontre.organisation_by_id
    )
    if not absent:
        return rencontre
    return rencontre.model_copy(update={"organisations": (*rencontre.organisations, *absent)})


def _refused(
    rencontre: Rencontre, responses: tuple[Response, ...]
) -> tuple[list[Incompatibility], set[frozenset[str]]]:
    """New incompatibilities, and every pair that is kept apart with them."""
    apart: set[frozenset[str]] = {frozenset((one.a, one.b)) for one in rencontre.incompatibilities}
    wanted = _wanted(rencontre)
    added = []
    for one in responses:
        pair = frozenset[str](one.pairing)
        if Answer.NO not in one.answers or pair in apart | wanted:
            continue
        apart.add(pair)
        reason = say("memory.said_no", rencontre.language, rencontre=one.rencontre or "—")[:200]
        added.append(Incompatibility(a=one.entreprise, b=one.association, reason=reason))
    return added, apart


def _pair(rencontre: Rencontre, wish: Wish) -> frozenset[str]:
    """The two organisations of a wish, whoever of them is named."""
    home = {str(person.id): str(person.organisation) for person in rencontre.participants}
    return frozenset(home.get(str(who), str(who)) for who in (wish.source, wish.target))


def _wanted(rencontre: Rencontre) -> set[frozenset[str]]:
    """Pairs that an obligation or a project group brings together."""
    joined = {_pair(rencontre, wish) for wish in rencontre.wishes if wish.is_must}
    for group in rencontre.groups:
        joined |= {frozenset((a, b)) for a in group.organisations for b in group.organisations}
    return joined


def _is_withdrawn(rencontre: Rencontre, wish: Wish, responses: tuple[Response, ...]) -> bool:
    """Whether one of the two has said no since, and nothing stronger joins them."""
    said_no = {frozenset[str](one.pairing) for one in responses if Answer.NO in one.answers}
    pair = _pair(rencontre, wish)
    return pair in said_no - _wanted(rencontre)


def _is_told(rencontre: Rencontre, wish: Wish) -> bool:
    """Whether it is on file already, or joins two organisations that are on one side today."""
    side = {o.id: o.side for o in rencontre.organisations}
    source, target = OrganisationId(wish.source), OrganisationId(wish.target)
    return side[source] is side[target] or any(
        (old.source, old.target) == (wish.source, wish.target) for old in rencontre.wishes
    )


def _notes(rencontre: Rencontre, responses: tuple[Response, ...]) -> tuple[Issue, ...]:
    """Answers against which something on file stands."""
    wanted = _wanted(rencontre)
    apart: set[frozenset[str]] = {frozenset((one.a, one.b)) for one in rencontre.incompatibilities}
    side = {o.id: o.side for o in rencontre.organisations}
    wished = {_pair(rencontre, wish) for wish in rencontre.wishes}
    found = []
    for one in responses:
        pair = frozenset[str](one.pairing)
        if Answer.NO in one.answers and pair in wanted:
            found.append(("no_but_wanted", one))
        elif Answer.NO in one.answers and pair in wished:
            found.append(("wish_withdrawn", one))
        elif one.outcome is Outcome.AGAIN and pair in apart:
            found.append(("yes_but_apart", one))
        elif one.outcome is Outcome.AGAIN and side[one.entreprise] is side[one.association]:
            found.append(("one_side_today", one))
    return tuple(
        Issue(code=f"memory.{code}", data={"a": one.entreprise, "b": one.association})
        for code, one in found
    )


def _with_outcomes(history: History, responses: tuple[Response, ...]) -> History:
    """Meetings that nobody noted an outcome for get theirs; those not on file are added."""
    said: dict[tuple[Pairing, Identity | None], Response] = {
        (one.pairing, one.encounter.identity): one for one in responses
    }
    noted = []
    for encounter in history.encounters:
        response = said.pop((encounter.pairing, encounter.identity), None)
        if response is not None and encounter.outcome is None:
            noted.append(encounter.model_copy(update={"outcome": response.outcome}))
        else:
            noted.append(encounter)
    return History(encounters=(*noted, *(response.encounter for response in said.values())))

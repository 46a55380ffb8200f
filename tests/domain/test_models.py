"""What holds for every model: immutable, strict, closed, and whole after a journey."""

import copy
import datetime as dt
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

import speeddating
from speeddating.domain.base import Frozen, OrganisationId, ParticipantId, TableId
from speeddating.domain.demands import Incompatibility, Lock, ProjectGroup, Wish
from speeddating.domain.feedback import Feedback, Response
from speeddating.domain.forecast import Forecast, Outlook, Span, Variant, WhatIf
from speeddating.domain.history import Encounter, History, Outcome, Source
from speeddating.domain.issue import Issue, Reason, Violation
from speeddating.domain.people import Appetite, Facilitator, Organisation, Participant, Side
from speeddating.domain.plan import Bound, Budget, Change, Evidence, Plan, Progress, Scope
from speeddating.domain.registrations import (
    RegisteredOrganisation,
    RegisteredPerson,
    Registrations,
)
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.room import Round, Table
from speeddating.domain.schedule import Schedule, Seating
from speeddating.domain.score import Score
from speeddating.domain.season import Season
from speeddating.domain.series import Account, Series
from tests.factories import (
    apart,
    group,
    lock,
    must,
    organisation,
    person,
    rencontre,
    schedule,
    seating,
    table,
    wish,
)

WORTH = {
    "new_pairings": 2, "kept": 0, "worst_off": (1, 1, 1, 1), "wishes": (1, 0), "affinity": 3,
    "seated": 4, "pauses": 4, "pauses_in_a_row": 0, "mixing": 0, "waits": 0, "moves": (0, 0),
}  # fmt: skip

EVIDENCE = Evidence(
    versions={}, engine="cpsat", space="rounds", seed=1, seconds=1.0, workers=2,
    reproducible=False, stopped="deadline",
)  # fmt: skip
PLAN = Plan(
    schedule=schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2")),
    score=Score.model_validate(WORTH),
    bounds=(Bound(level="new_pairings", value=2), Bound(level="worst_off", value=(1, 1))),
    evidence=EVIDENCE,
)
SPAN = Span(least=1, median=2, most=None)

EXAMPLES: tuple[Frozen, ...] = (
    organisation(
        "E1", sector="Bois", themes=frozenset({"Emploi", "Énergie"}), needs=frozenset({"Local"}),
        offers=frozenset({"Don"}), appetite=Appetite.AGAIN, siren="000000000",
        other_names=("Bois & Cie",),
    ),
    person(
        "e1", absent=frozenset({2}), table="1", zone="Nord", needs_access=True, least=0, most=3
    ),
    Facilitator(name="Mme Fanal"),
    Response.model_validate({"entreprise": "E1", "association": "A1"}),
    Feedback(),
    Account.model_validate({"name": "Juin", "organisations": dict.fromkeys(Side, ())}),
    Series(),
    table("1", 2, 3, zone="Nord", accessible=True, rounds=frozenset({9, 1})),
    Round(number=1, start=dt.time(18, 30), minutes=7),
    must("E1", "A1", rank=2, round=1, before="A2"),
    apart("E1", "A1"),
    lock("e1", 1, "1"),
    group("Emploi", "E1", "A1", facilitator="Mme Fanal", rounds=frozenset({1}), free_rounds=1),
    rencontre(
        date=dt.date(2019, 5, 14), place="Bourges", wishes=(wish("E1", "A1"),),
        locks=(lock("e1", 1, "1"),), breaks=(2,), rounds=3, e2={"absent": frozenset({1, 9 - 6})},
        language="en", resume_at=2, changeover_minutes=2, competitors_apart=True,
    ),
    Encounter(
        entreprise=OrganisationId("E1"), association=OrganisationId("A1"),
        date=dt.date(2018, 11, 6), rencontre="Rencontre 1", source=Source.PROJECT_GROUP,
        outcome=Outcome.PROJECT,
    ),
    History(
        encounters=(
            Encounter(entreprise=OrganisationId("E1"), association=OrganisationId("A1")),
        )
    ),
    seating("1", 1, "e1", "a1", "f1"),
    schedule(("1", 1, "e1", "a1"), ("2", 1, "e2", "a2")),
    Score.model_validate(WORTH),
    Bound(level="moves", value=(0, 1), scope=Scope.THESE_ROUNDS, engine="cpsat", seconds=0.5),
    Budget(seconds=2.5, workers=1, reproducible=True, seed=7),
    Progress(level="worst_off", value=(0, 1), bound=None, seconds=0.1),
    Evidence(
        versions={"speeddating": "0"}, engine="auto", space="pairs", seed=0, seconds=0.1,
        workers=1, reproducible=True,
    ),
    Change(
        participant=ParticipantId("e1"), round=1, old_table=TableId("1"), new_table=None,
        old_partners=(ParticipantId("a1"),),
    ),
    PLAN,
    Season(
        names=("Rencontre",), plans=(PLAN,), histories=(History(), History()), new_pairings=2,
        one_after_the_other=None, bound=PLAN.bounds[0], evidence=EVIDENCE,
    ),
    Outlook(number=1, total=3, new=3, places=4),
    SPAN,
    WhatIf(rounds=2, tables=3, new_pairings=4, worst_off=1),
    Variant(more="round", new_pairings=4, places=5, all_met_after=2),
    Forecast(
        rencontre="Rencontre", rounds=2, tables=3, exact=True, unmet=3, outlook=(),
        novelty_ends_in=None, all_met_after=2, attendance=0.8, drawn=SPAN, variants=(), what_if=(),
    ),
    RegisteredPerson(name="Mme Fanal", organisation="E1", line=3),
    RegisteredOrganisation(name="E1", side=Side.ENTREPRISE, lines=(3,)),
    Registrations(source="liste.csv", organisations=(), people=()),
    Issue(code="intake.unknown_side", sheet="Participants", cell="C12", value="x", data={"n": 1}),
    Violation(rule="zones", data={"round": 1, "name": "e1"}),
    Reason(code="errors.any", data={"count": 2}, people=("e1",)),
)  # fmt: skip


def models(of: type[Frozen] = Frozen) -> Iterator[type[Frozen]]:
    for kind in of.__subclasses__():
        yield kind
        yield from models(kind)


each_model = pytest.mark.parametrize("model", EXAMPLES, ids=[type(e).__name__ for e in EXAMPLES])


def test_every_model_of_the_domain_has_an_example() -> None:
    domain = {kind for kind in models() if kind.__module__.startswith("speeddating.domain.")}
    assert domain == {type(example) for example in EXAMPLES}


@each_model
def test_a_model_cannot_be_changed(model: Frozen) -> None:
    name = next(iter(type(model).model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(model, name, getattr(model, name))


def test_an_error_names_the_field_and_does_not_print_who_was_given() -> None:
    with pytest.raises(
        ValidationError, match="organisation\n  Input should be a valid string"
    ) as caught:
        Participant.model_validate({"name": "Ana Brun", "organisation": 3, "id": "1"})
    assert "Ana Brun" not in str(caught.value)
    assert caught.value.errors()[0]["input"] == 3  # for programs it is there


@each_model
def test_a_model_refuses_a_field_it_does_not_know(model: Frozen) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        type(model).model_validate({**model.model_dump(), "colour": "red"})


@each_model
def test_a_model_is_told_types_and_guesses_none(model: Frozen) -> None:
    guessed = {name: _in_other_words(value) for name, value in model.model_dump().items()}
    assert guessed != model.model_dump()
    with pytest.raises(ValidationError):
        type(model).model_validate(guessed)


def _in_other_words(value: Any) -> Any:
    """The same, as a lax reader would take it: "1" for 1, 1 for "1", a list for a tuple."""
    if isinstance(value, (int, float, dt.date, dt.time)):
        return str(value)
    if isinstance(value, (tuple, frozenset)):
        return list(value)
    return 1 if isinstance(value, str) else value


@each_model
def test_a_model_survives_its_own_data(model: Frozen) -> None:
    assert type(model).model_validate(model.model_dump()) == model


@each_model
def test_a_model_survives_json(model: Frozen) -> None:
    again = type(model).model_validate_json(model.model_dump_json())
    assert again == model
    assert again.model_dump_json() == model.model_dump_json()


@each_model
def test_a_model_survives_pickle_and_copies(model: Frozen) -> None:
    for twin in (
        pickle.loads(pickle.dumps(model)),  # noqa: S301
        copy.copy(model),
        copy.deepcopy(model),
        model.model_copy(),
    ):
        assert type(twin) is type(model)
        assert twin == model


@each_model
def test_a_model_has_a_json_schema(model: Frozen) -> None:
    for mode in ("validation", "serialization"):
        described = type(model).model_json_schema(mode=mode)
        assert set(described["properties"]) == set(type(model).model_fields)


@each_model
def test_every_field_is_described_once_the_class_is(model: Frozen) -> None:
    assert type(model).__doc__


def test_what_was_looked_up_before_does_not_change_what_a_rencontre_is() -> None:
    used, fresh = rencontre(), rencontre()
    assert used.organisation_by_id
    assert used.working_rounds
    assert used == fresh
    assert hash(used) == hash(fresh)
    assert pickle.loads(pickle.dumps(used)) == fresh  # noqa: S301


def test_equal_models_make_equal_files() -> None:
    one, other = frozenset([1, 9]), frozenset([9, 1])  # the two may be iterated in two orders
    assert table("1", rounds=one).model_dump_json() == table("1", rounds=other).model_dump_json()
    themes = [f"thème {number}" for number in range(20)]
    said = organisation("E1", themes=frozenset(themes)).model_dump_json()
    places = [said.index(f'"{theme}"') for theme in sorted(themes)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Round, {"number": 0}),
        (Round, {"number": 1, "minutes": 0}),
        (Table, {"id": "1", "seats_entreprises": 0}),
        (Table, {"id": "1", "seats_associations": 0}),
        (Wish, {"source": "E1", "target": "A1", "rank": 0}),
        (Wish, {"source": "E1", "target": "A1", "round": 0}),
        (Wish, {"source": "E1", "target": "A1", "rank": True}),
        (Lock, {"participant": "e1", "round": 0, "table": "1"}),
        (Participant, {"name": "Mme e1", "organisation": "E1", "least": -1}),
        (Participant, {"name": "Mme e1", "organisation": "E1", "most": -1}),
        (ProjectGroup, {"name": "Emploi", "organisations": ("E1",), "free_rounds": -1}),
        (Seating, {"round": 0, "table": "1", "entreprises": (), "associations": ()}),
        (Budget, {"seconds": 0}),
        (Budget, {"seconds": float("nan")}),
        (Budget, {"workers": 0}),
        (Budget, {"seed": -1}),
        (Bound, {"level": "waits", "value": 1.5}),
        (Organisation, {"name": "E1", "side": "organisme public"}),
        (Evidence, {"engine": "maxsat"}),
        (Incompatibility, {"a": "E1"}),
        (Rencontre, {}),
        (Schedule, {"rencontre": ""}),
    ],
)
def test_a_figure_or_choice_out_of_range_is_refused(
    kind: type[Frozen], given: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        kind.model_validate(given)


def test_models_are_found_where_programs_look_for_them() -> None:
    """All but the parts of a result, which nobody makes."""
    parts = {Outlook, Span, WhatIf, Variant, RegisteredPerson, RegisteredOrganisation}
    for kind in {type(example) for example in EXAMPLES} - parts:
        assert getattr(speeddating, kind.__name__) is kind

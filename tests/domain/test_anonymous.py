"""Numbers instead of names, in every field of all models, and the same structure behind."""

import datetime as dt
import json
from typing import Any

import pytest

from speeddating import Budget, anonymise, check, plan, replan, score
from speeddating.domain.anonymous import anonymise_series
from speeddating.domain.base import OrganisationId
from speeddating.domain.demands import ProjectGroup
from speeddating.domain.history import Encounter, History, Pairing
from speeddating.domain.people import Side
from speeddating.domain.plan import Plan
from speeddating.domain.rencontre import Rencontre
from speeddating.domain.series import Account, Series
from speeddating.words import LANGUAGES, Language
from tests.factories import group, history

QUICK = Budget(seconds=5, workers=1, reproducible=True)


def marked() -> tuple[Rencontre, History]:
    """A word of somebody's own, each with a mark, wherever one may stand."""
    organisations = [
        {"name": f"§{letter}{n}", "side": side, "sector": "§eau", "themes": ["§vélo"],
         "needs": ["§locaux"], "offers": ["§dons"], "siren": "§552", "other_names": ("§autre",),
         "not_names": ("§tiers",)}
        for letter, side in zip("EA", Side, strict=True) for n in (1, 2, 3)
    ]  # fmt: skip
    given: dict[str, Any] = {
        "name": "§Juin", "place": "§Salle", "date": "2026-06-01",
        "rounds": [{"number": n} for n in (1, 2, 3)],
        "organisations": organisations,
        "participants": [
            {"name": f"§Mme {o['name']}", "organisation": o["name"], "zone": "§Nord"}
            for o in organisations
        ],
        "tables": [
            {"id": f"§T{n}", "zone": "§Nord", "seats_entreprises": 2, "seats_associations": 2}
            for n in (1, 2)
        ],
        "facilitators": [{"name": "§Anne"}],
        "groups": [{"name": "§G", "organisations": ("§E1", "§A1"), "facilitator": "§Anne",
                    "rounds": [1], "project": "§Jardin", "state": "§idée"}],
        "wishes": [{"source": "§E2", "target": "§A2"}],
        "incompatibilities": [{"a": "§E3", "b": "§A3", "reason": "§brouille"}],
        "locks": [{"participant": "§Mme §E2 (§E2)", "round": 1, "table": "§T1"}],
        "forgotten": ["§Mai", "§Avril"],
    }  # fmt: skip
    past = Encounter.model_validate(
        {
            "entreprise": "§E1",
            "association": "§A2",
            "rencontre": "§Mai",
            "date": dt.date(2026, 5, 1),
        }
    )
    gone = past.model_copy(update={"entreprise": "§E9"})
    return Rencontre.model_validate_json(json.dumps(given)), History(encounters=(past, gone))


def changed(event: Rencontre, past: History) -> tuple[Rencontre, Plan]:
    """The evening as it is, and a plan with seats that are not the published ones."""
    published = plan(event, past, budget=QUICK).schedule
    left = {"absent": frozenset({2, 3})}
    people = tuple(
        p.model_copy(update=left if p.organisation == "§E2" else {}) for p in event.participants
    )
    here = event.model_copy(update={"participants": people})
    return here, replan(published, here, past, from_round=2, budget=QUICK)


def test_no_word_of_anybody_is_left_in_any_field() -> None:
    event, past = marked()
    here, made = changed(event, past)
    assert any(one.old_partners for one in made.changes)
    assert any(one.new_partners for one in made.changes)
    for found in anonymise(here, past, made):
        assert found is not None
        assert "§" not in found.model_dump_json()
        assert "§" not in str(found.model_dump())


def test_what_is_behind_the_numbers_is_the_same() -> None:
    event, past = marked()
    here, made = changed(event, past)
    hidden, known, plan_ = anonymise(here, past, made)
    assert plan_ is not None
    assert check(hidden, known, plan_.schedule) == check(here, past, made.schedule) == ()
    for level, value in score(here, past, made.schedule).model_dump().items():
        if level != "kept":
            assert score(hidden, known, plan_.schedule).model_dump()[level] == value
    stands_for = {
        who: veiled
        for one, other in zip(made.schedule.seatings, plan_.schedule.seatings, strict=True)
        for who, veiled in zip(one.people(), other.people(), strict=True)
    }
    assert len({*stands_for.values()}) == len(stands_for)
    for one, other in zip(made.changes, plan_.changes, strict=True):
        assert other.participant == stands_for.get(one.participant, other.participant)
        for before, after in (
            (one.old_partners, other.old_partners), (one.new_partners, other.new_partners),
        ):  # fmt: skip
            assert [
                stands_for.get(who, veiled) for who, veiled in zip(before, after, strict=True)
            ] == [*after]


NEARLY = tuple(map(OrganisationId, ("Ecole", "École", "ECOLE")))
"""Three, of which a reader of a workbook would make one; here each is what it is."""


def series() -> Series:
    """Everything in it is told apart by an accent or by capitals."""
    held = tuple(Pairing(e, OrganisationId(f"A {e}")) for e in NEARLY)
    groups = tuple(group(f"G {name}", name, project=f"P {name}") for name in NEARLY)
    accounts = tuple(
        Account(
            name=f"R {name}",
            date=dt.date(2026, number, 1),
            organisations={
                Side.ENTREPRISE: NEARLY[:number], Side.ASSOCIATION: (held[number - 1].association,),
            },
            planned=held,
            held=held[number - 1 : number],
            groups=groups,
        )
        for number, name in enumerate(NEARLY, start=1)
    )  # fmt: skip
    past = history(("Usine", "Refuge"))
    for number, pairing in enumerate(held, start=1):
        name = accounts[number - 1].name
        past = past.and_also(history(pairing, date=dt.date(2026, number, 1), name=name))
    return Series(accounts=accounts, history=past)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_series_without_names_has_the_same_figures_and_is_a_series(language: Language) -> None:
    plain = series()
    hidden = anonymise_series(plain, language)
    assert Series.model_validate_json(hidden.model_dump_json()) == hidden
    figures = [[one[1:] for one in each.figures()] for each in (plain, hidden)]
    assert figures[0] == figures[1]
    assert len(hidden.history.met) == len(plain.history.met) == 4
    for side in Side:
        assert len(hidden.organisations[side]) == len(plain.organisations[side])
    for one in hidden.accounts:
        assert len({g.name for g in one.groups}) == len({g.project for g in one.groups}) == 3
        assert len(set(one.planned or ())) == 3
    assert len({one.name for one in hidden.accounts}) == 3


def test_no_name_is_left_in_a_series_without_names() -> None:
    plain = series()
    said = anonymise_series(plain).model_dump_json()
    names = {o for side in Side for o in plain.organisations[side]} | {"Usine", "Refuge"}
    names |= {one.name for one in plain.accounts}
    names |= {text for one in plain.accounts[0].groups for text in (one.name, one.project or "")}
    assert {name for name in names if name in said} == set()


def test_a_series_of_nothing_stays_one() -> None:
    assert anonymise_series(Series()) == Series(history=History())


def test_groups_of_a_series_without_names_tell_nobody() -> None:
    groups = [g for one in anonymise_series(series()).accounts for g in one.groups]
    assert {g.organisations for g in groups} == {("—",)}
    assert {g.facilitator for g in groups} == {None}
    assert all(isinstance(g, ProjectGroup) for g in groups)

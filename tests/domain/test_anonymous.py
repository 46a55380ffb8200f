"""Numbers instead of names, in every field of all three models, and the same structure behind."""

import datetime as dt
import json
from typing import Any

from speeddating import Budget, anonymise, check, plan, replan, score
from speeddating.domain.history import Encounter, History
from speeddating.domain.people import Side
from speeddating.domain.plan import Plan
from speeddating.domain.rencontre import Rencontre

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
    hidden, history, plan_ = anonymise(here, past, made)
    assert plan_ is not None
    assert check(hidden, history, plan_.schedule) == check(here, past, made.schedule) == ()
    for level, value in score(here, past, made.schedule).model_dump().items():
        if level != "kept":
            assert score(hidden, history, plan_.schedule).model_dump()[level] == value
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

"""Nobody left: no original name in any byte of what is written, and nothing else changed."""

import zipfile
from pathlib import Path

import pytest

from speeddating import (
    History,
    Incompatibility,
    Organisation,
    Plan,
    Rencontre,
    Side,
    Wish,
    anonymise,
    check,
    score,
    write_workbook,
)
from speeddating.intake import read_workbook
from speeddating.report.evening import Evening
from tests.factories import rencontre
from tests.report.invented import (
    history_of,
    plan_of,
    rencontre_of_36,
    rencontre_with_group,
    rotation,
    schedule_with_group,
)


def dressed(one: Rencontre) -> Rencontre:
    """With a word in every place where one may stand."""

    def described(o: Organisation) -> Organisation:
        return o.model_copy(
            update={
                "sector": f"Zsecteur {o.side}", "themes": frozenset({"Zthème"}),
                "siren": "Z552081317",
                "needs": frozenset({"Zbesoin"}), "offers": frozenset({"Zoffre"}),
                "other_names": (f"Zautre {o.name}",),
            }
        )  # fmt: skip

    a, *_, b = one.organisations
    return one.model_copy(
        update={
            "organisations": tuple(map(described, one.organisations)),
            "place": "Zsalle",
            "wishes": (Wish(source=a.id, target=b.id),),
            "incompatibilities": (
                Incompatibility(a=one.organisations[1].id, b=b.id, reason="Zbrouille"),
            ),
            "forgotten": frozenset({"Zoubliée", "Rencontre nº 2"}),
            "participants": tuple(p.model_copy(update={"zone": "Zzone"}) for p in one.participants),
            "tables": tuple(t.model_copy(update={"zone": "Zzone"}) for t in one.tables),
            "groups": tuple(g.model_copy(update={"state": "Zétat"}) for g in one.groups),
        }
    )


def cases() -> list[tuple[Rencontre, History, Plan]]:
    big, small = dressed(rencontre_of_36()), dressed(rencontre_with_group())
    return [
        (big, history_of(big), plan_of(rotation(big))),
        (small, history_of(small), plan_of(schedule_with_group(small))),
    ]


def names(one: Rencontre, history: History) -> set[str]:
    """Everything that might tell who it is."""
    found = {one.name, one.place or "", *(f.name for f in one.facilitators)}
    for person in one.participants:
        found |= {person.name, person.name.split()[-1], person.zone or ""}
    for o in one.organisations:
        found |= {o.name, o.sector or "", o.siren or "", *o.themes, *o.needs, *o.offers}
        found |= set(o.other_names)
    for group in one.groups:
        found |= {group.name, group.project or "", group.state or ""}
    found |= {i.reason or "" for i in one.incompatibilities} | one.forgotten
    for e in history.encounters:
        found |= {e.entreprise, e.association, e.rencontre or ""}
    return found - {""}


def content(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return b"".join(parts.read(name) for name in parts.namelist()).decode("utf-8")


def escaped(name: str) -> str:
    return name.replace("&", "&amp;")


@pytest.mark.parametrize("case", range(2))
def test_no_original_name_is_in_any_byte(tmp_path: Path, case: int) -> None:
    one, history, made = cases()[case]
    plain = content(write_workbook(tmp_path / "plain.xlsx", one, history, made))
    veiled = content(write_workbook(tmp_path / "veiled.xlsx", *anonymise(one, history, made)))
    there = {name for name in names(one, history) if escaped(name) in plain}
    assert len(there) > 25
    assert {
        name for name in names(one, history) if escaped(name).casefold() in veiled.casefold()
    } == set()
    dumped = "".join(part.model_dump_json() for part in anonymise(one, history, made) if part)
    assert {name for name in names(one, history) if name in dumped} == set()


@pytest.mark.parametrize("case", range(2))
def test_nothing_but_the_names_changes(tmp_path: Path, case: int) -> None:
    one, history, made = cases()[case]
    veiled, past, plan = anonymise(one, history, made)
    assert plan is not None
    assert score(veiled, past, plan.schedule) == score(one, history, made.schedule)
    assert len(check(veiled, past, plan.schedule)) == len(check(one, history, made.schedule))
    assert len(past.met) == len(history.met)
    assert len(past.past_of(veiled).met) == len(history.past_of(one).met)
    path = write_workbook(tmp_path / "veiled.xlsx", veiled, past, plan)
    assert read_workbook(path) == (veiled, Evening(veiled, past, plan.schedule).grown())


def test_words_that_are_alike_have_one_number() -> None:
    event = rencontre(
        1, 2,
        E1={"themes": frozenset({"Énergie"}), "needs": frozenset({"Don"}), "sector": "Bois"},
        A1={"themes": frozenset({"energie"}), "offers": frozenset({"don"}), "sector": "bois"},
        A2={"themes": frozenset({"eau"}), "offers": frozenset({"salle"}), "sector": "eau"},
    )  # fmt: skip
    told = anonymise(event).rencontre
    ours, others = ([o for o in told.organisations if o.side is side] for side in Side)
    (alike,) = (o for o in others if o.themes == ours[0].themes)
    (different,) = (o for o in others if o is not alike)
    assert (alike.offers, alike.sector) == (ours[0].needs, ours[0].sector)
    assert different.offers.isdisjoint(alike.offers)
    assert different.sector != alike.sector


def test_numbers_are_drawn_anew_so_that_their_order_tells_nothing() -> None:
    one = rencontre_of_36()
    home = [p.organisation for p in anonymise(one).rencontre.participants]
    assert any(
        [p.organisation for p in anonymise(one).rencontre.participants] != home for _ in range(20)
    )

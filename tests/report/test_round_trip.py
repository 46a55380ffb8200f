import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speeddating import (
    Appetite,
    Budget,
    Encounter,
    Facilitator,
    History,
    Incompatibility,
    Lock,
    Organisation,
    Outcome,
    Participant,
    Phase,
    ProjectGroup,
    Rencontre,
    Schedule,
    Side,
    Source,
    Table,
    UnsupportedError,
    Wish,
    WishKind,
    one_to_one,
    plan,
)
from speeddating.domain import room
from speeddating.domain.base import FacilitatorId, OrganisationId, TableId
from speeddating.domain.examples import is_example
from speeddating.intake import read_schedule, read_workbook
from speeddating.report import write_template, write_workbook
from speeddating.report.evening import Evening
from speeddating.words import Language
from tests.report.accepted import ODD, accepted
from tests.report.invented import (
    history_of,
    plan_of,
    rencontre_of_36,
    rencontre_with_group,
    rotation,
    schedule_with_group,
)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_rencontre_and_its_grown_history_are_read_back_equal(
    tmp_path: Path, language: Language
) -> None:
    rencontre = rencontre_of_36(language=language)
    history, schedule = history_of(rencontre), rotation(rencontre)
    path = write_workbook(tmp_path / "planning.xlsx", rencontre, history, plan_of(schedule))
    again, remembered = read_workbook(path)
    assert again == rencontre
    assert remembered == Evening(rencontre, history, schedule).grown()
    assert read_schedule(path) == schedule


def test_groups_facilitators_and_breaks_are_read_back_equal(tmp_path: Path) -> None:
    rencontre = rencontre_with_group()
    path = tmp_path / "planning.xlsx"
    write_workbook(path, rencontre, History(), plan_of(schedule_with_group(rencontre)))
    assert read_workbook(path)[0] == rencontre
    assert read_schedule(path) == schedule_with_group(rencontre)


def test_everything_that_can_be_asked_is_read_back_equal(tmp_path: Path) -> None:
    plain = rencontre_of_36()
    people, organisations = plain.participants, plain.organisations
    voices = [p for p in people if p.organisation == organisations[-1].id]
    tables = (
        plain.tables[0].model_copy(update={"zone": "Nord", "accessible": True}),
        plain.tables[1].model_copy(update={"rounds": frozenset({1, 2, 3, 5})}),
        *plain.tables[2:],
    )
    first = people[0].model_copy(
        update={
            "absent": frozenset({1, 2}), "table": "4", "needs_access": True, "least": 1, "most": 3,
            "zone": "Sud",
        }
    )  # fmt: skip
    stays_away = people[2].model_copy(update={"present": False})
    namesake = people[1].model_copy(update={"id": "E-002"})
    asked = rencontre_of_36(
        participants=(first, namesake, stays_away, *people[3:]),
        organisations=(
            organisations[0].model_copy(
                update={
                    "sector": "bâtiment", "themes": frozenset({"emploi", "insertion"}),
                    "needs": frozenset({"local"}), "offers": frozenset({"stages", "outils"}),
                    "appetite": Appetite.NEW_ONLY, "siren": "012345678",
                    "other_names": ("MGB", "Brérault"),
                }
            ),
            *organisations[1:],
        ),
        tables=tables,
        wishes=(
            Wish(source=organisations[0].id, target=voices[0].id, rank=2, kind=WishKind.MUST),
            Wish(
                source=namesake.id, target=organisations[-1].id, round=3,
                before=organisations[-2].id,
            ),
        ),
        incompatibilities=(
            Incompatibility(a=organisations[1].id, b=organisations[-2].id, reason="=secret"),
        ),
        locks=(Lock(participant=people[4].id, round=2, table=TableId("3")),),
        competitors_apart=True,
        meetings_per_pairing=2,
        resume_at=2,
        memory=2,
        forgotten=frozenset({"Rencontre nº 1", "Rencontre nº 2"}),
        phase=Phase.PROJET,
        seated_side=Side.ENTREPRISE,
    )  # fmt: skip
    history = History(
        encounters=tuple(
            encounter.model_copy(
                update={"source": Source.PROJECT_GROUP, "outcome": outcome, "date": when}
            )
            for encounter, outcome, when in zip(
                history_of(plain).encounters,
                (Outcome.AGAIN, Outcome.PROJECT, Outcome.NOTHING, None),
                (dt.date(2018, 1, 2), None, dt.date(2018, 1, 3), None),
                strict=False,
            )
        )
    )
    path = write_workbook(tmp_path / "saisie.xlsx", asked, history)
    again, remembered = read_workbook(path)
    assert again == asked
    assert remembered == history


def is_read_back_or_refused(seed: int, folder: Path) -> bool:
    """Whether it could be written; if so it is read back equal, the schedule apart."""
    rencontre, history = accepted(seed)
    path = folder / f"{seed}.xlsx"
    try:
        write_workbook(path, rencontre, history)
    except UnsupportedError as refused:
        assert not path.exists()
        assert refused.sentence("fr") != refused.sentence("en")  # noqa: PT017
        return False
    assert read_workbook(path) == (rencontre, history), seed
    path.unlink()
    return True


@pytest.mark.parametrize("first", range(0, 80, 20))
def test_whatever_is_accepted_is_read_back_equal(tmp_path: Path, first: int) -> None:
    written = [is_read_back_or_refused(first + n, tmp_path) for n in range(20)]
    assert sum(written) >= 10


@pytest.mark.slow
@pytest.mark.timeout(3_000)
def test_whatever_is_accepted_is_read_back_equal_two_thousand_times(tmp_path: Path) -> None:
    written = [is_read_back_or_refused(seed, tmp_path) for seed in range(1_000, 3_000)]
    assert sum(written) >= 1_000


@pytest.mark.parametrize("text", [text for text in ODD if not is_example(text)])
def test_an_odd_text_in_every_field_is_read_back_equal(tmp_path: Path, text: str) -> None:
    """Where it names two things at once it is refused, so each thing has an ending of its own."""
    plain = rencontre_with_group()
    forge, *others = plain.organisations
    name = text[:150]
    renamed = forge.model_copy(
        update={
            "name": f"{name}1", "id": f"{name}1", "sector": text, "themes": frozenset({text}),
            "needs": frozenset({text}), "offers": frozenset({text, "x"}), "siren": text,
            "other_names": (f"{name}2",),
        }
    )  # fmt: skip
    home = {forge.id: renamed.id}
    people = [
        p.model_copy(update={"organisation": home.get(p.organisation, p.organisation)})
        for p in plain.participants
    ]
    first = people[0].model_copy(update={"name": f"{name}3", "id": f"{name}4", "zone": text})
    odd = Rencontre(
        name=text, place=text, organisations=(renamed, *others), participants=(first, *people[1:]),
        tables=(*plain.tables, Table(id=TableId(f"{name}5"), zone=text)), rounds=plain.rounds,
        changeover_minutes=plain.changeover_minutes,
        forgotten=frozenset({text}),
        incompatibilities=(Incompatibility(a=others[0].id, b=renamed.id, reason=text),),
        groups=(
            ProjectGroup(
                name=text, organisations=(*(o.id for o in plain.organisations[2:4]),)
                if {o.side for o in plain.organisations[2:4]} == set(Side)
                else tuple(o.id for o in others), facilitator=FacilitatorId(text), project=text,
                state=text,
            ),
        ),
        facilitators=(Facilitator(name=text),),
    )  # fmt: skip
    met = Encounter(entreprise=OrganisationId(f"{name}6"), association=others[0].id, rencontre=text)
    history = History(encounters=(met,))
    path = write_workbook(tmp_path / "saisie.xlsx", odd, history)
    assert read_workbook(path) == (odd, history)


def test_a_filled_in_template_can_be_read(tmp_path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415

    path = write_template(tmp_path / "modele.xlsx")
    book = load_workbook(path)
    people = (("Anne Roy", "Vélo", "association"), ("Luc Petit", "Garage", "entreprise"))
    for number, row in enumerate(people, start=2):
        for column, value in enumerate(row, start=1):
            book["Participants"].cell(number, column, value)
    book.save(path)
    rencontre, history = read_workbook(path)
    assert [person.name for person in rencontre.participants] == ["Anne Roy", "Luc Petit"]
    assert len(rencontre.rounds) == 6
    assert history == History()


SPELLINGS = (
    "Éric", "=SOMME(A1)", "+33 6", "-", "@a", "'x", "A, B", "1-4; 6", "12", "3.50", "oui", "#N/A",
    "association", "l\N{RIGHT SINGLE QUOTATION MARK}été", 'SARL "Z"', "_x000D_ b", "&amp; <b>",
    "東京", "12/05/2019", "Total", "\N{SLIGHTLY SMILING FACE}",
)  # fmt: skip
"""Names that a spreadsheet would like to change into something else."""


@st.composite
def evenings(draw: st.DrawFn) -> Rencontre:
    """A few people of a few organisations, whatever they are called."""
    sides = [draw(st.integers(1, 3)) * [side] for side in Side]
    names = draw(st.permutations(SPELLINGS))
    homes = tuple(
        Organisation(name=name, side=side, appetite=draw(st.none() | st.sampled_from(Appetite)))
        for side, name in zip([*sides[0], *sides[1]], names, strict=False)
    )
    people = tuple(
        Participant(name=draw(st.sampled_from(SPELLINGS)), organisation=home.id) for home in homes
    )
    namesake = people[0].model_copy(update={"id": "un homonyme"})
    return Rencontre(
        name=draw(st.sampled_from(SPELLINGS)),
        date=draw(st.none() | st.just(dt.date(2019, 5, 16))),
        organisations=homes,
        participants=(*people, *draw(st.sampled_from([(), (namesake,)]))),
        tables=one_to_one(draw(st.integers(1, 3))),
        rounds=room.rounds(draw(st.integers(1, 3))),
    )


def pairs_of(event: Rencontre, schedule: Schedule) -> set[tuple[OrganisationId, OrganisationId]]:
    """The organisations that share a table."""
    home = {person.id: person.organisation for person in event.participants}
    return {
        (home[e], home[a])
        for seating in schedule.seatings
        for e in seating.entreprises
        for a in seating.associations
    }


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(evenings(), st.data())
def test_one_rencontre_after_the_other_remembers_exactly_what_was_held(
    tmp_path: Path, event: Rencontre, data: Any
) -> None:
    history = History()
    held = Counter[tuple[Any, ...]]()
    for number in range(1, 4):
        made = plan(event, history, levels=("new_pairings",), budget=Budget(workers=1))
        path = write_workbook(tmp_path / f"{number}.xlsx", event, history, made)
        again, history = read_workbook(path)
        assert again == event
        pairs = pairs_of(event, made.schedule)
        assert made.score.new_pairings == len(pairs - {row[2:] for row in held})
        held.update((event.date, event.name, *pair) for pair in pairs)
        assert Counter((e.date, e.rencontre, *e.pairing) for e in history.encounters) == held
        some = data.draw(st.sampled_from(again.participants))
        away = some.model_copy(update={"present": False})
        others = [away if one is some else one for one in again.participants]
        there = {one.organisation for one in others if one.present}
        stay = all(
            any(o.id in there and o.side is side for o in again.organisations) for side in Side
        )
        event = again.model_copy(
            update={
                "name": f"{again.name} {number}",
                "date": dt.date(2019, 11, number),
                **({"participants": tuple(others)} if stay else {}),
            }
        )


def test_whoever_meets_only_in_a_project_group_is_remembered_so(tmp_path: Path) -> None:
    rencontre = rencontre_with_group()
    plan = plan_of(schedule_with_group(rencontre))
    grown = Evening(rencontre, History(), plan.schedule).grown()
    inside = {e.pairing for e in grown.encounters if e.source is Source.PROJECT_GROUP}
    members = set(rencontre.groups[0].organisations)
    assert len(inside) == 4
    assert all(set(pairing) <= members for pairing in inside)
    assert {e.source for e in grown.encounters} == {Source.PROJECT_GROUP, Source.RENCONTRE}
    path = write_workbook(tmp_path / "a.xlsx", rencontre, History(), plan)
    assert read_workbook(path)[1] == grown

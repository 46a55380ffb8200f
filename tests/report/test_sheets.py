from datetime import date, time

import pytest

from speeddating import History, Plan, Rencontre, Side
from speeddating.checks import score
from speeddating.domain.base import TableId
from speeddating.domain.workbook import INPUT_SHEETS, PARAMETERS, SEATS, WRITTEN_PARAMETERS
from speeddating.report.evening import Evening
from speeddating.report.sheets import template, workbook_sheets
from speeddating.report.sheets.model import Sheet, Tone
from speeddating.report.sheets.write import (
    alphabetical,
    clock,
    long_date,
    round_list,
    table_name,
    table_title,
)
from speeddating.words import Language, say
from tests.factories import history, rencontre, schedule, table
from tests.report.invented import (
    history_of,
    plan_of,
    rencontre_of_36,
    rencontre_with_group,
    rotation,
    schedule_with_group,
)


def sheets_of(rencontre: Rencontre, history: History, made: Plan | None) -> dict[str, Sheet]:
    return {sheet.title: sheet for sheet in workbook_sheets(rencontre, history, made)}


@pytest.fixture(scope="module")
def big() -> dict[str, Sheet]:
    rencontre = rencontre_of_36()
    history, schedule = history_of(rencontre), rotation(rencontre)
    figures = score(rencontre, history, schedule).model_dump()
    return sheets_of(rencontre, history, plan_of(schedule, **figures))


@pytest.fixture(scope="module")
def small() -> dict[str, Sheet]:
    rencontre = rencontre_with_group()
    return sheets_of(rencontre, History(), plan_of(schedule_with_group(rencontre)))


def test_every_row_is_as_long_as_its_header(big: dict[str, Sheet], small: dict[str, Sheet]) -> None:
    for sheet in (*big.values(), *small.values(), *template("fr"), *template("en")):
        assert sheet.columns
        assert {len(row) for row in sheet.rows} <= {len(sheet.columns)}, sheet.title
        assert all(len(row) <= len(sheet.columns) for row in sheet.lead), sheet.title


def test_titles_are_those_the_reader_knows(big: dict[str, Sheet]) -> None:
    assert list(big) == [
        "Sommaire", "Planning", "Par tour", "Par entreprise", "Par association", "Par table",
        "Couverture", "Bilan", "Retours", "Rencontre", "Participants", "Organisations", "Tables",
        "Souhaits", "Incompatibilités", "Sous-groupes", "Verrous", "Historique",
    ]  # fmt: skip


def test_without_a_plan_only_what_is_filled_in_is_written() -> None:
    rencontre = rencontre_of_36()
    shown = workbook_sheets(rencontre, history_of(rencontre), None)
    assert [s.title for s in shown] == [say(f"workbook.{key}", "fr") for key in INPUT_SHEETS]
    assert len(shown[-1].rows) == len(history_of(rencontre).encounters)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_template_has_every_sheet_and_header_in_both_languages(language: Language) -> None:
    sheets = {sheet.title: sheet for sheet in template(language)}
    for key, columns in INPUT_SHEETS.items():
        sheet = sheets[say(f"workbook.{key}", language)]
        assert sheet.header == tuple(say(f"workbook.{key}.{c}", language) for c in columns)
        assert all(column.note for column in sheet.columns)
    event = sheets[say("workbook.event", language)]
    assert [row[0] for row in event.values] == [
        say(f"workbook.parameter.{key}", language)
        for key in PARAMETERS
        if key not in WRITTEN_PARAMETERS
    ]
    assert say("report.sheet.guide", language) in sheets


def test_every_seat_is_one_row_of_the_planning(big: dict[str, Sheet]) -> None:
    rencontre = rencontre_of_36()
    planning = big["Planning"]
    assert planning.header == tuple(say(f"workbook.planning.{key}", "fr") for key in SEATS)
    seats = [(row[0], str(row[2]), row[3]) for row in planning.values]
    expected = [(s.round, s.table, who) for s in rotation(rencontre).seatings for who in s.people()]
    assert seats == expected
    assert len(set(seats)) == len(seats)


def test_new_partners_add_up_to_the_new_pairings(big: dict[str, Sheet]) -> None:
    rencontre = rencontre_of_36()
    new = score(rencontre, history_of(rencontre), rotation(rencontre)).new_pairings
    assert sum(int(str(row[8])) for row in big["Planning"].values) == 2 * new
    roads = [*big["Par entreprise"].values, *big["Par association"].values]
    assert sum(int(str(row[-1])) for row in roads) == 2 * new


def test_new_is_told_from_old_and_counted_once(big: dict[str, Sheet]) -> None:
    cells = [cell for row in big["Couverture"].rows for cell in row]
    rencontre = rencontre_of_36()
    evening = Evening(rencontre, history_of(rencontre), rotation(rencontre))
    marks = [cell.value for cell in cells]
    met = {pairing for pairing in evening.past.met if pairing.entreprise != "Scierie Disparue"}
    tonight = set(evening.first_round)
    assert marks.count("●") == len(tonight - met)
    assert marks.count("↻") == len(tonight & met)
    assert marks.count("○") == len(met - tonight)
    assert marks.count("·") == 19 * 17 - len(met | tonight)


def test_people_stand_in_the_order_of_the_alphabet_accents_aside(big: dict[str, Sheet]) -> None:
    homes = [row[0] for row in big["Par entreprise"].values]
    assert homes.index("Éditions de l'Yèvre") < homes.index("Garage Populaire")
    assert homes.index("Éditions de l'Yèvre") < homes.index("Électricité du Haut-Berry")
    assert homes[-1] == "Zinguerie Zola"


def test_a_road_map_says_where_whom_and_when_to_pause(big: dict[str, Sheet]) -> None:
    road = next(row for row in big["Par entreprise"].rows if "Hippolyte" in str(row[1].value))
    assert road[2].value == "pause"
    assert road[2].tone is Tone.PAUSE
    assert road[3].value == "Table\u00a017\n● Zone de gratuité\nZélie Amiot"
    assert road[3].tone is Tone.NEW


def test_everyone_is_named_in_every_round_on_the_wall(big: dict[str, Sheet]) -> None:
    rencontre = rencontre_of_36()
    text = "\n".join(str(value) for row in big["Par tour"].values for value in row)
    for person in rencontre.participants:
        assert text.count(person.name) >= len(rencontre.working_rounds)


def test_somebody_who_leaves_early_is_absent_not_pausing() -> None:
    rencontre = rencontre_of_36()
    late = rencontre.participants[0].model_copy(update={"absent": frozenset({1})})
    changed = rencontre.model_copy(update={"participants": (late, *rencontre.participants[1:])})
    shown = sheets_of(changed, History(), plan_of(rotation(rencontre)))
    road = next(row for row in shown["Par entreprise"].values if row[1] == late.name)
    assert road[2] == "absent"
    first_pause = next(row for row in shown["Par tour"].values if row[0] == "pause")
    assert late.name not in str(first_pause[1])


def test_groups_facilitators_and_breaks_are_visible(small: dict[str, Sheet]) -> None:
    everything = {
        title: [cell for row in sheet.rows for cell in row] for title, sheet in small.items()
    }
    for title in ("Planning", "Par tour", "Par entreprise", "Par association", "Par table"):
        text = "\n".join(str(cell.value) for cell in everything[title])
        assert "Recrutement" in text, title
        assert "Nadège Ferrandon" in text, title
    assert small["Par animateur"].values[0][0] == "Nadège Ferrandon"
    assert "pause pour tous" in small["Par entreprise"].values[0]
    assert any(cell.tone is Tone.GROUP for cell in everything["Par table"])


def test_pairs_of_a_project_group_are_marked_in_the_coverage(small: dict[str, Sheet]) -> None:
    cells = [str(cell.value) for row in small["Couverture"].rows for cell in row]
    assert cells.count("●◆") == 4
    assert sum("◆" in cell for cell in cells) == 4
    assert "◆ dans un sous-groupe de projet : 4" in [
        row[0].value for row in small["Couverture"].lead
    ]


def test_where_there_are_no_groups_the_coverage_does_not_speak_of_them(
    big: dict[str, Sheet],
) -> None:
    sheet = big["Couverture"]
    assert not [
        cell for row in (*sheet.lead, *sheet.rows) for cell in row if "◆" in str(cell.value)
    ]


def test_several_people_at_a_table_are_all_named(small: dict[str, Sheet]) -> None:
    wall = [row for row in small["Par tour"].values if row[0] == "Table B"]
    assert str(wall[0][1]).count("\n") == 3
    assert wall[0][3] == "4 ●"
    planning = small["Planning"].values
    assert str(planning[0][7]).startswith("Claire Aubry (Les Jardins")
    assert "; Thierry Ménétrier" in str(planning[0][7])


def test_the_history_grows_by_exactly_this_evening() -> None:
    rencontre = rencontre_of_36()
    history, schedule = history_of(rencontre), rotation(rencontre)
    evening = Evening(rencontre, history, schedule)
    grown = evening.grown()
    added = set(grown.encounters) - set(history.encounters)
    assert {e.pairing for e in added} == set(evening.first_round)
    assert len(grown.encounters) == len(history.encounters) + len(added)
    again = Evening(rencontre, grown, schedule)
    assert again.grown() == grown
    assert again.past.met == history.met


def test_an_earlier_plan_of_this_evening_is_not_its_past(big: dict[str, Sheet]) -> None:
    rencontre = rencontre_of_36()
    evening = Evening(rencontre, history_of(rencontre), rotation(rencontre))
    made = plan_of(rotation(rencontre))
    again = sheets_of(rencontre, evening.grown(), made)
    assert again["Planning"].rows == big["Planning"].rows
    assert again["Historique"].rows == big["Historique"].rows


def test_the_summary_claims_only_what_is_proved(big: dict[str, Sheet]) -> None:
    sentence = big["Sommaire"].lead[2][0].value
    assert "prouvé optimal" in str(sentence)
    by_level = [row for row in big["Sommaire"].values if row[4] is not None]
    waits = next(row for row in by_level if str(row[0]).startswith("Attentes"))
    moves = next(row for row in by_level if str(row[0]).startswith("Changements"))
    assert str(waits[3]).startswith("Non prouvé")
    assert moves[3] == "Optimal pour ces paires"
    assert big["Sommaire"].values[0][3] == "Optimal, prouvé"


def test_an_english_workbook_is_english_throughout() -> None:
    rencontre = rencontre_of_36(language="en")
    shown = sheets_of(rencontre, History(), plan_of(rotation(rencontre)))
    assert "Summary" in shown
    french = ("Tour\u00a0", "pause pour tous", "Nouvelles", "prouvé", "Côté", "rencontre :")
    for sheet in shown.values():
        said = [*sheet.header, *(str(v) for row in sheet.values for v in row)]
        assert not [text for text in said if text.startswith(french)], sheet.title


@pytest.mark.parametrize(
    ("numbers", "typed"),
    [((), None), ((3,), "3"), ((1, 2, 3, 4, 6), "1-4; 6"), ((2, 1), "1-2"), ((1, 3), "1; 3")],
)
def test_rounds_are_written_as_they_are_typed(numbers: tuple[int, ...], typed: str | None) -> None:
    assert round_list(frozenset(numbers)) == typed


def test_small_words() -> None:
    assert sorted(["Zola", "Éclair", "Œuvre", "Orne", "école", "Pré"], key=alphabetical) == [
        "Éclair", "école", "Œuvre", "Orne", "Pré", "Zola",
    ]  # fmt: skip
    assert long_date(date(2019, 5, 1), "fr") == "1er\u00a0mai\u00a02019"
    assert clock(time(8, 5), "fr") == "8\u00a0h\u00a005"
    assert clock(time(8, 5), "en") == "08:05"
    assert [table_name(TableId(name)) for name in ("12", "012", "²", "1" * 10, "A1")] == [
        12, "012", "²", "1" * 10, "A1",
    ]  # fmt: skip
    assert table_title(TableId("7"), "fr") == "Table\u00a07"
    assert table_title(TableId("Table ronde"), "fr") == "Table ronde"


def test_the_sides_of_the_catalogue_are_those_of_the_domain() -> None:
    assert {side.value for side in Side} == {"entreprise", "association"}
    for side in Side:
        assert say(f"report.sheet.by_{side}", "fr")


def test_a_road_map_is_white_only_where_its_own_person_meets_somebody_new() -> None:
    seats = [table("1", 2, 2)]
    sheets = sheets_of(
        rencontre(2, 2, seats, 1),
        history(("E1", "A1"), ("E1", "A2"), ("E2", "A1")),
        plan_of(schedule(("1", 1, "e1", "e2", "a1", "a2"))),
    )
    tones = {
        row[1].value: row[2].tone
        for title in ("Par entreprise", "Par association")
        for row in sheets[title].rows
    }
    assert tones == {
        "Mme e1": Tone.MET, "Mme e2": Tone.NEW, "Mme a1": Tone.MET, "Mme a2": Tone.NEW,
    }  # fmt: skip

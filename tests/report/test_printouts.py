"""What is printed for the day: as data, as pages of Excel, and as LibreOffice prints it."""

import re
import subprocess
from collections.abc import Callable
from itertools import accumulate, islice
from math import ceil
from pathlib import Path
from shutil import which

import pytest
from openpyxl import Workbook, load_workbook

from speeddating import (
    History,
    Organisation,
    Participant,
    Rencontre,
    Round,
    Schedule,
    Side,
    write_printouts,
)
from speeddating.domain.base import ParticipantId
from speeddating.report.evening import Evening
from speeddating.report.excel.layout import (
    LARGEST_LETTERS,
    POSTER_WIDTH,
    READABLE,
    is_whole,
    letter_size,
    widths,
)
from speeddating.report.excel.paper import in_pages
from speeddating.report.sheets.attendance import (
    UNANNOUNCED,
    associations_sign,
    entreprises_sign,
)
from speeddating.report.sheets.cards import SPARE, Card, blank_cards, cards
from speeddating.report.sheets.model import Sheet, Tone
from speeddating.report.sheets.printouts import PRINTOUTS, printed_sheets
from speeddating.report.sheets.signs import signs
from speeddating.report.sheets.whereabouts import by_home, by_name, wall
from tests.report.invented import (
    plan_of,
    rencontre_of_36,
    rencontre_with_group,
    rotation,
    rounds,
    schedule_with_group,
)

PRINTABLE_POINTS = 297 / 25.4 * 72 - 2 * 0.3 * 72
PRINTABLE_PIXELS = 210 / 25.4 * 96 - 2 * 0.3 * 96
PIXELS_PER_DIGIT = 7


def evening_of(rencontre: Rencontre, schedule: Schedule | None = None) -> Evening:
    return Evening(rencontre, History(), schedule or rotation(rencontre))


@pytest.fixture(scope="module")
def big() -> Evening:
    return evening_of(rencontre_of_36())


@pytest.fixture(scope="module")
def small() -> Evening:
    rencontre = rencontre_with_group()
    return evening_of(rencontre, schedule_with_group(rencontre))


def expected(evening: Evening) -> list[str]:
    return sorted(person.name for side in Side for person in evening.rencontre.on(side))


# Data


def test_everyone_has_one_card_and_it_tells_the_schedule(big: Evening, small: Evening) -> None:
    for evening in (big, small):
        made = cards(evening).cards
        assert sorted(card.name for card in made) == expected(evening)
        people = {person.name: person for person in evening.rencontre.participants}
        for card in made:
            person = people[card.name]
            assert [stop.round for stop in card.stops] == [
                str(one.number) for one in evening.rencontre.rounds
            ]
            for one, stop in zip(evening.rencontre.rounds, card.stops, strict=True):
                seating = evening.schedule.place_of.get((person.id, one.number))
                met = [entry.text for entry in stop.entries if entry.ask]
                assert stop.table == ("" if seating is None else seating.table)
                assert met == [
                    f"{evening.home(partner)}\n{partner.name}"
                    for partner in (evening.partners(person.id, seating) if seating else ())
                ]


def test_a_card_tells_pauses_absences_breaks_and_groups(big: Evening, small: Evening) -> None:
    late = big.rencontre.participants[0].model_copy(update={"absent": frozenset({1})})
    changed = big.rencontre.model_copy(
        update={"participants": (late, *big.rencontre.participants[1:])}
    )
    one = next(c for c in cards(evening_of(changed)).cards if c.name == late.name)
    assert [entry.text for stop in one.stops[:2] for entry in stop.entries] == ["absent", "pause"]
    said = [entry for card in cards(small).cards for stop in card.stops for entry in stop.entries]
    assert sum(entry.text == "pause pour tous" for entry in said) == 8
    assert sum(entry.tone is Tone.GROUP and "Recrutement" in entry.text for entry in said) == 4


def test_only_the_cards_of_those_concerned_are_printed_again(big: Evening, tmp_path: Path) -> None:
    people = big.rencontre.participants
    wanted = {people[3].id, people[20].id}
    (sheet,) = printed_sheets(big, wanted)
    assert [one.name for one in sheet.cards if isinstance(one, Card)] == [  # type: ignore[union-attr]
        people[3].name, people[20].name,
    ]  # fmt: skip
    path = write_printouts(tmp_path / "a.xlsx", big.rencontre, big.schedule, only=wanted)
    book = load_workbook(path)
    assert book.sheetnames == ["Fiches"]
    none = write_printouts(tmp_path / "b.xlsx", big.rencontre, big.schedule, only=())
    assert load_workbook(none)["Fiches"]["A1"].value == "Aucune fiche à imprimer."
    with pytest.raises(KeyError):
        write_printouts(
            tmp_path / "c.xlsx", big.rencontre, big.schedule, only=[ParticipantId("personne")]
        )
    assert not (tmp_path / "c.xlsx").exists()


def test_whoever_does_not_come_gets_nothing(big: Evening) -> None:
    gone = big.rencontre.participants[0].model_copy(update={"present": False})
    rencontre = big.rencontre.model_copy(
        update={"participants": (gone, *big.rencontre.participants[1:])}
    )
    without = evening_of(rencontre)
    for sheet in printed_sheets(without, None):
        assert gone.name not in repr(sheet)
    assert cards(without, {gone.id}).cards == ()


def test_blank_cards_name_nobody_and_know_the_rounds(big: Evening) -> None:
    made = blank_cards(big).cards
    assert len(made) == SPARE
    assert len(made[0].stops) == len(big.rencontre.rounds)
    assert not any(name in repr(made) for name in expected(big))


@pytest.mark.parametrize(("listed", "name"), [(by_name, 0), (by_home, 1)])
def test_everyone_is_found_once_with_every_table(
    big: Evening, listed: Callable[[Evening], Sheet], name: int
) -> None:
    sheet = listed(big)
    assert sorted(str(row[name]) for row in sheet.values) == expected(big)
    firsts = [str(row[0]) for row in sheet.values]
    assert firsts.index("Élodie Vandenbroucke" if name == 0 else "Éditions de l'Yèvre") < (
        firsts.index("Fatoumata Diabaté" if name == 0 else "Garage Populaire")
    )
    people = {person.name: person.id for person in big.rencontre.participants}
    for row in sheet.values:
        for number, shown in enumerate(row[2:], start=1):
            seating = big.schedule.place_of.get((people[str(row[name])], number))
            assert str(shown) == ("pause" if seating is None else seating.table)


def test_each_side_signs_its_own_list_with_room_for_the_unannounced(big: Evening) -> None:
    for side, sheet in zip(Side, (entreprises_sign(big), associations_sign(big)), strict=True):
        names = [row[1] for row in sheet.values]
        assert names[-UNANNOUNCED:] == [None] * UNANNOUNCED
        assert sorted(str(name) for name in names[:-UNANNOUNCED]) == sorted(
            person.name for person in big.rencontre.on(side)
        )
        assert {row[2] for row in sheet.values} == {None}


@pytest.mark.parametrize(("more", "pages"), [(0, 1), (3, 1), (5, 2), (13, 2)])
def test_signed_rows_make_room_before_a_page_for_two_names(
    tmp_path: Path, more: int, pages: int
) -> None:
    homes = [Organisation(name=f"Atelier {n}", side=Side.ASSOCIATION) for n in range(more)]
    people = [Participant(name=f"Voisine {one.name}", organisation=one.id) for one in homes]
    plain = rencontre_of_36()
    rencontre = plain.model_copy(update={
        "organisations": (*plain.organisations, *homes),
        "participants": (*plain.participants, *people),
    })  # fmt: skip
    path = write_printouts(tmp_path / "a.xlsx", rencontre, rotation(plain))
    target = load_workbook(path)["Émargement associations"]
    heights = [target.row_dimensions[row].height for row in range(5, target.max_row + 1)]
    assert min(heights) >= 24
    assert 660 * (pages - 1) < sum(heights) <= 680 * pages


def test_there_is_a_sign_for_each_table_in_use_and_it_names_nobody(
    big: Evening, small: Evening
) -> None:
    assert signs(big).signs == tuple(f"Table\N{NO-BREAK SPACE}{n}" for n in range(1, 18))
    assert signs(small).signs == ("Table A", "Table B")


def test_the_wall_shows_every_organisation_in_every_round(big: Evening) -> None:
    sheet = wall(big)
    for column in range(1, 7):
        shown = "\n".join(str(row[column]) for row in sheet.values).split("\n")
        assert sorted(shown) == sorted(o.name for o in big.rencontre.attending)


def test_the_letters_of_the_poster_are_as_large_as_its_paper_allows(
    small: Evening, big: Evening
) -> None:
    few, many = wall(small), wall(big)
    assert READABLE < letter_size(few) <= LARGEST_LETTERS
    assert letter_size(many) == READABLE
    assert is_whole(few, letter_size(few))
    assert not is_whole(many, READABLE)  # rather on two pages than small
    for sheet in (few, many):
        assert sum(widths(sheet, letter_size(sheet))) <= POSTER_WIDTH


def test_two_delegates_are_told_apart_on_the_wall(big: Evening) -> None:
    first, second, *others = big.rencontre.participants
    together = second.model_copy(update={"organisation": first.organisation})
    rencontre = big.rencontre.model_copy(update={"participants": (first, together, *others)})
    text = repr(wall(evening_of(rencontre)).values)
    assert f"({first.name})" in text
    assert f"({together.name})" in text
    assert f"({others[0].name})" not in text


def test_english_paper_is_english_throughout() -> None:
    rencontre = rencontre_of_36(language="en", place=None)
    for sheet in printed_sheets(evening_of(rencontre), None):
        told = repr(sheet)
        for french in ("'Tour", "Heure", "Avec", "recontacter", "Émargement", "Où suis", "pause p"):
            assert french not in told, sheet.title


# Pages of Excel


@pytest.mark.parametrize("count", [1, 6, 12, 24, 60])
def test_cards_fit_on_their_page_however_many_rounds(tmp_path: Path, count: int) -> None:
    planned = tuple(Round(number=n, minutes=5) for n in range(1, count + 1))
    rencontre = rencontre_of_36(rounds=planned)
    path = write_printouts(tmp_path / "fiches.xlsx", rencontre, rotation(rencontre))
    target = load_workbook(path)["Fiches"]
    areas = target.print_area.split(",")
    pages = [
        [target.row_dimensions[row].height for row in range(int(top), int(end) + 1)]
        for top, end in (re.findall(r"\d+", area) for area in areas)
    ]
    assert sum(map(len, pages)) == target.max_row
    assert max(map(sum, pages)) <= PRINTABLE_POINTS
    assert len(pages) == ceil(36 / (4 if count <= 6 else 2))
    assert [one.id for one in target.row_breaks.brk] == list(accumulate(map(len, pages[:-1])))
    width = sum(one.width for one in target.column_dimensions.values())
    assert width * PIXELS_PER_DIGIT <= PRINTABLE_PIXELS
    properties = target.sheet_properties.pageSetUpPr
    assert properties is not None
    assert properties.fitToPage  # a wider font shrinks the page instead of cutting it
    assert (target.page_setup.fitToWidth, target.page_setup.fitToHeight) == (1, 0)


def test_print_areas_beyond_what_excel_takes_are_left_to_the_breaks() -> None:
    target = Workbook().create_sheet("Chevalets")
    in_pages(target, "B", range(2, 1001, 2))
    assert target.print_area == "'Chevalets'!$A$1:$B$1000"
    assert [one.id for one in target.row_breaks.brk] == list(range(2, 1000, 2))


def test_text_that_looks_like_a_formula_stays_text_on_paper(tmp_path: Path) -> None:
    rencontre = rencontre_of_36(name="=1+1")
    person = rencontre.participants[0].model_copy(update={"name": '=HYPERLINK("x","y")'})
    organisation = rencontre.organisations[0].model_copy(update={"name": "@SUM(A1)"})
    hostile = rencontre.model_copy(
        update={
            "participants": (person, *rencontre.participants[1:]),
            "organisations": (organisation, *rencontre.organisations[1:]),
        }
    )
    book = load_workbook(write_printouts(tmp_path / "a.xlsx", hostile, rotation(hostile)))
    filled = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in filled} <= {"s", "n"}
    assert sum(cell.value == person.name for cell in filled) >= 4


def test_the_registry_is_what_is_written(tmp_path: Path, big: Evening) -> None:
    path = write_printouts(tmp_path / "a.xlsx", big.rencontre, plan_of(big.schedule))
    assert load_workbook(path).sheetnames == [sheet(big).title for sheet in PRINTOUTS]


# Printed


def pages_of(path: Path) -> list[str]:
    """The text of each page that LibreOffice prints, without spaces."""
    home = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", path.parent, path],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    printed = subprocess.run(
        ["pdftotext", "-raw", path.with_suffix(".pdf"), "-"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [bare(page) for page in printed.stdout.split("\f")[:-1]]


@pytest.mark.office
@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(which("pdftotext") is None, reason="pdftotext is not installed")
def test_libreoffice_prints_as_many_pages_as_there_should_be(tmp_path: Path) -> None:
    rencontre = rencontre_of_36(rounds=rounds(6))
    evening = evening_of(rencontre)
    path = write_printouts(tmp_path / "impressions.xlsx", rencontre, evening.schedule)
    pages = pages_of(path)
    assert "###" not in "".join(pages)
    turn = iter(pages)
    carried, blank, signed, listed, grid, tents = (
        list(islice(turn, count)) for count in (9, 1, 2, 2, 2, 17)
    )
    assert list(turn) == []
    for number, card in enumerate(cards(evening).cards):
        assert bare(card.name) in carried[number // 4]
    assert all(page.count("Notes") == 4 for page in (*carried, *blank))
    homes = [bare(organisation.name) for organisation in rencontre.organisations]
    for side, page in zip(Side, signed, strict=True):
        for person in rencontre.on(side):
            assert page.count(bare(person.name)) == 1 + within(person.name, homes, page)
    for page in listed:
        for person in rencontre.participants:
            assert page.count(bare(person.name)) == 1 + within(person.name, homes, page)
    assert all(home in "".join(grid) for home in homes)
    for number, page in enumerate(tents, start=1):
        assert page.count(f"Table{number}") == 2


def bare(text: str) -> str:
    """Without spaces: where a line was broken does not matter."""
    return "".join(text.split())


def within(name: str, homes: list[str], page: str) -> int:
    """How often a name stands on a page as part of the name of an organisation."""
    return sum(bare(name) in home and home in page for home in homes)


def test_an_evening_at_which_nobody_meets_is_printed_too(tmp_path: Path) -> None:
    nobody = Schedule(rencontre="Soirée", seatings=())
    path = write_printouts(tmp_path / "impressions.xlsx", rencontre_of_36(), nobody)
    assert load_workbook(path).sheetnames == [
        sheet.title for sheet in printed_sheets(Evening(rencontre_of_36(), History(), nobody), None)
    ]

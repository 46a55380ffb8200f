import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from shutil import which

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from speeddating import History, WriteError
from speeddating.report import write_template, write_workbook
from speeddating.report.excel.book import safe_title, verify, workbook
from speeddating.report.excel.layout import widths
from speeddating.report.excel.measure import line_count, longest_word, text_width
from speeddating.report.sheets import workbook_sheets
from speeddating.report.sheets.model import Column, Sheet, plain
from tests.report.invented import (
    history_of,
    plan_of,
    rencontre_of_36,
    rencontre_with_group,
    rotation,
    schedule_with_group,
)

HOSTILE = (
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("x","y")', "+33 2", "-2+3", "@SUM(A1)", "#N/A",
    "#REF!", "'quoted", "{=A1}", "007", "1E5", "TRUE", "NA", "12/06/2018", "&P &amp; <b>", 'a"b',
)  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rencontre = rencontre_of_36()
    path = tmp_path_factory.mktemp("written") / "planning.xlsx"
    return write_workbook(path, rencontre, history_of(rencontre), plan_of(rotation(rencontre)))


def test_what_is_read_again_is_what_was_said(written: Path) -> None:
    rencontre = rencontre_of_36()
    said = workbook_sheets(rencontre, history_of(rencontre), plan_of(rotation(rencontre)))
    book = load_workbook(written)
    assert book.sheetnames == [sheet.title for sheet in said]
    for sheet in said:
        target = book[sheet.title]
        header_row = len(sheet.lead) + 1
        found = list(target.iter_rows(min_row=header_row, values_only=True))
        assert tuple(found[0]) == sheet.header
        assert len(found) == len(sheet.rows) + 1
        for row, values in zip(found[1:], sheet.values, strict=True):
            got = [v.date() if isinstance(v, datetime) else v for v in row]
            assert got == list(values), sheet.title


def test_pages_are_set_up_for_printing(written: Path) -> None:
    for target in load_workbook(written).worksheets:
        assert target.page_setup.paperSize == 9
        assert target.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
        assert target.page_setup.fitToWidth == 1
        assert target.print_area
        assert target.print_title_rows
        assert target.freeze_panes
        assert "&P / &N" in str(target.oddFooter)


def test_planning_is_filterable_and_never_merged(written: Path) -> None:
    planning = load_workbook(written)["Planning"]
    assert planning.auto_filter.ref == f"A1:J{planning.max_row}"
    assert not planning.merged_cells.ranges
    assert planning.freeze_panes == "D2"


def test_each_round_begins_a_page(written: Path) -> None:
    assert len(load_workbook(written)["Par tour"].row_breaks.brk) == 5


def test_properties_name_nobody(written: Path) -> None:
    properties = load_workbook(written).properties
    assert properties.creator == "speeddating"
    assert properties.lastModifiedBy is None


def test_nothing_is_a_formula(written: Path) -> None:
    with zipfile.ZipFile(written) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in parts.read(name)


def test_text_that_looks_like_a_formula_stays_text_in_every_field(tmp_path: Path) -> None:
    plain_one = rencontre_of_36(name="=1+1", place="=2+2")
    organisations = tuple(
        organisation.model_copy(
            update={
                **dict.fromkeys(("id", "name", "sector", "siren"), text),
                "themes": frozenset({text.replace(";", "")}),
                "other_names": (text.replace(";", ""),),
            }
        )
        for organisation, text in zip(plain_one.organisations, HOSTILE, strict=False)
    )
    named = dict(zip((o.id for o in plain_one.organisations), HOSTILE, strict=False))
    everybody = tuple(
        person.model_copy(
            update={"organisation": named.get(person.organisation, person.organisation)}
        )
        for person in plain_one.participants
    )
    people = tuple(
        person.model_copy(update={"name": text, "zone": text})
        for person, text in zip(everybody, HOSTILE, strict=False)
    )
    hostile = plain_one.model_copy(
        update={
            "organisations": organisations + plain_one.organisations[len(HOSTILE) :],
            "participants": people + everybody[len(HOSTILE) :],
        }
    )
    path = write_workbook(
        tmp_path / "hostile.xlsx", hostile, History(), plan_of(rotation(plain_one))
    )
    book = load_workbook(path)
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in found} <= {"s", "n", "d"}
    for text in HOSTILE:
        exact = [cell for cell in found if cell.value == text]
        assert len(exact) > 5, text
        if text.startswith(("=", "+", "-", "@")):
            assert all(cell.quotePrefix for cell in exact), text


def test_what_no_file_may_hold_is_shown_as_missing(tmp_path: Path) -> None:
    bad = "a\x00b\x07c\ud800d\ufffee\uffff"
    book = workbook([Sheet("Feuille", (Column("Nom"),), (plain(bad),))], bad)
    path = tmp_path / "bad.xlsx"
    book.save(path)
    verify(path)
    assert load_workbook(path)["Feuille"]["A2"].value == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"


def test_titles_are_safe_and_unique() -> None:
    taken: set[str] = set()
    titles = ("A/B [c]: *?", "x" * 40, "X" * 40, "'", "Nom", "NOM", "nom")
    safe = [safe_title(title, taken) for title in titles]
    assert len({title.casefold() for title in safe}) == len(safe)
    assert all(0 < len(title) <= 31 for title in safe)
    assert not set("".join(safe)) & set(r"\*?:/[]'")


def test_no_word_is_cut(written: Path) -> None:
    rencontre = rencontre_of_36()
    book = load_workbook(written)
    for sheet in workbook_sheets(rencontre, History(), plan_of(rotation(rencontre))):
        dimensions = book[sheet.title].column_dimensions
        for index, column in enumerate(sheet.columns):
            width = dimensions[get_column_letter(index + 1)].width
            if not column.upright:
                assert width > longest_word(column.label, bold=True)
            for row in sheet.rows:
                if row[index].tone.name != "HEADING":
                    assert width > longest_word(str(row[index].value or "")), sheet.title


def test_a_short_text_stays_on_one_line_and_a_long_one_is_wrapped() -> None:
    sheet = Sheet("F", (Column("Nom", widest=20),), (plain("Anne Roy"), plain("mot " * 30)))
    (width,) = widths(sheet)
    assert line_count("Anne Roy", width) == 1
    assert line_count(("mot " * 30).strip(), width) > 3
    assert width < 25


def test_letters_are_measured_like_arial() -> None:
    assert text_width("0123456789") == pytest.approx(10)
    assert text_width("Anne-Sophie Dutertre (Transports frigorifiques") == pytest.approx(36.9, 0.01)
    assert text_width("ÉÀÇ") == text_width("EAC")
    assert text_width("界") > text_width("W") - 0.1


def test_the_template_offers_choices_and_explains_headers(tmp_path: Path) -> None:
    book = load_workbook(write_template(tmp_path / "modele.xlsx"))
    people = book["Participants"]
    offered = {str(v.sqref): v.formula1 for v in people.data_validations.dataValidation}
    assert '"entreprise,association"' in offered.values()
    assert all(len(formula) <= 257 for formula in offered.values())
    assert not any(v.showErrorMessage for v in people.data_validations.dataValidation)
    assert "1-2; 6" in people["E1"].comment.text
    assert people.column_dimensions["E"].number_format == "@"
    event = {row[0].value: row[1] for row in book["Rencontre"].iter_rows(min_row=2)}
    assert event["Nombre de tours"].value == 6
    assert event["Date"].number_format == "DD/MM/YYYY"
    assert event["Tours de pause"].number_format == "@"
    assert book.sheetnames[0] == "Mode d'emploi"


def test_a_template_never_replaces_what_may_have_been_filled_in(tmp_path: Path) -> None:
    path = write_template(tmp_path / "modele.xlsx")
    before = path.read_bytes()
    with pytest.raises(WriteError, match="existe déjà"):
        write_template(path)
    assert path.read_bytes() == before


@pytest.mark.office
@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("which_one", ["big", "small", "template"])
def test_libreoffice_prints_every_sheet_and_every_name(tmp_path: Path, which_one: str) -> None:
    path = tmp_path / "classeur.xlsx"
    names: list[str] = []
    if which_one == "template":
        write_template(path)
    elif which_one == "big":
        rencontre = rencontre_of_36()
        names = [person.name for person in rencontre.participants]
        write_workbook(path, rencontre, history_of(rencontre), plan_of(rotation(rencontre)))
    else:
        rencontre = rencontre_with_group()
        names = ["Nadège Ferrandon", "Recrutement"]
        write_workbook(path, rencontre, History(), plan_of(schedule_with_group(rencontre)))
    home = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
        timeout=240,
    )
    printed = tmp_path / "classeur.pdf"
    assert printed.stat().st_size > 10_000
    if which("pdftotext") is None:
        return
    text = subprocess.run(
        ["pdftotext", "-layout", printed, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "###" not in text
    for title in load_workbook(path).sheetnames:
        assert f"{title} · " in text.replace("\u2019", "'")
    flat = " ".join(text.split())
    for name in names:
        assert all(part in flat for part in name.split()), name

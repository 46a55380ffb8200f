import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from speeddating.intake.sheets import Book
from speeddating.intake.workbook import read_with_notes
from tests.intake.books import Change, Sheet, book, content, refused, saved, told, with_part

SHEET = "xl/worksheets/sheet1.xml"
END = b"</sheetData>"


def _changed(tmp_path: Path, change: Change, part: str = SHEET, **sheets: Sheet) -> Path:
    path = tmp_path / "essai.xlsx"
    path.write_bytes(with_part(content(book(**sheets)), part, change))
    return path


def _after_rows(addition: bytes) -> Change:
    return lambda old: old.replace(END, END + addition)


def _more_rows(addition: bytes) -> Change:
    return lambda old: old.replace(END, addition + END)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_more_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "far_cell"),
        (_more_rows(b'<row r="2"><c r="A2"><v>1</v></c></row>'), "damaged"),
        (_more_rows(b'<row r="9"><c r="A8"><v>1</v></c></row>'), "damaged"),
        (_after_rows(b'<mergeCells><mergeCell ref="A1:XFD20000"/></mergeCells>'), "huge_merge"),
        (_after_rows(b'<mergeCells><mergeCell ref="A:C"/></mergeCells>'), "huge_merge"),
        (_more_rows(b"".join(b'<row r="%d"><c/><c/></row>' % i for i in range(9, 140_000))),
         "too_many_cells"),
        (_after_rows(b"<a>" * 90 + b"</a>" * 90), "too_many_elements"),
        (lambda old: b'<!DOCTYPE w [<!ENTITY a "b">]>' + old, "document_type"),
        (lambda old: old[: len(old) // 2], "damaged"),
        (lambda _: b"", "damaged"),
    ],
)  # fmt: skip
def test_a_hostile_sheet_is_refused_with_one_sentence(
    tmp_path: Path, change: Change, code: str
) -> None:
    path = _changed(tmp_path, change)
    assert [one for one, *_ in told(refused(path))] == [code]


def test_a_far_cell_is_named(tmp_path: Path) -> None:
    path = _changed(tmp_path, _more_rows(b'<row r="60000"><c r="C60000"><v>1</v></c></row>'))
    (issue,) = refused(path)
    assert issue.data["cell"] == "C60000"
    assert issue.data["sheet"] == "Participants"


@pytest.mark.parametrize(
    "change",
    [
        _more_rows(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
        _more_rows(b"".join(b'<row r="%d"><c r="A%d"/></row>' % (i, i) for i in range(9, 1000))),
        lambda old: old.replace(b'<dimension ref="A1:C4"', b'<dimension ref="A1:XFD1048576"'),
        lambda old: old.replace(b'<dimension ref="A1:C4"', b'<dimension ref="A1:A2"'),
    ],
)
def test_ghosts_and_false_dimensions_change_nothing(tmp_path: Path, change: Change) -> None:
    assert len(read_with_notes(_changed(tmp_path, change)).rencontre.participants) == 3


def test_a_strict_workbook_is_named(tmp_path: Path) -> None:
    main, strict = (
        b"schemas.openxmlformats.org/spreadsheetml/2006",
        b"purl.oclc.org/ooxml/spreadsheetml",
    )
    path = _changed(tmp_path, lambda old: old.replace(main, strict, 1), "xl/workbook.xml")
    assert told(refused(path)) == [("strict_format", None, None)]


def test_a_formula_without_saved_value_is_refused_with_its_cell(tmp_path: Path) -> None:
    made = book()
    made["Participants"]["A2"] = "=B2"
    assert told(refused(saved(made, tmp_path))) == [("formula_without_value", "Participants", "A2")]


def test_a_formula_with_its_value_is_read(tmp_path: Path) -> None:
    cell = b'<c r="A5" t="str"><f>"Cy"</f><v>Cy Blanc</v></c>'
    rest = (
        b'<c r="B5" t="inlineStr"><is><t>Excent</t></is></c><c r="C5" t="str"><f>""</f><v></v></c>'
    )
    path = _changed(tmp_path, _more_rows(b'<row r="5">' + cell + rest + b"</row>"))
    assert told(refused(path)) == [("no_side", "Participants", "C5")]


def test_an_error_value_is_refused_with_its_cell(tmp_path: Path) -> None:
    made = book()
    made["Participants"]["C3"] = "#N/A"
    made["Participants"]["C3"].data_type = "e"
    assert told(refused(saved(made, tmp_path))) == [("error_value", "Participants", "C3")]


def test_sheets_that_are_not_read_are_never_parsed(tmp_path: Path) -> None:
    path = _changed(
        tmp_path, lambda _: b"<not even xml", "xl/worksheets/sheet2.xml", Brouillon=[("a",)]
    )
    assert told(read_with_notes(path).notes) == [("note_sheet_left_out", "Brouillon", None)]


def test_values_are_read_as_excel_shows_them(tmp_path: Path) -> None:
    made = book()
    made["Participants"]["A2"] = 2026
    made["Participants"]["B2"] = "NA"
    person = read_with_notes(saved(made, tmp_path)).rencontre.participants[0]
    assert (person.name, person.organisation) == ("2026", "NA")


@pytest.mark.parametrize("name", ["=1+1", "=cmd|' /C calc'!A0", "+33 6", "@SUM(A1)", "-2+3", "'x"])
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, name: str) -> None:
    made = book()
    cell = made["Participants"]["A2"]
    cell.value = name
    cell.data_type = "s"
    assert read_with_notes(saved(made, tmp_path)).rencontre.participants[0].name == name


@pytest.mark.office
def test_a_workbook_saved_by_libreoffice_is_read_equal(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    made = book(
        Rencontre=[("Paramètre", "Valeur"), ("Nom", "R"), ("Date", dt.date(2026, 3, 1)),
                   ("Début", dt.time(18, 30)), ("Nombre de tours", "=2+2")],
        Historique=[("Date", "Entreprise", "Association"), (dt.date(2025, 3, 1), "X", "Y")],
    )  # fmt: skip
    (tmp_path / "out").mkdir()
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
               "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]  # fmt: skip
    subprocess.run([*command, str(saved(made, tmp_path))], check=True, capture_output=True)
    reading = read_with_notes(tmp_path / "out" / "essai.xlsx")
    assert reading.rencontre.identity == ("R", dt.date(2026, 3, 1))
    assert reading.rencontre.rounds[0].start == dt.time(18, 30)
    assert len(reading.rencontre.rounds) == 4
    assert reading.history.encounters[0].date == dt.date(2025, 3, 1)
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Sou&#10;haits\u202e", "Sou haits"),
        ("x" * 900, f"{'x' * 59}…"),
        ("ana.brun@exemple.fr", "…"),
        ("+33 (0)6 12 34 56 78", "…"),
    ],
)
def test_a_title_is_repeated_on_one_line_and_without_a_contact(
    tmp_path: Path, title: str, shown: str
) -> None:
    made = content(book(Autre=[("De", "Vers")]))
    path = tmp_path / "essai.xlsx"
    renamed = with_part(
        made, "xl/workbook.xml", lambda old: old.replace(b'"Autre"', f'"{title}"'.encode())
    )
    path.write_bytes(renamed)
    assert Book(path).faces[1].title == shown

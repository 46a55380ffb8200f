"""Everything that is handed in is read or refused: in one sentence, in time, in little memory."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speeddating.errors import SpeedDatingError
from speeddating.intake.workbook import read_with_notes
from tests.intake.books import book, content, with_part

HOSTILE = Path(__file__).parents[2].parent / "shared" / "hostile"
FILES = sorted(HOSTILE.glob("*.*")) if HOSTILE.is_dir() else []
MEGABYTES = 300
SECONDS = 60  # of a busy machine; the figures are in the README
SHEET = "xl/worksheets/sheet1.xml"
PROGRAM = """
import resource, sys
from speeddating.errors import InvalidInputError
from speeddating.intake.workbook import read_with_notes
try:
    read_with_notes(sys.argv[1])
except InvalidInputError as refused:
    print(len(refused.issues), refused.sentence("fr"))
else:
    print("read")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def _measured(path: Path) -> tuple[str, int]:
    """What is said of a file in a process of its own, and the megabytes that took."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)], capture_output=True, timeout=SECONDS,
        check=True, encoding="utf-8", env={"PYTHONUTF8": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20)),
    )  # fmt: skip
    *said, megabytes = ran.stdout.strip().splitlines()
    return "\n".join(said), int(megabytes)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_corpus_is_refused_with_one_sentence_each(path: Path) -> None:
    said, megabytes = _measured(path)
    assert said.startswith("1 ")
    assert len(said.splitlines()) == 2
    assert megabytes < MEGABYTES


def test_the_corpus_is_there() -> None:
    if not FILES:
        pytest.skip("shared/hostile is not beside the project")
    assert len(FILES) > 15


def _rows(count: int, row: bytes) -> bytes:
    return b"".join(row % {b"n": number} for number in range(9, count))


GROWN = {
    "rows": _rows(1_000_000, b'<row r="%(n)d"/>'),
    "ghosts": _rows(40_000, b'<row r="%(n)d"><c r="A%(n)d"/><c r="B%(n)d"/></row>'),
    "numbers": _rows(30_000, b'<row r="%(n)d"><c r="A%(n)d"><v>%(n)d</v></c></row>'),
    "text": b'<row r="9"><c r="A9" t="inlineStr"><is><t>'
    + b"".join(b"%07d " % number for number in range(3_000_000))
    + b"</t></is></c></row>",
    "corner": b'<row r="50000"><c r="GR50000"><v>1</v></c></row>',
}


@pytest.mark.parametrize("kind", GROWN)
def test_a_swollen_sheet_costs_little(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.xlsx"
    end = b"</sheetData>"
    path.write_bytes(
        with_part(content(book()), SHEET, lambda old: old.replace(end, GROWN[kind] + end))
    )
    _, megabytes = _measured(path)
    assert megabytes < MEGABYTES


def _only_our_errors(path: Path) -> None:
    said = "read"
    try:
        read_with_notes(path)
    except SpeedDatingError as refused:
        said = refused.sentence("fr") and refused.sentence("en")
    assert said


FUZZ = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ORIGINAL = content(
    book(
        Souhaits=[("De", "Vers", "Tour"), ("Ateliers Verts", "Zoé Roux", 2)],
        Rencontre=[("Paramètre", "Valeur"), ("Nom", "R"), ("Début", "18h30")],
        Historique=[("Date", "Entreprise", "Association"), ("01/01/2020", "X", "Y")],
    )
)


@FUZZ
@given(st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]), st.binary())
def test_random_bytes_raise_only_our_errors(tmp_path: Path, start: bytes, rest: bytes) -> None:
    path = tmp_path / "essai.xlsx"
    path.write_bytes(start + rest)
    _only_our_errors(path)


@FUZZ
@given(st.data())
def test_a_package_with_wrong_bytes_raises_only_our_errors(
    tmp_path: Path, data: st.DataObject
) -> None:
    changed = bytearray(ORIGINAL)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "essai.xlsx"
    path.write_bytes(bytes(changed[: data.draw(st.integers(len(changed) // 2, len(changed)))]))
    _only_our_errors(path)


@FUZZ
@given(st.data())
def test_a_part_with_wrong_bytes_raises_only_our_errors(
    tmp_path: Path, data: st.DataObject
) -> None:
    part = data.draw(st.sampled_from(PARTS))

    def change(old: bytes) -> bytes:
        new = bytearray(old)
        for _ in range(data.draw(st.integers(1, 6))):
            at = data.draw(st.integers(0, max(len(new) - 1, 0)))
            new[at : at + data.draw(st.integers(0, 4))] = data.draw(SNIPPETS)
        return bytes(new)

    path = tmp_path / "essai.xlsx"
    path.write_bytes(with_part(ORIGINAL, part, change))
    _only_our_errors(path)


@FUZZ
@given(st.data())
def test_cells_of_any_content_raise_only_our_errors(tmp_path: Path, data: st.DataObject) -> None:
    sheets = {"Rencontre": "AB", "Participants": "ABC", "Souhaits": "ABC", "Historique": "ABC"}
    made = book(
        Souhaits=[("De", "Vers", "Tour")],
        Rencontre=[("Paramètre", "Valeur"), ("Nom", "R"), ("Début", "18h30"), ("Tours de pause",)],
        Historique=[("Date", "Entreprise", "Association")],
    )
    for _ in range(data.draw(st.integers(1, 6))):
        title = data.draw(st.sampled_from(sorted(sheets)))
        cell = f"{data.draw(st.sampled_from(sheets[title]))}{data.draw(st.integers(1, 6))}"
        made[title][cell].value = data.draw(VALUES)
    path = tmp_path / "essai.xlsx"
    made.save(path)
    _only_our_errors(path)


PARTS = (
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
    SHEET, "xl/worksheets/sheet2.xml",
)  # fmt: skip
SNIPPETS = st.one_of(
    st.binary(max_size=6),
    st.sampled_from([
        b"", b"<", b"</c>", b"<row>", b'"', b"A1:XFD9", b"-1", b"9" * 30, b"&a;", b"\xff\xfe",
        b't="s"', b't="d"', b't="e"', b't="b"', b"1e999", b"nan",
    ]),
)  # fmt: skip
VALUES = st.one_of(
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(),
    st.times(),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x1FFF), max_size=30),
    st.sampled_from(
        ["Ateliers Verts", "Zoé Roux", "oui", "1-4; 6", "=A1", "2 au choix", "x" * 999]
    ),
)

"""Everything that is handed in is read or refused: in one sentence, in time, in little memory."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speeddating import intake
from speeddating.errors import SpeedDatingError
from tests.intake import corpus
from tests.intake.books import book, content, with_part
from tests.intake.measured import Reader, reading

HOSTILE = Path(__file__).parents[2].parent / "shared" / "hostile"
FILES = sorted(HOSTILE.glob("*.*")) if HOSTILE.is_dir() else []
MEGABYTES = 300
MOST_SAID = 2
"""Problems that one corpus file may have: a list without its two columns has two."""
READERS = ("read_workbook", "read_registrations", "read_history")
OTHERS = ("read_series", "read_feedback", "read_schedule")
"""They begin as those before do."""
AS_MANY_AS_LINES = {"many_cells.xlsx"}
"""Where every line of a table is wrong, every line is told."""


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with reading() as made:
        yield made


def _is_harmless(reader: Reader, path: Path, names: tuple[str, ...]) -> set[str]:
    """How a file fares in each reader: ``read``, ``refused``."""
    fates = set()
    for name in names:
        told = reader(name, path)
        assert told.problems >= 0, f"{name}: {told.said}"
        assert told.problems <= MOST_SAID or path.name in AS_MANY_AS_LINES, f"{name}: {told.said}"
        assert told.megabytes < MEGABYTES, f"{name}: {told.megabytes} MB"
        fates.add("refused" if told.problems else "read")
    return fates


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_was_handed_in_is_read_or_refused(reader: Reader, path: Path) -> None:
    assert _is_harmless(reader, path, READERS + OTHERS)


def test_what_was_handed_in_is_there() -> None:
    if not FILES:
        pytest.skip("shared/hostile is not beside the project")
    assert len(FILES) > 15


@pytest.mark.parametrize("name", corpus.CORPUS)
def test_what_was_invented_is_read_or_refused(reader: Reader, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(corpus.CORPUS[name]())
    fates = _is_harmless(reader, path, READERS)
    if name.partition("_in_")[0] in corpus.ENTITIES and not name.endswith(corpus.NEVER_OPENED):
        assert fates == {"refused"}


@pytest.mark.slow
@pytest.mark.parametrize("name", corpus.CORPUS)
def test_the_other_readers_fare_no_worse(reader: Reader, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(corpus.CORPUS[name]())
    _is_harmless(reader, path, OTHERS)


def test_the_plain_files_are_read(reader: Reader, tmp_path: Path) -> None:
    for name, one in (
        ("plain.xlsx", "read_workbook"), ("shared.xlsx", "read_workbook"),
        ("list.csv", "read_registrations"), ("pairs.csv", "read_history"),
    ):  # fmt: skip
        path = tmp_path / name
        path.write_bytes(corpus.CORPUS[name]())
        assert reader(one, path).said == "read"


def _only_our_errors(path: Path, names: tuple[str, ...] = READERS) -> None:
    for name in names:
        said = "read"
        try:
            getattr(intake, name)(path)
        except SpeedDatingError as refused:
            said = refused.sentence("fr") and refused.sentence("en")
        assert said


@pytest.mark.parametrize("name", ["shared.xlsx", "list_in_utf_16.csv", "pairs.csv"])
def test_a_file_cut_anywhere_is_read_or_refused(tmp_path: Path, name: str) -> None:
    whole = corpus.CORPUS[name]()
    path = tmp_path / name
    for length in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:length])
        _only_our_errors(path)


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
    _only_our_errors(path, READERS + OTHERS)


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


LISTED = st.lists(
    st.sampled_from([
        "Nom", "Organisation", "Côté", "Entreprise", "Association", "Date", "Ana", "EDF", "été",
        "entreprise", "association", "01/02/2020", ";", ",", "\t", '"', "\r\n", "\n", "\r", "\0",
        "=1+1", "\ufeff", "\ud800", "\x1e", "Ã©", "total", " ", "ana@exemple.fr", "06 12 34 56 78",
    ]),
    max_size=60,
).map("".join)  # fmt: skip


@FUZZ
@given(st.one_of(LISTED, st.text()), st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-32-le"]))
def test_lists_of_any_content_raise_only_our_errors(
    tmp_path: Path, text: str, encoding: str
) -> None:
    path = tmp_path / "essai.csv"
    path.write_bytes(text.encode(encoding, "surrogatepass" if encoding[0] == "u" else "replace"))
    _only_our_errors(path, ("read_registrations", "read_history"))


@cache
def _pieces() -> list[bytes]:
    return [corpus.CORPUS[name]() for name in ("shared.xlsx", "open_document.xlsx", "list.csv")]


def test_pieces_of_several_files_raise_only_our_errors(tmp_path: Path) -> None:
    random = Random(8)  # noqa: S311 - a draw that can be repeated
    path = tmp_path / "essai.xlsx"
    for _ in range(60):
        cuts = [random.choice(_pieces()) for _ in range(3)]
        path.write_bytes(b"".join(one[: random.randrange(len(one))] for one in cuts))
        _only_our_errors(path)


PARTS = (
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
    corpus.SHEET, "xl/worksheets/sheet2.xml",
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

import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.intake.books import book, content, refused, saved, told, with_part

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(**parts: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/"), text)
    return target.getvalue()


@pytest.mark.parametrize(
    ("bytes_", "code"),
    [
        (b"", "empty_file"),
        (b"Nom;Organisation\r\nAna;EDF\r\n", "text_file"),
        ("Nom;Côté\nAna;E\n".encode("cp1252"), "text_file"),
        ("Nom;Côté".encode("utf-16"), "text_file"),
        (OLD + b"\0" * 2000, "old_xls"),
        (OLD + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"%PDF-1.7\n", "not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_a_workbook"),
        (b"PK\x03\x04" + b"\0" * 100, "damaged"),
        (_zip(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "open_document"),
        (_zip(readme="hello"), "not_a_workbook"),
        (_zip(**{"[Content_Types].xml": "<a/>", "xl__workbook.bin": "x"}), "xlsb"),
        (_zip(**{"[Content_Types].xml": "<a/>"}), "damaged"),
    ],
)
def test_another_format_is_named_whatever_the_extension(
    tmp_path: Path, bytes_: bytes, code: str
) -> None:
    path = tmp_path / "rencontre.xlsx"
    path.write_bytes(bytes_)
    assert told(refused(path)) == [(code, None, None)]


def test_a_csv_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "inscriptions.csv"
    path.write_bytes(b"Nom;Organisation\n")
    (issue,) = refused(path)
    assert "CSV" in issue.sentence("fr")


def test_an_xlsx_is_read_whatever_its_extension(tmp_path: Path) -> None:
    path = tmp_path / "rencontre.xls"
    path.write_bytes(content(book(Souhaits=[("De", "Vers"), ("x", "y")])))
    assert {code for code, *_ in told(refused(path))} == {"unknown_party"}


def test_missing_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    assert told(refused(tmp_path / "absent.xlsx")) == [("no_such_file", None, None)]
    assert told(refused(tmp_path)) == [("is_a_folder", None, None)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "rencontre.xlsx"
    os.mkfifo(path)
    assert told(refused(path)) == [("not_a_file", None, None)]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_is_not_read() -> None:
    assert told(refused(Path("/dev/zero"))) == [("not_a_file", None, None)]


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    for name in ("x" * 300, "a\0b", "a/" * 3000):
        (found,) = told(refused(tmp_path / name))
        assert found[0] in {"cannot_be_opened", "no_such_file"}


def test_lock_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "~$rencontre.xlsx"
    path.write_bytes(b"\x05Ana")
    assert told(refused(path)) == [("lock_file", None, None)]


def test_a_cut_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "rencontre.xlsx"
    path.write_bytes(content(book())[:-300])
    assert told(refused(path)) == [("damaged", None, None)]


def test_a_part_that_unpacks_beyond_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rencontre.xlsx"
    sheet = "xl/worksheets/sheet1.xml"
    path.write_bytes(with_part(content(book()), sheet, lambda old: old + b" " * 30_000_000))
    assert told(refused(path)) == [("unpacks_too_large", None, None)]


def test_no_file_is_left_open(tmp_path: Path) -> None:
    path = saved(book(), tmp_path)
    refused_folder = tmp_path / "autre.xlsx"
    path.rename(refused_folder)
    refused_folder.unlink()

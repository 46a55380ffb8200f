"""Files that somebody has changed since they were read here."""

from pathlib import Path

from speeddating.domain.opened import has_changed, remember, renew


def test_a_file_has_changed_once_it_holds_something_else(tmp_path: Path) -> None:
    path = tmp_path / "planning.xlsx"
    path.write_bytes(b"before")
    assert has_changed(path) is False  # never read
    remember(path, b"before")
    assert has_changed(path) is False
    path.write_bytes(b"after")
    assert has_changed(path) is True
    renew(path, b"after")
    assert has_changed(path) is False


def test_a_file_that_is_gone_has_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "planning.xlsx"
    remember(path, b"before")
    assert has_changed(path) is False


def test_what_was_never_read_is_not_remembered_for_being_written(tmp_path: Path) -> None:
    path = tmp_path / "planning.xlsx"
    renew(path, b"written")
    path.write_bytes(b"after")
    assert has_changed(path) is False

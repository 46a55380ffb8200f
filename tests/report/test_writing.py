import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from speeddating import WriteError
from speeddating.report import writing
from speeddating.report.writing import write_whole
from speeddating.words import LANGUAGES, Language, say


def no_check(path: Path) -> None:
    assert path.exists()


def saving(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text)


def litter(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir() if entry.name.endswith(".tmp")]


def test_a_new_file_appears_and_an_old_one_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "planning.xlsx"
    assert write_whole(target, saving("old"), no_check) == target
    write_whole(target, saving("new"), no_check)
    assert target.read_text() == "new"
    assert os.listdir(tmp_path) == ["planning.xlsx"]  # noqa: PTH208


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_permissions_are_those_of_the_old_file_or_of_the_folder(tmp_path: Path) -> None:
    target = tmp_path / "planning.xlsx"
    write_whole(target, saving("a"), no_check)
    umask = os.umask(0)
    os.umask(umask)
    assert target.stat().st_mode & 0o777 == 0o666 & ~umask
    target.chmod(0o640)
    write_whole(target, saving("b"), no_check)
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    link, real = tmp_path / "planning.xlsx", tmp_path / "shared" / "planning.xlsx"
    link.symlink_to(real)
    write_whole(link, saving("new"), no_check)
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.parametrize(
    ("raised", "why"),
    [
        (OSError(errno.ENOSPC, "full"), "disk_full"),
        (OSError(errno.EDQUOT, "quota"), "disk_full"),
        (OSError(errno.EROFS, "read-only"), "denied"),
        (OSError(errno.EIO, "broken"), "failed"),
        (PermissionError(errno.EACCES, "open elsewhere"), "locked"),
    ],
)
def test_whatever_fails_while_saving_the_old_file_is_whole(
    tmp_path: Path, raised: OSError, why: str
) -> None:
    target = tmp_path / "planning.xlsx"
    target.write_text("old")

    def fail(path: Path) -> None:
        path.write_text("half")
        raise raised

    with pytest.raises(WriteError) as refused:
        write_whole(target, fail, no_check)
    assert refused.value.data["why"] == why
    assert target.read_text() == "old"
    assert not litter(tmp_path)


def test_a_file_that_cannot_be_read_again_never_replaces_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "planning.xlsx"
    target.write_text("old")

    def refuse(path: Path) -> None:
        raise ValueError(path)

    with pytest.raises(WriteError) as refused:
        write_whole(target, saving("rubbish"), refuse)
    assert refused.value.data["why"] == "unreadable"
    assert target.read_text() == "old"
    assert not litter(tmp_path)


def test_interrupted_by_hand_the_old_file_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "planning.xlsx"
    target.write_text("old")

    def interrupt(path: Path) -> None:
        path.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(target, interrupt, no_check)
    assert target.read_text() == "old"
    assert not litter(tmp_path)


def test_a_file_open_in_excel_is_tried_again_then_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "planning.xlsx"
    target.write_text("old")
    tried = []

    def locked(self: Path, _: Path) -> None:
        tried.append(self)
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(writing, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(WriteError, match="ouvert dans un autre programme"):
        write_whole(target, saving("new"), no_check)
    assert len(tried) == writing.ATTEMPTS
    assert target.read_text() == "old"
    assert not litter(tmp_path)


def test_places_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WriteError, match="existe pas"):
        write_whole(tmp_path / "nowhere" / "planning.xlsx", saving("x"), no_check)
    with pytest.raises(WriteError, match="est un dossier"):
        write_whole(tmp_path, saving("x"), no_check)
    with pytest.raises(WriteError, match="trop long"):
        write_whole(tmp_path / ("x" * 300), saving("x"), no_check)
    target = tmp_path / "planning.xlsx"
    target.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(WriteError, match="lecture seule"):
        write_whole(target, saving("x"), no_check)
    assert target.read_text() == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_really_full_disk(tmp_path: Path) -> None:
    target = tmp_path / "planning.xlsx"
    target.write_text("old")

    def save(_: Path) -> None:
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"x")

    with pytest.raises(WriteError, match="disque est plein"):
        write_whole(target, save, no_check)
    assert target.read_text() == "old"


def test_what_a_killed_program_left_is_swept_but_not_what_another_writes(tmp_path: Path) -> None:
    target = tmp_path / "plan[1].xlsx"
    left, fresh = tmp_path / ".plan[1].xlsx.0123abcd.tmp", tmp_path / ".plan[1].xlsx.4567abcd.tmp"
    for path in (left, fresh):
        path.write_text("half")
    long_ago = time.time() - 2 * writing.STALE_SECONDS
    os.utime(left, (long_ago, long_ago))
    write_whole(target, saving("new"), no_check)
    assert not left.exists()
    assert fresh.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_sentence(language: Language) -> None:
    fixed = {"missing_folder", "is_folder", "read_only", "locked", "unreadable", "exists", "failed"}
    for why in fixed | set(writing.REASONS.values()):
        assert "planning.xlsx" in say(f"errors.write_{why}", language, path="planning.xlsx")


WRITER = """
from pathlib import Path
import sys
from speeddating import History
from speeddating.report import write_workbook
from tests.report.invented import plan_of, rencontre_of_36, rotation
rencontre = rencontre_of_36()
made = plan_of(rotation(rencontre))
print("ready", flush=True)
while True:
    write_workbook(Path(sys.argv[1]), rencontre, History(), made)
    print("written", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415

    target = tmp_path / "planning.xlsx"
    for trial in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, target],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            assert writer.stdout.readline() == "written\n"
            time.sleep(0.13 * trial + 0.02)
            writer.send_signal(signal.SIGKILL)
        assert load_workbook(target, read_only=True).sheetnames[0] == "Sommaire"

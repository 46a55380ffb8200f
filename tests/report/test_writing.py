import errno
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from speeddating import (
    History,
    Registrations,
    WriteError,
    read_workbook,
    write_registrations,
    write_template,
    write_workbook,
)
from speeddating.report import drafts, writing
from speeddating.report.writing import write_whole
from speeddating.words import LANGUAGES, Language, say
from tests.factories import rencontre


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
    with pytest.raises(WriteError, match="échoué"):
        write_whole(tmp_path / "a\0b", saving("x"), no_check)
    target = tmp_path / "planning.xlsx"
    target.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(WriteError, match="lecture seule"):
        write_whole(target, saving("x"), no_check)
    assert target.read_text() == "old"


def test_a_template_whose_name_is_too_long_is_told_too(tmp_path: Path) -> None:
    nobody = Registrations(source="liste.csv", organisations=(), people=())
    for write in (write_template, lambda path: write_registrations(path, nobody)):
        with pytest.raises(WriteError, match="trop long"):
            write(tmp_path / ("x" * 300))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_or_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "planning.xlsx"
    os.mkfifo(pipe)
    with pytest.raises(WriteError, match="tube ou un périphérique"):
        write_whole(pipe, saving("x"), no_check)
    assert pipe.is_fifo()
    assert not litter(tmp_path)


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
    long_ago = time.time() - 2 * drafts.STALE_SECONDS
    os.utime(left, (long_ago, long_ago))
    write_whole(target, saving("new"), no_check)
    assert not left.exists()
    assert fresh.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_sentence(language: Language) -> None:
    fixed = {"missing_folder", "is_folder", "read_only", "locked", "unreadable", "exists", "failed"}
    fixed |= {"changed", "is_no_file"}
    for why in fixed | set(writing.REASONS.values()):
        assert "planning.xlsx" in say(f"errors.write_{why}", language, path="planning.xlsx")


def test_what_somebody_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "planning.xlsx"
    write_workbook(target, rencontre(), History())
    read_workbook(target)
    write_workbook(target, rencontre(), History())  # nobody else: twice is allowed
    with target.open("ab") as other:
        other.write(b"annotated")
    with pytest.raises(WriteError, match="a changé depuis") as refused:
        write_workbook(target, rencontre(), History())
    assert refused.value.data["why"] == "changed"
    assert target.read_bytes().endswith(b"annotated")
    assert not litter(tmp_path)
    target.unlink()  # nothing to lose
    write_workbook(target, rencontre(), History())
    read_workbook(target)


def test_two_organisers_on_one_file_the_second_is_told(tmp_path: Path) -> None:
    target = tmp_path / "planning.xlsx"
    write_workbook(target, rencontre(), History())
    read_workbook(target)
    other = f"""
from speeddating import History, read_workbook, write_workbook
event, past = read_workbook({str(target)!r})
write_workbook({str(target)!r}, event.model_copy(update={{"place": "Bourges"}}), past)
"""
    subprocess.run([sys.executable, "-c", other], check=True)
    with pytest.raises(WriteError, match="a changé depuis"):
        write_workbook(target, rencontre(place="Vierzon"), History())
    assert read_workbook(target)[0].place == "Bourges"
    write_workbook(target, rencontre(place="Vierzon"), History())


SERVER = """
import os, random, signal, sys, time
from pathlib import Path
from speeddating import History
from speeddating.report import drafts, excel
from speeddating.report import write_workbook
from tests.factories import rencontre
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
folder, how, trials = Path(sys.argv[1]), getattr(signal, sys.argv[2]), int(sys.argv[3])
if sys.argv[4] == "named":
    drafts._nameless = lambda folder: None
target, random = folder / "planning.xlsx", random.Random(8)
AWAITED = os.WEXITED | os.WNOHANG | os.WNOWAIT
began = time.perf_counter()
write_workbook(target, rencontre(), History())
once = time.perf_counter() - began
for trial in range(trials):
    event = rencontre(place=f"Salle {trial}")
    ready, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(2)  # the traceback of an interrupt
        os.write(tell, b"x")  # Python ignores an interrupt that comes while it forks
        while True:
            write_workbook(target, event, History())
    os.read(ready, 1)
    os.close(ready), os.close(tell)
    time.sleep(random.random() * 2 * once)
    while not os.waitpid(child, os.WNOHANG)[0]:  # and one that comes while it tidies up
        os.kill(child, how)
        patience = time.monotonic() + 5
        while time.monotonic() < patience and os.waitid(os.P_PID, child, AWAITED) is None:
            time.sleep(0.005)
    excel.verify(target)
    left = sorted(path.name for path in folder.iterdir() if path != target)
    print(len(left), flush=True)
write_workbook(target, rencontre(place="Salle de fin"), History())
print(*(path.name for path in folder.iterdir()))
"""


def struck(folder: Path, how: str, trials: int, kind: str) -> tuple[list[int], str]:
    """Files left beside after each trial, and all that is there after one more writing."""
    ran = subprocess.run(
        [sys.executable, "-c", SERVER, folder, how, str(trials), kind],
        check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    *counts, last = ran.stdout.splitlines()
    return [int(count) for count in counts], last


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_killed_at_any_of_fifty_moments_the_file_is_whole(tmp_path: Path) -> None:
    counts, last = struck(tmp_path, "SIGKILL", 50, "named")
    assert len(counts) == 50
    assert max(counts) >= 1  # some were struck while they wrote: the test can fail
    assert max(counts) <= 2  # the next to write swept what the dead had left
    assert last == "planning.xlsx"
    assert read_workbook(tmp_path / "planning.xlsx")[0].place == "Salle de fin"


def has_nameless(folder: Path) -> bool:
    with drafts.draft(folder / ".x") as written:
        return written.name != ".x"


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_killed_at_any_of_fifty_moments_a_file_without_a_name_is_gone(tmp_path: Path) -> None:
    if not has_nameless(tmp_path):
        pytest.skip("no file goes without a name here")
    counts, last = struck(tmp_path, "SIGKILL", 50, "nameless")
    assert len(counts) == 50
    assert max(counts) <= 1
    assert counts.count(0) >= 45  # struck between the last two steps, some microseconds
    assert last == "planning.xlsx"
    assert read_workbook(tmp_path / "planning.xlsx")[0].place == "Salle de fin"


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("kind", ["named", "nameless"])
def test_interrupted_at_any_of_twenty_moments_the_file_is_whole(tmp_path: Path, kind: str) -> None:
    counts, last = struck(tmp_path, "SIGINT", 20, kind)
    assert max(counts) <= 1  # struck between its last two steps
    assert counts.count(0) >= 15
    assert last == "planning.xlsx"


def test_whoever_writes_in_a_folder_sweeps_what_died_in_it(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    dead = tmp_path / f".autre.xlsx.{drafts.HERE}-{gone.pid}-01234567.tmp"
    alive = tmp_path / f".autre.xlsx.{drafts.HERE}-{os.getpid()}-01234567.tmp"
    foreign = tmp_path / ".autre.xlsx.abcdef.tmp"
    for path in (dead, alive, foreign):
        path.write_text("half")
        os.utime(path, (0, 0))
    write_whole(tmp_path / "planning.xlsx", saving("new"), no_check)
    assert not dead.exists()
    assert foreign.exists()  # of whatever other program
    assert alive.exists() or os.name == "nt"


def no_link(*_: object, **__: object) -> None:
    raise OSError(errno.EOPNOTSUPP, "no names afterwards")


@pytest.mark.parametrize("lacks", ["O_TMPFILE", "link"])
def test_where_a_file_needs_a_name_from_the_start_it_is_written_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacks: str
) -> None:
    if lacks == "link":
        monkeypatch.setattr(os, "link", no_link)
    else:
        monkeypatch.delattr(os, lacks, raising=False)
    target = tmp_path / "planning.xlsx"
    for text in ("old", "new"):
        write_whole(target, saving(text), no_check)
        assert target.read_text() == text
        if os.name == "posix":
            target.chmod(0o640)
    assert os.listdir(tmp_path) == ["planning.xlsx"]  # noqa: PTH208
    if os.name == "posix":
        write_whole(target, saving("newest"), no_check)
        assert target.stat().st_mode & 0o777 == 0o640


def test_what_a_living_process_writes_is_left_to_it(tmp_path: Path) -> None:
    target = tmp_path / "planning.xlsx"
    mine = tmp_path / f".planning.xlsx.{drafts.HERE}-{os.getpid()}-01234567.tmp"
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    dead = tmp_path / f".planning.xlsx.{drafts.HERE}-{gone.pid}-01234567.tmp"
    elsewhere = tmp_path / ".planning.xlsx.abcdef-1-01234567.tmp"
    strange = tmp_path / ".planning.xlsx.mine.tmp"
    for path in (mine, dead, elsewhere, strange):
        path.write_text("half")
    write_whole(target, saving("new"), no_check)
    assert mine.exists()
    assert elsewhere.exists()
    assert strange.exists()
    assert dead.exists() == (os.name == "nt")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB, where this may be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.call(mount, stderr=subprocess.DEVNULL):
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_disk_that_is_too_small_keeps_what_it_has(small_disk: Path) -> None:
    target = write_workbook(small_disk / "planning.xlsx", rencontre(), History())
    before = target.read_bytes()
    big = rencontre(40, 40, rounds=8)
    (small_disk / "other").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 8_192))
    with pytest.raises(WriteError, match="disque est plein"):
        write_workbook(small_disk / "new.xlsx", big, History())
    assert target.read_bytes() == before
    with pytest.raises(WriteError, match="disque est plein"):
        write_workbook(target, big, History())
    assert target.read_bytes() == before
    assert sorted(os.listdir(small_disk)) == ["other", "planning.xlsx"]  # noqa: PTH208


def test_a_file_system_that_cannot_be_written_is_left_alone(small_disk: Path) -> None:
    target = write_workbook(small_disk / "planning.xlsx", rencontre(), History())
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    before = target.read_bytes()
    for path in (target, small_disk / "new.xlsx"):
        with pytest.raises(WriteError) as refused:
            write_workbook(path, rencontre(), History())
        assert refused.value.data["why"] in {"denied", "read_only"}
    assert target.read_bytes() == before
    assert os.listdir(small_disk) == ["planning.xlsx"]  # noqa: PTH208

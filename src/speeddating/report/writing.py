"""
A file appears whole or not at all.

It is written under another name in the same folder, brought to the disk, opened again to see that
it can be read, and only then put in the place of the old one. Whatever goes wrong, the old file
is whole.
"""

import contextlib
import errno
import hashlib
import os
import platform
import secrets
import stat
import time
from collections.abc import Callable
from pathlib import Path

from speeddating.domain.opened import has_changed, renew
from speeddating.errors import WriteError

STALE_SECONDS = 60.0
"""Writing takes a second or two; an older temporary file was left by a program that died."""
HERE = hashlib.sha256(platform.node().encode()).hexdigest()[:6]
"""This machine, in the names of temporary files: only here is it known whether a writer lives."""
ATTEMPTS = 4
PATIENCE_SECONDS = 0.25
"""Virus scanners and synchronised folders hold a new file for a moment."""


def write_whole(
    path: Path, save: Callable[[Path], object], verify: Callable[[Path], object]
) -> Path:
    """
    Put what ``save`` writes at ``path``, after ``verify`` could open it.

    Parameters
    ----------
    save
        Writes the file at the path it is given.
    verify
        Raises if what stands at the path it is given cannot be read.

    Raises
    ------
    WriteError
        If the folder is missing, the file is open elsewhere, the disk is full, somebody has changed
        the file since this process read it, …; whatever stood at ``path`` is unchanged.
    """
    target = Path(os.path.realpath(path))
    mark = f"{HERE}-{os.getpid()}-{secrets.token_hex(4)}"
    beside = target.with_name(f".{target.name[:80]}.{mark}.tmp")
    try:
        _look_before(path, target)
        _create(beside, like=target)
        save(beside)
        _to_disk(beside)
        _verified(beside, verify, path)
        if has_changed(target):
            raise WriteError(str(path), "changed")
        content = beside.read_bytes()
        _replace(beside, target)
        renew(target, content)
    except OSError as problem:
        raise _explained(problem, path, target) from problem
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
    _folder_to_disk(target.parent)
    return path


def _look_before(path: Path, target: Path) -> None:
    """What can be told without writing; sweeps what a killed program left."""
    if not target.parent.is_dir():
        raise WriteError(str(path), "missing_folder")
    if target.is_dir():
        raise WriteError(str(path), "is_folder")
    if target.exists() and not os.access(target, os.W_OK):
        raise WriteError(str(path), "read_only")
    for left in target.parent.glob(f".{_literal(target.name[:80])}.*.tmp"):
        with contextlib.suppress(OSError, ValueError):
            if _is_left(left):
                left.unlink()


def _is_left(beside: Path) -> bool:
    """Whether nobody writes this file any more: its process is gone, or it is old."""
    where, _, rest = beside.name.rsplit(".", 2)[-2].partition("-")
    if where == HERE and os.name == "posix":
        return not _is_alive(int(rest.partition("-")[0]))
    return time.time() - beside.stat().st_mtime > STALE_SECONDS


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _literal(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _create(beside: Path, like: Path) -> None:
    """An empty file with the permissions of the old one, or those usual in this folder."""
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    if like.exists():
        beside.chmod(stat.S_IMODE(like.stat().st_mode))


def _to_disk(beside: Path) -> None:
    with beside.open("rb+") as file:
        os.fsync(file.fileno())


def _verified(beside: Path, verify: Callable[[Path], object], path: Path) -> None:
    try:
        verify(beside)
    except OSError:
        raise
    except Exception as problem:
        raise WriteError(str(path), "unreadable") from problem


def _replace(beside: Path, target: Path) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            beside.replace(target)
        except PermissionError:
            if attempt == ATTEMPTS:
                raise
            time.sleep(PATIENCE_SECONDS * attempt)
        else:
            return


def _folder_to_disk(folder: Path) -> None:
    """The new name too outlives a power cut, where the system can promise it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(problem: OSError, path: Path, target: Path) -> WriteError:
    if isinstance(problem, WriteError):
        return problem
    if isinstance(problem, PermissionError):
        return WriteError(str(path), "locked" if target.exists() else "denied")
    return WriteError(str(path), REASONS.get(problem.errno or 0, "failed"))


REASONS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "denied",
    errno.ENAMETOOLONG: "name_too_long",
}
"""The sentence ``errors.write_<reason>`` says what to do."""

"""
A file appears whole or not at all.

It is written without a name, or under another one in the same folder, brought to the disk, opened
again to see that it can be read, and only then put in the place of the old one. Whatever goes
wrong, the old file is whole.
"""

import contextlib
import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

from speeddating.domain.opened import has_changed, renew
from speeddating.errors import WriteError
from speeddating.report.drafts import beside, draft, publish, sweep

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
    try:
        target = Path(os.path.realpath(path))
    except ValueError as problem:  # a name with a NUL in it
        raise WriteError(str(path), "failed") from problem
    named = beside(target)
    try:
        _look_before(path, target)
        with draft(named) as written:
            if target.exists():
                written.chmod(stat.S_IMODE(target.stat().st_mode))
            save(written)
            _to_disk(written)
            _verified(written, verify, path)
            if has_changed(target):
                raise WriteError(str(path), "changed")
            content = written.read_bytes()
            publish(written, named)
            _replace(named, target)
        renew(target, content)
    except OSError as problem:
        raise _explained(problem, path, target) from problem
    _folder_to_disk(target.parent)
    return path


def _look_before(path: Path, target: Path) -> None:
    """What can be told without writing; sweeps what a killed program left."""
    if not target.parent.is_dir():
        raise WriteError(str(path), "missing_folder")
    if target.is_dir():
        raise WriteError(str(path), "is_folder")
    if target.exists() and not target.is_file():
        raise WriteError(str(path), "is_no_file")
    if target.exists() and not os.access(target, os.W_OK):
        raise WriteError(str(path), "read_only")
    sweep(target)


def _to_disk(written: Path) -> None:
    with written.open("rb+") as file:
        os.fsync(file.fileno())


def _verified(written: Path, verify: Callable[[Path], object], path: Path) -> None:
    try:
        verify(written)
    except OSError:
        raise
    except Exception as problem:
        raise WriteError(str(path), "unreadable") from problem


def _replace(named: Path, target: Path) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            named.replace(target)
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

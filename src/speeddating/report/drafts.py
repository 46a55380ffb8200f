"""Where a file is written before it gets its name, and what a program that died left behind."""

import contextlib
import hashlib
import os
import platform
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

STALE_SECONDS = 60.0
"""Writing takes a second or two; an older temporary file was left by a program that died."""
HERE = hashlib.sha256(platform.node().encode()).hexdigest()[:6]
"""This machine, in the names of temporary files: only here is it known whether a writer lives."""
_OURS = re.compile(rf"\..+\.{HERE}-\d+-[0-9a-f]{{8}}\.tmp", re.DOTALL)


def beside(target: Path) -> Path:
    """A name of this process beside ``target``."""
    mark = f"{HERE}-{os.getpid()}-{secrets.token_hex(4)}"
    return target.with_name(f".{target.name[:80]}.{mark}.tmp")


@contextlib.contextmanager
def draft(named: Path) -> Iterator[Path]:
    """
    An empty file to write to; :func:`publish` gives it the name ``named``.

    Where the system can, it has no name before, so that whatever ends the program leaves nothing.
    """
    handle = _nameless(named.parent)
    try:
        if handle is None:
            os.close(os.open(named, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            yield named
        else:
            yield Path(f"/proc/self/fd/{handle}")
    finally:
        if handle is not None:
            os.close(handle)
        with contextlib.suppress(OSError):
            named.unlink()


def publish(written: Path, named: Path) -> None:
    """Give a draft its name."""
    if written == named:
        return
    handle = int(written.name)  # os.link follows a link only where it is told a directory
    try:
        os.link(written, named, src_dir_fd=handle, follow_symlinks=True)
    except OSError:  # a file system that gives no names afterwards
        with named.open("xb") as copy:
            copy.write(written.read_bytes())
            copy.flush()
            os.fsync(copy.fileno())
        named.chmod(written.stat().st_mode & 0o777)


def _nameless(folder: Path) -> int | None:
    """A file without a name; None where there is no such thing (Windows, macOS, shared folders)."""
    if not hasattr(os, "O_TMPFILE"):
        return None
    try:
        handle = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o666)
    except OSError:
        return None
    if Path(f"/proc/self/fd/{handle}").exists():
        return handle
    os.close(handle)
    return None


def sweep(target: Path) -> None:
    """Remove what dead writers of ``target``, and those of this machine, left in its folder."""
    mine = target.parent.glob(f".{_literal(target.name[:80])}.*.tmp")
    ours = (path for path in target.parent.glob(".*.tmp") if _OURS.fullmatch(path.name))
    for left in {*mine, *ours}:
        with contextlib.suppress(OSError, ValueError):
            if _is_left(left):
                left.unlink()


def _is_left(path: Path) -> bool:
    """Whether nobody writes this file any more: its process is gone, or it is old."""
    where, _, rest = path.name.rsplit(".", 2)[-2].partition("-")
    if where == HERE and os.name == "posix":
        return not _is_alive(int(rest.partition("-")[0]))
    return time.time() - path.stat().st_mtime > STALE_SECONDS


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

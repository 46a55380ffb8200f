"""What each file held when this process read it, to notice that somebody has changed it since."""

import hashlib
import os
from pathlib import Path

_SEEN: dict[str, bytes] = {}
"""By resolved path; digests only, so that no content outlives its reading."""


def remember(path: str | os.PathLike[str], content: bytes) -> None:
    """The file was read and held ``content``."""
    _SEEN[os.path.realpath(path)] = hashlib.sha256(content).digest()


def renew(path: str | os.PathLike[str], content: bytes) -> None:
    """What had been read was written over by this very process: it holds ``content``."""
    if os.path.realpath(path) in _SEEN:
        remember(path, content)


def has_changed(path: str | os.PathLike[str]) -> bool:
    """Whether the file was read here and holds something else now."""
    known = _SEEN.get(os.path.realpath(path))
    if known is None:
        return False
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError:
        return False
    return hashlib.sha256(content).digest() != known

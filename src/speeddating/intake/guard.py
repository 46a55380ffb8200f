"""
The door: what a file is by its first bytes and its sizes, before anything parses it.

Nothing here trusts a name, an extension or a header of the file.
"""

import os
import stat
import zipfile
from io import BytesIO
from pathlib import Path
from typing import NoReturn

from speeddating.domain.issue import Issue
from speeddating.domain.opened import remember
from speeddating.errors import InvalidInputError
from speeddating.intake.findings import quoted

MEGABYTE = 1_000_000
LARGEST_FILE = 20 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
LARGEST_PART_READ = 60 * MEGABYTE
"""Of one part that is parsed; others are never unpacked."""
LARGEST_RATIO = 150
"""Unpacked to packed, of parts above a megabyte; a plain sheet has 3 to 30."""
MOST_PARTS = 5_000

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def package(path: str | os.PathLike[str]) -> zipfile.ZipFile:
    """
    The whole file in memory as an xlsx package whose sizes are harmless.

    Raises
    ------
    InvalidInputError
        With one sentence that says what the file is instead.
    """
    file = Path(path)
    content = _content(file)
    kind = _kind(file, content)
    if kind is not None:
        refuse(file, kind)
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        refuse(file, "damaged")
    _check_sizes(file, archive)
    _check_kind(file, archive)
    return archive


def plain_text(path: str | os.PathLike[str], most: int) -> bytes | None:
    """
    The whole file if it is text of at most ``most`` bytes; None if it is a package.

    Raises
    ------
    InvalidInputError
        If it is neither, or too large.
    """
    file = Path(path)
    content = _content(file)
    kind = _kind(file, content)
    if kind is None:
        return None
    if kind != "text_file":
        refuse(file, kind)
    if len(content) > most:
        refuse(file, "file_too_large", most=most // MEGABYTE)
    return content


def refuse(file: Path, code: str, **data: object) -> NoReturn:
    """Refuse the file as a whole."""
    raise InvalidInputError([Issue(code=f"intake.{code}", data=data)], source=quoted(file.name))


def _content(file: Path) -> bytes:
    """Read once: nobody can change the file between the guard and the reader."""
    if os.path.isdir(file):  # noqa: PTH112 - that of pathlib raises where a name is too long
        refuse(file, "is_a_folder")
    try:
        with open(file, "rb", opener=_at_once) as opened:
            is_file = stat.S_ISREG(os.fstat(opened.fileno()).st_mode)
            content = opened.read(LARGEST_FILE + 1) if is_file else b""
    except FileNotFoundError:
        refuse(file, "no_such_file", path=quoted(file))
    except (OSError, ValueError):  # locked, forbidden, or a name with a NUL in it
        refuse(file, "cannot_be_opened")
    if not is_file:
        refuse(file, "not_a_file")
    if len(content) > LARGEST_FILE:
        refuse(file, "file_too_large", most=LARGEST_FILE // MEGABYTE)
    remember(file, content)
    return content


def _at_once(path: str, flags: int) -> int:
    """Open a pipe too without waiting for somebody to write to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _kind(file: Path, content: bytes) -> str | None:
    """What the first bytes say; None for a zip, which every xlsx is."""
    if file.name.startswith(("~$", ".~lock")):
        return "lock_file"
    if not content:
        return "empty_file"
    if content.startswith(_ZIP):
        return None
    if content.startswith(_OLD_OFFICE):
        return "encrypted" if _ENCRYPTED in content else "old_xls"
    if content.startswith((b"%PDF", b"PK")):
        return "not_a_workbook"
    return "text_file" if _looks_like_text(content) else "not_a_workbook"


def unmarked_utf_16(content: bytes) -> str | None:
    """The byte order of a UTF-16 text without a mark: nearly every other byte is zero."""
    head = content[:4096]
    for encoding, zeros, letters in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        high, low = head[zeros::2], head[letters::2]
        if len(low) >= 4 and 0 not in low and high.count(0) > 0.8 * len(high):  # noqa: PLR2004
            text = head[: len(head) // 2 * 2].decode(encoding, "replace")
            return encoding if all(c.isprintable() or c in "\t\r\n" for c in text) else None
    return None


def _looks_like_text(content: bytes) -> bool:
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or unmarked_utf_16(head):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in head)  # noqa: PLR2004


def _check_sizes(file: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        refuse(file, "unpacks_too_large", most=LARGEST_UNPACKED // MEGABYTE)
    for part in parts:
        if part.flag_bits & 0x1:
            refuse(file, "encrypted")
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > MEGABYTE and ratio > LARGEST_RATIO:
            refuse(file, "unpacks_too_large", most=LARGEST_UNPACKED // MEGABYTE)


def _check_kind(file: Path, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if len({name.casefold() for name in names}) < len(archive.infolist()):
        refuse(file, "damaged")  # two parts of one name: readers disagree which one counts
    if "[Content_Types].xml" in names:
        if any(name.endswith("workbook.bin") for name in names):
            refuse(file, "xlsb")
        return
    if "mimetype" in names or "content.xml" in names:
        refuse(file, "open_document")
    refuse(file, "not_a_workbook")

"""Bytes into text: which encoding a list was saved in, and whether that is certain."""

import codecs
from typing import NamedTuple

from speeddating.intake.guard import unmarked_utf_16

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
USUAL = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ’‘“”«»€°…–—·²½©®\u00a0")  # noqa: RUF001
"""What French texts hold beyond ASCII."""
UNREADABLE = "\ufffd"
GARBLED = ("Ã©", "Ã¨", "Ãª", "Ã§", "Ã\u00a0", "â€™", "Å“", UNREADABLE)
"""UTF-8 that was once taken for cp1252, and what could not be read at all."""


class Decoded(NamedTuple):
    """A text and where it comes from."""

    text: str
    encoding: str
    certain: bool
    """False for one-byte encodings: any bytes can be read as either of them."""


def decode(content: bytes) -> Decoded:
    """
    The text of a file: by its byte order mark, as UTF-8, or as the likelier one-byte encoding.

    Windows' cp1252 and Mac Roman have a letter for nearly every byte. The one that gives fewer
    characters strange to French is taken; capitals with accents after a small letter are strange.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return Decoded(content.decode(encoding, "replace"), encoding, certain=True)
    if wide := unmarked_utf_16(content):
        return Decoded(content.decode(wide, "replace"), wide, certain=True)
    try:
        return Decoded(content.decode("utf-8"), "utf-8", certain=True)
    except UnicodeDecodeError:
        read = {name: content.decode(name, "replace") for name in ("cp1252", "mac_roman")}
        likelier = min(read, key=lambda name: strangeness(read[name]))
        return Decoded(read[likelier], likelier, certain=False)


def strangeness(text: str) -> int:
    """How many characters of ``text`` a French text would not hold where they stand."""
    return sum(
        1
        for before, character in zip(f" {text}", text, strict=False)
        if not character.isascii()
        and (character not in USUAL or (character.isupper() and before.islower()))
    )


def is_garbled(text: str) -> bool:
    """Whether ``text`` went through a wrong encoding before it came here."""
    return any(mark in text for mark in GARBLED)

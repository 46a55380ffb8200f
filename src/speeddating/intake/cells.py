"""What stands in a cell, read as text, number, date, time, rounds or choice; pure functions."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from speeddating.domain.base import LONGEST_TEXT, hidden_character
from speeddating.domain.names import holds_contact, matching_key
from speeddating.domain.workbook import parted
from speeddating.intake.findings import RefusedError, quoted
from speeddating.words import LANGUAGES, say

Raw = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta
Kind = TypeVar("Kind")
Parser = Callable[[Raw], Kind]

LARGEST = 10_000
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119: what a rencontre may be dated
_WHOLE = re.compile(r"[+-]?\d{1,9}(?:[.,]0+)?")
_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T].*)?")
_ISO_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T].*)?")
_TIME = re.compile(
    r"(\d{1,2})\s*(?:h|:|heures?)(?:\s*(\d{2})(?::\d{2})?)?\s*(?:min)?", re.IGNORECASE
)
_SPAN = re.compile(r"(\d{1,4})\s*(?:-|–|—|\bà\b|\bto\b|\ba\b)\s*(\d{1,4})", re.IGNORECASE)  # noqa: RUF001
_YES = {"oui", "o", "x", "1", "vrai", "present", "presente", "yes", "y", "true", "ok", "✓", "✔"}
_NO_ROUND = {matching_key(say("workbook.choice.no_round", language)) for language in LANGUAGES}
_NO = {"non", "n", "0", "faux", "absent", "absente", "no", "false", "excuse", "excusee", "-"}


def tidy(raw: str) -> str:
    """``raw`` composed (NFC), on one line, without hidden characters and outer spaces."""
    if raw.isprintable():  # no hidden character, no separator but the plain space
        return unicodedata.normalize("NFC", raw).strip()
    return unicodedata.normalize("NFC", "".join(map(_shown, raw))).strip()


def text(raw: Raw) -> str:
    """One line of text; an e-mail address or a telephone number in it is refused, not kept."""
    said = free_text(raw)
    if holds_contact(said):
        raise RefusedError("contact")
    return said


def free_text(raw: Raw) -> str:
    """One line of text; numbers as they are shown."""
    if isinstance(raw, dt.datetime | dt.date | dt.time | dt.timedelta):
        raise RefusedError("text_became_date")
    if isinstance(raw, bool):
        raw = "VRAI" if raw else "FAUX"
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    said = tidy(str(raw))
    if len(said) > LONGEST_TEXT:
        raise RefusedError("too_long", count=len(said), most=LONGEST_TEXT)
    hidden = hidden_character(said)
    if hidden is not None:
        raise RefusedError("hidden_character", character=hidden)
    return said


def items(raw: Raw) -> tuple[str, ...]:
    """The items of a list, each once, in the order written."""
    parts = parted(raw) if isinstance(raw, str) else (raw,)
    said = (text(part) for part in parts)
    return tuple(dict.fromkeys(item for item in said if item))


def whole(least: int, most: int = LARGEST) -> Parser[int]:
    """A parser of whole numbers from ``least`` to ``most``."""

    def parse(raw: Raw) -> int:
        number = _number(raw)
        if number is None:
            raise RefusedError("not_a_number")
        if number < least:
            raise RefusedError("too_small", least=least)
        if number > most:
            raise RefusedError("too_large", most=most)
        return number

    return parse


def yes_no(raw: Raw) -> bool:
    """Oui, o, x, 1, vrai, présent … and their contraries."""
    if isinstance(raw, bool):
        return raw
    said = matching_key(text(raw))
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise RefusedError("not_yes_no")


def date(raw: Raw) -> dt.date:
    """A date cell, Excel's serial number, jj/mm/aaaa or ISO; a time of day is left out."""
    if isinstance(raw, dt.datetime):
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    if isinstance(raw, int | float) and _FIRST_SERIAL <= raw <= _LAST_SERIAL:
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(raw))
    said = tidy(raw) if isinstance(raw, str) else ""
    if iso := _ISO_DATE.fullmatch(said):
        return _date(*map(int, iso.groups()))
    if french := _DATE.fullmatch(said):
        day, month, year = map(int, french.groups())
        return _date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004
    raise RefusedError("not_a_date")


def time(raw: Raw) -> dt.time:
    """A time cell, Excel's fraction of a day, or "18h30", "18:30", "18 h"."""
    if isinstance(raw, dt.datetime):
        return raw.time().replace(microsecond=0)
    if isinstance(raw, dt.time):
        return raw.replace(microsecond=0)
    if isinstance(raw, dt.timedelta):
        raw = raw / dt.timedelta(days=1)
    if isinstance(raw, float) and 0 <= raw < 1:
        minutes = round(raw * 24 * 60) % (24 * 60)
        return dt.time(minutes // 60, minutes % 60)
    found = _TIME.fullmatch(tidy(raw)) if isinstance(raw, str) else None
    hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hours > 23 or minutes > 59:  # noqa: PLR2004
        raise RefusedError("not_a_time")
    return dt.time(hours, minutes)


def rounds(raw: Raw) -> frozenset[int]:
    """Rounds as "1-4; 6", "1 à 4" or 3."""
    if isinstance(raw, dt.datetime | dt.date):
        raise RefusedError("rounds_became_date")
    if isinstance(raw, float) and not raw.is_integer():
        raise RefusedError("rounds_became_decimal")  # "1,3" typed into a French Excel
    number = _number(raw)
    if number is not None:
        return _span(number, number)
    said = text(raw)
    if matching_key(said) in _NO_ROUND:
        return frozenset()
    listed = re.split(r"[;,\n]|\bet\b|\band\b", said)
    found: set[int] = set()
    named = 0
    for part in dict.fromkeys(part.strip() for part in listed if part.strip()):
        these = _rounds(part)
        named += len(these)
        if named > LARGEST:  # nobody names so many, and each cell could
            raise RefusedError("not_rounds", part=quoted(part))
        found |= these
    return frozenset(found)


def _shown(character: str) -> str:
    """A space for what separates, nothing for what hides, the character itself otherwise."""
    if character in "\t\n\r\v\f\u2028\u2029":
        return " "
    return "" if unicodedata.category(character) in {"Cc", "Cf"} else character


def _number(raw: Raw) -> int | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() else None
    if isinstance(raw, str):
        said = unicodedata.normalize("NFKC", tidy(raw)).replace(" ", "")
        return int(re.split(r"[.,]", said)[0]) if _WHOLE.fullmatch(said) else None
    return raw if isinstance(raw, int) else None


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise RefusedError("not_a_date") from None


def _rounds(part: str) -> frozenset[int]:
    if found := _SPAN.fullmatch(part):
        return _span(int(found[1]), int(found[2]))
    number = _number(part)
    if number is None:
        raise RefusedError("not_rounds", part=quoted(part))
    return _span(number, number)


def _span(first: int, last: int) -> frozenset[int]:
    if not 1 <= first <= last <= LARGEST:
        raise RefusedError("not_rounds", part=str(first) if first == last else f"{first}-{last}")
    return frozenset(range(first, last + 1))

"""
Dates, times and figures as each language writes them, by Babel (extra ``desk``).

Without Babel they are written the way every language understands: 2018-06-12, 18:15, 1200.
"""

import datetime as dt
from functools import cache
from importlib.util import find_spec

GROUPED = 1_000
"""From which the digits of a figure stand in groups."""


@cache
def can_format() -> bool:
    """Whether Babel is there."""
    return find_spec("babel") is not None


def number(value: int, language: str) -> str:
    """
    A whole number, its digits in groups.

    >>> number(17834, "en"), number(-999, "fr")
    ('17,834', '-999')
    """
    if abs(value) < GROUPED or not can_format():
        return str(int(value))
    from babel.numbers import format_decimal  # noqa: PLC0415 - extra "desk"

    return format_decimal(int(value), locale=language)


def date(day: dt.date, pattern: str, language: str) -> str:
    """
    A day in a pattern of CLDR, such as ``d MMMM y``.

    >>> date(dt.date(2018, 6, 12), "EEEE d MMMM y", "fr")
    'mardi 12 juin 2018'
    """
    if not can_format():
        return day.isoformat()
    from babel.dates import format_date  # noqa: PLC0415 - extra "desk"

    return format_date(day, pattern, locale=language)


def time(moment: dt.time, pattern: str, language: str) -> str:
    """
    A time of day in a pattern of CLDR.

    >>> time(dt.time(8, 5), "H 'h' mm", "fr")
    '8 h 05'
    """
    if not can_format():
        return f"{moment:%H:%M}"
    from babel.dates import format_time  # noqa: PLC0415 - extra "desk"

    return format_time(moment, pattern, locale=language)

"""Values as an organiser reads and types them."""

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterable

from speeddating.domain.base import TableId
from speeddating.domain.workbook import joined
from speeddating.words import Language, local, say

LONGEST_NUMBER = 9
"""A longer row of digits is a name; Excel would round it."""


def alphabetical(text: str) -> tuple[str, str]:
    """Sort key: É stands with E, œ with oe, capitals with small letters."""
    spelt = text.casefold().replace("œ", "oe").replace("æ", "ae")
    bare = "".join(c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c))
    return bare, text


def round_list(numbers: Collection[int] | None) -> str | None:
    """Rounds as they are typed: "1-4; 6"; nothing where there are none."""
    runs: list[list[int]] = []
    for number in sorted(numbers or ()):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return several(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def several(items: Iterable[str]) -> str | None:
    """Items of one cell; nothing where there are none."""
    return joined(items) or None


def table_name(table: TableId) -> str | int:
    """A table called "12" as a number, so that it sorts before "110"."""
    is_number = table.isascii() and table.isdecimal() and len(table) <= LONGEST_NUMBER
    return int(table) if is_number and str(int(table)) == table else str(table)


def table_title(table: TableId, language: Language) -> str:
    """« Table 7 »; a table that is called so already keeps its name."""
    title = say("report.table", language, table=table)
    return str(table) if say("report.table", language, table="").split()[0] in table else title


def yes_or_no(answer: bool, language: Language) -> str:
    """« oui » or « non »."""
    return say(f"workbook.choice.{'yes' if answer else 'no'}", language)


def long_date(date: dt.date, language: Language) -> str:
    """« 1er juin 2018 »."""
    pattern = say("words.pattern.first_day" if date.day == 1 else "words.pattern.day", language)
    return local.date(date, pattern, language)


def short_date(date: dt.date, language: Language) -> str:
    """« 12/06/2018 »."""
    return local.date(date, say("words.pattern.short_day", language), language)


def clock(moment: dt.time, language: Language) -> str:
    """« 18 h 15 »."""
    return local.time(moment, say("words.pattern.clock", language), language)

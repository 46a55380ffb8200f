"""
The greyed rows of the template: shown to whoever fills it in, never read as input.

The first cell of such a row begins with ``workbook.example``; the rest are sentences
``example.<sheet>.<row>.<column>`` of the catalogue, or choices.
"""

import re

from speeddating.domain.workbook import INPUT_SHEETS
from speeddating.words import LANGUAGES, Language, say

FILLED: dict[str, tuple[tuple[str, ...], ...]] = {
    "participants": (
        ("person_one", "home_one", "choice.entreprise", "choice.yes"),
        ("person_two", "home_two", "choice.association", "choice.yes", "rounds_missed"),
    ),
    "organisations": (
        ("home_one", "choice.entreprise", "sector", "themes", "needs", "offers", "choice.new"),
    ),
    "tables": (("table", "seat", "seat", "zone", "choice.yes"),),
    "wishes": (("home_two", "home_one", "seat", "choice.wish"),),
    "incompatibilities": (("home_one", "home_two", "reason"),),
    "groups": (("group", "home_one", "facilitator", "rounds_together", "project", "state"),),
    "locks": (("round", "table", "person_one"),),
    "history": (
        ("date", "past", "home_one", "home_two", "choice.rencontre", "choice.outcome_again"),
    ),
}
"""What stands in each row, from the first column on; the columns that follow stay empty."""


def example_rows(sheet: str, language: Language) -> tuple[tuple[str | None, ...], ...]:
    """The rows of ``sheet``, each as long as its header; none for a sheet without examples."""
    return tuple(
        tuple(_said(row, at, language) for at in range(len(INPUT_SHEETS[sheet])))
        for row in FILLED.get(sheet, ())
    )


def is_example(text: str) -> bool:
    """Whether a first cell marks its row as an example, in either language."""
    return bool(_marker().match(text))


def is_untouched(sheet: str, texts: tuple[str | None, ...]) -> bool:
    """Whether a row says what the template says, and nothing of the organiser's own."""
    return any(texts in example_rows(sheet, language) for language in LANGUAGES)


def _said(row: tuple[str, ...], at: int, language: Language) -> str | None:
    if at >= len(row):
        return None
    code = row[at]
    text = say(f"workbook.{code}" if "." in code else f"example.{code}", language)
    return f"{say('example.marker', language)} {text}" if at == 0 else text


def _marker() -> re.Pattern[str]:
    words = {say("example.marker", language).rstrip(" :\u00a0\u202f") for language in LANGUAGES}
    return re.compile(rf"\s*({'|'.join(sorted(words))})\s*[:\uff1a]", re.IGNORECASE)

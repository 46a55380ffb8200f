"""
Every sentence a person reads, in French and English.

A sentence has a code such as ``"intake.unknown_side"``: the part before the first dot names the
catalogue (``locale/<language>/LC_MESSAGES/intake.po``), the whole is the message identifier.
Data is filled in by name, whole numbers as the language writes them. Where ``count`` is among the
data and the catalogue has plural forms, the right one is taken; ``{tables:table|tables}`` says
"1 table" or "2 tables" where a sentence counts several things.
"""

import os
from functools import cache
from gettext import GNUTranslations, translation
from pathlib import Path
from typing import Literal, Self, get_args

from speeddating.words import local

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LOCALE = Path(__file__).parent / "locale"


def default_language() -> Language:
    """French, unless the environment variable ``SPEEDDATING_LANGUAGE`` says ``en``."""
    return "en" if os.environ.get("SPEEDDATING_LANGUAGE") == "en" else "fr"


def say(code: str, language: Language | None = None, **data: object) -> str:
    """
    The sentence of ``code`` with ``data`` filled in.

    Parameters
    ----------
    code
        ``"catalogue.message"``.
    language
        Without one, :func:`default_language`.

    Raises
    ------
    LookupError
        If the catalogue has no such sentence: a defect of this library.
    """
    messages = _catalogue(code.split(".", 1)[0], language or default_language())
    count = data.get("count")
    template = messages.ngettext(code, code, count) if isinstance(count, int) else code
    if template == code:
        template = messages.gettext(code)
    if template == code:
        raise LookupError(code)
    return template.format_map(
        {
            name: _Figure(value, language or default_language(), messages)
            if type(value) is int
            else value
            for name, value in data.items()
        }
    )


class _Figure(int):
    """A whole number as a sentence shows it."""

    language: Language
    messages: GNUTranslations

    def __new__(cls, value: int, language: Language, messages: GNUTranslations) -> Self:
        """The number, and what knows its plural."""
        made = super().__new__(cls, value)
        made.language, made.messages = language, messages
        return made

    def __format__(self, spec: str) -> str:
        """Its digits; with ``one|many``, the word for so many too."""
        if "|" not in spec:
            return local.number(self, self.language) if not spec else super().__format__(spec)
        plural = self.messages.plural  # type: ignore[attr-defined]  # set by gettext itself
        return f"{local.number(self, self.language)} {spec.split('|')[plural(int(self))]}"


def listed(names: "list[str] | tuple[str, ...]", language: Language | None = None) -> str:
    """``names`` as they are enumerated in a sentence: "a, b et c"."""
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    return say("words.list", language, start=", ".join(names[:-1]), last=names[-1])


@cache
def _catalogue(name: str, language: Language) -> GNUTranslations:
    try:
        found = translation(name, LOCALE, languages=[language])
    except FileNotFoundError:
        if language not in LANGUAGES:
            raise ValueError(f"language is 'fr' or 'en', not {language!r}") from None
        raise LookupError(name) from None
    if not isinstance(found, GNUTranslations):
        raise TypeError(name)
    return found

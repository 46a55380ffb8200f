"""Names as people write them, made comparable; and the numbers that settle who is who."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ALIKE = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "\u2019": "'", "\u2013": "-"})
SIREN_LENGTH, SIRET_LENGTH = 9, 14
_MAIL = re.compile(r"(?<![^\s@<>;,])[^\s@<>;,]+@[^\s@<>;,]+\.[a-z]{2,}", re.IGNORECASE)
_APART = r"[\s.\-\u2010-\u2015]"
_TELEPHONE = re.compile(
    # 06 12 34 56 78, +33 6 …, +33 (0)6 …; 0 800 123 456; whatever begins with a plus
    rf"(?<!\d)(?:(?:\+|00)\d{{2}}{_APART}?(?:\(0\))?|0){_APART}?\d(?:{_APART}?\d{{2}}){{4}}(?!\d)"
    rf"|(?<!\d)0{_APART}?\d{{3}}(?:{_APART}\d{{3}}){{2}}(?!\d)"
    rf"|\+(?:{_APART}?\(?\d\)?){{9,15}}(?!\d)"
)
REMEMBERED = 10_000
"""Names that come again and again in a history."""
LEGAL_FORMS = frozenset(
    {
        "sarl", "sas", "sasu", "sa", "eurl", "eirl", "ei", "snc", "sci", "scop", "scic", "sem",
        "spl", "gie", "gip", "epic", "epci", "association", "asso", "assoc", "societe", "ste",
        "cie", "ets", "etablissement", "etablissements", "entreprise",
    }
)  # fmt: skip
"""What a name may bear or lack; « groupe », « union » and the like belong to the name."""
SMALL_WORDS = frozenset(
    {"la", "le", "les", "l", "de", "du", "des", "d", "et", "and", "the", "of", "en"}
)


@lru_cache(maxsize=REMEMBERED)
def matching_key(text: str) -> str:
    """``text`` without case, accents, hidden characters and runs of spaces."""
    if text.isascii():  # most names; nothing to take apart
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.translate(_ALIKE)).casefold()
    kept = (c for c in unicodedata.normalize("NFKD", plain) if _is_seen(c))
    return " ".join("".join(kept).split())


def matching_keys(words: Iterable[str]) -> frozenset[str]:
    """Words made comparable: « Emploi » and « emploi » are one theme."""
    return frozenset(map(matching_key, words))


@lru_cache(maxsize=REMEMBERED)
def bare_name(text: str) -> str:
    """
    ``text`` without points, legal forms and small words either: « Sté E.D.F. » is ``edf``.

    Good for a question, never for an answer: two organisations may share it.
    """
    pointless = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", matching_key(text).replace("&", " et "))
    words = re.findall(r"\w+", pointless)
    telling = [word for word in words if word not in LEGAL_FORMS | SMALL_WORDS]
    return " ".join(telling or words)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in {"Mn", "Cf"}


@lru_cache(maxsize=REMEMBERED)
def holds_contact(text: str) -> bool:
    """Whether ``text`` has an e-mail address or a telephone number in it."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)  # a wide @ is one too
    return bool(_MAIL.search(plain) or _TELEPHONE.search(plain))


def number_of(text: str | None) -> str | None:
    """
    The SIREN, SIRET or RNA number that ``text`` holds, without spaces and points.

    None if there is none, or if its check digits say that it is mistyped; without python-stdnum
    (extra ``desk``) check digits are not looked at.
    """
    bare = re.sub(r"[\s.\-\u00a0\u202f]", "", text or "").upper()
    if re.fullmatch(r"W\d{9}|W\d[A-Z0-9]\d{7}", bare):
        return bare
    if not re.fullmatch(r"\d{9}|\d{14}", bare):
        return None
    try:
        from stdnum.fr import siren, siret  # noqa: PLC0415  # extra desk
    except ImportError:
        return bare
    return bare if (siren if len(bare) == SIREN_LENGTH else siret).is_valid(bare) else None


def unit_of(number: str) -> str:
    """The SIREN of a SIRET; any other number as it is."""
    return number[:SIREN_LENGTH] if len(number) == SIRET_LENGTH else number

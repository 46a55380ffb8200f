"""What stands in the cells of a list: status, side, names; never an e-mail or a telephone."""

import re
from enum import Enum, auto

from speeddating.domain import names
from speeddating.domain.names import matching_key
from speeddating.domain.people import Side
from speeddating.intake.choices import SYNONYMS
from speeddating.intake.labels import header_key

_DIGITS = re.compile(r"(?:\+?\d[\s.\-]?){9,15}")


class Status(Enum):
    """What a registration has come to."""

    IN = auto()
    OUT = auto()
    UNKNOWN = auto()


def status(said: str) -> Status:
    """
    Whether a registration stands; what is not known is not guessed.

    >>> status("Remboursé"), status("Validé"), status("En attente")
    (<Status.OUT: 2>, <Status.IN: 1>, <Status.UNKNOWN: 3>)
    """
    key = header_key(said)
    if any(key.startswith(stem) for stem in _OUT):
        return Status.OUT
    return Status.IN if any(key.startswith(stem) for stem in _IN) else Status.UNKNOWN


def side(said: str) -> Side | None:
    """
    The side that a value names; None where it names neither or both.

    >>> side("Tarif association"), side("Entreprise ou association")
    (<Side.ASSOCIATION: 'association'>, None)
    """
    whole = header_key(said)
    for one, words in _SIDE_WORDS.items():
        if whole in words:
            return one
    heard = set(re.findall(r"[a-z0-9]+", matching_key(said)))
    named = [one for one, words in _SIDE_WORDS.items() if heard & {w for w in words if len(w) > 1}]
    return named[0] if len(named) == 1 else None


def holds_contact(said: str) -> bool:
    """Whether a text has an e-mail address or a telephone number in it, or is a long number."""
    return names.holds_contact(said) or bool(_DIGITS.fullmatch(said.strip()))


_OUT = (
    "annul", "rembours", "refus", "contest", "abandon", "desist", "supprim", "cancel", "refund",
    "notattending", "nonvenu", "deleted", "declin", "rejet", "reject", "echou", "fail", "expir",
    "chargedback", "absent", "excus", "neparticipe", "neviendra", "neviendront", "nonpartic",
    "nonvalid", "nonconfirm", "nonpaye", "impaye", "unpaid", "noshow",
)  # fmt: skip
_IN = (
    "valid", "confirm", "paye", "paid", "regl", "inscrit", "accept", "attending", "checkedin",
    "complet", "particip", "approuv", "approv", "going", "ok", "present", "effectu", "traite",
    "gratuit", "free", "oui", "yes", "enregistr",
)  # fmt: skip
"""Beginnings of what tools write, without accents."""

_SIDE_WORDS = {
    one: frozenset(
        header_key(word) for word in (one.value, f"{one.value}s", *SYNONYMS.get(one, ()))
    )
    for one in Side
}

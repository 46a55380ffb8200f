"""Cells that hold one of a few words: the catalogue's label in either language, or a synonym."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from speeddating.domain.demands import WishKind
from speeddating.domain.feedback import Answer
from speeddating.domain.history import Outcome, Source
from speeddating.domain.people import Appetite, Side
from speeddating.domain.phase import Phase
from speeddating.domain.score import LEVELS
from speeddating.intake.cells import Raw, items, text
from speeddating.intake.findings import RefusedError
from speeddating.intake.labels import header_key
from speeddating.words import LANGUAGES, Language, say

Choice = TypeVar("Choice", bound=StrEnum)


def one_of(kind: type[Choice]) -> Callable[[Raw], Choice]:
    """A parser of the words that stand for the members of ``kind``."""

    def parse(raw: Raw) -> Choice:
        found = _members(kind).get(header_key(text(raw)))
        if found is None:
            raise RefusedError("not_a_choice", choices=_offered(kind))
        return kind(found)

    return parse


def language(raw: Raw) -> Language:
    """Français or anglais, in either language or as a code."""
    said = header_key(text(raw))
    for known in LANGUAGES:
        if said in {known, *(header_key(say(f"workbook.choice.{known}", o)) for o in LANGUAGES)}:
            return known
    raise RefusedError("not_a_choice", choices=_list(f"workbook.choice.{o}" for o in LANGUAGES))


def levels(raw: Raw) -> tuple[str, ...]:
    """Levels as the summary names them, in either language, or by their short names."""
    found = []
    for item in items(raw):
        level = _levels().get(header_key(item))
        if level is None:
            raise RefusedError("unknown_level", level=item, example=say("report.level.wishes"))
        found.append(level)
    return tuple(dict.fromkeys(found))


@cache
def _levels() -> Mapping[str, str]:
    return {
        header_key(word): level.name
        for level in LEVELS
        for word in (
            level.name,
            *(say(f"report.level.{level.name}", known) for known in LANGUAGES),
            *SHORT_NAMES.get(level.name, ()),
        )
    }


@cache
def _members(kind: type[StrEnum]) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for member in kind:
        labels = [say(_code(member), known) for known in LANGUAGES]
        for word in (member.value, *labels, *SYNONYMS.get(member, ())):
            words[header_key(word)] = member.value
    return words


def _code(member: StrEnum) -> str:
    prefix = "outcome_" if isinstance(member, Outcome) else ""
    return f"workbook.choice.{prefix}{member.value}"


def _offered(kind: type[StrEnum]) -> str:
    if kind is Side:
        return say("intake.sides")
    return _list(_code(member) for member in kind)


def _list(codes: Iterable[str]) -> str:
    return ", ".join(say(code) for code in codes)


SHORT_NAMES: Mapping[str, tuple[str, ...]] = {
    "new_pairings": ("nouvelles", "nouveauté"),
    "worst_off": ("équité", "moins bien servis"),
    "wishes": ("souhaits", "voeux"),
    "affinity": ("thèmes", "thèmes communs", "affinités", "affinité"),
    "seated": ("places occupées", "places"),
    "pauses": ("pauses",),
    "pauses_in_a_row": ("pauses de suite",),
    "mixing": ("voisins", "brassage"),
    "waits": ("attentes",),
    "moves": ("changements de table", "déplacements"),
}
"""What people write for a level beside its label."""

SYNONYMS: Mapping[StrEnum, tuple[str, ...]] = {
    Side.ENTREPRISE: (
        "e", "ent", "entreprises", "société", "sociétés", "organisme public",
        "organismes publics", "public", "collectivité", "collectivités", "employeur",
        "employeurs", "entreprises et organismes publics", "entreprise ou organisme public",
        "company", "companies", "public body", "public bodies",
    ),
    Side.ASSOCIATION: (
        "a", "asso", "assos", "associations", "associatif", "structure associative", "non-profit",
        "charity",
    ),
    Phase.INTER_CONNAISSANCE: ("interconnaissance", "connaissance"),
    Phase.REFLEXION: ("réflexions",),
    Phase.PROJET: ("projets",),
    Appetite.NEW_ONLY: ("jamais 2 fois", "que des nouveaux"),
    Appetite.NEW: ("nouveau", "nouvelles", "nouvelles rencontres"),
    Appetite.MIXED: ("les deux", "indifférent"),
    Appetite.AGAIN: ("à revoir", "se revoir"),
    WishKind.WISH: ("souhaits", "souhaité"),
    WishKind.MUST: ("obligation", "obligatoirement"),
    Source.RENCONTRE: ("rencontres",),
    Source.PROJECT_GROUP: ("sous-groupes", "groupe projet"),
    Source.ALREADY_KNOWN: ("déjà connu", "déjà connue", "se connaissaient", "connus"),
    Outcome.AGAIN: ("revoir", "à recontacter"),
    Outcome.PROJECT: ("projets",),
    Answer.YES: ("o", "x", "1", "vrai", "true", "y"),
    Answer.MAYBE: ("pe", "à voir", "peut être"),
    Answer.NO: ("n", "0", "faux", "false"),
    Outcome.NOTHING: ("aucune", "aucune suite", "rien"),
}  # fmt: skip
"""What people write beside the labels."""

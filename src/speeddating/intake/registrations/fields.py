"""What the columns of a list of registrations are called, whoever made the list."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from speeddating.domain.names import matching_key

_FILLER = frozenset({
    "quel", "quelle", "quels", "quelles",   "le", "la", "les", "l", "un", "une",
    "des", "de", "du", "d", "votre", "vos", "vous", "merci", "indiquer", "indiquez", "preciser",
    "precisez", "saisir", "saisissez", "renseigner", "renseignez", "s", "il", "plait", "serez",
    "pouvez", "the", "of", "your", "what", "is", "are", "please", "enter", "which", "do", "you",
    "a", "an",
})  # fmt: skip
_QUESTION = re.compile(r"^\s*(?:quel|quelle|quels|quelles) (?:est|sont)\b")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def question_key(header: str) -> str:
    """
    A header without what makes it a question.

    >>> question_key("Quel est le nom de votre structure ?")
    'nomstructure'
    """
    bare = _QUESTION.sub("", matching_key(_IN_BRACKETS.sub(" ", header) or header))
    words = re.findall(r"[a-z0-9]+", bare)
    return "".join(word for word in words if word not in _FILLER) or "".join(words)


@cache
def rank_by_header() -> Mapping[str, tuple[str, int]]:
    """The field that a header stands for, and how surely: 0 is surest."""
    found: dict[str, tuple[str, int]] = {}
    for field, tiers in SYNONYMS.items():
        for rank, tier in enumerate(tiers):
            for name in tier.split("|"):
                found.setdefault(question_key(name), (field, rank))
    return found


def guess(header: str) -> str | None:
    """
    The field that a header seems to stand for, by its words; somebody should look at it.

    >>> guess("Quelle structure représentez-vous ? (nom complet)"), guess("Statut du participant")
    ('organisation', 'status')
    >>> guess("Comment avez-vous connu notre association ?")
    """
    said = matching_key(_IN_BRACKETS.sub(" ", header) or header)
    words = frozenset(re.findall(r"[a-z0-9]+", said))
    if is_contact(header) or is_number(header) or words & _NO_FIELD:
        return None
    return next((field for field, is_meant in _GUESSES if is_meant(words)), None)


def is_number(header: str) -> bool:
    """Whether a column numbers things: « Attendee # » is nobody's name."""
    return bool(_NUMBER.search(matching_key(header)))


def is_choice(header: str) -> bool:
    """Whether a column holds yes or no for one choice of a question, as LimeSurvey writes it."""
    return _ONE_CHOICE.fullmatch(header) is not None


def choice_of(header: str) -> tuple[str, str] | None:
    """
    Field and choice of a column that holds yes or no for one choice of a question.

    >>> choice_of("Thèmes [Emploi]"), choice_of("Thèmes [SQ001]")
    (('themes', 'Emploi'), None)
    """
    found = _ONE_CHOICE.fullmatch(header)
    if found is None or _CODE.fullmatch(found[2]):
        return None
    field, _ = rank_by_header().get(question_key(found[1]), (guess(found[1]), 0))
    return (field, found[2].strip()) if field in CHOSEN else None


def is_contact(header: str) -> bool:
    """Whether a column holds e-mails, telephones or addresses: never read."""
    return bool(_CONTACT.search(matching_key(header)))


_CONTACT = re.compile(
    r"mail|courriel|telephone|\btel\b|portable|mobile|phone|adresse|address|\bip\b"
)

_NUMBER = re.compile(r"#|\bn[°ºo](?![a-z])|\bnumero\b|\bnumber\b|\bid\b")
_ONE_CHOICE = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]\s*")
_CODE = re.compile(r"[A-Z]{1,3}\d+")
CHOSEN = frozenset({"themes", "needs", "offers"})
"""Fields that hold several choices; LimeSurvey gives each a column."""
_STRUCTURE = frozenset({
    "structure", "organisation", "organisme", "societe", "entreprise", "association", "company",
    "organization", "employeur", "etablissement",
})  # fmt: skip
_KIND = frozenset({"type", "nature", "categorie", "college", "cote", "kind", "profit"})
_PAYER = frozenset({"payeur", "acheteur", "buyer", "purchaser", "facturation"})
_NO_FIELD = frozenset({
    "connu", "comment", "pourquoi", "accepte", "acceptez", "autorise", "autorisez", "attentes",
    "souhaitez", "juridique", "taille", "effectif", "ville", "commune", "site", "commentaire",
    "commentaires", "remarque", "remarques", "fonction", "poste", "regime", "naissance", "how",
    "why", "date",
})  # fmt: skip
"""Words of questions that ask for something else, whatever else they name."""
_GUESSES: tuple[tuple[str, Callable[[frozenset[str]], bool]], ...] = (
    ("status", lambda words: bool(words & {"statut", "status"})),
    ("absent", lambda words: bool(words & {"absent", "absente", "absences", "missed"})
     and bool(words & {"tour", "tours", "round", "rounds"})),
    ("themes", lambda words: bool(words & {"themes", "theme", "thematiques", "thematique"})),
    ("needs", lambda words: bool(words & {"besoin", "besoins", "needs"})),
    ("offers", lambda words: bool(words & {"offre", "offres", "proposez", "offers"})),
    ("sector", lambda words: bool(words & {"secteur", "activite", "sector"})),
    ("side", lambda words: bool(words & _KIND and words & (_STRUCTURE | {"non"}))),
    ("payer_first_name", lambda words: bool(words & _PAYER) and "prenom" in words),
    ("payer_last_name", lambda words: bool(words & _PAYER) and "nom" in words),
    ("organisation", lambda words: bool(words & _STRUCTURE) and not words & _PAYER),
    ("name", lambda words: {"nom", "prenom"} <= words),
    ("first_name", lambda words: "prenom" in words),
    ("last_name", lambda words: "nom" in words),
    ("name", lambda words: bool(words & {"participants", "representants", "dirigeants"})),
)  # fmt: skip
"""The first that fits counts."""

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "organisation": (
        (
            "structure|organisation|organisme|société|établissement|nom de la structure|"
            "nom de l'organisation|nom de l'organisme|nom de la société|structure représentée|"
            "organisation représentée|entreprise ou association|entreprise / association|"
            "association ou entreprise|association / entreprise|"
            "nom de l'entreprise ou de l'association|nom de l'association ou de l'entreprise|"
            "organization|company|company name|organization name|organisation name|employeur"
        ),
        "raison sociale",
    ),
    "entreprise": ("entreprise|nom de l'entreprise|organisme public",),
    "association": ("association|nom de l'association|asso",),
    "name": (
        "nom complet|nom et prénom|prénom et nom|nom prénom|prénom nom|full name|attendee name",
        (
            "participant|participante|invité|représentant|dirigeant|personne|nom du représentant|"
            "nom du dirigeant|attendee|contact|name"
        ),
    ),
    "last_name": (
        "nom participant|nom adhérent|nom de famille|last name|surname|family name",
        "nom",
    ),
    "first_name": ("prénom participant|prénom adhérent|prénom|prénoms|first name|given name",),
    "payer_last_name": ("nom payeur|nom acheteur|buyer last name|purchaser last name",),
    "payer_first_name": ("prénom payeur|prénom acheteur|buyer first name|purchaser first name",),
    "side": (
        (
            "côté|collège|vous êtes|votre structure est|vous représentez|"
            "vous êtes une|type de structure|"
            "type d'organisation|nature de la structure|catégorie de structure|side|college"
        ),
        "type|catégorie|profil|category|nature",
        "tarif|ticket type|type de billet|formule",
    ),
    "status": (
        (
            "statut de la commande|statut commande|statut de l'inscription|statut inscription|"
            "attendee status|order status|état de l'inscription|état de la commande"
        ),
        "statut|état|status",
    ),
    "present": ("présent|présente|présence|participera|viendra|attending|participation",),
    "absent": ("tours absents|absences|absent aux tours|rounds missed|absent rounds",),
    "sector": ("secteur|secteur d'activité|domaine d'activité|activité|sector|industry",),
    "themes": ("thèmes|thématiques|centres d'intérêt|themes|topics|interests",),
    "needs": ("besoins|ce que vous cherchez|vous cherchez|vous recherchez|needs|looking for",),
    "offers": ("offres|ce que vous proposez|vous proposez|ce que vous offrez|apports|offers",),
    "siren": ("siren|siret|numéro siren|numéro siret|n° siren|n° siret",),
    "submitted": ("submitdate|date de soumission|date submitted|submission date",),
    "quantity": ("quantité|nombre de places|nombre de participants|quantity|places",),
}
"""Surest names first; those of one tier are equally sure."""

"""The worth of each level in words."""

from collections import Counter

from speeddating.domain.rencontre import Rencontre
from speeddating.domain.score import SENSE, Value
from speeddating.words import Language, listed, say


def level_name(level: str, language: Language | None = None) -> str:
    """A level as an organiser knows it; a caller's own keeps the name it was given."""
    return say(f"report.level.{level}", language) if level in SENSE else level


def in_words(level: str, value: Value, rencontre: Rencontre) -> str | int:
    """A figure stays a figure; a tuple says what its figures count."""
    if isinstance(value, int):
        return value
    if level == "worst_off":
        return _spread(value, rencontre)
    if level == "wishes":
        return _by_rank(value, rencontre)
    if level == "moves":
        return _by_side(value, rencontre)
    return " ; ".join(str(figure) for figure in value)


def _spread(value: tuple[int, ...], rencontre: Rencontre) -> str:
    """« 4 pour 2 organisations ; 5 pour 27 organisations »."""
    return " ; ".join(
        say("report.spread", rencontre.language, count=count, figure=figure)
        for figure, count in sorted(Counter(value).items())
    )


def _by_rank(value: tuple[int, ...], rencontre: Rencontre) -> str:
    """« 3 sur 4 de rang 1, 0 sur 2 de rang 2 et 4 revues souhaitées »."""
    language = rencontre.language
    asked = Counter(wish.rank for wish in rencontre.wishes if not wish.is_must)
    ranked = [
        say("report.wishes_of_rank", language, number=number, asked=asked[rank], rank=rank)
        for rank, number in enumerate(value[:-1], start=1)
        if number or asked[rank]
    ]
    again = [say("report.wanted_again", language, count=value[-1])] if any(value[-1:]) else []
    return listed([*ranked, *again], language) or say("report.no_wishes", language)


def _by_side(value: tuple[int, ...], rencontre: Rencontre) -> str:
    """« associations : 0 ; entreprises : 85 »."""
    seated = rencontre.seated_side
    return " ; ".join(
        say(f"report.moves.{side}", rencontre.language, number=number)
        for side, number in zip((seated, seated.other), value, strict=False)
    )

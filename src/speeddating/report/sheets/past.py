"""What the sheets say of the past that counts, and of what is left out of it."""

from speeddating.report.evening import Evening
from speeddating.words import say


def forgotten(evening: Evening) -> str:
    """How many pairings count as new again at the organiser's wish; empty where none does."""
    rencontre = evening.rencontre
    count = len(evening.history.before(rencontre.identity).met - evening.past.met)
    return say("memory.new_again", rencontre.language, count=count) if count else ""

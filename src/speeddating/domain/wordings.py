"""Texts of which one holds all the words of another, found without comparing every two."""

from collections import defaultdict
from collections.abc import Sequence


class Wordings:
    """
    Many texts by their words.

    Whatever holds all the words of a text holds its rarest word, which few do.
    """

    def __init__(self, texts: Sequence[frozenset[str]]) -> None:
        self.texts = texts
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        self._named_by: defaultdict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(texts):
            for word in words:
                self._holding[word].append(at)
        for at, words in enumerate(texts):
            if words:
                self._named_by[self._rarest(words)].append(at)

    def nested(self, words: frozenset[str]) -> list[int]:
        """Texts that hold all of ``words``, or none but some of them; in ascending order."""
        if not words:
            return []
        larger = self._holding.get(self._rarest(words), ())
        smaller = (at for word in words for at in self._named_by.get(word, ()))
        return sorted({
            *(at for at in larger if words <= self.texts[at]),
            *(at for at in smaller if self.texts[at] <= words),
        })  # fmt: skip

    def _rarest(self, words: frozenset[str]) -> str:
        return min(words, key=lambda word: (len(self._holding.get(word, ())), word))

"""Names that are nearly the same: suggested, never merged."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec

from speeddating.domain.names import matching_key
from speeddating.domain.wordings import Wordings

ALIKE = 88.0
"""Of 100; a slip of the pen in a short name."""
SHORTEST = 4
MOST_TOLD = 500
"""Pairs of names that anybody looks through."""
_LEGAL = frozenset({
    "sarl", "sas", "sasu", "sa", "eurl", "sci", "scop", "scic", "gie", "ass", "asso",
    "association", "assoc",
})  # fmt: skip
"""Legal forms, which some write and some do not."""


def can_compare() -> bool:
    """Whether rapidfuzz (extra ``desk``) is there."""
    return find_spec("rapidfuzz") is not None


def nearly_same(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """
    Pairs of different names that may mean the same, each pair once, in the order given.

    Letters are compared in C, two by two: 2,000 names take a tenth of a second.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - extra "desk"

    bare = [_bare(name) for name in names]
    wordings = Wordings([frozenset(one.split()) for one in bare])
    for at, one in enumerate(bare):
        close = process.extract_iter(one, bare[:at], scorer=fuzz.ratio, score_cutoff=ALIKE)
        near = {other for _, _, other in close} | set(wordings.nested(wordings.texts[at]))
        for other in sorted(near):
            short = min(len(one), len(bare[other])) < SHORTEST
            if other < at and (not short or one == bare[other]):
                yield names[other], names[at]


def by_key(names: Sequence[str]) -> Mapping[str, str]:
    """Each name as first spelled, by its key: capitals, accents and spaces do not count."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(matching_key(name), name)
    return first


@lru_cache(maxsize=10_000)
def _bare(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", matching_key(name))
    kept = sorted(word for word in words if word not in _LEGAL) or sorted(words)
    return " ".join(kept)

"""Names that are nearly the same: suggested, never merged."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec

from speeddating.domain.names import matching_key

ALIKE = 88.0
"""Of 100; a slip of the pen in a short name."""
SHORTEST = 4
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

    Quadratic in ``names``, in C: 2,000 names take about a second.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - extra "desk"

    bare = [_bare(name) for name in names]
    for at, one in enumerate(bare):
        for other in range(at):
            if _alike(bare[other], one, fuzz.ratio(bare[other], one)):
                yield names[other], names[at]


def by_key(names: Sequence[str]) -> Mapping[str, str]:
    """Each name as first spelled, by its key: capitals, accents and spaces do not count."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(matching_key(name), name)
    return first


def _alike(one: str, other: str, ratio: float) -> bool:
    """Nearly equal letters, or all the words of one among those of the other."""
    if min(len(one), len(other)) < SHORTEST:
        return one == other
    words, others = set(one.split()), set(other.split())
    return ratio >= ALIKE or words <= others or others <= words


@lru_cache(maxsize=10_000)
def _bare(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", matching_key(name))
    kept = sorted(word for word in words if word not in _LEGAL) or sorted(words)
    return " ".join(kept)

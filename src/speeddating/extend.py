"""
Own rules and levels, for ``plan(..., rules=[...], levels=[...])``.

A rule is a generator over the variables of pair x round plus a check over seats; see
``examples/regle.py``. Anything own makes the search use the pair x round model, where flows stay
valid as caps only; it is refused by name with tables of several seats.
"""

from speeddating.checks.seats import Seats
from speeddating.domain.score import Sense
from speeddating.solve.own import Meetings, OwnLevel, OwnRule

__all__ = ["Meetings", "OwnLevel", "OwnRule", "Seats", "Sense"]

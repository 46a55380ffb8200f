"""
Rules and score, computed from seats alone; never imports a solver.

:data:`RULES` and :data:`MEASURES` end their modules as literal tuples: the tables of contents.
"""

from speeddating.checks.levels import MEASURES, score
from speeddating.checks.rules import RULES, check

__all__ = ["MEASURES", "RULES", "check", "score"]
